/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/programmes/handbook_care.h"
#include "engine/programmes/programme_digest.h"
#include "engine/programmes/programmes.h"
#include "formats/handbook_file.h"
#include "store/handbook_store.h"
#include "world_case.h"

/* Which wins: what a function corrected on its page, or the file. */
#define ACTOR "person:1"
#define PHONE "+45 11 11 11 11"
#define OTHER "+45 22 22 22 22"

static struct handbook *
load_stored(const struct world *world)
{
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    handbook_store_load(world->store, &handbook, &err), &err);
	return handbook;
}

static struct handbook *
load_file(void)
{
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	world_case_check(handbook_file_load_default(&handbook, &err), &err);
	return handbook;
}

static struct handbook_entry *
entry_of(struct handbook *handbook, const char *function)
{
	return (struct handbook_entry *)(uintptr_t)handbook_find(
	    handbook, function);
}

static void
set(char **text, const char *wanted)
{
	free(*text);
	*text = memory_strdup(wanted);
}

/* shown: NULL for the entry as it is. */
static int
correct(struct world *world, const char *shown, const char *email,
    struct error *err)
{
	struct handbook *handbook = load_stored(world);
	const struct handbook_entry *entry = entry_of(handbook, "it");
	char digest[DIGEST_HEX_SIZE];
	const struct handbook_care care = {.actor = ACTOR,
	    .person_id = 1,
	    .name = "it",
	    .shown = shown == NULL ? digest : shown};
	const struct handbook_correction correction = {
	    .contact_name = entry->contact_name,
	    .contact_email = email == NULL ? entry->contact_email : email,
	    .phone = PHONE,
	    .mail = entry->mail,
	    .helps_da = entry->helps_with.in[LANGUAGE_DA],
	    .helps_en = entry->helps_with.in[LANGUAGE_EN],
	};
	int status;

	programme_digest_entry(entry, digest);
	status =
	    handbook_care_correct(world->engine, &care, &correction, NULL, err);
	handbook_free(handbook);
	return status;
}

static void
correct_it(struct world *world)
{
	struct error err = ERROR_INIT;

	world_case_check(correct(world, NULL, NULL, &err), &err);
}

/* Takes the file, in which the function has that phone. */
static struct programmes_handbook
import(struct world *world, const char *function, const char *phone)
{
	struct handbook *handbook = load_file();
	struct programmes_handbook outcome;
	struct error err = ERROR_INIT;

	set(&entry_of(handbook, function)->phone, phone);
	world_case_check(programmes_import_handbook(
			     world->engine, ACTOR, handbook, &outcome, &err),
	    &err);
	handbook_free(handbook);
	return outcome;
}

static void
expect_phone(struct world *world, const char *function, const char *phone)
{
	struct handbook *handbook = load_stored(world);

	assert_string_equal(entry_of(handbook, function)->phone, phone);
	handbook_free(handbook);
}

static void
test_a_correction_stays_when_the_file_changes_elsewhere(void **state)
{
	struct world *world = *state;
	struct programmes_handbook outcome;

	correct_it(world);
	outcome = import(world, "legal", OTHER);
	assert_true(outcome.is_changed);
	assert_int_equal(outcome.kept, 1);
	assert_string_equal(outcome.overwritten, "");
	expect_phone(world, "it", PHONE);
	expect_phone(world, "legal", OTHER);
}

static void
test_a_second_correction_stays_as_the_first_does(void **state)
{
	struct world *world = *state;

	correct_it(world);
	correct_it(world);
	assert_int_equal(import(world, "legal", OTHER).kept, 1);
	expect_phone(world, "it", PHONE);
}

static void
test_a_file_that_says_something_new_wins_and_tells(void **state)
{
	struct world *world = *state;
	struct programmes_handbook outcome;
	struct date day = DATE_NONE;
	struct error err = ERROR_INIT;

	correct_it(world);
	outcome = import(world, "it", OTHER);
	assert_int_equal(outcome.kept, 0);
	assert_string_equal(outcome.overwritten, "it");
	expect_phone(world, "it", OTHER);
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM audit_value JOIN audit ON audit.id = "
		"audit_id WHERE verb = 'overwrite-correction' AND before LIKE "
		"'%" PHONE "%'"),
	    1);
	world_case_check(
	    handbook_care_day(world->engine, "it", &day, &err), &err);
	assert_true(date_is_none(day));
}

