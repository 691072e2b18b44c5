/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/strbuf.h"

static void
test_an_error_keeps_its_status_and_text(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(error_set(&err, OB_ENOTFOUND, "no leader '%s'", "ana"),
	    OB_ENOTFOUND);
	assert_int_equal(err.status, OB_ENOTFOUND);
	assert_string_equal(err.text, "no leader 'ana'");
	assert_string_equal(err.field, "");
}

static void
test_an_error_may_be_unwanted(void **state)
{
	(void)state;
	assert_int_equal(error_set(NULL, OB_EBUSY, "busy"), OB_EBUSY);
	assert_int_equal(
	    error_set_field(NULL, OB_EINVALID, "name", "bad"), OB_EINVALID);
}

static void
test_a_refusal_keeps_what_it_says_of_what(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(error_refuse(&err, OB_ECONFLICT, "to", "full",
			     "'%.3s' has %d of %" PRId64 " and %zu", "abcdef",
			     -3, INT64_C(40000000000), (size_t)7),
	    OB_ECONFLICT);
	assert_string_equal(err.text, "'abc' has -3 of 40000000000 and 7");
	assert_string_equal(err.field, "to");
	assert_string_equal(err.key, "full");
	assert_string_equal(err.arguments[0], "abc");
	assert_string_equal(err.arguments[1], "-3");
	assert_string_equal(err.arguments[2], "40000000000");
	assert_string_equal(err.arguments[3], "7");
	assert_int_equal(error_wrap(&err, "cannot move it"), OB_ECONFLICT);
	assert_string_equal(err.key, "full");
	(void)error_set(&err, OB_EINVALID, "another");
	assert_string_equal(err.key, "");
	assert_string_equal(err.arguments[0], "");
	assert_int_equal(error_refuse(NULL, OB_EINVALID, "", "full", "%s", "x"),
	    OB_EINVALID);
}

static void
test_a_refusal_may_say_more_than_is_kept(void **state)
{
	struct error err = ERROR_INIT;
	char text[600];

	(void)state;
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	(void)error_refuse(&err, OB_EINVALID, "", "long", "%s %.*s %s %s %s",
	    text, 2, "abc", "3", "4", "5");
	assert_int_equal(
	    strlen(err.arguments[0]), sizeof(err.arguments[0]) - 1);
	assert_string_equal(err.arguments[1], "ab");
	assert_string_equal(err.arguments[3], "4");
}

static void
test_an_error_may_name_its_field(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(error_set_field(&err, OB_EINVALID, "first_day",
			     "'%s' is not a date", "x"),
	    OB_EINVALID);
	assert_string_equal(err.field, "first_day");
	assert_int_equal(error_set(&err, OB_EIO, "cannot write"), OB_EIO);
	assert_string_equal(err.field, "");
}

static void
test_a_wrapped_error_says_first_what_failed(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	(void)error_set_field(&err, OB_EINVALID, "due", "no such day");
	assert_int_equal(
	    error_wrap(&err, "cannot read '%s'", "a.yaml"), OB_EINVALID);
	assert_string_equal(err.text, "cannot read 'a.yaml': no such day");
	assert_string_equal(err.field, "due");
}

static void
test_long_error_texts_stay_within_their_room(void **state)
{
	struct error err = ERROR_INIT;
	char text[3000];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	(void)error_set_field(&err, OB_EINVALID, text, "%s", text);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	assert_int_equal(strlen(err.field), sizeof(err.field) - 1);
	(void)error_wrap(&err, "%s", text);
	assert_true(strlen(err.text) < sizeof(err.text));
}

