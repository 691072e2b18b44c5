/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/remote.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/client.h"
#include "cli/glyph.h"
#include "cli/socket_path.h"
#include "cli/view.h"

static void
release_json(json_t **value)
{
	json_decref(*value);
}

static json_t *
parse(const struct client_answer *answer)
{
	json_t *value =
	    json_loadb(answer->bytes.buf, answer->bytes.len, 0, NULL);

	if (value != NULL && !json_is_object(value)) {
		json_decref(value);
		return NULL;
	}
	return value;
}

static void
refuse(const struct client_answer *answer, struct failure *failure)
{
	cleanup_(release_json) json_t *value = parse(answer);
	cleanup_(memory_free_ptr) char *message = NULL;
	const json_t *error = json_object_get(value, "error");
	const char *code = view_text(error, "code");

	if (code[0] != '\0') {
		failure_set(failure, EXIT_REFUSED, code,
		    view_text(error, "field"), view_text(error, "message"));
		return;
	}
	message = memory_printf(
	    "the daemon answered with the HTTP status %ld", answer->status);
	failure_set(failure, EXIT_REFUSED, error_code(OB_EPROTO), "", message);
}

static void
add_json(const json_t *value, struct output *output)
{
	char *text = json_dumps(value, JSON_INDENT(2));

	glyph_add_json(&output->text, text);
	free(text);
	strbuf_add_char(&output->text, '\n');
}

bool
remote_show(const struct invocation *invocation, const json_t *answer,
    struct output *output, struct failure *failure)
{
	struct error err = ERROR_INIT;

	if (output->as_json) {
		add_json(answer, output);
		return true;
	}
	if (invocation_has(invocation, "dry-run"))
		output_add(output, "Dry run: nothing is stored or sent.\n\n");
	if (invocation->command->print(answer, output, &err) == OB_OK)
		return true;
	failure_set_error(failure, &err);
	return false;
}

static bool
find_socket(const struct invocation *invocation, char **ret_path,
    struct failure *failure)
{
	const struct socket_path_sources sources = {
	    .option = invocation_value(invocation, "socket"),
	    .environment = getenv(SOCKET_PATH_VARIABLE),
	    .config_file = SOCKET_PATH_CONFIG,
	};
	struct error err = ERROR_INIT;

	if (socket_path_find(&sources, ret_path, &err) == OB_OK)
		return true;
	failure_set_error(failure, &err);
	return false;
}

static bool
send_request(const struct invocation *invocation, const struct request *request,
    struct client_answer *answer, struct failure *failure)
{
	cleanup_(memory_free_ptr) char *socket_path = NULL;

	if (!find_socket(invocation, &socket_path, failure) ||
	    !client_send(request, socket_path, answer, failure))
		return false;
	if (answer->status >= 200 && answer->status <= 299)
		return true;
	refuse(answer, failure);
	return false;
}

static bool
take_json(const struct client_answer *answer, json_t **ret_answer,
    struct failure *failure)
{
	json_t *value = parse(answer);

	if (value == NULL) {
		failure_set(failure, EXIT_REFUSED, error_code(OB_EPROTO), "",
		    "the daemon's answer is no JSON object");
		return false;
	}
	*ret_answer = value;
	return true;
}

bool
remote_ask(const struct invocation *invocation, const struct request *request,
    json_t **ret_answer, struct failure *failure)
{
	cleanup_(client_release_answer) struct client_answer answer = {
	    .bytes = STRBUF_INIT};

	return send_request(invocation, request, &answer, failure) &&
	       take_json(&answer, ret_answer, failure);
}

bool
remote_run(const struct invocation *invocation, struct output *output,
    struct failure *failure)
{
	cleanup_(request_release) struct request request;
	cleanup_(client_release_answer) struct client_answer answer = {
	    .bytes = STRBUF_INIT};
	cleanup_(release_json) json_t *value = NULL;

	request_init(&request, invocation);
	if (!send_request(invocation, &request, &answer, failure))
		return false;
	if (request.wants_bytes) {
		strbuf_add(&output->text, answer.bytes.buf, answer.bytes.len);
		return true;
	}
	return take_json(&answer, &value, failure) &&
	       remote_show(invocation, value, output, failure);
}
