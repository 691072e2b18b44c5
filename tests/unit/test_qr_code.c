/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/qr_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

/*
 * Whether the code can be read is shown by tests/system/calendar_page.py,
 * which has another program read it.
 */
#define LINK "webcal://onboard.example.org/f/AAAAAAAAAAAAAAAAAAAAAAAAAAA.ics"

static void
test_a_code_has_its_quiet_zone_and_its_corners(void **state)
{
	cleanup_(strbuf_release) struct strbuf path = STRBUF_INIT;
	struct error err = ERROR_INIT;
	int size = 0;

	(void)state;
	assert_int_equal(qr_code_add_path(&path, LINK, &size, &err), OB_OK);
	/* Version V has 17 + 4 V squares a side, and 4 units around them. */
	assert_int_equal((size - 8 - 17) % 4, 0);
	assert_int_equal(strncmp(path.buf, "M4 4h7v1h-7z", 12), 0);
	assert_null(strstr(path.buf, "M3 "));
	assert_int_equal(
	    strspn(path.buf, "Mhvz-0123456789 "), strlen(path.buf));
}

static void
test_the_same_text_gives_the_same_code(void **state)
{
	cleanup_(strbuf_release) struct strbuf one = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf other = STRBUF_INIT;
	int size = 0;

	(void)state;
	assert_int_equal(qr_code_add_path(&one, LINK, &size, NULL), OB_OK);
	assert_int_equal(qr_code_add_path(&other, LINK, &size, NULL), OB_OK);
	assert_string_equal(one.buf, other.buf);
	strbuf_clear(&other);
	assert_int_equal(
	    qr_code_add_path(&other, LINK "x", &size, NULL), OB_OK);
	assert_string_not_equal(one.buf, other.buf);
}

static void
test_a_text_that_does_not_fit_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf path = STRBUF_INIT;
	char text[QR_CODE_TEXT_MAX + 2];
	int size = -1;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(qr_code_add_path(&path, text, &size, NULL), OB_ELIMIT);
	assert_int_equal(qr_code_add_path(&path, "", &size, NULL), OB_ELIMIT);
	assert_int_equal(size, -1);
	assert_int_equal(path.len, 0);
	text[QR_CODE_TEXT_MAX] = '\0';
	assert_int_equal(qr_code_add_path(&path, text, &size, NULL), OB_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_code_has_its_quiet_zone_and_its_corners),
	    cmocka_unit_test(test_the_same_text_gives_the_same_code),
	    cmocka_unit_test(test_a_text_that_does_not_fit_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
