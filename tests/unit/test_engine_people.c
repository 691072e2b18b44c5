/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/journeys/leaders.h"
#include "engine/people/people.h"
#include "engine/people/reporting.h"
#include "engine/programmes/programmes.h"
#include "engine/roles/people_edit.h"
#include "store/handbook_store.h"
#include "store/person_store.h"
#include "world_case.h"

/* Who reports to whom and who acts for whom, also where it goes in circles. */
#define ACTOR "uid:0"
#define TODAY "2026-10-01"

static void
edit(struct world *world, const char *address, const struct person_edit *edit)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (people_edit(world->engine, ACTOR, address, edit, &view, &err) !=
	    OB_OK)
		fail_msg("%s: %s", address, err.text);
	json_decref(view);
}

/* "a" reports to "b", who is added. */
static void
report(struct world *world, const char *who, const char *to)
{
	cleanup_(memory_free_ptr) char *address =
	    memory_printf("%s@example.org", who);
	cleanup_(memory_free_ptr) char *manager =
	    memory_printf("%s <%s@example.org>", to, to);

	edit(world, address, &(struct person_edit){.manager = manager});
}

static void
send_away(struct world *world, const char *who, const char *stand_in)
{
	cleanup_(memory_free_ptr) char *address =
	    memory_printf("%s@example.org", who);
	cleanup_(memory_free_ptr) char *person =
	    memory_printf("%s <%s@example.org>", stand_in, stand_in);

	edit(world, address,
	    &(struct person_edit){
		.away_from = TODAY, .away_until = TODAY, .stand_in = person});
}

static int64_t
id_of(struct world *world, const char *who)
{
	cleanup_(memory_free_ptr) char *address =
	    memory_printf("%s@example.org", who);
	cleanup_(person_store_release) struct person person = {0};

	assert_int_equal(
	    people_find(world->engine, address, &person, NULL), OB_OK);
	return person.id;
}

/* Behind the verbs' back, as damage or an import gone wrong would. */
static void
force(struct world *world, const char *who, int64_t manager, int64_t stand_in)
{
	struct error err = ERROR_INIT;
	cleanup_(person_store_release) struct person person = {0};

	assert_int_equal(
	    person_store_find(world->store, id_of(world, who), &person, &err),
	    OB_OK);
	person.manager_id = manager;
	if (stand_in != 0) {
		person.stand_in_id = stand_in;
		person.away_from = core_today(world->engine);
	}
	assert_int_equal(
	    person_store_update(world->store, &person, &err), OB_OK);
	acting_forget(world->engine);
}

