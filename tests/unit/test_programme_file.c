/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "formats/programme_file.h"
#include "model/guide.h"
#include "model/role.h"

#define HEAD                                                                   \
	"id: lille\n"                                                          \
	"title: {da: Lille, en: Small}\n"                                      \
	"phases:\n"                                                            \
	"  - {id: 1, title: {da: Før, en: Before}}\n"                         \
	"  - {id: 3, title: {da: Stor, en: Large}}\n"                          \
	"steps:\n"
#define GATE                                                                   \
	"  - id: klar\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Klar, en: Ready}\n"                                   \
	"    kind: gate\n"                                                     \
	"    role: leader\n"                                                   \
	"    due: first_day + 20 workdays\n"                                   \
	"    latest: first_day + 30 workdays\n"
#define MAIL                                                                   \
	"  - id: post\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Post, en: Mail}\n"                                    \
	"    kind: mail\n"                                                     \
	"    role: system\n"                                                   \
	"    due: accepted\n"                                                  \
	"    latest: accepted + 1 week\n"
#define GROUP                                                                  \
	"  - group: kontakt\n"                                                 \
	"    phase: 3\n"                                                       \
	"    requires: [klar]\n"                                               \
	"    window: 10\n"                                                     \
	"    contacts:\n"                                                      \
	"      - {function: payroll, id: loen, kind: call, minutes: 30, "      \
	"due: first_day + 23 workdays, title: {da: Løn, en: Pay}}\n"          \
	"      - {function: it, id: k-it, kind: meeting, minutes: 45, "        \
	"due: first_day + 1 month, title: {da: It, en: IT}}\n"

static bool
give_any_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	(void)arg;
	strbuf_add_format(ret_markdown, "%s/%s.%s", programme_id, step_id,
	    language_code(language));
	return true;
}

static bool
give_no_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	(void)programme_id;
	(void)language;
	(void)ret_markdown;
	if (arg != NULL)
		strbuf_add_format(arg, "%s ", step_id);
	return false;
}

static struct programme *
read_good(const char *text)
{
	const struct programme_source source = {.file_name = "p.yaml",
	    .bytes = text,
	    .len = strlen(text),
	    .guide = give_any_guide};
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;

	if (programme_file_parse(&source, &programme, NULL, &err) < 0)
		fail_msg("%s", err.text);
	return programme;
}

static void
assert_report(const char *text, programme_guide_fn guide, const char *expected)
{
	const struct programme_source source = {.file_name = "p.yaml",
	    .bytes = text,
	    .len = strlen(text),
	    .guide = guide};
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    programme_file_parse(&source, &programme, &report, &err),
	    OB_EINVALID);
	assert_string_equal(report.buf, expected);
	assert_null(programme);
}

static void
test_a_group_gives_one_step_for_each_row(void **state)
{
	struct programme *programme = read_good(HEAD GATE GROUP);
	const struct step *row = &programme->steps[1];
	char rule[DATE_RULE_TEXT_SIZE];

	(void)state;
	assert_int_equal(programme->step_count, 3);
	assert_string_equal(row->id, "loen");
	assert_string_equal(row->role, "function:payroll");
	assert_int_equal(row->participant_count, 2);
	assert_string_equal(row->participants[0], "function:payroll");
	assert_string_equal(row->participants[1], ROLE_LEADER);
	assert_true(row->contact);
	assert_int_equal(row->phase, 3);
	assert_string_equal(row->requires[0], "klar");
	assert_string_equal(
	    date_rule_format(&row->latest, rule), "first_day + 33 workdays");
	assert_string_equal(date_rule_format(&programme->steps[2].latest, rule),
	    "first_day + 1 month + 10 workdays");
	assert_false(programme->steps[0].contact);
	programme_free(programme);
}

static void
test_a_mail_goes_to_the_leader_unless_it_says_otherwise(void **state)
{
	struct programme *programme =
	    read_good(HEAD MAIL "    to: manager\n" GATE);

	(void)state;
	assert_string_equal(programme->steps[0].mail_to, ROLE_MANAGER);
	assert_null(programme->steps[1].mail_to);
	programme_free(programme);
	programme = read_good(HEAD MAIL);
	assert_string_equal(programme->steps[0].mail_to, ROLE_LEADER);
	programme_free(programme);
}

static void
test_each_step_has_its_guide_in_both_languages(void **state)
{
	struct programme *programme = read_good(HEAD GATE);

	(void)state;
	assert_string_equal(
	    programme->steps[0].guide.in[LANGUAGE_DA], "lille/klar.da");
	assert_string_equal(
	    programme->steps[0].guide.in[LANGUAGE_EN], "lille/klar.en");
	programme_free(programme);
}

