/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/next_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static void
pages_of_the_signed_in_are_remembered(void **state)
{
	static const char *const good[] = {"/hr", "/hr/", "/hr/leaders/3",
	    "/hr/programmes/ny-leder", "/account", "/hr/a_b-C9"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		assert_true(next_path_is_allowed(good[i]));
}

static void
no_other_place_is_gone_to(void **state)
{
	static const char *const bad[] = {"", "/", "hr", "//evil.example",
	    "/\\evil.example", "https:evil.example", "https://evil.example/hr",
	    "/hr//evil.example", "/hr/../../evil", "/hr\\evil", "/hr?x=//evil",
	    "/hr#x", "/hr%2f%2fevil", "/hr/a b", "/hr/\r\nX: y", "/hrx",
	    "/accounts", "/sign-in", "/sign-out", "/l/token", "/hr/\xc3\xa6",
	    "javascript:alert(1)", "\t/hr", " /hr", "/hr@evil.example",
	    "/hr:80", "/hr.evil"};

	(void)state;
	assert_false(next_path_is_allowed(NULL));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		if (next_path_is_allowed(bad[i]))
			fail_msg("'%s' is allowed", bad[i]);
	}
}

static void
a_path_that_is_too_long_is_not_kept(void **state)
{
	char path[300] = "/hr/";

	(void)state;
	memset(path + 4, 'a', 196);
	assert_true(next_path_is_allowed(path));
	path[200] = 'a';
	assert_false(next_path_is_allowed(path));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_of_the_signed_in_are_remembered),
	    cmocka_unit_test(no_other_place_is_gone_to),
	    cmocka_unit_test(a_path_that_is_too_long_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