static void
test_a_file_that_says_nothing_new_changes_nothing(void **state)
{
	struct world *world = *state;
	struct handbook *handbook = load_file();
	struct programmes_handbook outcome;
	struct error err = ERROR_INIT;

	correct_it(world);
	world_case_check(programmes_import_handbook(
			     world->engine, ACTOR, handbook, &outcome, &err),
	    &err);
	handbook_free(handbook);
	assert_false(outcome.is_changed);
	expect_phone(world, "it", PHONE);
}

/* As a table's import does with an entry that it changed. */
static void
unconfirm(struct world *world)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct error err = ERROR_INIT;

	world_case_check(
	    change_begin(&change, world->engine, ACTOR, &err), &err);
	world_case_check(handbook_care_unconfirm(&change, "it", &err), &err);
	world_case_check(change_commit(&change, &err), &err);
}

static void
test_a_correction_that_a_table_changed_is_kept_but_not_confirmed(void **state)
{
	struct world *world = *state;
	struct date day;
	struct error err = ERROR_INIT;

	correct_it(world);
	unconfirm(world);
	world_case_check(
	    handbook_care_day(world->engine, "it", &day, &err), &err);
	assert_true(date_is_none(day));
	assert_int_equal(import(world, "legal", OTHER).kept, 1);
	expect_phone(world, "it", PHONE);

	/* The file says the same at last: there is nothing to protect. */
	assert_int_equal(import(world, "it", PHONE).kept, 0);
	world_case_check(
	    handbook_care_day(world->engine, "it", &day, &err), &err);
	assert_true(date_is_none(day));
}

static void
test_an_entry_that_changed_meanwhile_is_not_corrected(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	char old[DIGEST_HEX_SIZE];
	struct handbook *handbook = load_stored(world);

	programme_digest_entry(entry_of(handbook, "it"), old);
	handbook_free(handbook);
	correct_it(world);
	assert_int_equal(correct(world, old, NULL, &err), OB_ECONFLICT);
	assert_int_equal(correct(world, "", NULL, &err), OB_ECONFLICT);
}

/* The file's handbook with an entry for the area besides; "" for none. */
static void
take_file(struct world *world, const char *area, const char *phone)
{
	struct handbook *handbook = load_file();
	struct programmes_handbook outcome;
	struct handbook_entry *entry = entry_of(handbook, "hr");
	struct error err = ERROR_INIT;
	char name[HANDBOOK_NAME_SIZE];

	set(&entry->phone, phone);
	set(&entry->area, area);
	set(&entry->name,
	    handbook_name("hr", &(struct programme_scope){area, ""}, name));
	world_case_check(programmes_import_handbook(
			     world->engine, ACTOR, handbook, &outcome, &err),
	    &err);
	handbook_free(handbook);
}

static int
count_local(struct world *world)
{
	return (int)world_case_ask(
	    world, "SELECT count(*) FROM handbook_entry WHERE area <> ''");
}

static void
test_a_file_keeps_what_a_table_brought_for_a_place(void **state)
{
	struct world *world = *state;

	/* The file's own entries for places go with it. */
	take_file(world, "Kultur", PHONE);
	assert_int_equal(count_local(world), 1);
	take_file(world, "Teknik", PHONE);
	assert_int_equal(count_local(world), 1);
	take_file(world, "", PHONE);
	assert_int_equal(count_local(world), 0);

	/* A table's stay, until the file names the place. */
	take_file(world, "Kultur", PHONE);
	world_case_change(world,
	    "UPDATE handbook_entry SET is_filed = 0, phone = '1' "
	    "WHERE area = 'Kultur'");
	take_file(world, "", OTHER);
	assert_int_equal(count_local(world), 1);
	expect_phone(world, "hr", OTHER);
	take_file(world, "Teknik", OTHER);
	assert_int_equal(count_local(world), 2);
	take_file(world, "Kultur", PHONE);
	assert_int_equal(count_local(world), 1);
	take_file(world, "", PHONE);
	assert_int_equal(count_local(world), 0);
}

