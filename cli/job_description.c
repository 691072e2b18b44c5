/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/job_description.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/input.h"
#include "cli/invocation.h"
#include "cli/remote.h"
#include "cli/request.h"
#include "cli/view.h"

#define FILE_MAX_BYTES ((size_t)128 << 10)

static int
read_text(const char *path, struct strbuf *text, struct error *err)
{
	int status = input_read(path, FILE_MAX_BYTES, text, err);

	if (status != OB_OK)
		return status;
	if (strlen(text->buf) != text->len ||
	    !utf8_is_valid(text->buf, text->len))
		return error_set(
		    err, OB_EINVALID, "'%s' is not text in UTF-8", path);
	return OB_OK;
}

static bool
send_text(const struct invocation *invocation, const char *text,
    struct output *output, struct failure *failure)
{
	cleanup_(request_release) struct request request;
	json_auto_t *answer = NULL;
	json_auto_t *body = NULL;

	request_init(&request, invocation);
	/* The options' links, which were put there just now. */
	body = json_loads(request.body, 0, NULL);
	(void)json_object_set_new(body, "text", json_string(text));
	free(request.body);
	request.body = json_dumps(body, JSON_COMPACT);
	return remote_ask(invocation, &request, &answer, failure) &&
	       remote_show(invocation, answer, output, failure);
}

int
job_description_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;

	if (read_text(invocation_value(invocation, "file"), &text, &err) !=
	    OB_OK)
		failure_set_error(&failure, &err);
	else if (send_text(invocation, text.buf, output, &failure))
		return EXIT_DONE;
	strbuf_clear(&output->text);
	expand_text(invocation, invocation->command->doing, &doing);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}

static void
add_lines(struct output *output, const char *text)
{
	cleanup_(memory_free_ptr) char *copy = memory_strdup(text);
	char *line = copy;

	while (line != NULL) {
		char *next = strchr(line, '\n');

		if (next != NULL)
			*next++ = '\0';
		output_add_value(output, line);
		output_add(output, "\n");
		line = next;
	}
}

static void
add_link(struct output *output, const char *label, const char *url)
{
	if (url[0] == '\0')
		return;
	output_add(output, "%s", label);
	output_add_value(output, url);
	output_add(output, "\n");
}

int
job_description_print(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *description = NULL;
	int status = view_object(answer, "job_description", &description, err);

	if (status != OB_OK)
		return status;
	output_add(output, "Version      %d, ",
	    (int)json_integer_value(json_object_get(description, "version")));
	output_add_value(output, view_text(description, "written_at"));
	output_add(output, "\n");
	add_link(output, "Advertised   ",
	    view_text(description, "advertisement_url"));
	add_link(output, "Role         ", view_text(description, "role_url"));
	if (view_text(description, "text")[0] != '\0') {
		output_add_heading(output, "The job");
		add_lines(output, view_text(description, "text"));
	}
	output_add_heading(output, "Det udfordrende ved jobbet");
	add_lines(output, view_text(description, "challenges"));
	return OB_OK;
}
