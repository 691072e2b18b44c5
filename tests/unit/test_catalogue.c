/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static void
add(struct catalogue *catalogue, const char *key, const char *text)
{
	struct error err = ERROR_INIT;

	if (catalogue_add(catalogue, key, text, &err) < 0)
		fail_msg("%s", err.text);
}

static void
expect_refused(struct catalogue *catalogue, const char *key, const char *text,
    const char *expected)
{
	struct error err = ERROR_INIT;
	size_t count = catalogue_count(catalogue);

	assert_true(catalogue_add(catalogue, key, text, &err) < 0);
	assert_string_equal(err.text, expected);
	assert_int_equal(catalogue_count(catalogue), count);
}

static void
test_a_text_is_found_by_its_key(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	add(catalogue, "b", "to");
	add(catalogue, "a", "en");
	add(catalogue, "c", "tre");
	assert_string_equal(catalogue_get(catalogue, "a"), "en");
	assert_string_equal(catalogue_get(catalogue, "b"), "to");
	assert_string_equal(catalogue_get(catalogue, "c"), "tre");
	assert_int_equal(catalogue_language(catalogue), LANGUAGE_DA);
}

static void
test_an_unknown_key_comes_back_itself(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	assert_false(catalogue_has(catalogue, "no.such"));
	assert_string_equal(catalogue_get(catalogue, "no.such"), "no.such");
}

static void
test_keys_come_in_order(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_EN);
	char key[16];

	(void)state;
	for (int i = 199; i >= 0; i--) {
		(void)snprintf(key, sizeof(key), "k%03d", i * 7 % 200);
		add(catalogue, key, key);
	}
	assert_int_equal(catalogue_count(catalogue), 200);
	for (size_t i = 0; i < 200; i++) {
		(void)snprintf(key, sizeof(key), "k%03zu", i);
		assert_string_equal(catalogue_key_at(catalogue, i), key);
		assert_string_equal(catalogue_text_at(catalogue, i), key);
	}
}

static void
test_a_second_text_of_a_key_is_refused(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	add(catalogue, "a.b", "en");
	expect_refused(catalogue, "a.b", "to", "the key 'a.b' has two texts");
	assert_string_equal(catalogue_get(catalogue, "a.b"), "en");
}

static void
test_bad_keys_are_refused(void **state)
{
	static const char *const keys[] = {
	    "", ".a", "a.", "a..b", "A", "a b", "æ", "a/b"};
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		assert_int_equal(
		    catalogue_add(catalogue, keys[i], "x", NULL), OB_EINVALID);
	assert_int_equal(catalogue_count(catalogue), 0);
}

static void
test_a_key_cannot_be_the_group_of_another(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	add(catalogue, "page.menu.home", "x");
	add(catalogue, "page.menu-bar", "x");
	expect_refused(catalogue, "page.menu", "x",
	    "'page.menu' cannot have a text because 'page.menu.home' lies in "
	    "its group");
	expect_refused(catalogue, "page.menu-bar.left", "x",
	    "'page.menu-bar' cannot have a text because "
	    "'page.menu-bar.left' lies in its group");
}

static void
test_a_broken_placeholder_is_refused(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	expect_refused(catalogue, "a", "Hej {{name",
	    "a:1: a tag is not closed; '}}' is missing");
}

static void
test_placeholders_are_filled_without_escapes(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	json_t *view = json_pack("{s:s, s:i}", "name", "O'Neill & Co", "n", 3);

	(void)state;
	add(catalogue, "a", "{{name}}: {{n}} dage");
	assert_int_equal(catalogue_format(catalogue, "a", view, &out, NULL), 0);
	assert_string_equal(out.buf, "O'Neill & Co: 3 dage");
	json_decref(view);
}

static void
test_a_placeholder_without_a_value_is_an_error(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	json_t *view = json_object();
	struct error err = ERROR_INIT;

	(void)state;
	add(catalogue, "greeting", "Hej {{name}}");
	assert_int_equal(
	    catalogue_format(catalogue, "greeting", view, &out, &err),
	    OB_EINVALID);
	assert_string_equal(err.text, "greeting:1: unknown name 'name'");
	assert_int_equal(out.len, 0);
	json_decref(view);
}

static void
test_formatting_an_unknown_key_is_an_error(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_EN);
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    catalogue_format(catalogue, "x", NULL, &out, &err), OB_ENOTFOUND);
	assert_string_equal(err.text, "the catalogue 'en' has no text 'x'");
}

static void
test_as_json_the_dots_of_keys_are_groups(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);
	json_t *all;
	json_t *expected;

	(void)state;
	add(catalogue, "page.title", "Titel");
	add(catalogue, "page.menu.home", "Hjem");
	add(catalogue, "done", "Gjort");
	all = catalogue_to_json(catalogue);
	expected = json_pack("{s:s, s:{s:s, s:{s:s}}}", "done", "Gjort", "page",
	    "title", "Titel", "menu", "home", "Hjem");
	assert_true(json_equal(all, expected));
	json_decref(all);
	json_decref(expected);
}

static void
list_report(void *arg, const char *key, const char *text)
{
	strbuf_add_format(arg, "%s: %s\n", key, text);
}

