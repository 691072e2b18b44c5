/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "message/letter.h"
#include "message/letter_text.h"

#define WORDS "Kære Åse\n\nDin første dag er den 7. december – velkommen!\n"

static int
read_text(const char *letter, struct strbuf *text)
{
	return letter_text(letter, strlen(letter), text, NULL);
}

static void
build(const char *html, struct strbuf *letter)
{
	const struct letter_content content = {
	    .from_address = "hr@example.org",
	    .to_address = "ana@example.org",
	    .subject = "Velkommen",
	    .text_plain = WORDS,
	    .text_html = html,
	    .language = "da",
	    .message_id = "1@example.org",
	};

	assert_int_equal(letter_build(&content, letter, NULL), OB_OK);
}

static void
test_words_come_back_as_they_were_written(void **state)
{
	cleanup_(strbuf_release) struct strbuf letter = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	(void)state;
	build(NULL, &letter);
	assert_int_equal(read_text(letter.buf, &text), OB_OK);
	assert_string_equal(text.buf, WORDS);
}

static void
test_the_plain_part_is_taken_of_two(void **state)
{
	cleanup_(strbuf_release) struct strbuf letter = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	(void)state;
	build("<p>Kære Åse</p>\n", &letter);
	assert_int_equal(read_text(letter.buf, &text), OB_OK);
	assert_string_equal(text.buf, WORDS);
}

static void
test_a_letter_without_plain_text_is_not_found(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	(void)state;
	assert_int_equal(
	    read_text("Content-Type: text/html\r\n\r\n<p>x</p>\r\n", &text),
	    OB_ENOTFOUND);
}

static void
test_another_character_set_becomes_utf8(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	(void)state;
	assert_int_equal(
	    read_text("Content-Type: text/plain; charset=iso-8859-1\r\n"
		      "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
		      "bl=E5\r\n",
		&text),
	    OB_OK);
	assert_string_equal(text.buf, "blå\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words_come_back_as_they_were_written),
	    cmocka_unit_test(test_the_plain_part_is_taken_of_two),
	    cmocka_unit_test(test_a_letter_without_plain_text_is_not_found),
	    cmocka_unit_test(test_another_character_set_becomes_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
