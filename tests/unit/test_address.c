/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/utf8.h"

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define L60 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."

struct reading {
	const char *text;
	const char *name;
	const char *address;
};

static const struct reading good[] = {
    {"ida@example.org", "", "ida@example.org"},
    {"  ida@example.org ", "", "ida@example.org"},
    {"<ida@example.org>", "", "ida@example.org"},
    {"Ida Hansen <ida@example.org>", "Ida Hansen", "ida@example.org"},
    {"S\xc3\xb8ren \xc3\x86r\xc3\xb8<s@example.org>",
	"S\xc3\xb8ren \xc3\x86r\xc3\xb8", "s@example.org"},
    {"Ida  (HR)   Hansen <ida@example.org>", "Ida (HR) Hansen",
	"ida@example.org"},
    {"\"Hansen, Ida\" <ida@example.org>", "Hansen, Ida", "ida@example.org"},
    {"\"Ida \\\"Isse\\\" H\" <ida@example.org>", "Ida \"Isse\" H",
	"ida@example.org"},
    {"\"\" <ida@example.org>", "", "ida@example.org"},
    {"Ida.Hansen+leder@Example.ORG", "", "Ida.Hansen+leder@example.org"},
    {"o'neill@example.org", "", "o'neill@example.org"},
    {"\"ida.hansen\"@example.org", "", "ida.hansen@example.org"},
    {"\"a@b\"@example.org", "", "\"a@b\"@example.org"},
    {"x <\"a..b\"@example.org>", "x", "\"a..b\"@example.org"},
    {"ida@r\xc3\xb8"
     "dgr\xc3\xb8"
     "d.dk",
	"", "ida@xn--rdgrd-vuad.dk"},
    {"ida@R\xc3\x98"
     "DGR\xc3\x98"
     "D.dk",
	"", "ida@xn--rdgrd-vuad.dk"},
    {"ida@xn--rdgrd-vuad.dk", "", "ida@xn--rdgrd-vuad.dk"},
    {"ida@fa\xc3\x9f.de", "", "ida@xn--fa-hia.de"}, /* non-transitional */
    {A64 "@example.org", "", A64 "@example.org"},
    {"1@2.example", "", "1@2.example"},
    {"S\xc3\xb8ren.\xc3\x85 <s\xc3\xb8ren.\xc3\xa5@r\xc3\xb8"
     "d.dk>",
	"S\xc3\xb8ren.\xc3\x85", "s\xc3\xb8ren.\xc3\xa5@xn--rd-lka.dk"},
    /* A letter and the ring above it become one character. */
    {"\xc3\xb8"
     "a\xcc\x8a@example.org",
	"", "\xc3\xb8\xc3\xa5@example.org"},
    {"\xe6\x9d\x8e@example.org", "", "\xe6\x9d\x8e@example.org"},
};

static void
test_addresses_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		struct address address = ADDRESS_INIT;
		struct error err = ERROR_INIT;

		if (address_parse(good[i].text, &address, &err) < 0)
			fail_msg("'%s': %s", good[i].text, err.text);
		assert_string_equal(address.name, good[i].name);
		assert_string_equal(address.address, good[i].address);
		address_release(&address);
	}
}

static const char *const bad[] = {
    "",
    "  ",
    "ida",
    "@",
    "ida@",
    "@example.org",
    "ida@example",
    "ida@localhost",
    "ida@.example.org",
    "ida@example..org",
    "ida@example.org.",
    "ida@-example.org",
    "ida@example-.org",
    "ida@exa mple.org",
    "ida@exa_mple.org",
    "ida@192.0.2.1",
    "ida@[192.0.2.1]",
    "ida@[IPv6:2001:db8::1]",
    "ida hansen@example.org",
    "ida..hansen@example.org",
    ".ida@example.org",
    "ida.@example.org",
    "ida@a@example.org",
    "ida@example.org,bo@example.org",
    "ida@example.org; bo@example.org",
    "mailto:ida@example.org",
    "\xf0\x9f\x90\xb1@example.org",   /* a cat */
    "ida\xe2\x80\xaegro@example.org", /* from right to left */
    "ida\xe2\x80\x8bx@example.org",   /* a space of no width */
    "ida\xc2\xa0x@example.org",	      /* a space that holds */
    "ida\xef\xbc\xa0x@example.org",   /* a wide @ */
    ".s\xc3\xb8ren@example.org",
    "s\xc3\xb8 ren@example.org",
    A64 "\xc3\xb8@example.org",
    "ida@example.org\n",
    "ida@example.org\r\nBcc: x@example.org",
    "ida\t@example.org",
    "ida@example.org\x7f",
    "ida@exam\xff.org",
    "ida@xn--a.dk",
    A64 "a@example.org",
    "ida.hansen@" L60 L60 L60 L60 "org",
    "Ida <ida@example.org",
    "Ida ida@example.org>",
    "Ida <>",
    "Ida <ida>",
    "Ida <<ida@example.org>>",
    "Ida <a@example.org> <b@example.org>",
    "Hansen, Ida <ida@example.org>",
    "a@example.org <b@example.org>",
    "\"Ida <ida@example.org>",
    "\"Ida\" Hansen <ida@example.org>",
    "\"a b\"@example.org",
    "\"a<b\"@example.org",
    "\"\"@example.org",
    "\"a\"b@example.org",
    "\"s\xc3\xb8ren\"@example.org",
    "Ida\r\nBcc: x <ida@example.org>",
    "Ida\x01 <ida@example.org>",
    "Ida\xe2\x80\xa8 <ida@example.org>",
};

