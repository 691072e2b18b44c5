/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/reminders.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/core/plain_days.h"
#include "engine/digests/handbook_round.h"
#include "engine/digests/rungs.h"
#include "engine/notices/changes.h"
#include "engine/notices/notice_rung.h"
#include "engine/people/people.h"
#include "store/mail_store.h"
#include "store/network_meeting_store.h"
#include "store/person_store.h"
#include "store/reminder_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define LATE_START "late-start"
#define BEFORE "before-"

/* What was told before is known again, unless it was told otherwise since. */
static int
reopen(
    struct engine *engine, const struct reminder *reminder, struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	struct date day = DATE_NONE;
	int minute = -1;
	bool is_change = changes_parse_rung(reminder->rung, &day, &minute);
	bool is_late_start = strcmp(reminder->rung, LATE_START) == 0;
	int status;

	if (!is_change && !is_late_start)
		return OB_OK;
	status = activity_store_find(
	    engine->store, reminder->activity_id, &activity, err);
	if (status != OB_OK)
		return status;
	if (is_late_start) {
		activity.late_told = false;
	} else if (date_is_none(activity.told_day) ||
		   activity.told_day.day == reminder->planned.day) {
		activity.told_day = day;
		activity.told_minute = minute;
	}
	return activity_store_update(
	    engine->store, &activity, activity.state, err);
}

int
reminders_reopen(struct engine *engine, int64_t mail_id, struct error *err)
{
	struct reminder *reminders = NULL;
	size_t count = 0;
	int status = reminder_store_list_mail(
	    engine->store, mail_id, &reminders, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = reopen(engine, &reminders[i], err);
	if (status == OB_OK && count > 0)
		status = reminder_store_drop_mail(engine->store, mail_id, err);
	reminder_store_free(reminders, count);
	if (status == OB_OK)
		status =
		    network_meeting_store_untell(engine->store, mail_id, err);
	if (status == OB_OK)
		status = handbook_round_untell(engine, mail_id, err);
	return status;
}

/* "rung.before", "rung.overdue": the key and how many days it speaks of. */
static char *
rung_key(const char *rung, int *ret_days)
{
	struct notice_rung notice;
	struct date day;
	int minute;

	*ret_days = 0;
	if (notice_rung_parse(rung, &notice))
		return memory_strdup(
		    notice.is_handover ? "rung.handover" : "rung.notice");
	if (changes_parse_rung(rung, &day, &minute))
		return memory_strdup("rung.changed");
	if (strncmp(rung, BEFORE, strlen(BEFORE)) != 0)
		return memory_printf("rung.%s", rung);
	*ret_days = (int)strtol(rung + strlen(BEFORE), NULL, 10);
	return memory_strdup(
	    *ret_days == 1 ? "rung.before-one" : "rung.before");
}

/*
 * One ahead of the day that had to wait for the day itself is a reminder on
 * the day, and one on the day that comes later tells what is behind.
 */
static const char *
word_on(const char *rung, struct date planned, struct date on)
{
	bool is_before = strncmp(rung, BEFORE, strlen(BEFORE)) == 0;

	if (strcmp(rung, "on-day") == 0 && date_before(planned, on))
		return "behind";
	return is_before && !date_before(on, planned) ? "on-day" : rung;
}

static int
rung_text(const struct engine *engine, const char *rung, char **ret_text,
    struct error *err)
{
	const struct catalogue *catalogue =
	    engine->catalogues[engine->settings->language];
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	int days;
	cleanup_(memory_free_ptr) char *key = rung_key(rung, &days);
	json_t *view = json_pack("{s:i}", "days", days);
	int status = catalogue_format(catalogue, key, view, &text, err);

	json_decref(view);
	if (status == OB_OK)
		*ret_text = strbuf_detach(&text);
	return status;
}

/* For whom it was, and whoever got it, who may be another. */
struct parties {
	struct person owner;
	struct person receiver;
};

static void
parties_release(struct parties *parties)
{
	person_store_release(&parties->owner);
	person_store_release(&parties->receiver);
}

static int
find_parties(struct store *store, const struct reminder *reminder,
    struct parties *parties, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {
	    .person_id = reminder->person_id};
	int status =
	    person_store_find(store, reminder->person_id, &parties->owner, err);

	if (status == OB_OK && reminder->mail_id != 0)
		status = mail_store_find(store, reminder->mail_id, &mail, err);
	if (status == OB_OK)
		status = person_store_find(
		    store, mail.person_id, &parties->receiver, err);
	return status;
}

/* All of a group are told, each by a mail of their own. */
static json_t *
text_view(const struct engine *engine, const struct reminder *reminder,
    const struct parties *parties, const char *rung)
{
	const struct person *owner = &parties->owner;
	bool is_other = !owner->is_group && owner->id != parties->receiver.id;
	char day[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:I, s:b}", "date",
	    dates_text_long(engine->settings->language, reminder->told_on, day),
	    "rung", rung, "name",
	    is_other ? parties->receiver.name : owner->name, "owner",
	    owner->name, "is_stand_in", (int)is_other, "mail",
	    (json_int_t)reminder->mail_id, "has_mail",
	    (int)(reminder->mail_id != 0));
}

