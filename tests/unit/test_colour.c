/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/colour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static struct colour
colour_of(const char *text)
{
	struct colour colour = {1, 2, 3};
	struct error err = ERROR_INIT;

	if (colour_parse(text, &colour, &err) != OB_OK)
		fail_msg("%s", err.text);
	return colour;
}

static void
test_a_colour_is_read_and_written(void **state)
{
	struct colour colour = colour_of("#0B4f9E");
	char text[COLOUR_TEXT_SIZE];

	(void)state;
	assert_int_equal(colour.red, 0x0b);
	assert_int_equal(colour.green, 0x4f);
	assert_int_equal(colour.blue, 0x9e);
	assert_string_equal(colour_format(&colour, text), "#0b4f9e");
}

static void
test_what_is_no_colour_is_refused(void **state)
{
	static const char *const wrong[] = {"", "#", "0b4f9e", "#0b4f9",
	    "#0b4f9e1", "#0b4f9g", "#0b 4f9", "#0b4f9\n", "red", "#fff",
	    "#+b4f9e", "rgb(1,2,3)"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct colour colour = {1, 2, 3};
		struct error err = ERROR_INIT;

		assert_int_equal(
		    colour_parse(wrong[i], &colour, &err), OB_EINVALID);
		assert_non_null(strstr(err.text, "is not a colour"));
		assert_int_equal(colour.red, 1);
	}
}

/* The values are those of WCAG's own examples and of others' tools. */
static void
test_the_contrast_to_white_is_that_of_wcag(void **state)
{
	static const struct {
		const char *text;
		double least, most;
	} cases[] = {
	    {"#ffffff", 0.999, 1.001},
	    {"#000000", 20.99, 21.01},
	    {"#767676", 4.54, 4.55},
	    {"#777777", 4.47, 4.49},
	    {"#ff0000", 3.99, 4.01},
	    {"#0000ff", 8.58, 8.60},
	    {"#0b4f9e", 7.9, 8.3},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct colour colour = colour_of(cases[i].text);
		double contrast = colour_contrast(&colour);

		assert_true(contrast >= cases[i].least);
		assert_true(contrast <= cases[i].most);
	}
}

static void
test_a_mix_goes_from_the_colour_to_the_grey(void **state)
{
	struct colour colour = colour_of("#0064c8");
	struct colour none = colour_mix(&colour, 255, 0);
	struct colour half = colour_mix(&colour, 0, 50);
	struct colour whole = colour_mix(&colour, 255, 100);
	char text[COLOUR_TEXT_SIZE];

	(void)state;
	assert_string_equal(colour_format(&none, text), "#0064c8");
	assert_string_equal(colour_format(&half, text), "#003264");
	assert_string_equal(colour_format(&whole, text), "#ffffff");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_colour_is_read_and_written),
	    cmocka_unit_test(test_what_is_no_colour_is_refused),
	    cmocka_unit_test(test_the_contrast_to_white_is_that_of_wcag),
	    cmocka_unit_test(test_a_mix_goes_from_the_colour_to_the_grey),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