static void
test_each_status_has_its_code(void **state)
{
	static const struct {
		int status;
		const char *code;
	} cases[] = {{OB_OK, "ok"}, {OB_ENOTFOUND, "not-found"},
	    {OB_EEXISTS, "exists"}, {OB_EINVALID, "invalid"},
	    {OB_ECONFLICT, "conflict"}, {OB_EDENIED, "denied"},
	    {OB_EBUSY, "busy"}, {OB_EIO, "io"}, {OB_EDB, "database"},
	    {OB_EPROTO, "protocol"}, {OB_ETIMEOUT, "timeout"},
	    {OB_ELIMIT, "limit"}, {OB_EINTERNAL, "internal"}, {-99, "internal"},
	    {1, "internal"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(error_code(cases[i].status), cases[i].code);
}

static void
test_a_strbuf_is_never_without_text(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	assert_string_equal(sb.buf, "");
	strbuf_clear(&sb);
	strbuf_truncate(&sb, 0);
	assert_string_equal(sb.buf, "");
	strbuf_release(&sb);
	assert_string_equal(sb.buf, "");
}

static void
test_a_strbuf_grows_with_what_is_added(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		strbuf_add_format(&sb, "%03d", i);
	assert_int_equal(sb.len, 3000);
	assert_memory_equal(sb.buf, "000001002", 9);
	assert_string_equal(sb.buf + 2997, "999");
	strbuf_release(&sb);
}

static void
test_a_strbuf_holds_nul_bytes(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_add(&sb, "a\0b", 3);
	strbuf_add_char(&sb, '\0');
	strbuf_add_str(&sb, "c");
	assert_int_equal(sb.len, 5);
	assert_memory_equal(sb.buf, "a\0b\0c", 6);
	strbuf_release(&sb);
}

static void
test_a_strbuf_is_cut(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_add_str(&sb, "welcome");
	strbuf_truncate(&sb, 3);
	assert_string_equal(sb.buf, "wel");
	strbuf_clear(&sb);
	assert_string_equal(sb.buf, "");
	assert_int_equal(sb.len, 0);
	strbuf_release(&sb);
}

static void
test_a_detached_text_is_owned_and_the_strbuf_empty(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	char *text;

	(void)state;
	strbuf_add_str(&sb, "a");
	text = strbuf_detach(&sb);
	assert_string_equal(text, "a");
	assert_int_equal(sb.len, 0);
	free(text);
	text = strbuf_detach(&sb);
	assert_string_equal(text, "");
	free(text);
}

static void
test_allocated_memory_is_zero(void **state)
{
	unsigned char *bytes = memory_alloc(64);

	(void)state;
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(bytes[i], 0);
	free(bytes);
}

static void
test_copies_are_their_own(void **state)
{
	char text[] = "mentor";
	char *copy = memory_strdup(text);
	char *part = memory_strndup(text, 3);
	char *built = memory_printf("%s %d", text, 7);

	(void)state;
	text[0] = 'M';
	assert_string_equal(copy, "mentor");
	assert_string_equal(part, "men");
	assert_string_equal(built, "mentor 7");
	assert_null(memory_strdup(NULL));
	free(copy);
	free(part);
	free(built);
}

static void
test_a_taken_pointer_is_forgotten(void **state)
{
	char *text = memory_strdup("x");
	char *taken = TAKE_PTR(text);

	(void)state;
	assert_null(text);
	memory_free_ptr(&taken);
	assert_null(taken);
}

static void
test_quoted_values_cannot_break_a_log_line(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
	    {"", "\"\""},
	    {"Søren Ærø", "\"Søren Ærø\""},
	    {"a \"b\" \\c", "\"a \\\"b\\\" \\\\c\""},
	    {"tab\there", "\"tab\\x09here\""},
	    {"\x1b[31m\x7f", "\"\\x1b[31m\\x7f\""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(LOG_QUOTE(cases[i].text), cases[i].want);
}

static void
test_a_quoted_line_break_is_no_line_break(void **state)
{
	(void)state;
	assert_null(strchr(LOG_QUOTE("a\nerror fake.event"), '\n'));
}

static void
test_a_long_quoted_value_is_cut_and_closed(void **state)
{
	struct log_quoted space;
	char text[5000];
	size_t len;

	(void)state;
	memset(text, '\x01', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	len = strlen(log_quote(&space, text));
	assert_true(len < sizeof(space.text));
	assert_int_equal(space.text[0], '"');
	assert_int_equal(space.text[len - 1], '"');
}

/* Runs log with standard error in a file; returns what it wrote, owned. */
static char *
capture(void (*log)(void))
{
	FILE *file = tmpfile();
	char text[4096];
	int saved = dup(STDERR_FILENO);
	size_t len;

	assert_non_null(file);
	assert_true(dup2(fileno(file), STDERR_FILENO) >= 0);
	log();
	assert_true(dup2(saved, STDERR_FILENO) >= 0);
	(void)close(saved);
	rewind(file);
	len = fread(text, 1, sizeof(text), file);
	(void)fclose(file);
	return memory_strndup(text, len);
}

static void
log_some(void)
{
	log_init(LOG_LEVEL_WARN);
	log_error("store.failed", "status=%s", "io");
	log_warn("mail.retry", NULL);
	log_info("activity.completed", "id=%d", 7);
	log_debug("loop.turn", NULL);
}

static void
test_a_log_line_is_level_event_and_pairs(void **state)
{
	char *text = capture(log_some);

	(void)state;
	assert_string_equal(
	    text, "error store.failed status=io\nwarn mail.retry\n");
	free(text);
}

static void
log_much(void)
{
	char value[3000];

	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	log_init(LOG_LEVEL_INFO);
	log_info("much", "value=%s", value);
}

static void
test_a_long_log_line_is_cut_but_ends(void **state)
{
	char *text = capture(log_much);
	size_t len = strlen(text);

	(void)state;
	assert_true(len > 1000 && len < 3000);
	assert_ptr_equal(strchr(text, '\n'), text + len - 1);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_error_keeps_its_status_and_text),
	    cmocka_unit_test(test_an_error_may_be_unwanted),
	    cmocka_unit_test(test_a_refusal_keeps_what_it_says_of_what),
	    cmocka_unit_test(test_a_refusal_may_say_more_than_is_kept),
	    cmocka_unit_test(test_an_error_may_name_its_field),
	    cmocka_unit_test(test_a_wrapped_error_says_first_what_failed),
	    cmocka_unit_test(test_long_error_texts_stay_within_their_room),
	    cmocka_unit_test(test_each_status_has_its_code),
	    cmocka_unit_test(test_a_strbuf_is_never_without_text),
	    cmocka_unit_test(test_a_strbuf_grows_with_what_is_added),
	    cmocka_unit_test(test_a_strbuf_holds_nul_bytes),
	    cmocka_unit_test(test_a_strbuf_is_cut),
	    cmocka_unit_test(
		test_a_detached_text_is_owned_and_the_strbuf_empty),
	    cmocka_unit_test(test_allocated_memory_is_zero),
	    cmocka_unit_test(test_copies_are_their_own),
	    cmocka_unit_test(test_a_taken_pointer_is_forgotten),
	    cmocka_unit_test(test_quoted_values_cannot_break_a_log_line),
	    cmocka_unit_test(test_a_quoted_line_break_is_no_line_break),
	    cmocka_unit_test(test_a_long_quoted_value_is_cut_and_closed),
	    cmocka_unit_test(test_a_log_line_is_level_event_and_pairs),
	    cmocka_unit_test(test_a_long_log_line_is_cut_but_ends),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