static void
test_a_file_that_writes_a_place_otherwise_means_the_same_entry(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *ask = NULL;
	char name[HANDBOOK_NAME_SIZE];

	(void)handbook_name(
	    "hr", &(struct programme_scope){"Kultur", ""}, name);
	ask = memory_printf("SELECT count(*) FROM handbook_entry WHERE area = "
			    "'KULTUR' AND name = '%s'",
	    name);
	take_file(world, "Kultur", PHONE);
	world_case_change(world,
	    "UPDATE handbook_entry SET is_filed = 0 WHERE area = 'Kultur'");
	take_file(world, "KULTUR", OTHER);
	assert_int_equal(count_local(world), 1);
	assert_int_equal(world_case_ask(world, ask), 1);
}

static void
test_nobody_sends_a_functions_mail_elsewhere(void **state)
{
	static const char *const addresses[] = {"a@evil.example.net",
	    "a@example.org.evil.example.net", "a@xexample.org", "a", ""};
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		struct error err = ERROR_INIT;

		assert_int_equal(
		    correct(world, NULL, addresses[i], &err), OB_EINVALID);
		assert_string_equal(err.field, "contact_email");
	}
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM audit WHERE verb = 'correct-handbook'"),
	    0);
}

/* HR's entry for the area, which has nobody to ask. */
static int
correct_local(
    struct world *world, const char *name, const char *email, struct error *err)
{
	struct handbook *handbook = load_stored(world);
	const struct handbook_entry *entry = handbook_at(
	    handbook, "hr", &(struct programme_scope){"Kultur", ""});
	char digest[DIGEST_HEX_SIZE];
	const struct handbook_correction correction = {.contact_name = name,
	    .contact_email = email,
	    .phone = PHONE,
	    .helps_da = "a",
	    .helps_en = "b"};
	int status;

	assert_non_null(entry);
	programme_digest_entry(entry, digest);
	status = handbook_care_correct(world->engine,
	    &(struct handbook_care){.actor = ACTOR,
		.person_id = 1,
		.name = entry->name,
		.shown = digest},
	    &correction, NULL, err);
	handbook_free(handbook);
	return status;
}

static void
test_an_entry_for_a_place_needs_nobody_to_ask(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	take_file(world, "Kultur", OTHER);
	world_case_change(world, "UPDATE handbook_entry SET contact_name = '', "
				 "contact_email = '' WHERE area = 'Kultur'");
	world_case_check(correct_local(world, "", "", &err), &err);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM handbook_entry WHERE "
				  "area = 'Kultur' AND phone = '" PHONE
				  "' AND contact_email = ''"),
	    1);
	assert_int_equal(
	    correct_local(world, "Bodil Berg", "", &err), OB_EINVALID);
	assert_string_equal(err.key, "entry_person");
	world_case_check(
	    correct_local(world, "Bodil Berg", "bodil@example.org", &err),
	    &err);
	world_case_check(correct_local(world, "", "", &err), &err);
}

static void
test_a_correction_is_audited_with_both_values(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	correct_it(world);
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM audit_value JOIN audit ON audit.id = "
		"audit_id WHERE verb = 'correct-handbook' AND actor = '" ACTOR
		"' AND after LIKE '%" PHONE "%' AND before NOT LIKE '%" PHONE
		"%'"),
	    1);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(
		test_a_correction_stays_when_the_file_changes_elsewhere),
	    WORLD_CASE_TEST(test_a_second_correction_stays_as_the_first_does),
	    WORLD_CASE_TEST(test_a_file_that_says_something_new_wins_and_tells),
	    WORLD_CASE_TEST(test_a_file_that_says_nothing_new_changes_nothing),
	    WORLD_CASE_TEST(
		test_a_correction_that_a_table_changed_is_kept_but_not_confirmed),
	    WORLD_CASE_TEST(
		test_an_entry_that_changed_meanwhile_is_not_corrected),
	    WORLD_CASE_TEST(test_a_file_keeps_what_a_table_brought_for_a_place),
	    WORLD_CASE_TEST(
		test_a_file_that_writes_a_place_otherwise_means_the_same_entry),
	    WORLD_CASE_TEST(test_nobody_sends_a_functions_mail_elsewhere),
	    WORLD_CASE_TEST(test_an_entry_for_a_place_needs_nobody_to_ask),
	    WORLD_CASE_TEST(test_a_correction_is_audited_with_both_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
