/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"

struct bytes {
	const char *bytes;
	size_t len;
};

#define BYTES(text)                                                            \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

static void
test_crlf_text_passes(void **state)
{
	static const struct bytes good[] = {
	    BYTES("Subject: x\r\n\r\nHej\r\n"),
	    BYTES("Subject: x\r\n\r\n\r\n.\r\n"),
	    BYTES("Subject: x\r\n\r\nS\xc3\xb8ren\r\n"),
	    BYTES("To: x\r\n <b\xc3\xb8@example.org>\r\n\r\nHej\r\n"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		assert_int_equal(
		    letter_check(good[i].bytes, good[i].len, NULL), 0);
}

static void
test_what_smtp_cannot_carry_is_refused(void **state)
{
	static const struct bytes bad[] = {
	    BYTES(""),
	    BYTES("\n"),
	    BYTES("Subject: x\r\n\r\nHej"),
	    BYTES("Subject: x\r\n\r\nHej\n"),
	    BYTES("Subject: x\r\n\r\nHej\r"),
	    BYTES("Subject: x\n\nHej\r\n"),
	    BYTES("Subject: x\r\n\r\n\n.\nMAIL FROM:<a>\r\n"),
	    BYTES("Subject: x\r\n\r\n\n.\r\n"),
	    BYTES("Subject: x\r\n\r\na\rb\r\n"),
	    BYTES("Subject: x\r\n\r\na\r\r\n"),
	    BYTES("Subject: x\r\n\r\na\0b\r\n"),
	    BYTES("Subject: \xc3\xb8\r\n\r\nHej\r\n"),
	    BYTES("To: b\xc3\xb8@example.org\r\nX: \xc3\xb8\r\n\r\nH\r\n"),
	    BYTES("To: b\xc3@example.org\r\n\r\nHej\r\n"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct error err = ERROR_INIT;

		if (letter_check(bad[i].bytes, bad[i].len, &err) != OB_EINVALID)
			fail_msg("accepted case %zu", i);
		assert_string_not_equal(err.text, "");
	}
}

static int
check_line_of(size_t len)
{
	cleanup_(strbuf_release) struct strbuf letter = STRBUF_INIT;

	strbuf_add_str(&letter, "Subject: x\r\n\r\n");
	for (size_t i = 0; i < len; i++)
		strbuf_add_char(&letter, 'x');
	strbuf_add_str(&letter, "\r\n");
	return letter_check(letter.buf, letter.len, NULL);
}

static void
test_a_line_has_at_most_998_bytes(void **state)
{
	(void)state;
	assert_int_equal(check_line_of(998), 0);
	assert_int_equal(check_line_of(999), OB_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_crlf_text_passes),
	    cmocka_unit_test(test_what_smtp_cannot_carry_is_refused),
	    cmocka_unit_test(test_a_line_has_at_most_998_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
