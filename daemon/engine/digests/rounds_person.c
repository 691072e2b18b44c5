/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds_person.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/plain_days.h"
#include "engine/digests/rungs.h"
#include "engine/dossier/course.h"
#include "engine/dossier/invitations_told.h"
#include "engine/notices/changes.h"
#include "engine/notices/step_mails.h"
#include "engine/people/people.h"
#include "store/mail_store.h"

#define SENT "sent"
#define MERGED "merged"
#define DROPPED "dropped"
#define DIGEST "digest"

_Static_assert(
    ROUNDS_RUNG_SIZE >= CHANGES_RUNG_SIZE && ROUNDS_RUNG_SIZE >= RUNG_NAME_SIZE,
    "a mark must hold every rung's name");

static struct rounds_mark *
add_mark(struct rounds_person *person, const struct rounds_entry *entry,
    const char *rung, const char *outcome)
{
	struct rounds_mark *mark;

	person->marks = memory_resize(
	    person->marks, person->mark_count + 1, sizeof(*person->marks));
	mark = &person->marks[person->mark_count++];
	*mark = (struct rounds_mark){.entry = entry, .outcome = outcome};
	(void)snprintf(mark->rung, sizeof(mark->rung), "%s", rung);
	return mark;
}

/* By the days of the journey's area, to which the municipality's belong. */
static bool
is_quiet(const struct rounds_person *person, const struct rounds_entry *entry)
{
	const struct engine *engine = person->rounds->engine;
	const struct workday_calendar *calendar = entry->dossier->calendar;

	if (person->rounds->is_quiet || calendar == engine->calendar)
		return person->rounds->is_quiet;
	/* Whose one day of the week it is cannot wait for the next. */
	if (people_is_weekly(person->person))
		return !plain_days_has_week(calendar, core_today(engine));
	return !plain_days_is(calendar, core_today(engine));
}

/* After downtime an overview says what was missed. */
static bool
is_overview_due(
    const struct rounds_person *person, const struct rounds_entry *entry)
{
	const struct engine *engine = person->rounds->engine;
	const struct workday_calendar *calendar = entry->dossier->calendar;

	if (is_quiet(person, entry))
		return false;
	if (people_is_weekly(person->person))
		return true;
	if (person->rounds->is_late || calendar == engine->calendar)
		return person->rounds->is_late || person->rounds->is_opening;
	return plain_days_opens_week(calendar, core_today(engine));
}

/*
 * Whether what the owner was told came to the one who hears it here.  Of those
 * who act for the owner today, a round that was cut short has told some.
 */
static bool
has_reached(const struct rounds_entry *entry, const struct reminder *reminder)
{
	struct engine *engine = entry->dossier->engine;
	cleanup_(mail_store_release) struct mail mail = {0};

	if (entry->person_id == entry->owner_id || reminder->mail_id == 0 ||
	    reminder->told_on.day != core_today(engine).day)
		return true;
	return mail_store_find(engine->store, reminder->mail_id, &mail, NULL) !=
		   OB_OK ||
	       mail.person_id == entry->person_id ||
	       strcmp(mail.kind, DIGEST) != 0;
}

/* Its morning has come, and it was not worked through before. */
static bool
is_open(const struct rounds_person *person, const struct rounds_entry *entry,
    const struct rung *rung)
{
	const struct reminder *reminder;

	if (date_before(core_today(person->rounds->engine), rung->day) ||
	    (rung->kind != RUNG_ON_DAY && is_quiet(person, entry)))
		return false;
	reminder =
	    rungs_find(entry->dossier, entry->activity, rung, entry->owner_id);
	return reminder == NULL || !has_reached(entry, reminder);
}

/*
 * The highest open rung that is not too late is told; what was missed below
 * it is merged into it, and the rest is dropped.
 */
static void
judge_rungs(struct rounds_person *person, const struct rounds_entry *entry)
{
	struct rung rungs[RUNGS_MAX];
	size_t count =
	    rungs_of(entry->dossier, entry->activity, entry->hearing, rungs);
	bool is_told = false;

	for (size_t i = count; i-- > 0;) {
		if (!is_open(person, entry, &rungs[i]))
			continue;
		if (is_told) {
			add_mark(person, entry, rungs[i].name, MERGED);
		} else if (rungs_is_too_late(entry->dossier, entry->activity,
			       &rungs[i], entry->hearing)) {
			add_mark(person, entry, rungs[i].name, DROPPED)
			    ->is_for_overview = rungs[i].kind == RUNG_OVERDUE;
		} else {
			add_mark(person, entry, rungs[i].name, SENT);
			is_told = true;
		}
	}
	person->has_news = person->has_news || is_told;
}

static bool
is_late_start(const struct activity *activity)
{
	return (activity->flags & (int)FLAG_LATE_START) != 0;
}

/* A change, or a late start, which are told once. */
static bool
was_told(const struct rounds_entry *entry, const char *rung)
{
	const struct dossier *dossier = entry->dossier;

	for (size_t i = 0; i < dossier->reminder_count; i++) {
		const struct reminder *reminder = &dossier->reminders[i];

		if (reminder->activity_id == entry->activity->id &&
		    reminder->person_id == entry->owner_id &&
		    strcmp(reminder->rung, rung) == 0 &&
		    has_reached(entry, reminder))
			return true;
	}
	return false;
}

/*
 * Whoever becomes responsible has a notice of it, with the new day, and who is
 * invited an invitation.
 */
