/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/network.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/instant.h"

static struct network
network_for(const char *welcomes, const char *area, const char *level)
{
	return (struct network){.welcomes = (char *)(uintptr_t)welcomes,
	    .area = (char *)(uintptr_t)area,
	    .level = (char *)(uintptr_t)level,
	    .closed_at = INSTANT_NONE};
}

static void
test_a_network_for_new_leaders_is_for_them_alone(void **state)
{
	const struct network network = network_for("new", "", "");
	const struct network_seeker fresh = {true, "Skole", ""};
	const struct network_seeker experienced = {false, "Skole", ""};

	(void)state;
	assert_true(network_is_for(&network, &fresh));
	assert_false(network_is_for(&network, &experienced));
}

static void
test_a_network_for_all_takes_both_kinds(void **state)
{
	const struct network network = network_for("all", "", "");
	const struct network_seeker fresh = {true, "", ""};
	const struct network_seeker experienced = {false, "", ""};

	(void)state;
	assert_true(network_is_for(&network, &fresh));
	assert_true(network_is_for(&network, &experienced));
}

static void
test_area_and_level_must_fit_where_they_are_given(void **state)
{
	const struct network network = network_for("all", "Skole", "Chef");
	const struct network_seeker both = {true, "Skole", "Chef"};
	const struct network_seeker other_area = {true, "Pleje", "Chef"};
	const struct network_seeker other_level = {true, "Skole", ""};

	(void)state;
	assert_true(network_is_for(&network, &both));
	assert_false(network_is_for(&network, &other_area));
	assert_false(network_is_for(&network, &other_level));
}

static void
test_a_closed_network_is_for_nobody(void **state)
{
	struct network network = network_for("all", "", "");
	const struct network_seeker fresh = {true, "", ""};

	(void)state;
	network.closed_at = 0;
	assert_false(network_is_for(&network, &fresh));
}

static void
test_the_day_of_leaving_is_no_day_of_a_member(void **state)
{
	struct date first = date_from_civil(2027, 2, 1);
	struct date last = date_from_civil(2027, 2, 3);
	struct network_member member = {.from_day = first, .until_day = last};

	(void)state;
	assert_false(network_is_member_on(&member, date_add_days(first, -1)));
	assert_true(network_is_member_on(&member, first));
	assert_true(network_is_member_on(&member, date_add_days(last, -1)));
	assert_false(network_is_member_on(&member, last));
	member.until_day = DATE_NONE;
	assert_true(network_is_member_on(&member, last));
}

static void
test_an_unknown_welcome_is_refused(void **state)
{
	struct error err = ERROR_INIT;
	enum network_welcome welcome = NETWORK_WELCOMES_ALL;

	(void)state;
	assert_int_equal(
	    network_welcome_parse("friends", &welcome, &err), OB_EINVALID);
	assert_string_equal(err.field, "welcomes");
	assert_int_equal(
	    network_welcome_parse("experienced", &welcome, &err), OB_OK);
	assert_int_equal(welcome, NETWORK_WELCOMES_EXPERIENCED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_network_for_new_leaders_is_for_them_alone),
	    cmocka_unit_test(test_a_network_for_all_takes_both_kinds),
	    cmocka_unit_test(test_area_and_level_must_fit_where_they_are_given),
	    cmocka_unit_test(test_a_closed_network_is_for_nobody),
	    cmocka_unit_test(test_the_day_of_leaving_is_no_day_of_a_member),
	    cmocka_unit_test(test_an_unknown_welcome_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
