/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DERIVATION_H
#define ONBOARD_MODEL_DERIVATION_H

#include "base/error.h"
#include "base/strbuf.h"
#include "model/plan.h"

/*
 * Why an activity has its day, as a text to keep: one line for each reason,
 * "reason<TAB>YYYY-MM-DD<TAB>detail", each ended by a newline.  Reasons are
 * plan_reason_name()'s words; the day may be empty.
 */
struct derivation {
	struct strbuf text;
};

void derivation_init(struct derivation *derivation);
void derivation_release(struct derivation *derivation);

/* Tabs, line breaks and other controls in the detail become blanks. */
void derivation_add(struct derivation *derivation, enum plan_reason reason,
    struct date day, const char *detail);

/* A plan_trace_fn; arg is an array of struct derivation, one for each step. */
void derivation_trace(void *arg, size_t step, enum plan_reason reason,
    struct date day, const char *detail);

/* Returns owned; the derivation is empty afterwards. */
char *derivation_encode(struct derivation *derivation);

/* detail is valid during the call only. */
typedef void (*derivation_line_fn)(
    void *arg, enum plan_reason reason, struct date day, const char *detail);

/* Calls each for every line; a line that cannot be read is OB_EINVALID. */
int derivation_decode(const char *text, derivation_line_fn each, void *arg,
    struct error *err) OB_MUST_CHECK;

/* The day of the last line with the reason; DATE_NONE when there is none. */
struct date derivation_find(const char *text, enum plan_reason reason);

#endif