bool
rounds_person_sees_change(const struct rounds_entry *entry)
{
	const struct activity *activity = entry->activity;
	char name[CHANGES_RUNG_SIZE];

	if ((entry->hearing != HEARS_OWN && entry->hearing != HEARS_PART) ||
	    changes_of(entry->dossier, activity) == CHANGES_NONE ||
	    invitations_told_is(entry->dossier, activity, entry->owner_id) ||
	    invitations_told_is(entry->dossier, activity, entry->person_id) ||
	    (entry->hearing == HEARS_OWN &&
		activity_is_open(dossier_state(activity)) &&
		activity->noticed_id != entry->owner_id))
		return false;
	return !was_told(entry, changes_rung(activity, name));
}

static void
add_news(struct rounds_person *person, const struct rounds_entry *entry,
    const char *rung)
{
	add_mark(person, entry, rung, SENT)->is_news = true;
	person->has_news = true;
}

static void
judge(struct rounds_person *person, const struct rounds_entry *entry)
{
	char name[CHANGES_RUNG_SIZE];

	if (rounds_person_sees_change(entry))
		add_news(person, entry, changes_rung(entry->activity, name));
	judge_rungs(person, entry);
	switch (rounds_person_section(person, entry)) {
	case SECTION_LATE_STARTED:
		add_news(person, entry, ROUNDS_LATE_START);
		break;
	case SECTION_DUE:
	case SECTION_BEHIND:
	case SECTION_ESCALATED:
	case SECTION_WAITING:
	case SECTION_COMING:
		person->has_overview =
		    person->has_overview || is_overview_due(person, entry);
		break;
	case SECTION_CHANGED:
	case SECTION_NONE:
		break;
	}
}

void
rounds_person_judge(struct rounds_person *person)
{
	for (size_t i = 0; i < person->count; i++)
		judge(person, &person->entries[i]);
}

void
rounds_person_release(struct rounds_person *person)
{
	free(person->marks);
	person->marks = NULL;
	network_news_release(&person->networks);
}

bool
rounds_person_gets_digest(const struct rounds_person *person)
{
	return person->has_news || person->has_overview ||
	       person->networks.count > 0;
}

bool
rounds_person_tells(
    const struct rounds_person *person, const struct activity *activity)
{
	for (size_t i = 0; i < person->mark_count; i++) {
		const struct rounds_mark *mark = &person->marks[i];

		if (mark->entry->activity == activity && !mark->is_news &&
		    strcmp(mark->outcome, SENT) == 0)
			return true;
	}
	return false;
}

static bool
is_escalated(
    const struct rounds_person *person, const struct rounds_entry *entry)
{
	for (size_t i = 0; i < person->mark_count; i++) {
		const struct rounds_mark *mark = &person->marks[i];

		if (mark->entry->activity == entry->activity &&
		    rungs_is_escalation(mark->rung))
			return true;
	}
	return rungs_was_escalated_to(
	    entry->dossier, entry->activity, entry->owner_id);
}

/* So far ahead only what a rung speaks of, or was late from the start. */
static bool
is_far(const struct rounds_person *person, const struct activity *activity)
{
	struct date today = core_today(person->rounds->engine);

	return date_before(date_add_days(today, ROUNDS_COMING_DAYS),
		   activity->planned) &&
	       !is_late_start(activity) &&
	       !rounds_person_tells(person, activity);
}

static enum rounds_section
section_of_own(const struct rounds_person *person,
    const struct rounds_entry *entry, struct date today)
{
	const struct activity *activity = entry->activity;
	bool is_mail =
	    dossier_step(entry->dossier, activity)->kind == STEP_MAIL;

	if (is_late_start(activity)) {
		if (activity->late_told || is_quiet(person, entry) ||
		    was_told(entry, ROUNDS_LATE_START))
			return SECTION_NONE;
		return SECTION_LATE_STARTED;
	}
	if (activity->planned.day == today.day && !is_mail)
		return SECTION_DUE;
	if (!date_is_none(rungs_waited_since(entry->dossier, activity)))
		return SECTION_WAITING;
	if (date_before(activity->planned, today))
		return SECTION_BEHIND;
	if (is_mail)
		return rounds_person_tells(person, activity) ? SECTION_COMING
							     : SECTION_NONE;
	return SECTION_COMING;
}

static enum rounds_section
section_of_part(const struct activity *activity, struct date today)
{
	if ((activity->start_minute < 0 && !course_is_event(activity->step)) ||
	    date_before(activity->planned, today) || is_late_start(activity))
		return SECTION_NONE;
	return activity->planned.day == today.day ? SECTION_DUE
						  : SECTION_COMING;
}

enum rounds_section
rounds_person_section(
    const struct rounds_person *person, const struct rounds_entry *entry)
{
	const struct dossier *dossier = entry->dossier;
	const struct activity *activity = entry->activity;
	struct date today = core_today(person->rounds->engine);

	if (strcmp(dossier->journey.state, "active") != 0 ||
	    dossier_state(activity) != ACTIVITY_PLANNED ||
	    is_far(person, activity) ||
	    rungs_goes_by_itself(dossier, activity) ||
	    step_mails_is_past(dossier, activity))
		return SECTION_NONE;
	switch (entry->hearing) {
	case HEARS_OWN:
		return section_of_own(person, entry, today);
	case HEARS_PART:
		return section_of_part(activity, today);
	case HEARS_AS_MANAGERS_MANAGER:
	case HEARS_AS_COORDINATOR:
		break;
	}
	return is_escalated(person, entry) ? SECTION_ESCALATED : SECTION_NONE;
}

bool
rounds_person_shows(const struct rounds_person *person,
    const struct rounds_entry *entry, enum rounds_section section)
{
	return section != SECTION_NONE &&
	       (section == SECTION_DUE || !is_quiet(person, entry) ||
		   rounds_person_tells(person, entry->activity));
}
