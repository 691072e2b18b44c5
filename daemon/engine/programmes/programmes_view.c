/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/programmes/programme_decisions.h"
#include "engine/programmes/programmes.h"
#include "model/step_repeat.h"
#include "store/programme_store.h"

static json_t *
title_of(const struct engine *engine, const char *danish, const char *english)
{
	return json_string(
	    engine->settings->language == LANGUAGE_DA ? danish : english);
}

/* What the programme itself does not tell of a version. */
static int
add_row(struct engine *engine, const struct programme_version *row,
    json_t *view, struct error *err)
{
	char imported[INSTANT_TEXT_SIZE];
	json_t *decision = NULL;
	int status = programme_decisions_find(engine, row->id, &decision, err);

	if (status != OB_OK)
		return status;
	(void)json_object_update_new(
	    view, json_pack("{s:s, s:s, s:s, s:s, s:i, s:b, s:s, s:o}", "kind",
		      row->kind, "area", row->area, "workplace", row->workplace,
		      "overlay", row->overlay, "base_version",
		      row->base_version, "withdrawn",
		      (int)(row->withdrawn_at != INSTANT_NONE), "imported",
		      instant_format(engine->zone, row->imported_at, imported),
		      "decision", decision));
	return OB_OK;
}

static int
brief(struct engine *engine, const struct programme_version *version,
    json_t *list, struct error *err)
{
	const struct programme *programme = NULL;
	json_t *view;
	int status = programmes_get(engine, version->id, &programme, err);

	if (status != OB_OK)
		return status;
	view = json_pack("{s:s, s:i, s:o, s:I}", "id", version->key, "version",
	    version->version, "title",
	    title_of(engine, version->title_da, version->title_en), "steps",
	    (json_int_t)programme->step_count);
	(void)json_array_append_new(list, view);
	return add_row(engine, version, view, err);
}

int
programmes_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct programme_version *versions = NULL;
	size_t count = 0;
	json_t *list;
	int status =
	    programme_store_list(engine->store, &versions, &count, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = brief(engine, &versions[i], list, err);
	programme_store_free(versions, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "programmes", list);
	return OB_OK;
}

static json_t *
names(char *const *values, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(list, json_string(values[i]));
	return list;
}

static json_t *
topics(const struct step *step, enum language language)
{
	json_t *list = json_array();

	for (size_t i = 0; i < step->topic_count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s}", "id", step->topics[i].id,
			      "text", step->topics[i].text.in[language]));
	return list;
}

static json_t *
step_view(const struct engine *engine, const struct step *step)
{
	char due[DATE_RULE_TEXT_SIZE];
	char latest[DATE_RULE_TEXT_SIZE];
	char repeat[STEP_REPEAT_TEXT_SIZE];
	char reminders[LADDER_TEXT_SIZE];
	enum language language = engine->settings->language;

	return json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:i, "
			 "s:o, s:b, s:o, s:s, s:b, s:s, s:o}",
	    "id", step->id, "phase", step->phase, "title",
	    step->title.in[language], "kind", step_kind_name(step->kind),
	    "role", step->role, "due", date_rule_format(&step->due, due),
	    "latest", date_rule_format(&step->latest, latest), "window",
	    step->window < 0 ? json_null() : json_integer(step->window),
	    "repeat", step_repeat_format(&step->repeat, repeat), "minutes",
	    step->minutes, "participants",
	    names(step->participants, step->participant_count), "undisturbed",
	    (int)step->undisturbed, "requires",
	    names(step->requires, step->require_count), "only_if",
	    step->only_if, "optional", (int)step->optional, "reminders",
	    ladder_format(&step->ladder, reminders), "topics",
	    topics(step, language));
}

static json_t *
programme_view(const struct engine *engine, const struct programme *programme)
{
	enum language language = engine->settings->language;
	json_t *phases = json_array();
	json_t *steps = json_array();

	for (size_t i = 0; i < programme->phase_count; i++)
		(void)json_array_append_new(phases,
		    json_pack("{s:i, s:s}", "id", programme->phases[i].id,
			"title", programme->phases[i].title.in[language]));
	for (size_t i = 0; i < programme->step_count; i++)
		(void)json_array_append_new(
		    steps, step_view(engine, &programme->steps[i]));
	return json_pack("{s:{s:s, s:i, s:s, s:o, s:o}}", "programme", "id",
	    programme->id, "version", programme->version, "title",
	    programme->title.in[language], "phases", phases, "steps", steps);
}

int
programmes_show(struct engine *engine, const char *id, int version,
    const struct programme_scope *where, json_t **ret_view, struct error *err)
{
	cleanup_(programme_store_release) struct programme_version row = {0};
	const struct programme *programme = NULL;
	json_auto_t *view = NULL;
	int status =
	    version > 0
		? programmes_find_version(engine, id, version, &row, err)
		: programmes_find(engine, id, where, &row, err);

	if (status == OB_OK)
		status = programmes_get(engine, row.id, &programme, err);
	if (status != OB_OK)
		return status;
	view = programme_view(engine, programme);
	status = add_row(engine, &row, json_object_get(view, "programme"), err);
	if (status == OB_OK)
		*ret_view = json_incref(view);
	return status;
}
