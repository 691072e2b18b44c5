/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/request.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

/* Ends the value at its last character and begins it at its first. */
static char *
trim_value(char *value, char *end)
{
	while (value < end && (*value == ' ' || *value == '\t'))
		value++;
	while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	return value;
}

static void
cut_headers(struct request *request, char *line)
{
	while (line[0] != '\r') {
		struct request_header *header =
		    &request->headers[request->header_count++];
		char *colon = strchr(line, ':');
		char *end = strchr(line, '\r');

		assert(request->header_count <= GUARD_HEADERS_MAX &&
		       colon != NULL && end != NULL && colon < end);
		*colon = '\0';
		header->name = line;
		header->value = trim_value(colon + 1, end);
		line = end + 2;
	}
}

void
request_init(struct request *request, const char *bytes,
    const struct guard_verdict *verdict)
{
	size_t target_at = (size_t)(verdict->target.bytes - bytes);
	char *copy = memory_strndup(bytes, verdict->head_len);
	char *target = copy + target_at;
	char *query;

	memset(request, 0, sizeof(*request));
	request->bytes = copy;
	request->method = verdict->method;
	request->keep_alive = verdict->keep_alive;
	cut_headers(request, strchr(target, '\r') + 2);
	target[verdict->target.len] = '\0';
	query = strchr(target, '?');
	if (query != NULL)
		*query++ = '\0';
	request->path = target;
	request->query = query == NULL ? "" : query;
	request->host = request_header(request, "host");
	if (request->host == NULL)
		request->host = "";
}

void
request_release(struct request *request)
{
	free(request->bytes);
	memset(request, 0, sizeof(*request));
}

const char *
request_header_next(const struct request *request, const char *name, size_t *at)
{
	while (*at < request->header_count) {
		const struct request_header *header = &request->headers[*at];

		(*at)++;
		if (strcasecmp(header->name, name) == 0)
			return header->value;
	}
	return NULL;
}

const char *
request_header(const struct request *request, const char *name)
{
	size_t at = 0;

	return request_header_next(request, name, &at);
}
