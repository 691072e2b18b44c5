/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "http/exchange.h"
#include "http/form.h"
#include "http/route.h"

static void
handler(struct exchange *exchange, void *arg)
{
	(void)exchange;
	(void)arg;
}

static const struct route routes[] = {
    {HTTP_GET, "/", RIGHT_PUBLIC, handler, 0},
    {HTTP_GET, "/api/v1/leaders", RIGHT_ADMIN, handler, 0},
    {HTTP_POST, "/api/v1/leaders", RIGHT_ADMIN, handler, 0},
    {HTTP_GET, "/api/v1/leaders/{id}", RIGHT_ADMIN, handler, 0},
    {HTTP_DELETE, "/api/v1/leaders/{id}", RIGHT_ADMIN, handler, 0},
    {HTTP_GET, "/api/v1/leaders/export", RIGHT_ADMIN, handler, 0},
    {HTTP_GET, "/f/{token}.ics", RIGHT_PUBLIC, handler, 0},
    {HTTP_GET, "/a/{one}/b/{two}", RIGHT_PUBLIC, handler, 0},
    {HTTP_GET, "/dir/", RIGHT_PUBLIC, handler, 0},
};

struct route_case {
	enum http_method method;
	int row; /* -1: none */
	const char *path;
	const char *allow;
};

static const struct route_case cases[] = {
    {HTTP_GET, 0, "/", "GET, HEAD"},
    {HTTP_GET, 1, "/api/v1/leaders", "GET, HEAD, POST"},
    {HTTP_HEAD, 1, "/api/v1/leaders", "GET, HEAD, POST"},
    {HTTP_POST, 2, "/api/v1/leaders", "GET, HEAD, POST"},
    {HTTP_PUT, -1, "/api/v1/leaders", "GET, HEAD, POST"},
    {HTTP_METHOD_OTHER, -1, "/api/v1/leaders", "GET, HEAD, POST"},
    {HTTP_GET, 3, "/api/v1/leaders/3", "GET, HEAD, DELETE"},
    {HTTP_DELETE, 4, "/api/v1/leaders/3", "GET, HEAD, DELETE"},
    {HTTP_GET, 5, "/api/v1/leaders/export", "GET, HEAD, DELETE"},
    {HTTP_DELETE, 4, "/api/v1/leaders/export", "GET, HEAD, DELETE"},
    {HTTP_GET, -1, "/api/v1/leaders/", ""},
    {HTTP_GET, -1, "/api/v1/leaders/3/", ""},
    {HTTP_GET, -1, "/api/v1/leaders/3/x", ""},
    {HTTP_GET, -1, "/api/v1/leader", ""},
    {HTTP_GET, -1, "/api/v1/leadersx", ""},
    {HTTP_GET, -1, "/API/v1/leaders", ""},
    {HTTP_GET, 6, "/f/abc.ics", "GET, HEAD"},
    {HTTP_GET, -1, "/f/.ics", ""},
    {HTTP_GET, -1, "/f/abc", ""},
    {HTTP_GET, -1, "/f/abc.icsx", ""},
    {HTTP_GET, 7, "/a/1/b/2", "GET, HEAD"},
    {HTTP_GET, -1, "/a/1/c/2", ""},
    {HTTP_GET, 8, "/dir/", "GET, HEAD"},
    {HTTP_GET, -1, "/dir", ""},
    {HTTP_GET, -1, "/{id}", ""},
};

static void
find(enum http_method method, const char *path, struct route_match *match)
{
	struct router router = {0};

	route_add_table(&router, routes, 5, NULL);
	route_add_table(&router, routes + 5, ARRAY_LEN(routes) - 5, NULL);
	route_find(&router, method, path, strlen(path), match);
}

static void
test_paths_and_methods_find_their_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(route_match_release) struct route_match match;
		const struct route *wanted =
		    cases[i].row < 0 ? NULL : &routes[cases[i].row];

		find(cases[i].method, cases[i].path, &match);
		if (match.route != wanted)
			print_error("%s\n", cases[i].path);
		assert_ptr_equal(match.route, wanted);
		assert_string_equal(match.allow, cases[i].allow);
	}
}

