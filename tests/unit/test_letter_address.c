/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "message/letter.h"

#define LONG_NAME                                                              \
	"S\xc3\xb8ren K\xc3\xa6rg\xc3\xa5rd S\xc3\xb8rensen-M\xc3\xb8ller "    \
	"\xc3\x85rhus \xc3\x98sterg\xc3\xa5rd"

static void
build(const char *name, const char *address, struct strbuf *bytes)
{
	const struct letter_content content = {
	    .from_address = "onboarding@example.org",
	    .to_name = name,
	    .to_address = address,
	    .reply_to_address = "hr@example.org",
	    .subject = "To: somebody",
	    .text_plain = "To: nobody\n",
	    .text_html = "<p>To: nobody</p>\n",
	    .language = "da",
	    .message_id = "1@example.org",
	    .date = 1790834400,
	    .utc_offset = 7200,
	};

	assert_int_equal(letter_build(&content, bytes, NULL), 0);
}

static void
test_it_is_the_letter_that_would_have_been_built(void **state)
{
	static const struct {
		const char *name;
		const char *address;
	} people[] = {
	    {"Ana Lund", "ana@example.org"},
	    {"", "ana@example.org"},
	    {"Lund, Ana \"A\"", "ana@example.org"},
	    {LONG_NAME, "soren@a-very-long-name-of-a-municipality.example.org"},
	};

	(void)state;
	for (size_t from = 0; from < ARRAY_LEN(people); from++) {
		for (size_t to = 0; to < ARRAY_LEN(people); to++) {
			cleanup_(strbuf_release) struct strbuf have =
			    STRBUF_INIT;
			cleanup_(strbuf_release) struct strbuf want =
			    STRBUF_INIT;

			build(people[from].name, people[from].address, &have);
			build(people[to].name, people[to].address, &want);
			assert_int_equal(letter_address_to(have.buf, have.len,
					     people[to].name,
					     people[to].address, &have, NULL),
			    0);
			assert_string_equal(have.buf, want.buf);
		}
	}
}

static void
test_what_is_no_address_is_refused(void **state)
{
	static const char *const wrong[] = {
	    "", "ana", "ana@example.org\r\nBcc: b", "Ana <ana@example.org>"};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	build("Ana Lund", "ana@example.org", &bytes);
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(letter_address_to(bytes.buf, bytes.len, "Ana",
				     wrong[i], &bytes, NULL),
		    OB_EINVALID);
}

static void
test_a_name_cannot_add_a_field(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	build("Ana Lund", "ana@example.org", &bytes);
	assert_int_equal(
	    letter_address_to(bytes.buf, bytes.len, "Ana\r\nBcc: b@example.org",
		"ana@example.org", &bytes, NULL),
	    OB_EINVALID);
}

static void
test_a_letter_without_receiver_is_refused(void **state)
{
	static const char *const letters[] = {
	    "", "Subject: x\r\n\r\nTo: a@example.org\r\n", "Subject: x"};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		assert_int_equal(
		    letter_address_to(letters[i], strlen(letters[i]), "",
			"ana@example.org", &bytes, NULL),
		    OB_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_it_is_the_letter_that_would_have_been_built),
	    cmocka_unit_test(test_what_is_no_address_is_refused),
	    cmocka_unit_test(test_a_name_cannot_add_a_field),
	    cmocka_unit_test(test_a_letter_without_receiver_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
