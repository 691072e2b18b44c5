/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/import_programme.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/glyph.h"
#include "cli/invocation.h"
#include "cli/mistakes.h"
#include "cli/output.h"
#include "cli/print_programme.h"
#include "cli/remote.h"
#include "cli/request.h"
#include "formats/bundle.h"

#define PATH "/api/v1/programmes"

static void
release_json(json_t **value)
{
	json_decref(*value);
}

static int
refuse(const struct invocation *invocation, const struct failure *failure,
    const struct output *output)
{
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;

	expand_text(invocation, invocation->command->doing, &doing);
	return (int)failure_report(
	    failure, invocation->command, doing.buf, output->as_json);
}

static void
add_text(json_t *body, const struct invocation *invocation, const char *name)
{
	const char *value = invocation_value(invocation, name);

	if (value != NULL)
		(void)json_object_set_new(body, name, json_string(value));
}

/* The bundle with whom it is for.  NULL when it is no UTF-8. */
static char *
make_body(const struct invocation *invocation, const struct bundle *bundle)
{
	cleanup_(release_json) json_t *body = bundle_to_json(bundle);

	if (body == NULL)
		return NULL;
	add_text(body, invocation, "area");
	add_text(body, invocation, "workplace");
	if (invocation_has(invocation, "dry-run"))
		(void)json_object_set_new(body, "dry_run", json_true());
	return json_dumps(body, JSON_COMPACT);
}

static int
show(const struct invocation *invocation, const json_t *answer,
    struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;

	if (output->as_json) {
		char *text = json_dumps(answer, JSON_INDENT(2));

		glyph_add_json(&output->text, text);
		free(text);
		output_add(output, "\n");
		return EXIT_DONE;
	}
	if (print_programme_imported(answer, output, &err) == OB_OK)
		return EXIT_DONE;
	failure_set_error(&failure, &err);
	return refuse(invocation, &failure, output);
}

static int
send_bundle(const struct invocation *invocation, const struct bundle *bundle,
    struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(release_json) json_t *answer = NULL;
	cleanup_(request_release) struct request request = {
	    .method = "POST", .target = STRBUF_INIT, .is_patient = true};

	strbuf_add_str(&request.target, PATH);
	request.body = make_body(invocation, bundle);
	if (request.body == NULL) {
		failure_set(&failure, EXIT_REFUSED, error_code(OB_EINVALID), "",
		    "the file or one of its guides is not text in UTF-8");
		return refuse(invocation, &failure, output);
	}
	if (remote_ask(invocation, &request, &answer, &failure))
		return show(invocation, answer, output);
	if (failure.message != NULL && strchr(failure.message, '\n') != NULL)
		return mistakes_refuse(
		    invocation, failure.code, failure.message, output);
	return refuse(invocation, &failure, output);
}

int
import_programme_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;

	if (bundle_read(invocation->arguments[0], &bundle, &err) == OB_OK)
		return send_bundle(invocation, &bundle, output);
	failure_set_error(&failure, &err);
	return refuse(invocation, &failure, output);
}
