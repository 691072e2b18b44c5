/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/file.h"
#include "base/memory.h"
#include "formats/bundle.h"
#include "formats/overlay_file.h"
#include "model/programme_difference.h"

#define BASE                                                                   \
	"id: lille\n"                                                          \
	"title: {da: Lille, en: Small}\n"                                      \
	"phases:\n"                                                            \
	"  - {id: 1, title: {da: Før, en: Before}}\n"                         \
	"reminders: {before: [3]}\n"                                           \
	"steps:\n"                                                             \
	"  - id: et\n"                                                         \
	"    phase: 1\n"                                                       \
	"    title: {da: Et, en: One}\n"                                       \
	"    kind: task\n"                                                     \
	"    role: manager\n"                                                  \
	"    due: accepted + 2 workdays\n"                                     \
	"    window: 5\n"                                                      \
	"  - id: to\n"                                                         \
	"    phase: 1\n"                                                       \
	"    title: {da: To, en: Two}\n"                                       \
	"    kind: call\n"                                                     \
	"    role: manager\n"                                                  \
	"    due: done(et) + 1 week\n"                                         \
	"    latest: done(et) + 2 weeks\n"                                     \
	"    minutes: 20\n"                                                    \
	"    repeat: {every: 2 weeks, until: accepted + 3 months}\n"           \
	"    reminders: {overdue: never}\n"                                    \
	"    only_if: addresses >= 2\n"                                        \
	"    optional: true\n"
#define HEAD                                                                   \
	"overlay: skoler\n"                                                    \
	"base: lille\n"                                                        \
	"area: Skole\n"

static bool
give_guide(void *arg, const char *owner, const char *step,
    enum language language, struct strbuf *ret_markdown)
{
	(void)arg;
	strbuf_add_format(
	    ret_markdown, "%s/%s.%s", owner, step, language_code(language));
	return true;
}

static struct programme_source
source_of(const char *text)
{
	return (struct programme_source){.file_name = "o.yaml",
	    .bytes = text,
	    .len = strlen(text),
	    .guide = give_guide};
}