static void
test_what_is_no_address_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct address address = ADDRESS_INIT;
		struct error err = ERROR_INIT;

		if (address_parse_field("manager", bad[i], &address, &err) !=
		    OB_EINVALID)
			fail_msg(
			    "accepted '%s' as '%s'", bad[i], address.address);
		assert_null(address.address);
		assert_string_equal(err.field, "manager");
		assert_true(utf8_is_valid(err.text, strlen(err.text)));
	}
}

static void
test_a_bare_address_takes_no_name(void **state)
{
	struct error err = ERROR_INIT;
	char *address = NULL;

	(void)state;
	assert_int_equal(address_parse_bare(
			     "email", "Ida <ida@example.org>", &address, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "name@example.org"));
	assert_null(address);
}

static void
test_an_error_says_how_to_write_it(void **state)
{
	struct error err = ERROR_INIT;
	char *address = NULL;

	(void)state;
	assert_int_equal(
	    address_parse_bare("email", "ida", &address, &err), OB_EINVALID);
	assert_string_equal(err.text,
	    "'ida' is not a mail address: it has no @; write it as "
	    "name@example.org");
}

static void
test_a_long_text_in_an_error_is_cut_between_characters(void **state)
{
	struct error err = ERROR_INIT;
	char text[500];
	char *address = NULL;

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\xc3\xb8", 3);
	assert_int_equal(
	    address_parse_bare("email", text, &address, &err), OB_EINVALID);
	assert_true(utf8_is_valid(err.text, strlen(err.text)));
	assert_non_null(strstr(err.text, "...'"));
}

static void
test_the_key_is_the_same_for_both_spellings(void **state)
{
	char *key = address_key("Ida.Hansen@example.org");

	(void)state;
	assert_string_equal(key, "ida.hansen@example.org");
	free(key);
}

static void
test_the_key_is_in_lower_case_beyond_ascii_too(void **state)
{
	char *key = address_key("S\xc3\x98REN@example.org");

	(void)state;
	assert_string_equal(key, "s\xc3\xb8ren@example.org");
	free(key);
}

static void
test_what_needs_smtputf8_is_known(void **state)
{
	(void)state;
	assert_true(address_is_ascii("ida@xn--rdgrd-vuad.dk"));
	assert_false(address_is_ascii("s\xc3\xb8ren@example.org"));
}

static void
test_a_domain_is_shown_in_unicode(void **state)
{
	char *shown = address_display("ida@xn--rdgrd-vuad.dk");

	(void)state;
	assert_string_equal(shown, "ida@r\xc3\xb8"
				   "dgr\xc3\xb8"
				   "d.dk");
	free(shown);
}

static void
test_an_ordinary_address_is_shown_as_it_is(void **state)
{
	char *shown = address_display("\"a@b\"@example.org");

	(void)state;
	assert_string_equal(shown, "\"a@b\"@example.org");
	assert_string_equal(
	    address_domain("\"a@b\"@example.org"), "example.org");
	free(shown);
}

static void
test_addresses_in_a_strangers_words_are_masked(void **state)
{
	static const struct {
		const char *words;
		const char *masked;
	} cases[] = {
	    {"", ""},
	    {"550 no", "550 no"},
	    {"<ida@example.org>: denied", "<...>: denied"},
	    {"a@b c@d", "... ..."},
	    {"rfc822;ida@example.org", "rfc822;..."},
	    {"to=ida+x@example.org,", "to=...,"},
	    {"@", "..."},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *masked = address_mask(cases[i].words);

		assert_string_equal(masked, cases[i].masked);
		free(masked);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_addresses_are_read),
	    cmocka_unit_test(test_what_is_no_address_is_refused),
	    cmocka_unit_test(test_a_bare_address_takes_no_name),
	    cmocka_unit_test(test_an_error_says_how_to_write_it),
	    cmocka_unit_test(
		test_a_long_text_in_an_error_is_cut_between_characters),
	    cmocka_unit_test(test_the_key_is_the_same_for_both_spellings),
	    cmocka_unit_test(test_the_key_is_in_lower_case_beyond_ascii_too),
	    cmocka_unit_test(test_what_needs_smtputf8_is_known),
	    cmocka_unit_test(test_addresses_in_a_strangers_words_are_masked),
	    cmocka_unit_test(test_a_domain_is_shown_in_unicode),
	    cmocka_unit_test(test_an_ordinary_address_is_shown_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
