/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/overlay_file.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "formats/overlay_build.h"
#include "formats/programme_file_private.h"
#include "formats/step_build.h"
#include "formats/step_guide.h"

bool
overlay_file_is_one(const char *bytes, size_t len)
{
	cleanup_(position_map_free_ptr) struct position_map *map = NULL;

	return len <= PROGRAMME_MAX_BYTES &&
	       position_map_new("", bytes, len, &map, NULL) == OB_OK &&
	       position_map_has(map, "overlay");
}

/* Only good ids reach the callback: it may build a path of them. */
static void
take_guides(struct mistakes *mistakes, const struct programme_source *source,
    struct overlay *overlay)
{
	if (!step_build_is_id(overlay->id))
		return;
	for (size_t i = 0; i < overlay->addition_count; i++) {
		struct step *step = &overlay->additions[i].step;
		const struct step_place place = {.list = "add", .step = i};
		char path[STEP_BUILD_PATH];

		step_build_path(&place, "id", path);
		if (step_build_is_id(step->id))
			step_guide_take(
			    mistakes, path, source, overlay->id, step);
	}
}

/* An overlay on its way over its base. */
struct laying {
	struct mistakes *mistakes;
	const struct overlay *overlay;
	const struct programme *merged;
};

static void
report_laying(void *arg, const char *key, const char *text)
{
	const struct laying *laying = arg;

	mistakes_add(laying->mistakes, key, "%s", text);
}

/* Where the overlay speaks of a step; its beginning when it does not. */
static void
find_step(const struct overlay *overlay, const char *id, const char *key,
    char ret_path[STEP_BUILD_PATH])
{
	struct step_place place = {.list = "add"};

	(void)snprintf(ret_path, STEP_BUILD_PATH, "overlay");
	for (size_t i = 0; i < overlay->addition_count; i++) {
		place.step = i;
		if (strcmp(overlay->additions[i].step.id, id) == 0)
			step_build_path(&place, key, ret_path);
	}
	place.list = "change";
	for (size_t i = 0; i < overlay->change_count; i++) {
		place.step = i;
		if (strcmp(overlay->changes[i].step, id) == 0)
			step_build_path(&place, key, ret_path);
	}
}

static void
report_check(void *arg, int step, const char *key, const char *text)
{
	const struct laying *laying = arg;
	char path[STEP_BUILD_PATH] = "overlay";

	if (step_build_is_about_unknown(text))
		return;
	if (step < 0) {
		mistakes_add(laying->mistakes, path, "%s", text);
		return;
	}
	find_step(laying->overlay, laying->merged->steps[step].id, key, path);
	mistakes_add(laying->mistakes, path, "step '%s': %s",
	    laying->merged->steps[step].id, text);
}

static struct programme *
lay(struct mistakes *mistakes, const struct overlay *overlay,
    const struct programme *base)
{
	struct laying laying = {.mistakes = mistakes, .overlay = overlay};
	struct programme *merged;

	if (base == NULL) {
		mistakes_add(mistakes, "base",
		    "there is no programme '%s' to lay it over", overlay->base);
		return NULL;
	}
	merged = overlay_apply(overlay, base, report_laying, &laying);
	if (merged == NULL)
		return NULL;
	laying.merged = merged;
	if (merged->step_count > PROGRAMME_MAX_STEPS)
		mistakes_add(mistakes, "add",
		    "a programme has at most %d steps", PROGRAMME_MAX_STEPS);
	(void)programme_check(merged, report_check, &laying);
	return merged;
}

int
overlay_file_parse(const struct programme_source *source,
    const struct overlay_base *base, struct overlay **ret_overlay,
    struct programme **ret_merged, struct strbuf *report, struct error *err)
{
	cleanup_(document_release) struct document document = DOCUMENT_INIT;
	cleanup_(mistakes_release) struct mistakes mistakes;
	cleanup_(overlay_free_ptr) struct overlay *overlay = NULL;
	cleanup_(programme_free_ptr) struct programme *merged = NULL;
	int status = programme_file_open(
	    source, &programme_schema_overlay, &document, report, err);

	mistakes_init(&mistakes, source->file_name, document.map);
	if (status < 0)
		return status;
	overlay = overlay_build_run(&mistakes, document.values);
	take_guides(&mistakes, source, overlay);
	if (base != NULL)
		merged =
		    lay(&mistakes, overlay, base->find(base->arg, overlay));
	status = mistakes_settle(&mistakes, report, err);
	if (status < 0)
		return status;
	if (ret_merged != NULL)
		*ret_merged = TAKE_PTR(merged);
	*ret_overlay = TAKE_PTR(overlay);
	return OB_OK;
}