static int
set_up(void **state)
{
	const struct programme_source source = source_of(BASE);
	struct programme *base = NULL;
	struct error err = ERROR_INIT;

	if (programme_file_parse(&source, &base, NULL, &err) != OB_OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	*state = base;
	return 0;
}

static int
tear_down(void **state)
{
	programme_free(*state);
	return 0;
}

static const struct programme *
give_base(void *arg, const struct overlay *overlay)
{
	const struct programme *base = arg;

	return strcmp(base->id, overlay->base) == 0 ? base : NULL;
}

static void
assert_report(void *base, const char *text, const char *want)
{
	const struct programme_source source = source_of(text);
	const struct overlay_base laid_on = {give_base, base};
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct overlay *overlay = NULL;
	struct programme *merged = NULL;

	assert_int_equal(overlay_file_parse(&source, &laid_on, &overlay,
			     &merged, &report, NULL),
	    OB_EINVALID);
	assert_string_equal(report.buf, want);
	assert_null(overlay);
	assert_null(merged);
}

static struct programme *
lay(void *base, const char *text)
{
	const struct programme_source source = source_of(text);
	const struct overlay_base laid_on = {give_base, base};
	struct overlay *overlay = NULL;
	struct programme *merged = NULL;
	struct error err = ERROR_INIT;

	if (overlay_file_parse(
		&source, &laid_on, &overlay, &merged, NULL, &err) != OB_OK)
		fail_msg("%s", err.text);
	overlay_free(overlay);
	return merged;
}

static void
test_a_step_takes_the_programmes_reminders_and_its_own(void **state)
{
	const struct programme *base = *state;
	char text[LADDER_TEXT_SIZE];

	assert_string_equal(ladder_format(&base->steps[0].ladder, text),
	    "notice before=3 on-day overdue=0 coordinator=5 drop-after=10");
	assert_string_equal(ladder_format(&base->steps[1].ladder, text),
	    "notice before=3 on-day drop-after=10");
	assert_string_equal(base->steps[1].only_if, "addresses>=2");
	assert_int_equal(base->steps[0].window, 5);
	assert_int_equal(base->steps[1].window, -1);
	assert_int_equal(base->steps[1].repeat.count, 2);
}

static void
test_an_overlay_is_laid_over_its_base(void **state)
{
	struct programme *merged = lay(*state,
	    HEAD "add:\n"
		 "  - {after: et, id: nyt, phase: 1, kind: task, role: manager,"
		 " due: accepted, window: 1, title: {da: Nyt, en: New}}\n"
		 "change:\n"
		 "  - {step: et, due: accepted + 4 workdays,\n"
		 "     title: {en: First}}\n"
		 "remove: [to]\n");
	char rule[DATE_RULE_TEXT_SIZE];

	assert_int_equal(merged->step_count, 2);
	assert_string_equal(merged->steps[1].id, "nyt");
	assert_string_equal(
	    merged->steps[1].guide.in[LANGUAGE_DA], "skoler/nyt.da");
	assert_string_equal(
	    merged->steps[0].guide.in[LANGUAGE_DA], "lille/et.da");
	assert_string_equal(merged->steps[0].title.in[LANGUAGE_EN], "First");
	assert_string_equal(merged->steps[0].title.in[LANGUAGE_DA], "Et");
	assert_string_equal(date_rule_format(&merged->steps[0].latest, rule),
	    "accepted + 9 workdays");
	programme_free(merged);
}

static void
test_all_mistakes_of_an_overlay_come_in_one_run(void **state)
{
	assert_report(*state,
	    HEAD "add:\n"
		 "  - {id: et, phase: 1, kind: call, role: king, minutes: 9,\n"
		 "     due: soon, window: 1, title: {da: Nyt, en: New}}\n"
		 "change:\n"
		 "  - {step: ukendt, minutes: many}\n"
		 "remove: [et]\n",
	    "o.yaml:5:10: there is a step 'et' already; give this one its own "
	    "id\n"
	    "o.yaml:6:11: 'due': a date starts with accepted, first_day or "
	    "end, in an exit with notice or last_day, in a cohort with opened "
	    "or cohort_start, or with done(step), not with 'soon'\n"
	    "o.yaml:8:12: programme 'lille' has no step 'ukendt'\n"
	    "o.yaml:8:29: 'minutes' must be a whole number from 0 to 600\n"
	    "o.yaml:9:10: 'et' is mandatory; only an optional step can be "
	    "removed\n");
}

static void
test_what_the_outcome_breaks_stands_where_the_overlay_breaks_it(void **state)
{
	assert_report(*state,
	    HEAD "add:\n"
		 "  - {id: nyt, phase: 3, kind: call, role: king, minutes: 9,\n"
		 "     due: notice, window: 1, title: {da: Nyt, en: New}}\n"
		 "change:\n"
		 "  - {step: et, due: accepted + 9 workdays,\n"
		 "     latest: accepted + 8 workdays}\n",
	    "o.yaml:5:22: step 'nyt': there is no phase 3\n"
	    "o.yaml:5:43: step 'nyt': nobody can have the role 'king'\n"
	    "o.yaml:6:11: step 'nyt': 'notice' counts from what the kind of "
	    "programme 'onboarding' does not have; use accepted, first_day, "
	    "end or done(step)\n"
	    "o.yaml:8:21: step 'et': due 'accepted + 9 workdays' is after "
	    "latest 'accepted + 8 workdays'\n");
}

static void
test_an_overlay_without_its_base_is_a_mistake(void **state)
{
	assert_report(*state, "overlay: et\nbase: andet\nworkplace: Skolen\n",
	    "o.yaml:2:7: there is no programme 'andet' to lay it over\n");
}

static void
test_an_overlay_says_whom_it_is_for(void **state)
{
	assert_report(*state, "overlay: et\nbase: lille\n",
	    "o.yaml:1:10: say whom it is for: 'area', or 'workplace' and the "
	    "'area' that it lies in\n");
	programme_free(lay(*state,
	    "overlay: et\nbase: lille\narea: Skole\nworkplace: Skolen\n"));
}

static void
test_an_overlay_is_known_by_its_first_key(void **state)
{
	(void)state;
	assert_true(overlay_file_is_one(HEAD, strlen(HEAD)));
	assert_false(overlay_file_is_one(BASE, strlen(BASE)));
	assert_false(overlay_file_is_one("overlay: [", 10));
	assert_false(overlay_file_is_one("", 0));
}

static void
test_reminders_that_cannot_be_are_told_where_they_stand(void **state)
{
	assert_report(*state,
	    HEAD "change:\n"
		 "  - step: et\n"
		 "    reminders: {before: [1, 0], overdue: never,\n"
		 "      coordinator: 3, drop_after: 999}\n",
	    "o.yaml:6:29: 'before' must be a whole number from 1 to 250\n"
	    "o.yaml:7:20: 'coordinator' counts from 'overdue', which is never "
	    "told\n"
	    "o.yaml:7:35: 'drop_after' must be a whole number from 0 to 250\n");
}

static void
write_file(const char *folder, const char *name, const char *text)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s/%s", folder, name);

	assert_int_equal(
	    file_create_durable(path, text, strlen(text), NULL), OB_OK);
}

