/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/check_programme.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/glyph.h"
#include "cli/invocation.h"
#include "cli/mistakes.h"
#include "cli/output.h"
#include "formats/bundle.h"
#include "formats/overlay_file.h"

/* What was read of a file: its programme, or its overlay laid over a base. */
struct checked {
	const char *file;
	struct programme *programme; /* of an overlay: NULL without a base */
	struct overlay *overlay;     /* or NULL */
	struct programme *base;
};

static void
release_checked(struct checked *checked)
{
	programme_free(checked->programme);
	overlay_free(checked->overlay);
	programme_free(checked->base);
}

static json_t *
make_view(const struct checked *checked)
{
	int steps = checked->programme == NULL
			? 0
			: (int)checked->programme->step_count;

	if (checked->overlay != NULL)
		return json_pack("{s:{s:s, s:s, s:i}}", "overlay", "id",
		    checked->overlay->id, "base", checked->overlay->base,
		    "steps", steps);
	assert(checked->programme != NULL);
	return json_pack("{s:{s:s, s:i}}", "programme", "id",
	    checked->programme->id, "steps", steps);
}

static void
show_json(const struct checked *checked, struct output *output)
{
	json_t *value = make_view(checked);
	char *text = json_dumps(value, JSON_INDENT(2));

	json_decref(value);
	glyph_add_json(&output->text, text);
	free(text);
	output_add(output, "\n");
}

static void
show(const struct checked *checked, struct output *output)
{
	const struct overlay *overlay = checked->overlay;

	if (output->as_json) {
		show_json(checked, output);
		return;
	}
	output_add_value(output, checked->file);
	if (overlay != NULL) {
		output_add(output, ": overlay ");
		output_add_value(output, overlay->id);
		output_add(output, " of ");
		output_add_value(output, overlay->base);
	} else {
		output_add(output, ": programme ");
		output_add_value(output, checked->programme->id);
	}
	if (checked->programme != NULL)
		output_add(output, " with %zu steps, no mistakes\n",
		    checked->programme->step_count);
	else
		output_add(output,
		    ", no mistakes by itself; its base is not here, so "
		    "import-programme --dry-run checks the rest\n");
}

/*
 * The base from the file beside the overlay, or else the embedded one; what a
 * workplace's lies over, the daemon alone knows.
 */
static struct programme *
load_base(const struct checked *checked, const struct overlay *overlay)
{
	const char *id = overlay->base;
	const char *slash = strrchr(checked->file, '/');
	int len = slash != NULL ? (int)(slash - checked->file + 1) : 0;
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%.*s%.64s.yaml", len, checked->file, id);
	struct programme *base = NULL;

	if (overlay->area[0] != '\0' && overlay->workplace[0] != '\0')
		return NULL;
	if (strchr(id, '/') == NULL &&
	    programme_file_load(path, &base, NULL, NULL) == OB_OK)
		return base;
	if (programme_file_load_embedded(id, &base, NULL) == OB_OK)
		return base;
	return NULL;
}

/* Of struct overlay_base. */
static const struct programme *
give_base(void *arg, const struct overlay *overlay)
{
	const struct checked *checked = arg;

	(void)overlay;
	return checked->base;
}

static int
check_overlay(const struct programme_source *source, struct checked *checked,
    struct strbuf *report, struct error *err)
{
	const struct overlay_base base = {give_base, checked};
	int status = overlay_file_parse(
	    source, NULL, &checked->overlay, NULL, report, err);

	if (status == OB_OK)
		checked->base = load_base(checked, checked->overlay);
	if (status != OB_OK || checked->base == NULL)
		return status;
	overlay_free(checked->overlay);
	checked->overlay = NULL;
	return overlay_file_parse(
	    source, &base, &checked->overlay, &checked->programme, report, err);
}

static int
check(struct checked *checked, struct strbuf *report, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	struct programme_source source;
	int status = bundle_read(checked->file, &bundle, err);

	if (status != OB_OK)
		return status;
	source = bundle_source(&bundle);
	if (bundle_is_overlay(&bundle))
		return check_overlay(&source, checked, report, err);
	return programme_file_parse(&source, &checked->programme, report, err);
}

int
check_programme_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(release_checked) struct checked checked = {
	    .file = invocation->arguments[0]};
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;

	if (check(&checked, &report, &err) == OB_OK) {
		show(&checked, output);
		return EXIT_DONE;
	}
	if (report.len > 0)
		return mistakes_refuse(
		    invocation, error_code(err.status), report.buf, output);
	expand_text(invocation, invocation->command->doing, &doing);
	failure_set_error(&failure, &err);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}
