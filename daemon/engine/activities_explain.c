/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core.h"
#include "engine/dossier.h"
#include "engine/views.h"
#include "model/derivation.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* Turns the lines of a derivation into sentences. */
struct explainer {
	const struct dossier *dossier;
	json_t *lines;
	int status;
	struct error *err;
};

/* What a line's detail is in words: a step's title, a class of day. */
static const char *
word_of(const struct explainer *explainer, enum plan_reason reason,
    const char *detail)
{
	const struct engine *engine = explainer->dossier->engine;
	enum language language = engine->settings->language;
	const struct catalogue *catalogue = engine->catalogues[language];
	cleanup_(memory_free_ptr) char *key = memory_printf("day.%s", detail);
	int step;

	if (reason == REASON_FLOOR_STEP) {
		step =
		    programme_find_step(explainer->dossier->programme, detail);
		if (step >= 0)
			return explainer->dossier->programme->steps[step]
			    .title.in[language];
	}
	if (reason == REASON_SKIPPED_DAY && catalogue_has(catalogue, key))
		return catalogue_get(catalogue, key);
	return detail;
}

static void
add_line(
    void *arg, enum plan_reason reason, struct date day, const char *detail)
{
	struct explainer *explainer = arg;
	const struct engine *engine = explainer->dossier->engine;
	enum language language = engine->settings->language;
	cleanup_(strbuf_release) struct strbuf sentence = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("reason.%s", plan_reason_name(reason));
	char iso[DATE_TEXT_SIZE];
	char spoken[DATES_TEXT_SIZE] = "";
	json_t *view;

	if (explainer->status != OB_OK)
		return;
	if (!date_is_none(day))
		(void)dates_text_long(language, day, spoken);
	view = json_pack("{s:s, s:s, s:b}", "date", spoken, "detail",
	    word_of(explainer, reason, detail), "has_detail",
	    (int)(detail[0] != '\0'));
	explainer->status = catalogue_format(
	    engine->catalogues[language], key, view, &sentence, explainer->err);
	json_decref(view);
	if (explainer->status == OB_OK)
		(void)json_array_append_new(explainer->lines,
		    json_pack("{s:s, s:s, s:s, s:s}", "reason",
			plan_reason_name(reason), "date", date_format(day, iso),
			"detail", detail, "text", sentence.buf));
}

int
activities_explain(struct engine *engine, const char *reference,
    json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct explainer explainer = {.err = err};
	const struct activity *activity;
	const struct step *step;
	char due[DATE_RULE_TEXT_SIZE];
	char latest[DATE_RULE_TEXT_SIZE];
	int64_t id = 0;
	int status = activities_find(engine, reference, &dossier, &id, err);

	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, id);
	step = dossier_step(&dossier, activity);
	explainer.dossier = &dossier;
	explainer.lines = json_array();
	status =
	    derivation_decode(activity->derivation, add_line, &explainer, err);
	if (status == OB_OK)
		status = explainer.status;
	if (status != OB_OK) {
		json_decref(explainer.lines);
		return status;
	}
	*ret_view = json_pack("{s:o, s:s, s:i, s:s, s:s, s:o}", "activity",
	    views_activity(&dossier, activity), "programme",
	    dossier.programme->id, "version", dossier.programme->version,
	    "due_rule_text", date_rule_format(&step->due, due),
	    "latest_rule_text", date_rule_format(&step->latest, latest),
	    "explanation", explainer.lines);
	return OB_OK;
}
