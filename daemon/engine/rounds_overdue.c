/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/rounds.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/letters.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "model/role.h"

#define ACTOR "clock"
#define ESCALATE_AFTER 5 /* workdays */

/* Whether one activity belongs into the mail to this person. */
typedef bool (*overdue_fn)(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id);

/* A kind of mail: what it gathers and where it is marked as told. */
struct overdue_kind {
	enum mail_kind mail;
	const char *key;
	overdue_fn concerns;
	struct date *(*told)(struct activity *activity);
};

/*
 * Late and told nobody yet.  Held activities get no reminder; what was late
 * when the leader was added was told in one digest.
 */
static bool
is_late(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;
	struct date today = core_today(engine);
	enum activity_state state = dossier_state(activity);

	return state == ACTIVITY_PLANNED &&
	       !rounds_goes_by_itself(dossier, activity) &&
	       (activity->flags & (int)FLAG_LATE_START) == 0 &&
	       activity_is_behind(state, activity->planned, today) &&
	       activity_is_overdue(engine->calendar, state, activity->planned,
		   activity->latest, today);
}

static bool
is_new_to_responsible(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id)
{
	return activity->responsible_id == person_id &&
	       activity->overdue_told.day != activity->planned.day &&
	       is_late(dossier, activity);
}

static bool
is_new_to_coordinator(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id)
{
	const struct workday_calendar *calendar = dossier->engine->calendar;
	struct date first;

	if (dossier_role(dossier, ROLE_COORDINATOR)->id != person_id ||
	    activity->responsible_id == person_id ||
	    activity->escalated_told.day == activity->planned.day ||
	    !is_late(dossier, activity))
		return false;
	first = date_max(date_add_days(activity_overdue_after(calendar,
					   activity->planned, activity->latest),
			     1),
	    date_add_days(activity->planned, 1));
	first = workday_next(calendar, first);
	return !date_before(core_today(dossier->engine),
	    workday_add(calendar, first, ESCALATE_AFTER));
}

static struct date *
overdue_mark(struct activity *activity)
{
	return &activity->overdue_told;
}

static struct date *
escalated_mark(struct activity *activity)
{
	return &activity->escalated_told;
}

static const struct overdue_kind kinds[] = {
    {MAIL_OVERDUE, "overdue", is_new_to_responsible, overdue_mark},
    {MAIL_ESCALATION, "escalation", is_new_to_coordinator, escalated_mark},
};

struct overdue_list {
	json_t *views;
	struct activity **activities;
	size_t count;
};

static void
list_release(struct overdue_list *list)
{
	json_decref(list->views);
	free(list->activities);
}

static void
add(struct overdue_list *list, const struct dossier *dossier,
    struct activity *activity, enum language language)
{
	cleanup_(memory_free_ptr) char *leader =
	    people_first_name(dossier_role(dossier, ROLE_LEADER));
	cleanup_(memory_free_ptr) char *responsible = people_first_name(
	    dossier_person(dossier, activity->responsible_id));
	cleanup_(memory_free_ptr) char *when = phrases_when(language, activity);

	(void)json_array_append_new(list->views,
	    json_pack("{s:s, s:s, s:s, s:s}", "title",
		dossier_step(dossier, activity)->title.in[language], "when",
		when, "leader_first_name", leader, "responsible_first_name",
		responsible));
	list->activities = memory_resize(
	    list->activities, list->count + 1, sizeof(*list->activities));
	list->activities[list->count++] = activity;
}

static void
gather(struct rounds *rounds, const struct overdue_kind *kind,
    const struct person *person, struct overdue_list *list)
{
	enum language language =
	    core_language(rounds->engine, person->language);

	for (size_t i = 0; i < rounds->count; i++) {
		struct dossier *dossier = &rounds->dossiers[i];

		for (size_t k = 0; k < dossier->activity_count; k++) {
			struct activity *activity = &dossier->activities[k];

			if (kind->concerns(dossier, activity, person->id))
				add(list, dossier, activity, language);
		}
	}
}

static int
mark(struct rounds *rounds, const struct overdue_kind *kind,
    struct overdue_list *list, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < list->count; i++) {
		struct activity *activity = list->activities[i];

		*kind->told(activity) = activity->planned;
		status = activity_store_update(
		    rounds->engine->store, activity, activity->state, err);
	}
	return status;
}

static int
send(struct rounds *rounds, const struct overdue_kind *kind,
    struct letter_request *request, struct overdue_list *list,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	char day[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("%s:%" PRId64 ":%s", kind->key, request->to->id,
		date_format(core_today(rounds->engine), day));
	int status = change_begin(&change, rounds->engine, ACTOR, err);

	if (status != OB_OK)
		return status;
	request->kind = kind->mail;
	request->dedup_key = key;
	request->view = json_pack("{s:O}", "activities", list->views);
	status = letters_queue(&change, request, NULL, err);
	if (status == OB_OK)
		status = mark(rounds, kind, list, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static int
tell(struct rounds *rounds, const struct person *person,
    const struct dossier *dossier, void *arg, struct error *err)
{
	int status = OB_OK;

	(void)arg;
	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(kinds); i++) {
		cleanup_(list_release) struct overdue_list list = {
		    .views = json_array()};
		struct letter_request request = {
		    .dossier = dossier, .to = person};

		gather(rounds, &kinds[i], person, &list);
		if (list.count > 0)
			status = send(rounds, &kinds[i], &request, &list, err);
	}
	return status;
}

int
rounds_send_overdue(struct rounds *rounds, struct error *err)
{
	return rounds_each_person(rounds, tell, NULL, err);
}
