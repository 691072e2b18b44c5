/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_WORLD_CASE_H
#define ONBOARD_TESTS_WORLD_CASE_H

#include <stdint.h>

#include "base/error.h"
#include "world.h"

/* A world as the state of a cmocka test. */

/* For a set-up: the arguments are those of world_open(). */
int world_case_open(void **state, const char *config, const char *now);

/*
 * With one leader, Ana, whose manager is Mette; nothing was done yet but to
 * add her, on 1 October 2026 at 10.
 */
int world_case_set_up(void **state);

/* Of any world that is the state. */
int world_case_tear_down(void **state);

#define WORLD_CASE_TEST(name)                                                  \
	cmocka_unit_test_setup_teardown(                                       \
	    name, world_case_set_up, world_case_tear_down)

/* Fails the test with the error's text. */
void world_case_check(int status, const struct error *err);

/* The first column of the first row. */
int64_t world_case_ask(const struct world *world, const char *sql);

/* Changes the database behind the engine's back. */
void world_case_change(const struct world *world, const char *sql);

#endif
