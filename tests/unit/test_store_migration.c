/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/migration.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "store/db.h"

/* A chain of its own, in place of the program's. */
#define FIRST "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT"
#define SECOND "CREATE TABLE b (name TEXT NOT NULL) STRICT"
#define THIRD                                                                  \
	"CREATE TABLE c (name TEXT); "                                         \
	"CREATE UNIQUE INDEX b_once ON b (name)"

const struct embedded_file embedded_files[] = {
    {"config/x.yaml", "x: 1", 4},
    {"schemas/sql/0001_first.sql", FIRST, sizeof(FIRST) - 1},
    {"schemas/sql/0002_second.sql", SECOND, sizeof(SECOND) - 1},
    {"schemas/sql/0003_third.sql", THIRD, sizeof(THIRD) - 1},
    {"schemas/sql/schema.sql", "nonsense", 8},
};
const size_t embedded_file_count = ARRAY_LEN(embedded_files);

struct fixture {
	char folder[64];
	char path[96];
	char backup[128]; /* the one before the third step */
	struct error err;
};

static int
set_up(void **state)
{
	struct fixture *fixture = memory_alloc(sizeof(*fixture));
	const char *base = getenv("TMPDIR");

	(void)snprintf(fixture->folder, sizeof(fixture->folder),
	    "%.40s/onboardXXXXXX", base == NULL ? "/tmp" : base);
	if (mkdtemp(fixture->folder) == NULL)
		return -1;
	(void)snprintf(fixture->path, sizeof(fixture->path), "%s/onboard.db",
	    fixture->folder);
	(void)snprintf(fixture->backup, sizeof(fixture->backup),
	    "%s.before-0002", fixture->path);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	const char *const ends[] = {
	    "", "-wal", "-shm", "-journal", ".before-0001", ".before-0002"};

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		cleanup_(memory_free_ptr) char *path =
		    memory_printf("%s%s", fixture->path, ends[i]);

		(void)unlink(path);
	}
	(void)rmdir(fixture->folder);
	free(fixture);
	return 0;
}

static int64_t
ask(const char *path, const char *sql)
{
	struct db db = {.handle = NULL};
	int64_t value = -1;

	assert_int_equal(sqlite3_open(path, &db.handle), SQLITE_OK);
	assert_int_equal(db_read_integer(&db, sql, &value, NULL), OB_OK);
	db_close(&db);
	return value;
}

static void
change(const char *path, const char *sql)
{
	struct db db = {.handle = NULL};

	assert_int_equal(sqlite3_open(path, &db.handle), SQLITE_OK);
	assert_int_equal(db_execute(&db, sql, NULL), OB_OK);
	db_close(&db);
}

static int
open_once(struct fixture *fixture)
{
	struct db db = {.handle = NULL};
	int status = db_open(fixture->path, &db, &fixture->err);

	if (status == OB_OK)
		db_close(&db);
	return status;
}

/* A database as the program before the third step left it. */
static void
make_second(struct fixture *fixture)
{
	assert_int_equal(open_once(fixture), OB_OK);
	change(fixture->path,
	    "DROP TABLE c; DROP INDEX b_once; PRAGMA user_version = 2; "
	    "INSERT INTO b VALUES ('kept')");
}

static void
test_the_chain_ends_with_its_last_number(void **state)
{
	(void)state;
	assert_int_equal(migration_newest(), 3);
}

static void
test_a_new_database_walks_the_whole_chain(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(open_once(fixture), OB_OK);
	assert_int_equal(ask(fixture->path, "PRAGMA user_version"), 3);
	assert_int_equal(
	    ask(fixture->path, "PRAGMA application_id"), DB_APPLICATION_ID);
	assert_int_equal(access(fixture->backup, F_OK), -1);
}

static void
test_a_database_is_private(void **state)
{
	struct fixture *fixture = *state;
	const char *const ends[] = {"", "-wal", "-shm"};
	struct db db = {.handle = NULL};

	assert_int_equal(db_open(fixture->path, &db, NULL), OB_OK);
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		cleanup_(memory_free_ptr) char *path =
		    memory_printf("%s%s", fixture->path, ends[i]);
		struct stat status;

		assert_int_equal(stat(path, &status), 0);
		assert_int_equal(status.st_mode & 0777, 0600);
	}
	db_close(&db);
}

static void
test_a_second_start_changes_nothing(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(open_once(fixture), OB_OK);
	change(fixture->path, "INSERT INTO b VALUES ('kept')");
	assert_int_equal(open_once(fixture), OB_OK);
	assert_int_equal(ask(fixture->path, "SELECT count(*) FROM b"), 1);
}

