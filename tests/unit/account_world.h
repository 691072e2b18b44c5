/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_ACCOUNT_WORLD_H
#define ONBOARD_TESTS_ACCOUNT_WORLD_H

#include <stddef.h>

#include "world_case.h"

/* A world in which the configured coordinator has an account. */
#define ACTOR "uid:0"
#define HR "hr@example.org"

/* For cmocka, with world_case_tear_down(). */
int account_world_set_up(void **state);

#define ACCOUNT_WORLD_TEST(name)                                               \
	cmocka_unit_test_setup_teardown(                                       \
	    name, account_world_set_up, world_case_tear_down)

/*
 * Sends what is due; the mails about accounts that have come to the address by
 * now and say the text.
 */
size_t account_world_count_told(
    struct world *world, const char *address, const char *text);

#endif
