/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/request.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/expand.h"
#include "cli/percent.h"

#define ROOT "/api/v1"

static json_t *
make_value(const struct invocation_option *option)
{
	switch (option->rule->kind) {
	case KIND_TEXT:
	case KIND_CLEARABLE:
		return json_string(option->value);
	case KIND_NUMBER:
		return json_integer(strtoll(option->value, NULL, 10));
	case KIND_SWITCH:
		return json_true();
	}
	return NULL;
}

static char *
make_body(const struct invocation *invocation)
{
	json_t *body = json_object();
	char *text;

	for (size_t i = 0; i < invocation->option_count; i++) {
		const struct invocation_option *option =
		    &invocation->options[i];

		if (option->rule->place == OPTION_BODY)
			(void)json_object_set_new(
			    body, option->rule->key, make_value(option));
	}
	text = json_dumps(body, JSON_COMPACT);
	json_decref(body);
	assert(text != NULL); /* the parser lets only UTF-8 through */
	return text;
}

static void
add_query(struct request *request, const struct invocation_option *option)
{
	bool is_first = strchr(request->target.buf, '?') == NULL;

	strbuf_add_char(&request->target, is_first ? '?' : '&');
	percent_add(&request->target, option->rule->key);
	strbuf_add_char(&request->target, '=');
	percent_add(&request->target,
	    option->rule->kind == KIND_SWITCH ? "true" : option->value);
}

/* A file of the daemon's making; what is text or JSON is made here. */
static void
add_format(struct request *request, const struct invocation_option *option)
{
	if (strcmp(option->value, "text") == 0 ||
	    strcmp(option->value, "json") == 0)
		return;
	add_query(request, option);
	request->wants_bytes = true;
}

static void
add_suffix(struct request *request, const struct invocation_option *option)
{
	strbuf_add_str(&request->target, option->rule->key);
	request->wants_bytes = true;
}

void
request_init(struct request *request, const struct invocation *invocation)
{
	const struct command *command = invocation->command;

	assert(command->method != NULL);
	memset(request, 0, sizeof(*request));
	strbuf_init(&request->target);
	request->method = command->method;
	request->is_patient = command->is_patient;
	strbuf_add_str(&request->target, ROOT);
	expand_path(invocation, command->path, &request->target);
	for (size_t i = 0; i < invocation->option_count; i++) {
		const struct invocation_option *option =
		    &invocation->options[i];

		if (option->rule->place == OPTION_SUFFIX)
			add_suffix(request, option);
		else if (option->rule->place == OPTION_FORMAT)
			add_format(request, option);
		else if (option->rule->place == OPTION_QUERY)
			add_query(request, option);
	}
	if (strcmp(command->method, "GET") != 0)
		request->body = make_body(invocation);
}

void
request_release(struct request *request)
{
	strbuf_release(&request->target);
	free(request->body);
	request->body = NULL;
}
