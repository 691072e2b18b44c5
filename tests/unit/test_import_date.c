/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/import_date.h"

static void
test_dates_are_read_as_they_are_written_in_denmark(void **state)
{
	static const char *const same[] = {"2027-02-01", "01-02-2027",
	    "1-2-2027", "1.2.2027", "01.02.2027", "01/02/2027", "1/2/2027",
	    "2027/2/1", "2027.02.01"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		struct date date = DATE_NONE;
		char text[DATE_TEXT_SIZE];

		assert_int_equal(
		    import_date_parse(same[i], &date, NULL), OB_OK);
		assert_string_equal(date_format(date, text), "2027-02-01");
	}
}

static void
test_what_is_no_date_is_told_apart(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} rows[] = {
	    {"", "is no date"},
	    {"46419", "is a number and no date"},
	    {"1-2-27", "write the year with four digits"},
	    {"27-02-01", "write the year with four digits"},
	    {"02/13/2027", "has no month 13"},
	    {"2027-13-02", "has no month 13"},
	    {"31-02-2027", "there is no day"},
	    {"29.2.2027", "there is no day"},
	    {"0-1-2027", "there is no day"},
	    {"1-0-2027", "there is no day"},
	    {"1-1-1066", "there is no day"},
	    {"1-1-9999", "there is no day"},
	    {"1-2.2027", "is no date"},
	    {"1-2-2027 00:00", "is no date"},
	    {"1-2", "is no date"},
	    {"1-2-3-4", "is no date"},
	    {"-1-2-2027", "is no date"},
	    {"1 2 2027", "is no date"},
	    {"1. februar 2027", "is no date"},
	    {"001-2-2027", "is no date"},
	    {"00001-2-2027", "is no date"},
	    {"2027-002-01", "is no date"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct error err = ERROR_INIT;
		struct date date = DATE_NONE;

		assert_int_equal(
		    import_date_parse(rows[i].text, &date, &err), OB_EINVALID);
		if (strstr(err.text, rows[i].why) == NULL)
			fail_msg("'%s': %s", rows[i].text, err.text);
		assert_true(date_is_none(date));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_dates_are_read_as_they_are_written_in_denmark),
	    cmocka_unit_test(test_what_is_no_date_is_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
