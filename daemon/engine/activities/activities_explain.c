/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/activities.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/digests/reminders.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "engine/notices/step_mails.h"
#include "model/derivation.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* Turns the lines of a derivation into sentences. */
struct explainer {
	const struct dossier *dossier;
	const struct step *step;
	const struct catalogue *catalogue;
	enum language language;
	json_t *lines;
	int status;
	struct error *err;
};

/* "2027-02-01..2027-02-28" as people write it; owned. */
static char *
pause_text(enum language language, const char *detail)
{
	struct date from;
	struct date until;
	char first[DATE_TEXT_SIZE] = "";
	char start[DATES_TEXT_SIZE];
	char end[DATES_TEXT_SIZE];
	const char *dots = strstr(detail, "..");

	if (dots == NULL || dots - detail >= (ptrdiff_t)sizeof(first))
		return memory_strdup(detail);
	memcpy(first, detail, (size_t)(dots - detail));
	if (date_parse(first, &from, NULL) != OB_OK ||
	    date_parse(dots + 2, &until, NULL) != OB_OK)
		return memory_strdup(detail);
	return memory_printf("%s – %s", dates_text_day(language, from, start),
	    dates_text_day(language, until, end));
}

static char *
step_title(const struct explainer *explainer, const char *id)
{
	const struct programme *programme = explainer->dossier->programme;
	int step = programme_find_step(programme, id);

	return memory_strdup(
	    step < 0 ? id
		     : programme->steps[step].title.in[explainer->language]);
}

/* What a line's detail is in words: a step's title, a class of day; owned. */
static char *
word_of(const struct explainer *explainer, enum plan_reason reason,
    const char *detail)
{
	const struct catalogue *catalogue = explainer->catalogue;
	cleanup_(memory_free_ptr) char *key = memory_printf("day.%s", detail);

	if (reason == REASON_FLOOR_STEP || reason == REASON_FLOOR_SERIES ||
	    reason == REASON_LAPSED)
		return step_title(explainer, detail);
	if (reason == REASON_PAUSED)
		return pause_text(explainer->language, detail);
	if (reason == REASON_SKIPPED_DAY && catalogue_has(catalogue, key))
		return memory_strdup(catalogue_get(catalogue, key));
	return memory_strdup(detail);
}

static void
add_sentence(struct explainer *explainer, const char *reason, struct date day,
    const char *detail, const char *word)
{
	cleanup_(strbuf_release) struct strbuf sentence = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("reason.%s", reason);
	char iso[DATE_TEXT_SIZE];
	char spoken[DATES_TEXT_SIZE] = "";
	json_t *view;

	if (explainer->status != OB_OK)
		return;
	if (!date_is_none(day))
		(void)dates_text_long(explainer->language, day, spoken);
	view = json_pack("{s:s, s:s, s:b}", "date", spoken, "detail", word,
	    "has_detail", (int)(word[0] != '\0'));
	explainer->status = catalogue_format(
	    explainer->catalogue, key, view, &sentence, explainer->err);
	json_decref(view);
	if (explainer->status == OB_OK)
		(void)json_array_append_new(explainer->lines,
		    json_pack("{s:s, s:s, s:s, s:s}", "reason", reason, "date",
			date_format(day, iso), "detail", detail, "text",
			sentence.buf));
}

/* The rule's day in the words of what it counts from. */
static bool
add_due(struct explainer *explainer, struct date day)
{
	const struct dossier *dossier = explainer->dossier;
	const struct step *step = explainer->step;
	cleanup_(memory_free_ptr) char *title = NULL;
	const char *number = strrchr(step->id, '.');

	if (course_is_event(step->id)) {
		add_sentence(explainer, "event", day, "", "");
		return true;
	}
	if (course_is_first_task(step->id) || course_is_follow_up(step->id)) {
		add_sentence(explainer, "chosen", day, "", "");
		return true;
	}
	if (step->due.anchor == ANCHOR_DONE)
		title = step_title(explainer, step->due.step);
	if (course_template(dossier, step->id) != NULL) {
		if (title != NULL)
			add_sentence(explainer, "from-step", DATE_NONE,
			    step->due.step, title);
		add_sentence(
		    explainer, "recurrence", day, number + 1, number + 1);
		return true;
	}
	if (title == NULL)
		return false;
	add_sentence(explainer, "after-done", day, step->due.step, title);
	return true;
}