static void
test_a_bundle_takes_the_guides_along_and_comes_back(void **state)
{
	char folder[] = "/tmp/bundle-XXXXXX";
	static const char *const names[] = {"guides/lille/et.da.md",
	    "guides/lille/et.en.md", "guides/lille", "guides", "p/lille.yaml",
	    "p"};
	struct bundle bundle = BUNDLE_INIT;
	struct bundle again = BUNDLE_INIT;
	struct programme *programme = NULL;
	struct programme_source source;
	char path[128];
	json_t *value;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/guides/lille", folder);
	assert_int_equal(file_make_directory(path, NULL), OB_OK);
	(void)snprintf(path, sizeof(path), "%s/p", folder);
	assert_int_equal(file_make_directory(path, NULL), OB_OK);
	write_file(folder, "p/lille.yaml", BASE);
	write_file(folder, "guides/lille/et.da.md", "# Et\n");
	write_file(folder, "guides/lille/et.en.md", "# One\n");
	(void)snprintf(path, sizeof(path), "%s/p/lille.yaml", folder);
	assert_int_equal(bundle_read(path, &bundle, NULL), OB_OK);
	assert_int_equal(bundle.guide_count, 2);
	value = bundle_to_json(&bundle);
	assert_int_equal(bundle_from_json(value, &again, NULL), OB_OK);
	json_decref(value);
	source = bundle_source(&again);
	/* "to" has none, neither beside the file nor built in. */
	assert_int_equal(
	    programme_file_parse(&source, &programme, NULL, NULL), OB_EINVALID);
	again.guides = memory_resize(again.guides, 4, sizeof(*again.guides));
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		again.guides[again.guide_count++] = (struct bundle_guide){
		    memory_strdup("to"), (enum language)i, memory_strdup("#")};
	assert_int_equal(
	    programme_file_parse(&source, &programme, NULL, NULL), OB_OK);
	assert_string_equal(
	    programme->steps[0].guide.in[LANGUAGE_EN], "# One\n");
	programme_free(programme);
	bundle_release(&bundle);
	bundle_release(&again);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		assert_int_equal(remove(path), 0);
	}
	assert_int_equal(rmdir(folder), 0);
}

static void
test_a_bundle_that_is_none_is_refused(void **state)
{
	static const char *const texts[] = {"{}", "[]", "{\"name\":\"a\"}",
	    "{\"name\":\"\",\"text\":\"\"}", "{\"name\":1,\"text\":\"\"}",
	    "{\"name\":\"a\",\"text\":\"\",\"guides\":{}}",
	    "{\"name\":\"a\",\"text\":\"\",\"guides\":[1]}",
	    ("{\"name\":\"a\",\"text\":\"\",\"guides\":[{\"step\":\"a\","
	     "\"text\":\"\",\"language\":\"de\"}]}")};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		json_t *value = json_loads(texts[i], 0, NULL);
		struct bundle bundle = BUNDLE_INIT;

		assert_non_null(value);
		if (bundle_from_json(value, &bundle, NULL) != OB_EINVALID)
			fail_msg("%s", texts[i]);
		json_decref(value);
	}
}

static void
test_every_embedded_programme_is_whole(void **state)
{
	char **ids = NULL;
	size_t count = programme_file_embedded_ids(&ids);

	(void)state;
	assert_true(count >= 1);
	for (size_t i = 0; i < count; i++) {
		struct programme *programme = NULL;
		struct error err = ERROR_INIT;

		if (programme_file_load_embedded(ids[i], &programme, &err) !=
		    OB_OK)
			fail_msg("%s: %s", ids[i], err.text);
		assert_string_equal(programme->id, ids[i]);
		programme_free(programme);
		free(ids[i]);
	}
	free(ids);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_a_step_takes_the_programmes_reminders_and_its_own),
	    cmocka_unit_test(test_an_overlay_is_laid_over_its_base),
	    cmocka_unit_test(test_all_mistakes_of_an_overlay_come_in_one_run),
	    cmocka_unit_test(
		test_what_the_outcome_breaks_stands_where_the_overlay_breaks_it),
	    cmocka_unit_test(test_an_overlay_without_its_base_is_a_mistake),
	    cmocka_unit_test(test_an_overlay_says_whom_it_is_for),
	    cmocka_unit_test(test_an_overlay_is_known_by_its_first_key),
	    cmocka_unit_test(
		test_reminders_that_cannot_be_are_told_where_they_stand),
	    cmocka_unit_test(
		test_a_bundle_takes_the_guides_along_and_comes_back),
	    cmocka_unit_test(test_a_bundle_that_is_none_is_refused),
	    cmocka_unit_test(test_every_embedded_programme_is_whole),
	};

	return cmocka_run_group_tests_name(
	    "formats/overlay", tests, set_up, tear_down);
}
