/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_JOURNEYS_WORLD_H
#define ONBOARD_TESTS_JOURNEYS_WORLD_H

#include "base/error.h"
#include "world_case.h"

/*
 * A world with two leaders, Ana and Bo, who have the same manager and mentor,
 * five weeks after they were added.
 */
#define ACTOR "uid:0"
#define LEADER 1 /* Ana */

/* For cmocka, with world_case_tear_down(). */
int journeys_world_set_up(void **state);

#define JOURNEYS_WORLD_TEST(name)                                              \
	cmocka_unit_test_setup_teardown(                                       \
	    name, journeys_world_set_up, world_case_tear_down)

/* All columns of all rows, as one text; owned. */
char *journeys_world_read_rows(const struct world *world, const char *sql);

int journeys_world_advance(
    struct world *world, const char *to, struct error *err) OB_MUST_CHECK;

/* Ana's journey. */
void journeys_world_move_first_day(struct world *world, const char *to);
void journeys_world_pause(
    struct world *world, const char *from, const char *to);

#endif
