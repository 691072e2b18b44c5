/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/embedded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "text/markdown.h"
#include "text/template.h"

/* Which files of the program are read as what. */
static const struct {
	const char *folder;
	const char *ending;
	enum template_mode mode;
} kinds[] = {
    {"config/pages/", ".html", TEMPLATE_PAGE},
    {"config/mail/", ".html", TEMPLATE_PAGE},
    {"config/mail/", ".txt", TEMPLATE_PLAIN},
};

static bool
is_below(
    const struct embedded_file *file, const char *folder, const char *ending)
{
	size_t len = strlen(file->path);
	size_t end = strlen(ending);

	return strncmp(file->path, folder, strlen(folder)) == 0 && len > end &&
	       strcmp(file->path + len - end, ending) == 0;
}

static void
test_every_template_of_the_program_can_be_parsed(void **state)
{
	(void)state;
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		size_t count = 0;

		for (size_t i = 0; i < embedded_file_count; i++) {
			const struct embedded_file *file = &embedded_files[i];
			struct template *template = NULL;
			struct error err = ERROR_INIT;

			if (!is_below(file, kinds[k].folder, kinds[k].ending))
				continue;
			if (template_parse(file->path, kinds[k].mode,
				file->bytes, file->len, &template, &err) < 0)
				fail_msg("%s", err.text);
			template_free(template);
			count++;
		}
		assert_true(count > 0);
	}
}

static void
test_every_guide_becomes_html_and_text(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
		cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

		if (!is_below(file, "config/guides/", ".md"))
			continue;
		assert_int_equal(
		    markdown_to_html(file->bytes, file->len, 3, &html, NULL),
		    0);
		assert_int_equal(
		    markdown_to_text(file->bytes, file->len, &text, NULL), 0);
		assert_true(html.len > 0 && text.len > 0);
		count++;
	}
	assert_true(count > 0);
}

/* What a guide shows as typed is a mark-up mistake that its author missed. */
static void
test_no_guide_shows_its_markup(void **state)
{
	static const char *const marks[] = {"**", "](", "```", "<br", "&lt;"};

	(void)state;
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

		if (!is_below(file, "config/guides/", ".md"))
			continue;
		assert_int_equal(
		    markdown_to_text(file->bytes, file->len, &text, NULL), 0);
		for (size_t k = 0; k < ARRAY_LEN(marks); k++)
			if (strstr(text.buf, marks[k]) != NULL)
				fail_msg(
				    "'%s' shows '%s'", file->path, marks[k]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_template_of_the_program_can_be_parsed),
	    cmocka_unit_test(test_every_guide_becomes_html_and_text),
	    cmocka_unit_test(test_no_guide_shows_its_markup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