int
reminders_text(const struct engine *engine, const struct reminder *reminder,
    char **ret_text, struct error *err)
{
	cleanup_(parties_release) struct parties parties = {.owner = {0}};
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *rung = NULL;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("reminder.%s", reminder->outcome);
	json_auto_t *view = NULL;
	int status = rung_text(engine,
	    word_on(reminder->rung, reminder->planned, reminder->told_on),
	    &rung, err);

	if (status == OB_OK)
		status = find_parties(engine->store, reminder, &parties, err);
	if (status != OB_OK)
		return status;
	view = text_view(engine, reminder, &parties, rung);
	status =
	    catalogue_format(engine->catalogues[engine->settings->language],
		key, view, &text, err);
	if (status == OB_OK)
		*ret_text = strbuf_detach(&text);
	return status;
}

const char *
reminders_word(const char *rung)
{
	struct notice_rung notice;
	struct date day;
	int minute;

	if (notice_rung_parse(rung, &notice))
		return "notice";
	return changes_parse_rung(rung, &day, &minute) ? "changed" : rung;
}

static int
add_view(const struct dossier *dossier, const struct reminder *reminder,
    json_t *list, struct error *err)
{
	const struct person *person =
	    dossier_person(dossier, reminder->person_id);
	cleanup_(memory_free_ptr) char *text = NULL;
	int status = reminders_text(dossier->engine, reminder, &text, err);

	if (status != OB_OK)
		return status;
	(void)json_array_append_new(list,
	    json_pack("{s:s, s:o, s:o, s:o, s:s, s:o, s:s}", "rung",
		reminders_word(reminder->rung), "planned",
		nullable_date(reminder->planned), "person",
		people_brief(person), "on", nullable_date(reminder->told_on),
		"outcome", reminder->outcome, "mail",
		reminder->mail_id == 0
		    ? json_null()
		    : json_integer((json_int_t)reminder->mail_id),
		"text", text));
	return OB_OK;
}

int
reminders_view(const struct dossier *dossier, const struct activity *activity,
    json_t **ret_view, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->reminder_count;
	     i++) {
		const struct reminder *reminder = &dossier->reminders[i];

		if (reminder->activity_id == activity->id)
			status = add_view(dossier, reminder, list, err);
	}
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = list;
	return OB_OK;
}

/* The earliest rung that is still to come. */
struct search {
	const struct dossier *dossier;
	const struct activity *activity;
	struct rung best;
	struct date on; /* the morning that tells it */
	bool has_best;
};

/* Those above need not occur in the journey. */
static bool
is_weekly(const struct dossier *dossier, int64_t person_id)
{
	cleanup_(person_store_release) struct person person = {0};

	return person_store_find(
		   dossier->engine->store, person_id, &person, NULL) == OB_OK &&
	       people_is_weekly(&person);
}

/* What could not go on its own morning waits for the next one that may. */
static struct date
morning_of(
    const struct dossier *dossier, const struct rung *rung, bool is_once_a_week)
{
	const struct engine *engine = dossier->engine;
	struct date today = core_today(engine);
	int64_t at =
	    core_instant(engine, today, engine->settings->mail.digest_at);
	struct date first =
	    core_now(engine) >= at ? date_add_days(today, 1) : today;
	struct date day =
	    workday_next(dossier->calendar, date_max(rung->day, first));

	if (is_once_a_week)
		return plain_days_next_weekly(engine->calendar, day);
	while (
	    rung->kind != RUNG_ON_DAY && !plain_days_is(dossier->calendar, day))
		day = workday_next(dossier->calendar, date_add_days(day, 1));
	return day;
}

/* The week's one morning comes after what the rung speaks of. */
static bool
is_missed(const struct search *search, const struct rung *rung, struct date on,
    enum hearing hearing)
{
	struct date planned = search->activity->planned;

	return date_before(planned, on) && date_before(rung->day, on) &&
	       (rung->kind == RUNG_BEFORE ||
		   (rung->kind == RUNG_ON_DAY && hearing == HEARS_PART));
}

static void
look_at(void *arg, int64_t person_id, enum hearing hearing)
{
	struct search *search = arg;
	struct rung rungs[RUNGS_MAX];
	bool is_once_a_week = is_weekly(search->dossier, person_id);
	size_t count =
	    rungs_of(search->dossier, search->activity, hearing, rungs);

	for (size_t i = 0; i < count; i++) {
		struct date on =
		    morning_of(search->dossier, &rungs[i], is_once_a_week);

		if (rungs_find(search->dossier, search->activity, &rungs[i],
			person_id) != NULL ||
		    rungs_is_too_late(search->dossier, search->activity,
			&rungs[i], hearing) ||
		    (is_once_a_week &&
			is_missed(search, &rungs[i], on, hearing)))
			continue;
		if (search->has_best &&
		    !date_before(rungs[i].day, search->best.day))
			continue;
		search->best = rungs[i];
		search->on = on;
		search->has_best = true;
	}
}

int
reminders_next(const struct dossier *dossier, const struct activity *activity,
    json_t **ret_view, struct error *err)
{
	struct search search = {.dossier = dossier, .activity = activity};
	cleanup_(memory_free_ptr) char *text = NULL;
	int status;

	hearers_each(dossier, activity, look_at, &search);
	hearers_each_above(dossier, activity, look_at, &search);
	if (!search.has_best) {
		*ret_view = json_null();
		return OB_OK;
	}
	status = rung_text(dossier->engine,
	    word_on(search.best.name, activity->planned, search.on), &text,
	    err);
	if (status == OB_OK)
		*ret_view =
		    json_pack("{s:s, s:o, s:s}", "rung", search.best.name, "on",
			nullable_date(search.on), "text", text);
	return status;
}
