/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_DOSSIER_H
#define ONBOARD_ENGINE_DOSSIER_DOSSIER_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/activity.h"
#include "model/date_rule.h"
#include "model/programme.h"
#include "model/records.h"
#include "store/activity_store.h"

struct course;
struct engine;
struct workday_calendar;

/*
 * All that is known of one journey, read together: what planning, views and
 * mails work on.
 */
struct dossier {
	struct engine *engine;
	struct journey journey;
	const struct programme *version;	 /* borrowed from the cache */
	struct course *course;			 /* course.h */
	const struct programme *programme;	 /* the course's */
	const struct workday_calendar *calendar; /* of the journey's area */
	struct journey_pause *pauses;		 /* the earliest first */
	size_t pause_count;
	struct journey_role *roles;
	size_t role_count;
	struct nomination *nominations; /* of a cohort, withdrawn ones, too */
	size_t nomination_count;
	struct activity *activities; /* in the programme's order */
	size_t activity_count;
	struct reminder *reminders; /* dossier_know_reminders() */
	size_t reminder_count;
	struct invitation *invitations; /* dossier_know_invitations() */
	size_t invitation_count;
	struct activity_person *participants;
	size_t participant_count;
	struct person *people; /* each who occurs, once */
	size_t people_count;
	struct date last_left_out; /* dossier_leave_out() */
};

/* OB_ENOTFOUND when there is no such journey. */
int dossier_load(struct engine *engine, int64_t journey_id,
    struct dossier *ret_dossier, struct error *err) OB_MUST_CHECK;
/* Reads a person, too, who no longer holds a role in the journey. */
int dossier_know(struct dossier *dossier, int64_t person_id,
    struct error *err) OB_MUST_CHECK;
/* Reads what of the activities' ladders was worked through; once. */
int dossier_know_reminders(
    struct dossier *dossier, struct error *err) OB_MUST_CHECK;
/*
 * Reads who is invited to what was told to be today or later; anew whenever it
 * is asked for.
 */
int dossier_know_invitations(
    struct dossier *dossier, struct error *err) OB_MUST_CHECK;
void dossier_release(struct dossier *dossier);

/* The step that an activity runs. */
const struct step *dossier_step(
    const struct dossier *dossier, const struct activity *activity);

/*
 * Something that a calendar shows has changed: raises the sequence of its
 * entry, once however often one verb changes it.
 */
void dossier_raise_sequence(struct activity *activity);

/* The activity of a step, or NULL when the journey has none. */
struct activity *dossier_activity(
    const struct dossier *dossier, const char *step);
struct activity *dossier_activity_by_id(
    const struct dossier *dossier, int64_t id);

/* A person who occurs in the journey; never NULL. */
const struct person *dossier_person(
    const struct dossier *dossier, int64_t person_id);

/* Who holds a role; never NULL for a role of role.h but "system". */
const struct person *dossier_role(
    const struct dossier *dossier, const char *role);

enum activity_state dossier_state(const struct activity *activity);

/*
 * Whether the time to answer its survey went by: the clock skips nothing else,
 * and measures count it by that.
 */
bool dossier_is_unanswered(const struct activity *activity);

/* Whether every prerequisite is done or skipped (or has no activity). */
bool dossier_is_free(
    const struct dossier *dossier, const struct activity *activity);

/*
 * Whether its day is not over, and all that it waits for stands earlier on that
 * day and waits for nothing: the day may still go as it is planned.
 */
bool dossier_is_in_turn(
    const struct dossier *dossier, const struct activity *activity);

/* "held" to be done first: the first open prerequisite, or NULL. */
const struct activity *dossier_blocker(
    const struct dossier *dossier, const struct activity *activity);

/*
 * Personal links end so many days after the journey's last activity, as it is
 * planned or was settled before that, and more of them after it while one is
 * open: what nobody settled in that time is HR's, and a link is a key that must
 * not work for good.  Of a journey that was added after its own end they count
 * from that day.
 */
#define DOSSIER_LINK_DAYS 30
#define DOSSIER_OPEN_LINK_DAYS 90
bool dossier_has_ended(const struct dossier *dossier);
struct date dossier_link_end(const struct dossier *dossier);
struct date dossier_open_link_end(const struct dossier *dossier);

/*
 * Of a dossier with a part of its journey's activities: one that is not there
 * counts for the end of the links as if it were.
 */
void dossier_leave_out(
    struct dossier *dossier, const struct activity *activity);

/* The day of the first meeting: the first workday from the first day on. */
struct date dossier_first_workday(const struct dossier *dossier);

/* What the programme's anchors mean, by its kind; no pause is counted in. */
struct date_anchors dossier_anchors(const struct dossier *dossier);

/* The day with the pauses before or on it counted in. */
struct date dossier_after_pauses(
    const struct dossier *dossier, struct date day);

/*
 * When something was done, as text (for the field "at"): not after now, and
 * not so long before the journey that the year must be wrong.
 */
#define DOSSIER_DAYS_BEFORE 180
int dossier_read_past(const struct dossier *dossier, const char *text,
    int64_t *ret_at, struct error *err) OB_MUST_CHECK;

/* Calls for each participant, in order. */
typedef void (*dossier_person_fn)(void *arg, const struct person *person);
void dossier_each_participant(const struct dossier *dossier,
    const struct activity *activity, dossier_person_fn each, void *arg);
bool dossier_takes_part(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id);

/*
 * Whether the person has anything in the journey: it is the person's own or
 * the coordinator's, or an activity is the person's to do or to take part in.
 */
bool dossier_involves(const struct dossier *dossier, int64_t person_id);

#endif
