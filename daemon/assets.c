/* SPDX-License-Identifier: EUPL-1.2 */
#include "assets.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "calendar/recurrence.h"
#include "engine/activities/events.h"
#include "engine/programmes/programmes.h"
#include "engine/surveys/surveys.h"
#include "formats/bundle.h"
#include "formats/event_file.h"
#include "formats/handbook_file.h"
#include "formats/programme_file.h"
#include "formats/survey_file.h"
#include "http/programme_intake.h"

#define ACTOR "configuration"
#define ASSET_MAX ((size_t)1 << 20)
#define EMBEDDED_PREFIX "config/"

int
assets_source(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err)
{
	const char *directory = arg;
	const char *name = path + strlen(EMBEDDED_PREFIX);
	cleanup_(memory_free_ptr) char *own =
	    memory_printf("%s/%s", directory, name);
	const struct embedded_file *file;
	int status = OB_ENOTFOUND;

	if (directory[0] != '\0')
		status = file_read(own, ASSET_MAX, ret_bytes, err);
	if (status != OB_ENOTFOUND)
		return status;
	file = embedded_find(path);
	if (file == NULL)
		return error_set(
		    err, OB_ENOTFOUND, "the program has no file '%s'", path);
	strbuf_add(ret_bytes, file->bytes, file->len);
	return OB_OK;
}

/* All programmes and overlays of the configuration, and the embedded ones. */
struct bundles {
	struct bundle *items;
	size_t count;
};

static void
bundles_release(struct bundles *bundles)
{
	for (size_t i = 0; i < bundles->count; i++)
		bundle_release(&bundles->items[i]);
	free(bundles->items);
}

static struct bundle *
next_bundle(struct bundles *bundles)
{
	bundles->items = memory_resize(
	    bundles->items, bundles->count + 1, sizeof(*bundles->items));
	return &bundles->items[bundles->count];
}

/* Each gives way to a configured programme of the same id. */
static int
read_embedded(struct bundles *bundles, struct error *err)
{
	char **ids = NULL;
	size_t count = programme_file_embedded_ids(&ids);
	int status = OB_OK;

	for (size_t i = 0; i < count; i++) {
		struct bundle *bundle = next_bundle(bundles);

		if (status == OB_OK)
			status = bundle_read_embedded(ids[i], bundle, err);
		if (status == OB_OK)
			bundles->items[bundles->count++].is_default = true;
		free(ids[i]);
	}
	free(ids);
	return status;
}

static int
read_bundles(
    const struct settings *settings, struct bundles *bundles, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < settings->programmes.count;
	     i++) {
		status = bundle_read(
		    settings->programmes.items[i], next_bundle(bundles), err);
		if (status == OB_OK)
			bundles->count++;
	}
	if (status == OB_OK)
		status = read_embedded(bundles, err);
	return status;
}

static int
load_handbook(const struct settings *settings, struct handbook **ret_handbook,
    struct error *err)
{
	if (settings->handbook[0] == '\0')
		return handbook_file_load_default(ret_handbook, err);
	return handbook_file_load(settings->handbook, ret_handbook, err);
}

static void
log_added(
    void *arg, const char *id, int version, const struct programme_scope *scope)
{
	(void)arg;
	if (scope->area[0] == '\0' && scope->workplace[0] == '\0')
		log_info("programme.imported", "programme=%s version=%d", id,
		    version);
	else
		log_info("programme.imported",
		    "programme=%s version=%d area=%s workplace=%s", id, version,
		    LOG_QUOTE(scope->area), LOG_QUOTE(scope->workplace));
}

/* Starting is worth more than an overlay that somebody can change then. */
static void
log_unfit(void *arg, const char *overlay, const char *why)
{
	(void)arg;
	log_warn("overlay.kept", "overlay=%s why=%s", overlay, LOG_QUOTE(why));
}

static int
import_programmes(
    struct engine *engine, const struct bundles *bundles, struct error *err)
{
	const struct programme_intake intake = {
	    .bundles = bundles->items,
	    .count = bundles->count,
	    .scope = {"", ""},
	    .is_configuration = true,
	    .unfit = log_unfit,
	    .added = log_added,
	};

	return programme_intake_run(engine, ACTOR, &intake, NULL, NULL, err);
}

/* Takes the events. */
static int
import_events(
    struct engine *engine, struct annual_events **events, struct error *err)
{
	bool changed = false;
	int status =
	    events_import(engine, ACTOR, TAKE_PTR(*events), &changed, err);

	if (status == OB_OK && changed)
		log_info("events.imported", NULL);
	return status;
}

static int
import_surveys(
    struct engine *engine, const struct survey_set *set, struct error *err)
{
	struct surveys_changes changes = {NULL, 0};
	int status = surveys_import(
	    engine, ACTOR, set->items, set->count, &changes, err);

	for (size_t i = 0; status == OB_OK && i < changes.count; i++) {
		const struct surveys_change *change = &changes.items[i];

		if (change->outcome == SURVEYS_WITHDRAWN)
			log_info("survey.withdrawn", "survey=%s version=%d",
			    change->id, change->version);
		else
			log_info("survey.imported", "survey=%s version=%d",
			    change->id, change->version);
	}
	free(changes.items);
	return status;
}

static int
take_handbook(
    struct engine *engine, const struct handbook *handbook, struct error *err)
{
	struct programmes_handbook outcome = {.is_changed = false};
	int status =
	    programmes_import_handbook(engine, ACTOR, handbook, &outcome, err);

	if (status == OB_OK && outcome.is_changed)
		log_info("handbook.imported", "kept=%d", outcome.kept);
	if (status == OB_OK && outcome.overwritten[0] != '\0')
		log_warn("handbook.overwritten", "functions=%s more=%d",
		    LOG_QUOTE(outcome.overwritten), outcome.more_overwritten);
	return status;
}

int
assets_import(
    struct engine *engine, const struct settings *settings, struct error *err)
{
	cleanup_(survey_file_release_set) struct survey_set surveys = {NULL, 0};
	cleanup_(bundles_release) struct bundles bundles = {NULL, 0};
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	cleanup_(annual_events_free_ptr) struct annual_events *events = NULL;
	int status = read_bundles(settings, &bundles, err);

	if (status == OB_OK && settings->events[0] != '\0')
		status = event_file_load(
		    settings->events, recurrence_check_rule, &events, err);
	if (status == OB_OK)
		status = load_handbook(settings, &handbook, err);
	if (status == OB_OK)
		status =
		    survey_file_load_set(&settings->surveys, &surveys, err);
	if (status == OB_OK)
		status = import_programmes(engine, &bundles, err);
	if (status == OB_OK)
		status = import_surveys(engine, &surveys, err);
	if (status == OB_OK)
		status = take_handbook(engine, handbook, err);
	if (status == OB_OK)
		status = import_events(engine, &events, err);
	return status;
}
