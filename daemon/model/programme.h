/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PROGRAMME_H
#define ONBOARD_MODEL_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/date_rule.h"
#include "model/ladder.h"

/*
 * A programme is a definition: phases and steps, in file order, which
 * programme_check() proves to be a topological order.  Plain data; a
 * programme owns all its strings and arrays.
 */
enum language { LANGUAGE_DA, LANGUAGE_EN, LANGUAGE_COUNT };

enum step_kind {
	STEP_CALL,
	STEP_MEETING,
	STEP_TASK,
	STEP_DOCUMENT,
	STEP_MAIL,
	STEP_SURVEY,
	STEP_GATE
};

/* Which anchors a programme's dates count from. */
enum programme_kind {
	PROGRAMME_ONBOARDING, /* accepted, first_day, end */
	PROGRAMME_EXIT,	      /* notice, last_day */
	PROGRAMME_COHORT,     /* opened, cohort_start */
};

/*
 * A recurring step: every count units from its due day on, as long as the
 * occurrence's own due day is not after until.  count 0: it does not recur.
 */
struct step_repeat {
	int count;
	enum date_unit unit; /* days, weeks or months */
	struct date_rule until;
};

struct text_pair {
	char *in[LANGUAGE_COUNT]; /* by enum language; none is NULL */
};

struct phase {
	int id; /* 0..5 */
	struct text_pair title;
};

/* Something that a talk is to be about. */
struct topic {
	char *id; /* [a-z0-9-]+, unique in its step */
	struct text_pair text;
};

struct step {
	char *id; /* [a-z0-9-]+, unique */
	int phase;
	struct text_pair title;
	enum step_kind kind;
	char *role; /* role.h: "manager", "function:it", "system", ... */
	struct date_rule due;
	struct date_rule latest;
	int window; /* workdays from due to latest; -1: latest was given */
	struct step_repeat repeat;
	int minutes;
	char **participants; /* roles */
	size_t participant_count;
	bool undisturbed;
	char **requires; /* step ids */
	size_t require_count;
	char *only_if; /* condition.h's canonical text; "" is always */
	bool optional;
	struct ladder ladder; /* of reminders */
	char *mail_to; /* kind mail: the role that receives it, else NULL */
	bool pack;     /* mail: waits for the welcome pack's four parts */
	struct text_pair guide; /* Markdown, or NULL for a system step */
	struct topic *topics;	/* of a call or meeting, step_topics.h */
	size_t topic_count;
	bool contact; /* a step of a group: the spread rule keeps them apart */
};

struct programme {
	char *id;    /* "ny-leder" */
	int version; /* 0 until it is stored */
	enum programme_kind kind;
	struct text_pair title;
	struct phase *phases;
	size_t phase_count;
	struct step *steps;
	size_t step_count;
};

/* Whom a version is for: an area or a workplace; both "" is everybody. */
struct programme_scope {
	const char *area;
	const char *workplace;
};

struct programme *programme_new(void);
/* The step of an exit in which somebody neutral talks to who leaves. */
#define PROGRAMME_EXIT_TALK "exitsamtale"

void programme_free(struct programme *programme);
void programme_free_ptr(struct programme **programme); /* for cleanup_ */

/* Copies own all that they hold. */
struct programme *programme_copy(const struct programme *programme);
struct step step_copy(const struct step *step);
void programme_release_step(struct step *step);
struct text_pair text_pair_copy(const struct text_pair *pair);
void text_pair_release(struct text_pair *pair);

/* The step's index in steps, or -1. */
int programme_find_step(const struct programme *programme, const char *id);

const char *step_kind_name(enum step_kind kind); /* "call", ... */
int step_kind_parse(const char *text, enum step_kind *ret_kind,
    struct error *err) OB_MUST_CHECK;
bool step_kind_is_timed(enum step_kind kind); /* call and meeting */

const char *language_code(enum language language); /* "da", "en" */
int language_parse(const char *code, enum language *ret_language,
    struct error *err) OB_MUST_CHECK;

const char *programme_kind_name(enum programme_kind kind); /* "exit" */
int programme_kind_parse(const char *text, enum programme_kind *ret_kind,
    struct error *err) OB_MUST_CHECK;

/*
 * Reports each semantic mistake: two steps with one id, unknown steps in
 * requires, a prerequisite that stands later (or a cycle), roles that nobody
 * can fill, an anchor that the programme's kind does not have, done(step) of a
 * step that does not stand before, a prerequisite due later where the anchors
 * can be compared, due after latest where they can, a step that recurs
 * without an end, in an onboarding a phase-3 step with the leader that does
 * not require the gate, an unknown phase, a condition that cannot be, a talk
 * that no day has room for.  step is the index or -1 for the programme
 * itself; key is the field ("requires", "due", ...).  Returns the number of
 * mistakes.
 */
typedef void (*programme_report_fn)(
    void *arg, int step, const char *key, const char *text);
size_t programme_check(
    const struct programme *programme, programme_report_fn report, void *arg);

#endif
