/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/handbook_store.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "model/programme.h"
#include "store/store.h"

#define AREA "Børn og Unge"
#define FOLDER "schemas/sql/"
#define CHANGE FOLDER "0017_handbook_scope.sql"

static void
run(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %.80s", why, sql);
}

/* The numbered files are sorted, and the picture of them comes last. */
static void
run_chain(sqlite3 *db, bool is_before)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];

		if (strncmp(file->path, FOLDER "0", strlen(FOLDER "0")) == 0 &&
		    (strcmp(file->path, CHANGE) < 0) == is_before)
			run(db, file->bytes);
	}
}

static int
ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int value;

	assert_int_equal(
	    sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	value = sqlite3_column_int(statement, 0);
	(void)sqlite3_finalize(statement);
	return value;
}

static void
test_entries_of_an_older_database_become_central_ones(void **state)
{
	sqlite3 *db = NULL;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	run_chain(db, true);
	run(db,
	    "INSERT INTO person (id, name, language, created_at) "
	    "VALUES (1, 'Ida', 'da', 0);"
	    "INSERT INTO handbook_entry VALUES ('it', 'It', 'IT', 'Ida', "
	    "'ida@example.org', '', '', '11', '', 'a', 'b', 'm');"
	    "INSERT INTO handbook_entry VALUES ('hr', 'HR', 'HR', '', '', '', "
	    "'', '', '', 'a', 'b', '');"
	    "INSERT INTO handbook_confirmation VALUES ('it', 7, 1, '');"
	    "INSERT INTO handbook_ask VALUES ('hr', '2026-10-01', 1, "
	    "'2027-04-05')");
	run_chain(db, false);
	assert_int_equal(
	    ask(db, "SELECT count(*) FROM handbook_entry WHERE name = "
		    "function AND area = '' AND workplace = '' AND "
		    "is_filed"),
	    2);
	assert_int_equal(
	    ask(db, "SELECT count(*) FROM handbook_entry WHERE name = "
		    "'it' AND title_da = 'It' AND contact_name = "
		    "'Ida' AND phone = '11' AND helps_with_en = 'b' "
		    "AND members = 'm'"),
	    1);
	assert_int_equal(
	    ask(db, "SELECT confirmed_at FROM handbook_confirmation "
		    "WHERE name = 'it'"),
	    7);
	assert_int_equal(
	    ask(db, "SELECT asked FROM handbook_ask WHERE name = 'hr'"), 1);
	(void)sqlite3_close(db);
}

/* Borrowed texts alone: the store copies them. */
static int
add(struct store *store, const char *area, const char *workplace,
    struct error *err)
{
	static char text[] = "x";
	static char function[] = "hr";
	char name[HANDBOOK_NAME_SIZE];
	const struct programme_scope place = {area, workplace};
	const struct handbook_entry entry = {
	    .name = (char *)(uintptr_t)handbook_name(function, &place, name),
	    .function = function,
	    .area = (char *)(uintptr_t)area,
	    .workplace = (char *)(uintptr_t)workplace,
	    .title = {.in = {text, text}},
	    .contact_name = text,
	    .contact_email = text,
	    .deputy_name = text,
	    .deputy_email = text,
	    .phone = text,
	    .mail = text,
	    .helps_with = {.in = {text, text}}};

	return handbook_store_add(store, &entry, err);
}

static void
test_a_function_has_one_entry_for_each_place(void **state)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	struct store *store = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(store_open(":memory:", &store, NULL), OB_OK);
	assert_int_equal(add(store, AREA, "Skolen", NULL), OB_OK);
	assert_int_equal(add(store, AREA, "", NULL), OB_OK);
	assert_int_equal(add(store, "", "Skolen", NULL), OB_OK);
	assert_int_equal(add(store, "", "", NULL), OB_OK);
	assert_int_not_equal(add(store, AREA, "", &err), OB_OK);
	assert_int_equal(handbook_store_load(store, &handbook, NULL), OB_OK);
	assert_int_equal(handbook->count, 4);
	assert_string_equal(handbook->entries[0].name, "hr");
	assert_string_equal(handbook->entries[1].workplace, "Skolen");
	assert_string_equal(handbook->entries[2].area, AREA);
	assert_false(handbook->entries[2].is_filed);
	store_close(store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_entries_of_an_older_database_become_central_ones),
	    cmocka_unit_test(test_a_function_has_one_entry_for_each_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
