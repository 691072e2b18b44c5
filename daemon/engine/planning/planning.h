/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_PLANNING_H
#define ONBOARD_ENGINE_PLANNING_PLANNING_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct planning_run;

/* Between model/plan.h, which is pure, and what is kept of it. */

/*
 * Makes and plans the activities of a journey that has none, and stores them.
 * The dossier then holds them.
 */
int planning_create(struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/*
 * Plans the given activities anew, then all open ones that would stand before
 * a prerequisite; everything else keeps its day.  Each activity that moved
 * raises its calendar sequence once and is appended to moved (borrowed) as
 * {"id","step","title","from","to","from_time","to_time"}.  What would come
 * after the leader's last day is cancelled where it stands.  Occurrences of
 * recurring steps that count from a step come and go with its day, so that the
 * dossier's activities may move in memory.
 */
int planning_adjust(struct dossier *dossier, const int64_t *activity_ids,
    size_t count, json_t *moved, struct error *err) OB_MUST_CHECK;

/*
 * The same for activities that only waited: of several occurrences of one step
 * those lapse that the next one stands for.
 */
int planning_follow(struct dossier *dossier, const int64_t *activity_ids,
    size_t count, json_t *moved, struct error *err) OB_MUST_CHECK;

/* What a re-planning of the whole journey came to; arrays of JSON. */
struct planning_outcome {
	json_t *moved;
	json_t *unchanged;  /* {"id","step","title","planned"} */
	json_t *impossible; /* moved or not: cannot be met, and could before */
	json_t *added;	    /* occurrences that the rule has come to give */
	json_t *cancelled;  /* and those that it gives no longer */
};

void planning_outcome_init(struct planning_outcome *outcome);
void planning_outcome_release(struct planning_outcome *outcome);
/* {"moved":[...],"unchanged":[...],...}; the outcome keeps its arrays. */
json_t *planning_outcome_view(const struct planning_outcome *outcome);

/*
 * Plans anew by the journey's anchors, pauses and roles as the dossier has
 * them.  What is settled stays, annual events stay, and so does an open
 * activity whose rules aim at the same day as before, if its own day and time
 * still do; or, of these, only what is behind or was placed by hand.
 * Occurrences of recurring steps come and go by their rule.
 */
enum planning_extent { PLANNING_WHAT_CHANGED, PLANNING_ALL_AHEAD };

int planning_reschedule(struct dossier *dossier, enum planning_extent extent,
    struct planning_outcome *outcome, struct error *err) OB_MUST_CHECK;

/* {"id","step","title","planned"} */
json_t *planning_brief(
    const struct dossier *dossier, const struct activity *activity);

/* Stores what the run has planned for an activity, or that it lapses. */
int planning_store_one(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err) OB_MUST_CHECK;

/* Cancels an open activity and appends it to the list (borrowed). */
int planning_cancel(struct dossier *dossier, struct activity *activity,
    json_t *cancelled, struct error *err) OB_MUST_CHECK;

/* What was cancelled is planned again by the planning_reschedule() to come. */
void planning_revive(struct activity *activity);

/*
 * Drafts an activity for each step that concerns the journey and has none, and
 * revives what was cancelled; planning_reschedule() then plans and stores them.
 */
void planning_draft_missing(struct dossier *dossier);

/* Whether a condition is true of the journey. */
bool planning_concerns(const struct dossier *dossier, const char *only_if);

/*
 * Appends an activity for a step of the course, by the roles, without a day;
 * its id is negative until planning_store_new().  The dossier's activities
 * move in memory.
 */
struct activity *planning_draft(struct dossier *dossier, size_t position);
int planning_store_new(struct dossier *dossier, struct activity *activity,
    struct error *err) OB_MUST_CHECK;

/*
 * Plans one drafted activity, everything else keeping its day, and does not
 * store it: whether its day comes after the last one is the caller's to see.
 */
int planning_plan_draft(struct dossier *dossier, struct activity *activity,
    struct error *err) OB_MUST_CHECK;

/* An activity's day and time, to see later whether it moved. */
struct planning_time {
	struct date day;
	int start;
	int end;
};

struct planning_time planning_time_of(const struct activity *activity);
/*
 * Raises the calendar sequence if the day, the start or the end is another;
 * tells whether it moved, which one that only became longer did not.
 */
bool planning_note_move(const struct dossier *dossier,
    struct activity *activity, const struct planning_time *old);
json_t *planning_moved_view(const struct dossier *dossier,
    const struct activity *activity, const struct planning_time *old);

/*
 * A free start for one activity on a day, by rule 7, in minutes; -1 when
 * there is none.
 */
int planning_find_slot(struct dossier *dossier, const struct activity *activity,
    struct date day, int *ret_start, struct error *err) OB_MUST_CHECK;

/*
 * Whether everybody who takes part is free then; OB_ECONFLICT names who is
 * not.
 */
int planning_check_time(struct dossier *dossier,
    const struct activity *activity, struct date day, int start, int end,
    struct error *err) OB_MUST_CHECK;

/* Sets an activity's day and time (start -1: none) and derived instants. */
void planning_place(const struct dossier *dossier, struct activity *activity,
    struct date day, int start, int end);

/* The leader has left by then. */
bool planning_is_after_last_day(const struct dossier *dossier, struct date day);

/*
 * Who is responsible and who takes part, by the journey's roles now.  Whoever
 * loses the activity by that sees it cancelled in their calendar for a while.
 * The caller stores the activity.
 */
int planning_recast(struct dossier *dossier, struct activity *activity,
    struct error *err) OB_MUST_CHECK;

#endif