static void
test_a_missing_guide_is_a_mistake_but_not_for_the_system(void **state)
{
	(void)state;
	assert_report(HEAD MAIL GATE, give_no_guide,
	    "p.yaml:14:9: step 'klar' has no Danish guide; write "
	    "'../guides/lille/klar.da.md', as seen from the file's folder "
	    "(at most 64 KiB)\n"
	    "p.yaml:14:9: step 'klar' has no English guide; write "
	    "'../guides/lille/klar.en.md', as seen from the file's folder "
	    "(at most 64 KiB)\n");
}

/* It builds a path of them. */
static void
test_ids_that_climb_never_reach_the_guide_callback(void **state)
{
	const char *text = HEAD "  - id: ../../etc\n"
				"    phase: 1\n"
				"    title: {da: X, en: X}\n"
				"    kind: task\n"
				"    role: manager\n"
				"    due: accepted\n"
				"    latest: accepted\n" GATE;
	cleanup_(strbuf_release) struct strbuf asked = STRBUF_INIT;
	struct programme_source source = {.file_name = "p.yaml",
	    .bytes = text,
	    .len = strlen(text),
	    .guide = give_no_guide,
	    .guide_arg = &asked};
	struct programme *programme = NULL;

	(void)state;
	assert_int_equal(
	    programme_file_parse(&source, &programme, NULL, NULL), OB_EINVALID);
	assert_string_equal(asked.buf, "klar klar ");
}

static void
test_all_mistakes_of_meaning_come_in_one_run(void **state)
{
	(void)state;
	assert_report(HEAD "  - id: et\n"
			   "    phase: 2\n"
			   "    title: {da: Et, en: One}\n"
			   "    kind: call\n"
			   "    role: king\n"
			   "    due: start + 1 workday\n"
			   "    latest: accepted + 5 workdays\n"
			   "    minutes: 0\n"
			   "    requires: [ukendt]\n"
			   "  - id: et\n"
			   "    phase: 1\n"
			   "    title: {da: To, en: Two}\n"
			   "    kind: task\n"
			   "    role: manager\n"
			   "    due: accepted + 9 workdays\n"
			   "    latest: accepted + 5 workdays\n"
			   "    to: leader\n",
	    give_any_guide,
	    "p.yaml:8:12: step 'et': there is no phase 2\n"
	    "p.yaml:11:11: step 'et': nobody can have the role 'king'\n"
	    "p.yaml:12:10: 'due': a date starts with accepted, first_day or "
	    "end, in an exit with notice or last_day, in a cohort with opened "
	    "or cohort_start, or with done(step), not with 'start'\n"
	    "p.yaml:14:14: step 'et': a call or meeting lasts 1 to 480 "
	    "minutes, not 0\n"
	    "p.yaml:15:15: step 'et': there is no step 'ukendt'\n"
	    "p.yaml:16:9: step 'et': two steps are called 'et'; give each "
	    "its own id\n"
	    "p.yaml:21:10: step 'et': due 'accepted + 9 workdays' is after "
	    "latest 'accepted + 5 workdays'\n"
	    "p.yaml:23:9: 'to' is only for steps of kind 'mail'\n");
}

static void
test_a_rule_that_cannot_be_read_is_one_mistake_only(void **state)
{
	(void)state;
	assert_report(HEAD "  - id: et\n"
			   "    phase: 1\n"
			   "    title: {da: Et, en: One}\n"
			   "    kind: task\n"
			   "    role: manager\n"
			   "    due: end + 1 fortnight\n"
			   "    latest: first_day - 30 workdays\n"
			   "  - id: to\n"
			   "    phase: 1\n"
			   "    title: {da: To, en: Two}\n"
			   "    kind: task\n"
			   "    role: manager\n"
			   "    due: first_day - 60 workdays\n"
			   "    latest: end\n"
			   "    requires: [et]\n",
	    give_any_guide,
	    "p.yaml:12:10: 'due': 'fortnight' is not a unit; use workdays, "
	    "days, weeks or months\n");
}

static void
test_a_mistake_in_a_row_is_found_in_the_row(void **state)
{
	(void)state;
	assert_report(HEAD GATE "  - group: kontakt\n"
				"    phase: 3\n"
				"    window: 10\n"
				"    contacts:\n"
				"      - function: kantine\n"
				"        id: klar\n"
				"        kind: call\n"
				"        minutes: 30\n"
				"        due: first_day + 23 workdays\n"
				"        title: {da: Mad, en: Food}\n",
	    give_any_guide,
	    "p.yaml:14:5: step 'klar': the leader takes part in phase 3, so "
	    "this step must require the gate\n"
	    "p.yaml:18:19: step 'klar': nobody can have the role "
	    "'function:kantine'\n"
	    "p.yaml:19:13: step 'klar': two steps are called 'klar'; give "
	    "each its own id\n");
}