static void
test_an_older_database_is_backed_up_and_brought_up_to_date(void **state)
{
	struct fixture *fixture = *state;
	struct stat status;

	make_second(fixture);
	assert_int_equal(open_once(fixture), OB_OK);
	assert_int_equal(ask(fixture->path, "PRAGMA user_version"), 3);
	assert_int_equal(ask(fixture->path, "SELECT count(*) FROM c"), 0);
	assert_int_equal(ask(fixture->path, "SELECT count(*) FROM b"), 1);
	assert_int_equal(ask(fixture->backup, "PRAGMA user_version"), 2);
	assert_int_equal(ask(fixture->backup, "SELECT count(*) FROM b"), 1);
	assert_int_equal(stat(fixture->backup, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void
test_a_step_that_fails_leaves_nothing_half_done(void **state)
{
	struct fixture *fixture = *state;

	make_second(fixture);
	change(fixture->path, "INSERT INTO b VALUES ('kept')");
	assert_int_not_equal(open_once(fixture), OB_OK);
	assert_non_null(strstr(fixture->err.text, "0003_third.sql"));
	assert_int_equal(ask(fixture->path, "PRAGMA user_version"), 2);
	assert_int_equal(
	    ask(fixture->path,
		"SELECT count(*) FROM sqlite_schema WHERE name = 'c'"),
	    0);
	/* When the rows are put right the step goes through. */
	change(fixture->path, "DELETE FROM b WHERE rowid > 1");
	assert_int_equal(open_once(fixture), OB_OK);
	assert_int_equal(ask(fixture->path, "PRAGMA user_version"), 3);
}

static void
test_a_newer_database_is_refused_untouched(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(open_once(fixture), OB_OK);
	change(fixture->path, "PRAGMA user_version = 4");
	assert_int_equal(open_once(fixture), OB_EDB);
	assert_non_null(strstr(fixture->err.text, "newer onboardd"));
	assert_non_null(strstr(fixture->err.text, fixture->path));
	assert_int_equal(ask(fixture->path, "PRAGMA user_version"), 4);
}

static void
test_a_database_of_another_program_is_refused_untouched(void **state)
{
	struct fixture *fixture = *state;

	change(fixture->path, "CREATE TABLE theirs (x)");
	assert_int_equal(open_once(fixture), OB_EDB);
	assert_non_null(strstr(fixture->err.text, "another program"));
	assert_int_equal(
	    ask(fixture->path, "SELECT count(*) FROM sqlite_schema"), 1);
	assert_int_equal(ask(fixture->path, "PRAGMA user_version"), 0);
}

static void
test_a_file_that_is_no_database_is_refused_untouched(void **state)
{
	struct fixture *fixture = *state;
	const char text[] = "Dear diary, this is no database at all; it is a "
			    "text that somebody put in its place by mistake.";
	char found[sizeof(text)] = "";
	int file = open(fixture->path, O_WRONLY | O_CREAT, 0644);

	assert_int_equal(write(file, text, sizeof(text)), sizeof(text));
	(void)close(file);
	assert_int_equal(open_once(fixture), OB_EDB);
	assert_non_null(strstr(fixture->err.text, "not a database"));
	file = open(fixture->path, O_RDONLY);
	assert_int_equal(read(file, found, sizeof(found)), sizeof(found));
	(void)close(file);
	assert_string_equal(found, text);
}

static void
test_a_missing_folder_is_told(void **state)
{
	struct fixture *fixture = *state;

	(void)snprintf(fixture->path, sizeof(fixture->path),
	    "%s/missing/onboard.db", fixture->folder);
	assert_int_equal(open_once(fixture), OB_EIO);
	assert_non_null(strstr(fixture->err.text, "check that the folder"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_the_chain_ends_with_its_last_number),
	    TEST(test_a_new_database_walks_the_whole_chain),
	    TEST(test_a_database_is_private),
	    TEST(test_a_second_start_changes_nothing),
	    TEST(test_an_older_database_is_backed_up_and_brought_up_to_date),
	    TEST(test_a_step_that_fails_leaves_nothing_half_done),
	    TEST(test_a_newer_database_is_refused_untouched),
	    TEST(test_a_database_of_another_program_is_refused_untouched),
	    TEST(test_a_file_that_is_no_database_is_refused_untouched),
	    TEST(test_a_missing_folder_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
