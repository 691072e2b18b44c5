/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/one_click.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define FORM "application/x-www-form-urlencoded"
#define PARTS "multipart/form-data; boundary="
#define HEAD "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n"

struct post {
	const char *type;
	const char *body;
};

static const struct post asked[] = {
    {FORM, "List-Unsubscribe=One-Click"},
    {FORM "; charset=utf-8", "List-Unsubscribe=One-Click"},
    {"Application/X-WWW-Form-URLencoded", "List-Unsubscribe=One%2DClick"},
    {FORM, "a=b&List-Unsubscribe=One-Click&c"},
    {PARTS "x", "--x\r\n" HEAD "\r\nOne-Click\r\n--x--\r\n"},
    {PARTS "\"a b\"", "--a b\r\n" HEAD "\r\nOne-Click\r\n--a b--"},
    {"multipart/form-data; charset=utf-8; Boundary=x",
	"--x\r\nContent-Type: text/plain\r\n" HEAD
	"\r\nOne-Click\r\n--x--\r\n"},
    {PARTS "x", "--x\r\nCONTENT-DISPOSITION: form-data; "
		"name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--"},
};

static const struct post not_asked[] = {
    {NULL, "List-Unsubscribe=One-Click"},
    {"", "List-Unsubscribe=One-Click"},
    {"text/plain", "List-Unsubscribe=One-Click"},
    {FORM, ""},
    {FORM, "List-Unsubscribe"},
    {FORM, "List-Unsubscribe=one-click"},
    {FORM, "list-unsubscribe=One-Click"},
    {FORM, "List-Unsubscribe=One-Click%0"},
    {FORM, "--x\r\n" HEAD "\r\nOne-Click\r\n--x--\r\n"},
    {PARTS "x", "List-Unsubscribe=One-Click"},
    {PARTS "x", "--y\r\n" HEAD "\r\nOne-Click\r\n--y--\r\n"},
    {PARTS "x", "--x\r\n" HEAD "\r\nOne-Click"},
    {PARTS "x", "--x\r\n" HEAD "\r\nTwo-Clicks\r\n--x--\r\n"},
    {PARTS "x", "--x\r\n" HEAD "One-Click\r\n--x--\r\n"},
    {PARTS "x", "--x\r\nContent-Disposition: form-data; "
		"name=\"other\"\r\n\r\nOne-Click\r\n--x--\r\n"},
    {PARTS "x", "--x\r\nX-Note: name=\"List-Unsubscribe\"\r\n\r\n"
		"One-Click\r\n--x--\r\n"},
    {PARTS "x", "--x\r\n" HEAD "\r\n--x\r\n"},
    {PARTS "x", "--x"},
    {PARTS, "--\r\n" HEAD "\r\nOne-Click\r\n----"},
    {PARTS "\"\"", "--\r\n" HEAD "\r\nOne-Click\r\n----"},
    {"multipart/form-data", "--x\r\n" HEAD "\r\nOne-Click\r\n--x--"},
    {"multipart/form-data; boundaryx", "--x\r\n" HEAD "\r\nOne-Click\r\n--x--"},
    {"multipart/form-data; boundary", "--\r\n" HEAD "\r\nOne-Click\r\n----"},
    {"multipart/form-data; a; boundary", "--\r\n" HEAD "\r\n"},
    {"multipart/form-data;", "--x\r\n" HEAD "\r\nOne-Click\r\n--x--"},
    {PARTS "0123456789012345678901234567890123456789"
	   "0123456789012345678901234567890",
	"--0123456789012345678901234567890123456789"
	"0123456789012345678901234567890\r\n" HEAD "\r\nOne-Click\r\n"
	"--0123456789012345678901234567890123456789"
	"0123456789012345678901234567890--"},
};

static void
check(const struct post *posts, size_t count, bool wanted)
{
	for (size_t i = 0; i < count; i++) {
		const struct post *post = &posts[i];

		if (one_click_is_asked(
			post->type, post->body, strlen(post->body)) != wanted)
			fail_msg("%s\n%s", post->type == NULL ? "" : post->type,
			    post->body);
	}
}

static void
test_the_field_is_found_in_both_forms(void **state)
{
	(void)state;
	check(asked, ARRAY_LEN(asked), true);
}

static void
test_everything_else_is_not_one_click(void **state)
{
	(void)state;
	check(not_asked, ARRAY_LEN(not_asked), false);
}

static void
test_a_zero_byte_ends_nothing(void **state)
{
	static const char body[] = "List-Unsubscribe=One-Click\0";

	(void)state;
	assert_false(one_click_is_asked(FORM, body, sizeof(body) - 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_field_is_found_in_both_forms),
	    cmocka_unit_test(test_everything_else_is_not_one_click),
	    cmocka_unit_test(test_a_zero_byte_ends_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