static void
test_what_a_step_lacks_is_told_with_its_id(void **state)
{
	(void)state;
	assert_report(HEAD "  - {id: et, phase: 1}\n", give_any_guide,
	    "p.yaml:7:5: step 'et' has no 'due'\n"
	    "p.yaml:7:5: step 'et' has no 'kind'\n"
	    "p.yaml:7:5: step 'et' has no 'latest'\n"
	    "p.yaml:7:5: step 'et' has no 'role'\n"
	    "p.yaml:7:5: step 'et' has no 'title'\n");
}

static void
test_a_type_mistake_is_in_the_report_too(void **state)
{
	(void)state;
	assert_report(HEAD "  - {id: et, phase: 1, kind: opkald}\n",
	    give_any_guide,
	    "p.yaml:7:30: 'steps[0].kind' must be one of 'call', 'meeting', "
	    "'task', 'document', 'mail', 'survey', 'gate'\n");
}

static void
test_the_number_of_steps_is_bounded_with_groups_counted(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct programme_source source = {
	    .file_name = "p.yaml", .guide = give_any_guide};
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	strbuf_add_str(&text, HEAD GATE);
	for (int group = 0; group < 11; group++) {
		strbuf_add_format(&text,
		    "  - group: g%d\n    phase: 3\n    requires: [klar]\n"
		    "    window: 10\n    contacts:\n",
		    group);
		for (int row = 0; row < 50; row++)
			strbuf_add_format(&text,
			    "      - {function: it, id: r%d-%d, kind: task, "
			    "minutes: 5, due: end, title: {da: x, en: x}}\n",
			    group, row);
	}
	source.bytes = text.buf;
	source.len = text.len;
	assert_int_equal(
	    programme_file_parse(&source, &programme, NULL, &err), OB_EINVALID);
	assert_non_null(strstr(err.text, "a programme has at most 500 steps"));
}

static void
test_the_default_programme_is_whole(void **state)
{
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	if (programme_file_load_embedded("ny-leder", &programme, &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(programme->id, "ny-leder");
	assert_int_equal(programme->step_count, 55);
	for (size_t i = 0; i < programme->step_count; i++)
		if (strcmp(programme->steps[i].role, ROLE_SYSTEM) != 0)
			assert_non_null(
			    programme->steps[i].guide.in[LANGUAGE_EN]);
	programme_free(programme);
}

/* Whether one of the words stands in the text as a word. */
static bool
has_word(const char *text, const char *const *words)
{
	static const char ends[] = " .,;:?!";

	for (; *words != NULL; words++) {
		size_t len = strlen(*words);

		for (const char *at = strstr(text, *words); at != NULL;
		     at = strstr(at + 1, *words))
			if ((at == text || at[-1] == ' ') &&
			    strchr(ends, at[len]) != NULL)
				return true;
	}
	return false;
}

static void
assert_speaks_to_the_leader(const struct step *step, enum language language)
{
	static const char *const you[LANGUAGE_COUNT][10] = {
	    [LANGUAGE_DA] = {"Du", "du", "dig", "Din", "din", "dit", "Dine",
		"dine", "I", NULL},
	    [LANGUAGE_EN] = {"You", "you", "Your", "your", NULL}};
	const char *guide = step->guide.in[language];
	size_t len = 0;
	const char *begin =
	    guide_for_leader(guide == NULL ? "" : guide, language, &len);
	cleanup_(memory_free_ptr) char *text = memory_strndup(begin, len);

	if (len == 0)
		fail_msg("'%s' says nothing to the leader in '%s'", step->id,
		    language_code(language));
	if (!has_word(text, you[language]) || text[len - 1] != '.')
		fail_msg("'%s' does not speak to the leader in '%s': %s",
		    step->id, language_code(language), text);
}

/* A cohort's page is no leader's; all others show every step. */
static void
test_each_step_of_the_leaders_page_speaks_to_the_leader(void **state)
{
	static const char *const ids[] = {"ny-leder", "fratraedelse"};

	(void)state;
	for (size_t k = 0; k < ARRAY_LEN(ids); k++) {
		struct programme *programme = NULL;
		struct error err = ERROR_INIT;

		if (programme_file_load_embedded(ids[k], &programme, &err) < 0)
			fail_msg("%s", err.text);
		for (size_t i = 0; i < programme->step_count; i++)
			for (int n = 0; n < LANGUAGE_COUNT; n++)
				assert_speaks_to_the_leader(
				    &programme->steps[i], (enum language)n);
		programme_free(programme);
	}
}

/* A guide with so many letters below the heading. */
static bool
give_long_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	const int *letters = arg;

	(void)programme_id;
	(void)step_id;
	strbuf_add_format(
	    ret_markdown, "## %s\n", guide_leader_heading(language));
	for (int i = 0; i < *letters; i++)
		strbuf_add_str(ret_markdown, "å");
	return true;
}

static void
test_what_the_leader_reads_is_short(void **state)
{
	int letters = GUIDE_LEADER_MAX_CHARS;
	struct programme_source source = {.bytes = HEAD GATE,
	    .len = strlen(HEAD GATE),
	    .file_name = "p.yaml",
	    .guide = give_long_guide,
	    .guide_arg = &letters};
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    programme_file_parse(&source, &programme, NULL, &err), 0);
	programme_free(programme);
	letters++;
	assert_int_equal(
	    programme_file_parse(&source, &programme, NULL, &err), OB_EINVALID);
	assert_non_null(strstr(err.text,
	    "step 'klar': the Danish guide: what stands below 'Det læser "
	    "lederen' has at most 600 characters"));
}

