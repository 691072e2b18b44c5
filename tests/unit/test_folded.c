/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/folded.h"
#include "base/memory.h"

static void
assert_folded(const char *text, const char *wanted)
{
	cleanup_(memory_free_ptr) char *folded = folded_text(text);

	assert_string_equal(folded, wanted);
}

static void
test_danish_letters_are_written_out(void **state)
{
	(void)state;
	assert_folded("Søren Ærø", "soeren aeroe");
	assert_folded("ÅLBORG", "aalborg");
	assert_folded("Ålborg", "aalborg");
	assert_folded("A\xCC\x8A"
		      "rhus",
	    "aarhus");
}

static void
test_accents_go(void **state)
{
	(void)state;
	assert_folded("René Müller", "rene muller");
	assert_folded("Jörg Weiß", "joerg weiss");
	assert_folded("Rene\xCC\x81", "rene");
}

static void
test_blanks_become_one(void **state)
{
	(void)state;
	assert_folded("  Ana \t\n Lund\xC2\xA0 ", "ana lund");
	assert_folded("", "");
	assert_folded("   ", "");
}

static void
test_other_letters_stay(void **state)
{
	(void)state;
	assert_folded("Łukasz 中", "Łukasz 中");
	assert_folded("\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
}

static void
test_every_word_must_be_there_in_any_order(void **state)
{
	(void)state;
	assert_true(folded_has("ana lund egeskolen", "ege ana"));
	assert_true(folded_has("ana lund", ""));
	assert_false(folded_has("ana lund egeskolen", "ana bo"));
	assert_false(folded_has("", "ana"));
}

static void
test_two_are_the_same_however_they_are_written(void **state)
{
	(void)state;
	assert_true(folded_is_same(" Børn  og unge", "BØRN OG UNGE "));
	assert_true(folded_is_same("", " "));
	assert_false(folded_is_same("Børn og unge", "Børn og ung"));
	assert_false(folded_is_same("Kultur", ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_danish_letters_are_written_out),
	    cmocka_unit_test(test_accents_go),
	    cmocka_unit_test(test_blanks_become_one),
	    cmocka_unit_test(test_other_letters_stay),
	    cmocka_unit_test(test_every_word_must_be_there_in_any_order),
	    cmocka_unit_test(test_two_are_the_same_however_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
