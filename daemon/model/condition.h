/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_CONDITION_H
#define ONBOARD_MODEL_CONDITION_H

#include <stdbool.h>

#include "base/error.h"

/*
 * When a step or an event concerns a journey: "recruitment=internal and
 * addresses>=2".  Tests joined by "and", each a name, one of = != < <= > >=
 * and a value.  recruitment, level, area and workplace are compared as texts
 * (= and != only); addresses, employees and professional_groups as numbers.
 * "" is always true.
 */
#define CONDITION_TESTS 8
#define CONDITION_TEXT_SIZE 512

/* What conditions ask about; nothing is NULL. */
struct condition_facts {
	const char *recruitment; /* internal, external */
	const char *level;
	const char *area;
	const char *workplace;
	int addresses;
	int employees;
	int professional_groups;
};

/* Checks a condition and writes its canonical spelling. */
int condition_check(const char *text, char ret_text[CONDITION_TEXT_SIZE],
    struct error *err) OB_MUST_CHECK;

/* A checked condition's tests in their order: "addresses", ">=", "2". */
struct condition_part {
	const char *name;
	const char *sign;
	const char *value; /* valid during the call */
};

typedef void (*condition_part_fn)(void *arg, const struct condition_part *part);
void condition_each(const char *text, condition_part_fn fn, void *arg);

/* Whether a checked condition is true. */
bool condition_holds(const char *text, const struct condition_facts *facts);

#endif