static void
test_parameters_are_decoded_once(void **state)
{
	cleanup_(route_match_release) struct route_match match;

	(void)state;
	find(HTTP_GET, "/a/k%C3%B8b%2541/b/x+y%2Fz", &match);
	assert_int_equal(match.parameter_count, 2);
	assert_string_equal(match.parameters[0].name, "one");
	assert_string_equal(match.parameters[0].value, "k\xc3\xb8"
						       "b%41");
	assert_string_equal(match.parameters[1].value, "x+y/z");
}

static void
test_a_tail_is_not_part_of_the_parameter(void **state)
{
	cleanup_(route_match_release) struct route_match match;

	(void)state;
	find(HTTP_GET, "/f/a.b.ics", &match);
	assert_string_equal(match.parameters[0].name, "token");
	assert_string_equal(match.parameters[0].value, "a.b");
}

static void
test_form_fields_are_decoded(void **state)
{
	static const char text[] = "a=1&b=x+y%26z&&c&=d&a=2&e=%C3%A6";
	cleanup_(form_release) struct form form = {0};

	(void)state;
	assert_int_equal(form_parse(text, strlen(text), &form, NULL), 0);
	assert_int_equal(form.count, 6);
	assert_string_equal(form_find(&form, "a"), "1");
	assert_string_equal(form_find(&form, "b"), "x y&z");
	assert_string_equal(form_find(&form, "c"), "");
	assert_string_equal(form_find(&form, ""), "d");
	assert_string_equal(form_find(&form, "e"), "\xc3\xa6");
	assert_null(form_find(&form, "x"));
}

static void
test_lines_of_a_field_end_as_ours_do(void **state)
{
	static const char text[] = "a=x%0D%0Ay&b=%0D%0D%0A%0A&c=z%0D";
	cleanup_(form_release) struct form form = {0};

	(void)state;
	assert_int_equal(form_parse(text, strlen(text), &form, NULL), 0);
	assert_string_equal(form_find(&form, "a"), "x\ny");
	assert_string_equal(form_find(&form, "b"), "\n\n\n");
	assert_string_equal(form_find(&form, "c"), "z\n");
}

static void
test_broken_forms_are_refused(void **state)
{
	static const char *const broken[] = {"a=%", "a=%1", "%zz=1", "a=%00",
	    "a=%ff", "a=%c0%80", "a=%ed%a0%80"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
		struct form form = {0};

		assert_int_equal(
		    form_parse(broken[i], strlen(broken[i]), &form, NULL),
		    OB_EINVALID);
		assert_null(form.fields);
	}
}

static void
test_a_form_has_at_most_so_many_fields(void **state)
{
	cleanup_(form_release) struct form form = {0};
	char text[(FORM_FIELDS_MAX + 1) * 2];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 == 0 ? 'a' : '&';
	assert_int_equal(form_parse(text, sizeof(text) - 2, &form, NULL), 0);
	assert_int_equal(form.count, FORM_FIELDS_MAX);
	form_release(&form);
	assert_int_equal(
	    form_parse(text, sizeof(text), &form, NULL), OB_ELIMIT);
}

/* What a client could have sent as the place to go on to. */
static void
test_only_paths_of_our_own_are_redirected_to(void **state)
{
	static const char *const foreign[] = {"", "a", "//evil.example",
	    "/\\evil.example", "\\evil.example", "https://evil.example",
	    "https:evil.example", "javascript:alert(1)", "/a\r\nX: y", "/a\nb",
	    "/a\tb", "/a\x7f", "?a", "#a", " /a", "/a\\..\\b"};
	static const char *const ours[] = {
	    "/", "/a", "/l/x/calendar", "/a?b=//c", "/a//b"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++)
		assert_false(exchange_is_own_path(foreign[i]));
	for (size_t i = 0; i < ARRAY_LEN(ours); i++)
		assert_true(exchange_is_own_path(ours[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paths_and_methods_find_their_row),
	    cmocka_unit_test(test_parameters_are_decoded_once),
	    cmocka_unit_test(test_a_tail_is_not_part_of_the_parameter),
	    cmocka_unit_test(test_form_fields_are_decoded),
	    cmocka_unit_test(test_lines_of_a_field_end_as_ours_do),
	    cmocka_unit_test(test_broken_forms_are_refused),
	    cmocka_unit_test(test_a_form_has_at_most_so_many_fields),
	    cmocka_unit_test(test_only_paths_of_our_own_are_redirected_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
