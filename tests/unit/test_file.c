/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

/* Each test runs in a directory of its own, which is also its place. */
static int
enter_directory(void **state)
{
	char *path = memory_strdup("/tmp/onboard-file-XXXXXX");

	if (mkdtemp(path) == NULL || chdir(path) < 0)
		return -1;
	*state = path;
	return 0;
}

static int
leave_directory(void **state)
{
	char *command = memory_printf("rm -rf '%s'", (char *)*state);
	int status = chdir("/") < 0 ? -1 : system(command);

	free(command);
	free(*state);
	return status;
}

static int
count_files(void)
{
	DIR *directory = opendir(".");
	int count = 0;

	assert_non_null(directory);
	for (struct dirent *entry = readdir(directory); entry != NULL;
	     entry = readdir(directory)) {
		if (entry->d_name[0] != '.')
			count++;
	}
	(void)closedir(directory);
	return count;
}

static mode_t
mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

static void
test_what_was_created_can_be_read(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	assert_int_equal(file_create_durable("key", "a\0b", 3, NULL), OB_OK);
	assert_int_equal(file_read("key", 3, &bytes, NULL), OB_OK);
	assert_int_equal(bytes.len, 3);
	assert_memory_equal(bytes.buf, "a\0b", 3);
}

static void
test_a_created_file_is_private_and_alone(void **state)
{
	(void)state;
	assert_int_equal(file_create_durable("key", "a", 1, NULL), OB_OK);
	assert_int_equal(mode_of("key"), 0600);
	assert_int_equal(count_files(), 1);
}

static void
test_a_file_that_is_there_stays(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(file_create_durable("key", "old", 3, NULL), OB_OK);
	assert_int_equal(
	    file_create_durable("key", "new", 3, &err), OB_EEXISTS);
	assert_non_null(strstr(err.text, "'key'"));
	assert_int_equal(file_read("key", 10, &bytes, NULL), OB_OK);
	assert_string_equal(bytes.buf, "old");
	assert_int_equal(count_files(), 1);
}

static void
test_a_missing_file_is_not_found(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	assert_int_equal(file_read("no", 10, &bytes, NULL), OB_ENOTFOUND);
	assert_int_equal(
	    file_create_durable("no/key", "a", 1, NULL), OB_ENOTFOUND);
}

static void
test_a_secret_that_everybody_may_read_is_refused(void **state)
{
	static const mode_t open_to_all[] = {0604, 0602, 0601, 0666};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	assert_int_equal(file_create_durable("key", "old", 3, NULL), OB_OK);
	for (size_t i = 0; i < sizeof(open_to_all) / sizeof(mode_t); i++) {
		struct error err = ERROR_INIT;

		assert_int_equal(chmod("key", open_to_all[i]), 0);
		assert_int_equal(
		    file_read_secret("key", 10, &bytes, &err), OB_EDENIED);
		assert_non_null(strstr(err.text, "'chmod 600'"));
	}
	assert_int_equal(bytes.len, 0);
	assert_int_equal(chmod("key", 0440), 0);
	assert_int_equal(file_read_secret("key", 10, &bytes, NULL), OB_OK);
	assert_string_equal(bytes.buf, "old");
	assert_int_equal(
	    file_read_secret("no", 10, &bytes, NULL), OB_ENOTFOUND);
}

static void
test_a_file_over_the_limit_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	char content[40000];

	(void)state;
	memset(content, 'x', sizeof(content));
	assert_int_equal(
	    file_create_durable("big", content, sizeof(content), NULL), OB_OK);
	strbuf_add_str(&bytes, "kept");
	assert_int_equal(
	    file_read("big", sizeof(content) - 1, &bytes, NULL), OB_ELIMIT);
	assert_string_equal(bytes.buf, "kept");
	assert_int_equal(
	    file_read("big", sizeof(content), &bytes, NULL), OB_OK);
	assert_int_equal(bytes.len, sizeof(content));
}

static void
test_what_is_no_regular_file_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(file_read("pipe", 10, &bytes, NULL), OB_EIO);
	assert_int_equal(file_read(".", 10, &bytes, NULL), OB_EIO);
}

static void
test_a_directory_is_made_with_its_parents(void **state)
{
	(void)state;
	assert_int_equal(file_make_directory("a/b/c", NULL), OB_OK);
	assert_int_equal(mode_of("a"), 0700);
	assert_int_equal(mode_of("a/b/c"), 0700);
	assert_int_equal(file_make_directory("a/b/c/", NULL), OB_OK);
}

static void
test_a_file_in_the_way_of_a_directory_is_told(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(file_create_durable("a", "x", 1, NULL), OB_OK);
	assert_int_equal(file_make_directory("a/b", &err), OB_EEXISTS);
	assert_non_null(strstr(err.text, "'a'"));
}

#define IN_DIRECTORY(test)                                                     \
	cmocka_unit_test_setup_teardown(test, enter_directory, leave_directory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_DIRECTORY(test_what_was_created_can_be_read),
	    IN_DIRECTORY(test_a_created_file_is_private_and_alone),
	    IN_DIRECTORY(test_a_file_that_is_there_stays),
	    IN_DIRECTORY(test_a_missing_file_is_not_found),
	    IN_DIRECTORY(test_a_secret_that_everybody_may_read_is_refused),
	    IN_DIRECTORY(test_a_file_over_the_limit_is_refused),
	    IN_DIRECTORY(test_what_is_no_regular_file_is_refused),
	    IN_DIRECTORY(test_a_directory_is_made_with_its_parents),
	    IN_DIRECTORY(test_a_file_in_the_way_of_a_directory_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
