/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_STEP_REPEAT_H
#define ONBOARD_MODEL_STEP_REPEAT_H

#include "base/error.h"
#include "model/programme.h"

/* A recurring step's rule as text: "every 4 weeks until end"; "" for none. */
#define STEP_REPEAT_TEXT_SIZE (DATE_RULE_TEXT_SIZE + 40)
#define STEP_REPEAT_MAX_TIMES 60

char *step_repeat_format(
    const struct step_repeat *repeat, char text[STEP_REPEAT_TEXT_SIZE]);
int step_repeat_parse(const char *text, struct step_repeat *ret_repeat,
    struct error *err) OB_MUST_CHECK;

/* The days of the Nth occurrence of a recurring step, from 1. */
struct date_rule step_repeat_due(const struct step *step, int number);
struct date_rule step_repeat_latest(const struct step *step, int number);

/* From one occurrence to the next, at least. */
int step_repeat_days(const struct step_repeat *repeat);

/* The part "4 weeks": days, weeks or months. */
int step_repeat_parse_every(const char *text, struct step_repeat *ret_repeat,
    struct error *err) OB_MUST_CHECK;

#endif
