/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/quoted_printable.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define X70                                                                    \
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"                                  \
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

struct pair {
	const char *text;
	const char *encoded;
};

static const struct pair pairs[] = {
    {"", ""},
    {"Hej", "Hej\r\n"},
    {"Hej\n", "Hej\r\n"},
    {"a\n\nb\n", "a\r\n\r\nb\r\n"},
    {"1=2\n", "1=3D2\r\n"},
    {"S\xc3\xb8ren\n", "S=C3=B8ren\r\n"},
    {"a \nb\t\n", "a=20\r\nb=09\r\n"},
    {"a \t b\n", "a \t b\r\n"},
    {".\n", "=2E\r\n"},
    {"a.\n", "a.\r\n"},
    {"From her\nFromage\n From x\n", "=46rom her\r\nFromage\r\n From x\r\n"},
    {X70 "123456\n", X70 "123456\r\n"},
    {X70 "1234567\n", X70 "12345=\r\n67\r\n"},
    {X70 "12345.\n", X70 "12345.\r\n"},
    {X70 "12345.x\n", X70 "12345=\r\n=2Ex\r\n"},
    {X70 "12345From x\n", X70 "12345=\r\n=46rom x\r\n"},
    {X70 "1\xf0\x9f\x98\x80\n", X70 "1=\r\n=F0=9F=98=80\r\n"},
};

static void
test_each_text_has_its_encoding(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

		quoted_printable_add(&bytes, pairs[i].text);
		assert_string_equal(bytes.buf, pairs[i].encoded);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_text_has_its_encoding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
