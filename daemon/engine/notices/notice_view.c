/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/links/action_links.h"
#include "engine/notices/notice.h"
#include "text/dates_text.h"

/* What all parts of one mail have in common. */
struct reading {
	const struct notice *notice;
	const struct person *reader;
	enum language language;
	bool is_long;  /* too many journeys for each task */
	bool is_mixed; /* tasks of several owners */
};

static bool
is_mixed(const struct notice *notice)
{
	for (size_t i = 1; i < notice->count; i++) {
		if (notice->tasks[i].owner_id != notice->tasks[0].owner_id)
			return true;
	}
	return false;
}

/* In the reader's language and time. */
static json_t *
task_view(const struct reading *reading, const struct notice_task *task)
{
	const struct dossier *dossier = task->dossier;
	const struct activity *activity = task->activity;
	cleanup_(memory_free_ptr) char *when =
	    phrases_when_in(reading->language,
		core_zone(dossier->engine, reading->reader), activity);
	char latest[DATES_TEXT_SIZE];
	bool is_for_other =
	    reading->is_mixed && task->owner_id != reading->notice->person_id;

	return json_pack("{s:s, s:s, s:s, s:b, s:b, s:b, s:s}", "title",
	    dossier_step(dossier, activity)->title.in[reading->language],
	    "when", when, "latest",
	    dates_text_day(reading->language, activity->latest, latest),
	    "has_latest", (int)(activity->start_minute < 0), "has_goal",
	    (int)(activity->goal[0] != '\0'), "is_for_other", (int)is_for_other,
	    "owner_name", dossier_person(dossier, task->owner_id)->name);
}

/* What kind of journey it is, and of whom. */
static json_t *
journey_view(const struct reading *reading, const struct dossier *dossier)
{
	enum programme_kind kind = dossier->version->kind;
	cleanup_(memory_free_ptr) char *name = naming_short(dossier);
	struct date begins = dossier_first_workday(dossier);
	char first_day[DATES_TEXT_SIZE];
	char last_day[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b}",
	    "leader_first_name", name, "cohort_name", name, "first_day",
	    dates_text_long(reading->language, begins, first_day), "last_day",
	    dates_text_long(
		reading->language, naming_last_day(dossier), last_day),
	    "is_exit", (int)(kind == PROGRAMME_EXIT), "is_cohort",
	    (int)(kind == PROGRAMME_COHORT), "is_own",
	    (int)naming_is_own(dossier, reading->reader->id), "is_begun",
	    (int)date_before(begins, core_today(dossier->engine)));
}

static int
add_tasks(const struct reading *reading, json_t *view,
    const struct notice_task *tasks, size_t count, struct error *err)
{
	json_t *activities = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *task = task_view(reading, &tasks[i]);

		(void)json_array_append_new(activities, task);
		status = action_links_add_done(tasks[i].dossier,
		    tasks[i].activity, reading->reader->id, task, err);
	}
	(void)json_object_set_new(view, "activities", activities);
	return status;
}

/* The tasks are of one journey. */
static int
add_journey(const struct reading *reading, json_t *list,
    const struct notice_task *tasks, size_t count, struct error *err)
{
	json_t *view = journey_view(reading, tasks[0].dossier);
	bool is_handover = false;

	for (size_t i = 0; i < count; i++)
		is_handover = is_handover || tasks[i].is_handover;
	(void)json_object_set_new(
	    view, "is_handover", json_boolean(is_handover));
	(void)json_object_set_new(
	    view, "task_count", json_integer((json_int_t)count));
	(void)json_object_set_new(
	    view, "is_one_task", json_boolean(count == 1));
	(void)json_array_append_new(list, view);
	return reading->is_long ? OB_OK
				: add_tasks(reading, view, tasks, count, err);
}

static int
add_journeys(const struct reading *reading, json_t *list, struct error *err)
{
	const struct notice *notice = reading->notice;
	size_t until;
	int status = OB_OK;

	for (size_t from = 0; status == OB_OK && from < notice->count;
	     from = until) {
		until = from + 1;
		while (until < notice->count && notice->tasks[until].dossier ==
						    notice->tasks[from].dossier)
			until++;
		status = add_journey(
		    reading, list, &notice->tasks[from], until - from, err);
	}
	return status;
}

int
notice_view(const struct notice *notice, const struct person *reader,
    json_t **ret_view, struct error *err)
{
	size_t count = notice_journeys(notice);
	const struct reading reading = {
	    .notice = notice,
	    .reader = reader,
	    .language = core_language(
		notice->tasks[0].dossier->engine, reader->language),
	    .is_long = count > NOTICE_JOURNEYS_IN_FULL,
	    .is_mixed = is_mixed(notice),
	};
	json_t *list = json_array();
	int status = add_journeys(&reading, list, err);

	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o, s:b, s:b}", "journeys", list, "is_several",
	    (int)(count > 1), "is_long", (int)reading.is_long);
	return OB_OK;
}
