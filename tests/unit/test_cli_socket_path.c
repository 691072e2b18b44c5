/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/socket_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

static char *
write_config(const char *text)
{
	const char *folder = getenv("TMPDIR");
	char *path = memory_printf(
	    "%s/onboardctl.XXXXXX", folder != NULL ? folder : "/tmp");
	int file = mkstemp(path);
	FILE *stream = fdopen(file, "w");

	assert_non_null(stream);
	(void)fputs(text, stream);
	(void)fclose(stream);
	return path;
}

static void
check(const struct socket_path_sources *sources, const char *expected)
{
	cleanup_(memory_free_ptr) char *path = NULL;

	assert_int_equal(socket_path_find(sources, &path, NULL), 0);
	assert_string_equal(path, expected);
}

static void
test_the_option_comes_first(void **state)
{
	const struct socket_path_sources sources = {"/a", "/b", "/nowhere"};

	(void)state;
	check(&sources, "/a");
}

static void
test_the_environment_comes_second(void **state)
{
	const struct socket_path_sources sources = {NULL, "/b", "/nowhere"};

	(void)state;
	check(&sources, "/b");
}

static void
test_the_configuration_comes_third(void **state)
{
	cleanup_(memory_free_ptr) char *file =
	    write_config("public_url: http://127.0.0.1:8080\n"
			 "control_socket: /c/control.sock\n");
	const struct socket_path_sources sources = {NULL, "", file};

	(void)state;
	check(&sources, "/c/control.sock");
	(void)unlink(file);
}

static void
test_without_a_configuration_the_default_holds(void **state)
{
	const struct socket_path_sources sources = {NULL, NULL, "/nowhere/x"};

	(void)state;
	check(&sources, "/run/onboardd/control.sock");
}

static void
test_a_wrong_configuration_is_told(void **state)
{
	cleanup_(memory_free_ptr) char *file = write_config("nonsense: 1\n");
	const struct socket_path_sources sources = {NULL, NULL, file};
	struct error err = ERROR_INIT;
	char *path = NULL;

	(void)state;
	assert_int_equal(socket_path_find(&sources, &path, &err), OB_EINVALID);
	assert_null(path);
	(void)unlink(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_option_comes_first),
	    cmocka_unit_test(test_the_environment_comes_second),
	    cmocka_unit_test(test_the_configuration_comes_third),
	    cmocka_unit_test(test_without_a_configuration_the_default_holds),
	    cmocka_unit_test(test_a_wrong_configuration_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