/* What the rule counts from, where that is one of the journey's own days. */
static void
add_anchor(struct explainer *explainer)
{
	const struct date_rule *due = &explainer->step->due;
	struct date_anchors anchors = dossier_anchors(explainer->dossier);
	struct date day;

	switch (due->anchor) {
	case ANCHOR_ACCEPTED:
	case ANCHOR_NOTICE:
	case ANCHOR_OPENED:
		day = anchors.accepted;
		break;
	case ANCHOR_FIRST_DAY:
	case ANCHOR_LAST_DAY:
	case ANCHOR_COHORT_START:
		day = anchors.first_day;
		break;
	case ANCHOR_END:
		day = anchors.end;
		break;
	case ANCHOR_DONE:
	case ANCHOR_DATE:
		return;
	}
	add_sentence(
	    explainer, date_rule_anchor_name(due->anchor), day, "", "");
}

static void
add_line(
    void *arg, enum plan_reason reason, struct date day, const char *detail)
{
	struct explainer *explainer = arg;
	cleanup_(memory_free_ptr) char *word = NULL;

	if (reason == REASON_DUE) {
		add_anchor(explainer);
		if (add_due(explainer, day))
			return;
	}
	word = word_of(explainer, reason, detail);
	add_sentence(explainer, plan_reason_name(reason), day, detail, word);
}

/* It keeps its day and waits for another one. */
static void
add_blocker(struct explainer *explainer, const struct activity *activity)
{
	const struct dossier *dossier = explainer->dossier;
	const struct activity *blocker = dossier_blocker(dossier, activity);
	cleanup_(memory_free_ptr) char *title = NULL;

	if (dossier_state(activity) != ACTIVITY_HELD || blocker == NULL)
		return;
	title = step_title(explainer, blocker->step);
	add_sentence(explainer, "held", blocker->planned, blocker->step, title);
}

static int
add_reminders(struct dossier *dossier, const struct activity *activity,
    json_t **reminders, json_t **next, struct error *err)
{
	int status = dossier_know_reminders(dossier, err);

	if (status == OB_OK)
		status = reminders_view(dossier, activity, reminders, err);
	if (status == OB_OK)
		status = reminders_next(dossier, activity, next, err);
	return status;
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
	json_auto_t *reminders = NULL;
	json_auto_t *next = NULL;
	int64_t id = 0;
	int status = activities_find(engine, reference, &dossier, &id, err);

	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, id);
	step = dossier_step(&dossier, activity);
	status = add_reminders(&dossier, activity, &reminders, &next, err);
	if (status != OB_OK)
		return status;
	explainer.dossier = &dossier;
	explainer.step = step;
	explainer.language = engine->settings->language;
	explainer.catalogue = engine->catalogues[explainer.language];
	explainer.lines = json_array();
	status =
	    derivation_decode(activity->derivation, add_line, &explainer, err);
	if (status == OB_OK && step_mails_is_past(&dossier, activity))
		add_sentence(&explainer, "not-sent", DATE_NONE, "", "");
	if (status == OB_OK)
		add_blocker(&explainer, activity);
	if (status == OB_OK)
		status = explainer.status;
	if (status != OB_OK) {
		json_decref(explainer.lines);
		return status;
	}
	*ret_view = json_pack("{s:o, s:s, s:i, s:s, s:s, s:o, s:O, s:O}",
	    "activity", views_activity(&dossier, activity), "programme",
	    dossier.programme->id, "version", dossier.programme->version,
	    "due_rule_text", date_rule_format(&step->due, due),
	    "latest_rule_text", date_rule_format(&step->latest, latest),
	    "explanation", explainer.lines, "reminders", reminders, "next",
	    next);
	return OB_OK;
}