static int
set_up(void **state)
{
	const struct leader_request request = {
	    .name = "leader",
	    .email = "leader@example.org",
	    .first_day = "2026-12-07",
	    .manager = "a <a@example.org>",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int status = world_case_open(state, "", TODAY "T10:00");
	struct world *world = *state;

	if (status != OB_OK)
		return status;
	world_case_check(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
	return OB_OK;
}

static void
test_a_chain_of_managers_is_followed_to_its_end(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;

	report(world, "a", "b");
	report(world, "b", "c");
	assert_int_equal(reporting_chain(world->engine, id_of(world, "a"), &ids,
			     &count, NULL),
	    OB_OK);
	assert_int_equal(count, 2);
	assert_int_equal(ids[0], id_of(world, "b"));
	assert_int_equal(ids[1], id_of(world, "c"));
}

static void
test_a_circle_of_managers_is_refused(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	report(world, "a", "b");
	report(world, "b", "c");
	assert_int_equal(
	    people_edit(world->engine, ACTOR, "c@example.org",
		&(struct person_edit){.manager = "a@example.org"}, &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "manager");
}

static void
test_a_circle_of_managers_that_is_there_is_left_in_time(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	bool is_above = false;

	report(world, "a", "b");
	report(world, "b", "c");
	force(world, "c", id_of(world, "b"), 0);
	assert_int_equal(reporting_chain(world->engine, id_of(world, "a"), &ids,
			     &count, NULL),
	    OB_OK);
	assert_int_equal(count, 2);
	assert_int_equal(
	    reporting_is_above(world->engine, id_of(world, "leader"),
		id_of(world, "b"), &is_above, NULL),
	    OB_OK);
	assert_false(is_above);
}

static void
expect_receiver(struct world *world, const char *owner, const char *receiver)
{
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;

	assert_int_equal(acting_today(world->engine, &acting, NULL), OB_OK);
	ids = acting_receivers(acting, id_of(world, owner), &count);
	assert_int_equal(count, 1);
	assert_int_equal(ids[0], id_of(world, receiver));
	assert_true(acting_receives(
	    acting, id_of(world, receiver), id_of(world, owner)));
	assert_true(
	    acting_is_for(acting, id_of(world, receiver), id_of(world, owner)));
}

static void
test_a_chain_of_stand_ins_is_followed_to_who_is_at_work(void **state)
{
	struct world *world = *state;

	send_away(world, "a", "b");
	expect_receiver(world, "a", "b");
	send_away(world, "b", "c");
	expect_receiver(world, "a", "c");
	expect_receiver(world, "b", "c");
	expect_receiver(world, "c", "c");
}

static void
test_two_may_stand_in_for_each_other_at_different_times(void **state)
{
	struct world *world = *state;

	send_away(world, "a", "b");
	edit(world, "b@example.org",
	    &(struct person_edit){.away_from = "2026-10-02",
		.away_until = "2026-10-09",
		.stand_in = "a@example.org"});
	expect_receiver(world, "a", "b");
}

static void
test_a_circle_of_stand_ins_is_refused(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const struct person_edit circle = {
	    .away_from = TODAY, .stand_in = "a@example.org"};

	send_away(world, "a", "b");
	send_away(world, "b", "c");
	assert_int_equal(people_edit(world->engine, ACTOR, "c@example.org",
			     &circle, &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "stand_in");
	expect_receiver(world, "a", "c");
}

static void
test_a_circle_of_stand_ins_that_is_there_leaves_all_to_themselves(void **state)
{
	struct world *world = *state;

	send_away(world, "a", "b");
	force(world, "b", 0, id_of(world, "a"));
	expect_receiver(world, "a", "a");
	expect_receiver(world, "b", "b");
}

static void
test_who_is_away_still_acts_for_themselves_without_mails(void **state)
{
	struct world *world = *state;
	const struct acting *acting = NULL;
	int64_t a;

	send_away(world, "a", "b");
	a = id_of(world, "a");
	assert_int_equal(acting_today(world->engine, &acting, NULL), OB_OK);
	assert_true(acting_is_for(acting, a, a));
	assert_false(acting_receives(acting, a, a));
}

static void
test_the_absence_ends_by_itself(void **state)
{
	struct world *world = *state;
	int64_t at = 0;

	send_away(world, "a", "b");
	expect_receiver(world, "a", "b");
	assert_int_equal(
	    world_instant(world, "2026-10-02T06:00", &at, NULL), OB_OK);
	assert_int_equal(world_advance(world, at, NULL), OB_OK);
	expect_receiver(world, "a", "a");
}

static void
test_empty_values_clear(void **state)
{
	struct world *world = *state;
	cleanup_(person_store_release) struct person person = {0};

	send_away(world, "a", "b");
	report(world, "a", "c");
	edit(world, "a@example.org",
	    &(struct person_edit){.zone = "America/Nuuk"});
	edit(world, "a@example.org",
	    &(struct person_edit){
		.zone = "", .manager = "", .away_from = "", .stand_in = ""});
	assert_int_equal(
	    people_find(world->engine, "a@example.org", &person, NULL), OB_OK);
	assert_string_equal(person.zone, "");
	assert_int_equal(person.manager_id, 0);
	assert_int_equal(person.stand_in_id, 0);
	assert_true(date_is_none(person.away_from));
	assert_true(date_is_none(person.away_until));
	expect_receiver(world, "a", "a");
}

/* What is refused leaves nothing of itself in what is known of today. */
static void
test_a_refused_absence_does_not_count(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const struct person_edit taken = {.away_from = TODAY,
	    .stand_in = "b <b@example.org>",
	    .email = "leader@example.org"};

	assert_int_equal(people_edit(world->engine, ACTOR, "a@example.org",
			     &taken, &view, &err),
	    OB_ECONFLICT);
	expect_receiver(world, "a", "a");
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

/* The handbook gives a function with this mailbox to one member. */
static void
share(struct world *world, const char *function, const char *mailbox)
{
	struct error err = ERROR_INIT;
	struct handbook *handbook = NULL;
	struct programmes_handbook outcome;

	assert_int_equal(
	    handbook_store_load(world->store, &handbook, &err), OB_OK);
	for (size_t i = 0; i < handbook->count; i++) {
		struct handbook_entry *entry = &handbook->entries[i];

		if (strcmp(entry->function, function) != 0)
			continue;
		free(entry->mail);
		free(entry->members);
		entry->mail = memory_strdup(mailbox);
		entry->members = memory_strdup("a <a@example.org>");
	}
	if (programmes_import_handbook(
		world->engine, ACTOR, handbook, &outcome, &err) != OB_OK)
		fail_msg("%s", err.text);
	handbook_free(handbook);
}

static int
name_person(struct world *world, const char *text, struct person *ret_person)
{
	struct error err = ERROR_INIT;
	cleanup_(change_release) struct change change = CHANGE_INIT;

	assert_int_equal(
	    change_begin(&change, world->engine, ACTOR, &err), OB_OK);
	return people_ensure(&change, "person", text, ret_person, &err);
}

static void
test_a_bare_mailbox_is_the_group_that_has_it(void **state)
{
	struct world *world = *state;
	cleanup_(person_store_release) struct person found = {0};

	share(world, "it", "desk@example.org");
	assert_int_equal(name_person(world, "desk@example.org", &found), OB_OK);
	assert_true(found.is_group);
}

static void
test_a_mailbox_with_a_name_is_a_person(void **state)
{
	struct world *world = *state;
	cleanup_(person_store_release) struct person found = {0};

	share(world, "it", "desk@example.org");
	assert_int_equal(
	    name_person(world, "Ida <desk@example.org>", &found), OB_OK);
	assert_false(found.is_group);
}

static void
test_a_mailbox_of_two_functions_names_neither(void **state)
{
	struct world *world = *state;
	cleanup_(person_store_release) struct person found = {0};

	share(world, "it", "desk@example.org");
	share(world, "facilities", "desk@example.org");
	assert_int_equal(
	    name_person(world, "desk@example.org", &found), OB_ECONFLICT);
	assert_int_equal(name_person(world, "it@group.invalid", &found), OB_OK);
}

static void
test_a_group_is_renamed_in_the_handbook_only(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	share(world, "it", "desk@example.org");
	assert_int_equal(
	    people_edit(world->engine, ACTOR, "desk@example.org",
		&(struct person_edit){.email = "it@example.org"}, &view, &err),
	    OB_EINVALID);
	edit(
	    world, "desk@example.org", &(struct person_edit){.language = "en"});
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_a_chain_of_managers_is_followed_to_its_end),
	    TEST(test_a_circle_of_managers_is_refused),
	    TEST(test_a_circle_of_managers_that_is_there_is_left_in_time),
	    TEST(test_a_chain_of_stand_ins_is_followed_to_who_is_at_work),
	    TEST(test_two_may_stand_in_for_each_other_at_different_times),
	    TEST(test_a_circle_of_stand_ins_is_refused),
	    TEST(
		test_a_circle_of_stand_ins_that_is_there_leaves_all_to_themselves),
	    TEST(test_who_is_away_still_acts_for_themselves_without_mails),
	    TEST(test_the_absence_ends_by_itself),
	    TEST(test_empty_values_clear),
	    TEST(test_a_refused_absence_does_not_count),
	    TEST(test_a_bare_mailbox_is_the_group_that_has_it),
	    TEST(test_a_mailbox_with_a_name_is_a_person),
	    TEST(test_a_mailbox_of_two_functions_names_neither),
	    TEST(test_a_group_is_renamed_in_the_handbook_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
