/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PROGRAMME_H
#define ONBOARD_MODEL_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/date_rule.h"

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

enum step_condition {
	CONDITION_ALWAYS,
	CONDITION_INTERNAL,
	CONDITION_EXTERNAL
}; /* only_if: recruitment=... */

struct text_pair {
	char *in[LANGUAGE_COUNT]; /* by enum language; none is NULL */
};

struct phase {
	int id; /* 0..5 */
	struct text_pair title;
};

struct step {
	char *id; /* [a-z0-9-]+, unique */
	int phase;
	struct text_pair title;
	enum step_kind kind;
	char *role; /* role.h: "manager", "function:it", "system", ... */
	struct date_rule due;
	struct date_rule latest;
	int minutes;
	char **participants; /* roles */
	size_t participant_count;
	bool undisturbed;
	char **requires; /* step ids */
	size_t require_count;
	enum step_condition only_if;
	bool optional;
	char *mail_to; /* kind mail: the role that receives it, else NULL */
	bool pack;     /* mail: waits for the welcome pack's four parts */
	struct text_pair guide; /* Markdown, or NULL for a system step */
	bool contact; /* a step of a group: the spread rule keeps them apart */
};

struct programme {
	char *id;    /* "ny-leder" */
	int version; /* 0 until it is stored */
	struct text_pair title;
	struct phase *phases;
	size_t phase_count;
	struct step *steps;
	size_t step_count;
};

struct programme *programme_new(void);
void programme_free(struct programme *programme);
void programme_free_ptr(struct programme **programme); /* for cleanup_ */

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

/* "recruitment=internal" and so on; "" or NULL is CONDITION_ALWAYS. */
int step_condition_parse(const char *text, enum step_condition *ret_condition,
    struct error *err) OB_MUST_CHECK;

/*
 * Reports each semantic mistake: two steps with one id, unknown steps in
 * requires, a prerequisite that stands later (or a cycle), roles that nobody
 * can fill, a prerequisite due later where the anchors can be compared, due
 * after latest where they can, a phase-3 step with the leader that does not
 * require the gate, an unknown phase, a talk that no day has room for.  step
 * is the index or -1 for the programme itself; key is the field ("requires",
 * "due", ...).  Returns the number of mistakes.
 */
typedef void (*programme_report_fn)(
    void *arg, int step, const char *key, const char *text);
size_t programme_check(
    const struct programme *programme, programme_report_fn report, void *arg);

#endif
