/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PLAN_H
#define ONBOARD_MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "model/programme.h"
#include "model/workday.h"

/*
 * The planning rule (docs: onboard-programme(5)): programme, anchors, working
 * days, who is busy when, and what is already settled give each activity its
 * day and time.  Pure: no clock, no store; the same input gives the same plan.
 * Days and times are local to the instance's zone.
 */

/* A person by number: the caller's ids (database ids). */
struct plan_busy {
	int64_t person;
	struct date day;
	int start; /* minutes after midnight */
	int end;
	bool undisturbed;
};

enum plan_fixed {
	PLAN_OPEN,    /* to be planned */
	PLAN_KEPT,    /* open, but keeps planned/start/end (not re-planned) */
	PLAN_SETTLED, /* done or skipped: planned is the settled day */
	PLAN_ABSENT,  /* only_if does not hold: no activity */
};

/*
 * An item may be one of several occurrences of a recurring step, which stand in
 * order.  They keep so many days apart: one that would come later than its own
 * day waits for the one before it, and lapses if the next is due before as many
 * days have passed, so that what was missed is not made up for in a row.
 */
struct plan_series {
	size_t number;	/* the same for all occurrences of a step; 0: none */
	int apart;	/* days */
	bool is_wanted; /* somebody asked for it: it never lapses or waits */
};

struct plan_item {
	enum plan_fixed fixed;	   /* in */
	struct plan_series series; /* in */
	bool is_skipped;	   /* in, of SETTLED: it was never done */
	struct date skipped_day;   /* in: the day that one had; see done() */
	const int64_t *people;	   /* in, borrowed: who takes part */
	size_t people_count;
	struct date planned;  /* in for KEPT, SETTLED; else out */
	int start;	      /* minutes; -1 without a time */
	int end;	      /* -1 without a time */
	unsigned flags;	      /* enum activity_flag bits, see plan_journey */
	struct date due_rule; /* out: the due rule's day, DATE_NONE if ABSENT */
	struct date latest;   /* out: limit = back(latest rule), as due_rule */
	bool has_lapsed;      /* out: OPEN, but the next stands for it */
};

/* Days on which the journey rests, both included. */
struct plan_pause {
	struct date from;
	struct date until;
};

struct plan_input {
	const struct programme *programme;
	const struct workday_calendar *calendar;
	struct date_anchors anchors;
	const struct plan_pause *pauses; /* the earliest first */
	size_t pause_count;
	struct date today;
	int now;		      /* minutes after midnight of today */
	const struct plan_busy *busy; /* other journeys'; fast if by day */
	size_t busy_count;
	bool replan; /* the journey was added before: late-start stays */
};

/* Why an activity has its day: one line of the derivation. */
enum plan_reason {
	REASON_DUE,	       /* the due rule gave this day */
	REASON_LATEST,	       /* the limit is this day */
	REASON_CLIPPED,	       /* due after latest: latest taken */
	REASON_FLOOR_TODAY,    /* not before this workday: today */
	REASON_FLOOR_ACCEPTED, /* not before accepted + 1 workday */
	REASON_FLOOR_STEP,     /* not before prerequisite (detail) */
	REASON_FLOOR_SERIES,   /* not before: the last time (detail) is near */
	REASON_SKIPPED_DAY,    /* this day passed over (detail: why) */
	REASON_PAUSED,	       /* later by a pause (detail: its days) */
	REASON_WENT_BACK,      /* no day up to the limit: searched back */
	REASON_PAST_LIMIT,     /* no day back either: searched on */
	REASON_KEPT,	       /* kept its day */
	REASON_MOVED,	       /* moved by hand (detail: who/why) */
	REASON_EVENT,	       /* an annual event: the day is given */
	REASON_WAITED,	       /* held since this day, and planned again */
	REASON_LAPSED,	       /* not held: the next (detail) is on this day */
	REASON_PLACED,	       /* the result */
};

/*
 * detail is "" or: the rule as text (DUE, LATEST, CLIPPED), a step id
 * (FLOOR_STEP, FLOOR_SERIES, LAPSED), the pause as "2027-02-01..2027-02-28"
 * (PAUSED), or a word (SKIPPED_DAY: "weekend", "holiday", "closed", "quiet",
 * "no-meeting", "pause", "spread", "no-slot"; PLACED: "no-slot" when the day
 * stands without a time).  Valid during the call only.
 */
typedef void (*plan_trace_fn)(void *arg, size_t step, enum plan_reason reason,
    struct date day, const char *detail);

/*
 * items has one element for each step, in order, with the "in" members set.
 * A step whose prerequisite is ABSENT is planned as if it did not require it.
 * KEPT items hold their time and the spread; SETTLED ones the spread only.  One
 * that lapses has its rule's day and holds nothing.  done() of a step is its
 * planned day, then the day it was done; one that was skipped keeps the day
 * that it had.  trace may be NULL.
 *
 * flags: an OPEN item keeps role-empty (the caller's), and late-start when
 * replan; all else is set anew.  A KEPT item keeps all but cannot-be-met and
 * after-first-day.  A SETTLED one is not touched.
 */
void plan_journey(const struct plan_input *input, struct plan_item *items,
    plan_trace_fn trace, void *trace_arg);

#define PLAN_REASON_COUNT (REASON_PLACED + 1)

/*
 * A day of the rules with the pauses before or on it counted in: each pause
 * that begins on or before the day puts it off by the pause's days.
 */
struct date plan_after_pauses(
    const struct plan_pause *pauses, size_t count, struct date day);

/*
 * The day that a rule means, with its pauses, where items are planned as they
 * are: done() of a step needs them.
 */
struct date plan_rule_day(const struct plan_input *input,
    const struct plan_item *items, const struct date_rule *rule);

/* The word in a stored derivation: "due", "latest", "skipped-day", ... */
const char *plan_reason_name(enum plan_reason reason);

/*
 * A free start on the given day by rule 7, or -1; for moving an activity by
 * hand.  item->people, busy and the plan's items count as taken.
 */
int plan_find_slot(const struct plan_input *input,
    const struct plan_item *items, size_t step, struct date day);

/*
 * Whether the item's day is far enough from those of the journey's other
 * contact steps, as items has them.
 */
bool plan_keeps_spread(
    const struct plan_input *input, const struct plan_item *items, size_t step);

#endif
