/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/openid_sign_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "account_world.h"
#include "engine/accounts/accounts.h"

/* What whoever signs in by OpenID Connect hears of it by mail. */
#define LINKED "er knyttet til din konto hos kommunen"
#define UNLINKED "er ikke længere knyttet"

static int
enter(struct world *world, const char *subject)
{
	static const struct session_browser somewhere = {"192.0.2.1", "Test"};
	char issuer[] = "https://id.example.org";
	char address[] = HR;
	const struct openid_answer answer = {
	    .issuer = issuer,
	    .subject = (char *)(uintptr_t)subject,
	    .address = address,
	    .has_second_factor = true,
	};
	struct sign_in_result result = {.next_path = NULL};
	int status = openid_sign_in_enter(
	    world->engine, &answer, &somewhere, "/hr", &result, NULL);

	sign_in_result_release(&result);
	return status;
}

static void
unlink_account(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    accounts_unlink_openid(world->engine, ACTOR, HR, &view, &err),
	    &err);
	json_decref(view);
}

static void
test_the_first_way_in_is_told_and_no_other(void **state)
{
	assert_int_equal(enter(*state, "hanne-1"), OB_OK);
	assert_int_equal(account_world_count_told(*state, HR, LINKED), 1);
	assert_int_equal(enter(*state, "hanne-1"), OB_OK);
	assert_int_equal(enter(*state, "somebody-else"), OB_EDENIED);
	assert_int_equal(account_world_count_told(*state, HR, ""), 1);
}

static void
test_an_end_of_the_link_is_told_if_there_was_one(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	unlink_account(world);
	assert_int_equal(account_world_count_told(world, HR, ""), 0);
	assert_int_equal(enter(world, "hanne-1"), OB_OK);
	unlink_account(world);
	assert_int_equal(account_world_count_told(world, HR, UNLINKED), 1);
	world_case_check(
	    world_jump(world, clock_now(&world->clock) + 60, &err), &err);
	assert_int_equal(enter(world, "hanne-2"), OB_OK);
	assert_int_equal(account_world_count_told(world, HR, LINKED), 2);
}

static void
test_who_may_not_sign_in_is_told_of_no_link(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	world_case_check(
	    accounts_remove(world->engine, ACTOR, HR, &view, &err), &err);
	assert_int_equal(enter(world, "hanne-1"), OB_EDENIED);
	assert_int_equal(account_world_count_told(world, HR, LINKED), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ACCOUNT_WORLD_TEST(test_the_first_way_in_is_told_and_no_other),
	    ACCOUNT_WORLD_TEST(
		test_an_end_of_the_link_is_told_if_there_was_one),
	    ACCOUNT_WORLD_TEST(test_who_may_not_sign_in_is_told_of_no_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