struct folder {
	char path[64];
	char programme[128];
	char guide[128];
};

static void
write_file(const char *path, const char *text)
{
	assert_int_equal(
	    file_create_durable(path, text, strlen(text), NULL), 0);
}

static void
make_folder(struct folder *folder)
{
	char path[128];

	(void)snprintf(
	    folder->path, sizeof(folder->path), "/tmp/programme-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	(void)snprintf(path, sizeof(path), "%s/guides/lille", folder->path);
	assert_int_equal(file_make_directory(path, NULL), 0);
	(void)snprintf(path, sizeof(path), "%s/programmes", folder->path);
	assert_int_equal(file_make_directory(path, NULL), 0);
	(void)snprintf(folder->programme, sizeof(folder->programme),
	    "%s/programmes/lille.yaml", folder->path);
	(void)snprintf(folder->guide, sizeof(folder->guide),
	    "%s/guides/lille/klar.da.md", folder->path);
}

static void
remove_folder(const struct folder *folder)
{
	static const char *const names[] = {"guides/lille/klar.da.md",
	    "guides/lille/klar.en.md", "guides/lille", "guides",
	    "programmes/lille.yaml", "programmes"};
	char path[128];

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		(void)snprintf(
		    path, sizeof(path), "%s/%s", folder->path, names[i]);
		(void)remove(path);
	}
	assert_int_equal(rmdir(folder->path), 0);
}

static void
test_guides_lie_beside_the_programmes_folder(void **state)
{
	struct folder folder;
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;
	char english[128];

	(void)state;
	make_folder(&folder);
	write_file(folder.programme, HEAD GATE);
	write_file(folder.guide, "# Klar\n");
	assert_int_equal(
	    programme_file_load(folder.programme, &programme, NULL, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "'klar' has no English guide"));
	(void)snprintf(english, sizeof(english), "%s/guides/lille/klar.en.md",
	    folder.path);
	write_file(english, "# Ready\n");
	assert_int_equal(
	    programme_file_load(folder.programme, &programme, NULL, &err), 0);
	assert_string_equal(
	    programme->steps[0].guide.in[LANGUAGE_DA], "# Klar\n");
	assert_string_equal(
	    programme->steps[0].guide.in[LANGUAGE_EN], "# Ready\n");
	programme_free(programme);
	remove_folder(&folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_group_gives_one_step_for_each_row),
	    cmocka_unit_test(
		test_a_mail_goes_to_the_leader_unless_it_says_otherwise),
	    cmocka_unit_test(test_each_step_has_its_guide_in_both_languages),
	    cmocka_unit_test(
		test_a_missing_guide_is_a_mistake_but_not_for_the_system),
	    cmocka_unit_test(
		test_ids_that_climb_never_reach_the_guide_callback),
	    cmocka_unit_test(test_all_mistakes_of_meaning_come_in_one_run),
	    cmocka_unit_test(
		test_a_rule_that_cannot_be_read_is_one_mistake_only),
	    cmocka_unit_test(test_a_mistake_in_a_row_is_found_in_the_row),
	    cmocka_unit_test(test_what_a_step_lacks_is_told_with_its_id),
	    cmocka_unit_test(test_a_type_mistake_is_in_the_report_too),
	    cmocka_unit_test(
		test_the_number_of_steps_is_bounded_with_groups_counted),
	    cmocka_unit_test(test_the_default_programme_is_whole),
	    cmocka_unit_test(
		test_each_step_of_the_leaders_page_speaks_to_the_leader),
	    cmocka_unit_test(test_what_the_leader_reads_is_short),
	    cmocka_unit_test(test_guides_lie_beside_the_programmes_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
