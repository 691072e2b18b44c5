/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/simulate.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/mistakes.h"
#include "cli/output.h"
#include "cli/remote.h"
#include "cli/request.h"
#include "formats/bundle.h"

static int
refuse_usage(const struct invocation *invocation, const struct output *output,
    const char *why)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;

	failure_set(&failure, EXIT_USAGE, FAILURE_USAGE, "file", why);
	return (int)failure_report(
	    &failure, invocation->command, NULL, output->as_json);
}

/* The options are in the body already. */
static bool
add_to_body(struct request *request, const struct bundle *bundle)
{
	json_auto_t *file = bundle_to_json(bundle);
	json_auto_t *body = json_loads(request->body, 0, NULL);

	if (file == NULL)
		return false;
	(void)json_object_update(body, file);
	free(request->body);
	request->body = json_dumps(body, JSON_COMPACT);
	return request->body != NULL;
}

static bool
send_bundle(const struct invocation *invocation, const struct bundle *bundle,
    struct output *output, struct failure *failure)
{
	cleanup_(request_release) struct request request;
	json_auto_t *answer = NULL;

	request_init(&request, invocation);
	if (!add_to_body(&request, bundle)) {
		failure_set(failure, EXIT_REFUSED, error_code(OB_EINVALID), "",
		    "the file or one of its guides is not text in UTF-8");
		return false;
	}
	return remote_ask(invocation, &request, &answer, failure) &&
	       remote_show(invocation, answer, output, failure);
}

static bool
run_file(const struct invocation *invocation, struct output *output,
    struct failure *failure)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	struct error err = ERROR_INIT;

	if (bundle_read(invocation_value(invocation, "file"), &bundle, &err) ==
	    OB_OK)
		return send_bundle(invocation, &bundle, output, failure);
	failure_set_error(failure, &err);
	return false;
}

/* Mistakes of the file are lines, each with its place. */
static int
refuse(const struct invocation *invocation, const struct failure *failure,
    struct output *output)
{
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;

	strbuf_clear(&output->text);
	if (strchr(failure->message, '\n') != NULL)
		return mistakes_refuse(
		    invocation, failure->code, failure->message, output);
	expand_text(invocation, invocation->command->doing, &doing);
	return (int)failure_report(
	    failure, invocation->command, doing.buf, output->as_json);
}

int
simulate_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	bool has_file = invocation_has(invocation, "file");

	if (has_file && invocation->argument_count > 0)
		return refuse_usage(
		    invocation, output, "give PROGRAMME or --file, not both");
	if (has_file && invocation_has(invocation, "number"))
		return refuse_usage(invocation, output,
		    "a file has no version yet; leave out --number");
	if (has_file ? run_file(invocation, output, &failure)
		     : remote_run(invocation, output, &failure))
		return EXIT_DONE;
	return refuse(invocation, &failure, output);
}
