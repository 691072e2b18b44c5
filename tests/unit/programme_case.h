/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_PROGRAMME_CASE_H
#define ONBOARD_TESTS_PROGRAMME_CASE_H

#include "model/programme.h"

/* For tests that make one mistake in the default programme. */

/* For cmocka; the state is a struct programme without a mistake. */
int programme_case_set_up(void **state);
int programme_case_tear_down(void **state);

/* Expects these mistakes and no others, as "STEP KEY: TEXT" a line. */
void programme_case_assert_mistakes(
    const struct programme *programme, const char *want);

struct step *programme_case_step(struct programme *programme, const char *id);
void programme_case_replace(char **text, const char *with);
void programme_case_set_rule(struct date_rule *rule, const char *text);
void programme_case_set_condition(struct step *step, const char *only_if);

#endif
