/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/openid_sign_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/accounts/accounts.h"
#include "world_case.h"

/* What whoever signs in by OpenID Connect hears of it by mail. */
#define ACTOR "uid:0"
#define HR "hr@example.org"
#define LINKED "er knyttet til din konto hos kommunen"
#define UNLINKED "er ikke længere knyttet"

static int
set_up(void **state)
{
	struct world *world;
	struct error err = ERROR_INIT;
	int status = world_case_open(state, "", "2026-10-01T08:00");

	if (status != 0)
		return status;
	world = *state;
	world_case_check(accounts_ensure_configured(world->engine, &err), &err);
	return 0;
}

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

	sign_in_release(&result);
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

static size_t
count_told(struct world *world, const char *text)
{
	size_t count = 0;
	struct error err = ERROR_INIT;

	world_case_check(world_wake(world, &err), &err);
	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *delivery = &world->deliveries[i];

		if (strcmp(delivery->kind, "account") == 0 &&
		    strcmp(delivery->to, HR) == 0 &&
		    strstr(delivery->text, text) != NULL)
			count++;
	}
	return count;
}

static void
test_the_first_way_in_is_told_and_no_other(void **state)
{
	assert_int_equal(enter(*state, "hanne-1"), OB_OK);
	assert_int_equal(count_told(*state, LINKED), 1);
	assert_int_equal(enter(*state, "hanne-1"), OB_OK);
	assert_int_equal(enter(*state, "somebody-else"), OB_EDENIED);
	assert_int_equal(count_told(*state, ""), 1);
}

static void
test_an_end_of_the_link_is_told_if_there_was_one(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	unlink_account(world);
	assert_int_equal(count_told(world, ""), 0);
	assert_int_equal(enter(world, "hanne-1"), OB_OK);
	unlink_account(world);
	assert_int_equal(count_told(world, UNLINKED), 1);
	world_case_check(
	    world_jump(world, clock_now(&world->clock) + 60, &err), &err);
	assert_int_equal(enter(world, "hanne-2"), OB_OK);
	assert_int_equal(count_told(world, LINKED), 2);
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
	assert_int_equal(count_told(world, LINKED), 0);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_the_first_way_in_is_told_and_no_other),
	    TEST(test_an_end_of_the_link_is_told_if_there_was_one),
	    TEST(test_who_may_not_sign_in_is_told_of_no_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