static void
test_comparing_reports_missing_texts_and_other_placeholders(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *da =
	    catalogue_new(LANGUAGE_DA);
	cleanup_(catalogue_free_ptr) struct catalogue *en =
	    catalogue_new(LANGUAGE_EN);
	cleanup_(strbuf_release) struct strbuf reports = STRBUF_INIT;

	(void)state;
	add(da, "both", "{{a}} og {{b}}");
	add(en, "both", "{{b}} and {{a}}");
	add(da, "only-da", "x");
	add(en, "only-en", "x");
	add(da, "other", "{{name}}");
	add(en, "other", "{{names}}");
	assert_int_equal(catalogue_compare(da, en, list_report, &reports), 3);
	assert_string_equal(reports.buf,
	    "only-da: the catalogue 'en' lacks this text\n"
	    "only-en: the catalogue 'da' lacks this text\n"
	    "other: the languages differ in their {{placeholders}}\n");
}

static void
expect_not_replaced(struct catalogue *catalogue, const char *key,
    const char *text, int status, const char *why)
{
	struct error err = ERROR_INIT;

	assert_int_equal(catalogue_replace(catalogue, key, text, &err), status);
	assert_string_equal(err.text, why);
}

static void
test_another_text_takes_the_place_of_a_keys(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	json_t *view = json_pack("{s:s, s:s}", "name", "Lise", "n", "3");

	(void)state;
	add(catalogue, "a", "{{name}} om {{n}} dage");
	add(catalogue, "b", "Uforandret");
	assert_int_equal(
	    catalogue_replace(catalogue, "a", "Om {{n}} dage: {{name}}!", NULL),
	    0);
	assert_int_equal(catalogue_format(catalogue, "a", view, &out, NULL), 0);
	assert_string_equal(out.buf, "Om 3 dage: Lise!");
	assert_string_equal(
	    catalogue_get(catalogue, "a"), "Om {{n}} dage: {{name}}!");
	assert_string_equal(catalogue_get(catalogue, "b"), "Uforandret");
	assert_int_equal(catalogue_count(catalogue), 2);
	json_decref(view);
}

static void
test_a_text_of_an_unknown_key_names_the_most_alike(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	add(catalogue, "page.leader", "x");
	add(catalogue, "page.leaders", "x");
	add(catalogue, "role.leader", "x");
	expect_not_replaced(catalogue, "page.laeder", "y", OB_ENOTFOUND,
	    "there is no text 'page.laeder'; the most alike is "
	    "'page.leader'");
	expect_not_replaced(catalogue, "page.leadersx", "y", OB_ENOTFOUND,
	    "there is no text 'page.leadersx'; the most alike is "
	    "'page.leaders'");
	expect_not_replaced(catalogue, "wholly-other", "y", OB_ENOTFOUND,
	    "there is no text 'wholly-other'");
	assert_int_equal(catalogue_count(catalogue), 3);
}

static void
test_a_key_of_any_length_is_looked_for(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);
	char key[5000];
	struct error err = ERROR_INIT;

	(void)state;
	memset(key, 'a', sizeof(key) - 1);
	key[sizeof(key) - 1] = '\0';
	add(catalogue, "aaaa", "x");
	assert_int_equal(
	    catalogue_replace(catalogue, key, "y", &err), OB_ENOTFOUND);
	assert_null(strstr(err.text, "alike"));
}

static void
test_another_text_has_the_placeholders_of_the_first(void **state)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(LANGUAGE_DA);

	(void)state;
	add(catalogue, "a", "Hej {{name}}");
	expect_not_replaced(catalogue, "a", "Kære {{navn}}", OB_EINVALID,
	    "'a' cannot say {{navn}}, which is not in the built-in text "
	    "'Hej {{name}}'");
	expect_not_replaced(catalogue, "a", "Kære du", OB_EINVALID,
	    "'a' must say {{name}}, as the built-in text 'Hej {{name}}' does");
	expect_not_replaced(catalogue, "a", "Kære {{name", OB_EINVALID,
	    "a:1: a tag is not closed; '}}' is missing");
	assert_string_equal(catalogue_get(catalogue, "a"), "Hej {{name}}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_text_is_found_by_its_key),
	    cmocka_unit_test(test_an_unknown_key_comes_back_itself),
	    cmocka_unit_test(test_keys_come_in_order),
	    cmocka_unit_test(test_a_second_text_of_a_key_is_refused),
	    cmocka_unit_test(test_bad_keys_are_refused),
	    cmocka_unit_test(test_a_key_cannot_be_the_group_of_another),
	    cmocka_unit_test(test_a_broken_placeholder_is_refused),
	    cmocka_unit_test(test_placeholders_are_filled_without_escapes),
	    cmocka_unit_test(test_a_placeholder_without_a_value_is_an_error),
	    cmocka_unit_test(test_formatting_an_unknown_key_is_an_error),
	    cmocka_unit_test(test_as_json_the_dots_of_keys_are_groups),
	    cmocka_unit_test(
		test_comparing_reports_missing_texts_and_other_placeholders),
	    cmocka_unit_test(test_another_text_takes_the_place_of_a_keys),
	    cmocka_unit_test(
		test_a_text_of_an_unknown_key_names_the_most_alike),
	    cmocka_unit_test(test_a_key_of_any_length_is_looked_for),
	    cmocka_unit_test(
		test_another_text_has_the_placeholders_of_the_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
