/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/programme_file.h"
#include "model/step_topics.h"

/* What a talk is to be about, as a programme's file says it. */

#define PROGRAMME(kind, more)                                                  \
	"id: lille\n"                                                          \
	"title: {da: Lille, en: Small}\n"                                      \
	"phases:\n"                                                            \
	"  - {id: 1, title: {da: Før, en: Before}}\n"                         \
	"steps:\n"                                                             \
	"  - id: snak\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Snak, en: Talk}\n"                                    \
	"    kind: " kind "\n"                                                 \
	"    role: manager\n"                                                  \
	"    due: accepted\n"                                                  \
	"    latest: accepted\n"                                               \
	"    minutes: 30\n"                                                    \
	"    topics:\n"                                                        \
	"      - {id: bidrag, text: {da: Bidrag, en: To give}}\n" more

static bool
give_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	(void)arg;
	(void)programme_id;
	(void)step_id;
	(void)language;
	strbuf_add_str(ret_markdown, "# Snak\n");
	return true;
}

static struct programme_source
source_of(const char *text)
{
	return (struct programme_source){.file_name = "p.yaml",
	    .bytes = text,
	    .len = strlen(text),
	    .guide = give_guide};
}

static void
assert_report(const char *text, const char *expected)
{
	const struct programme_source source = source_of(text);
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct programme *programme = NULL;

	assert_int_equal(
	    programme_file_parse(&source, &programme, &report, NULL),
	    OB_EINVALID);
	assert_string_equal(report.buf, expected);
}

static void
test_a_talk_has_its_topics_in_their_order(void **state)
{
	const struct programme_source source = source_of(PROGRAMME(
	    "call", "      - {id: tid, text: {da: Tiden, en: The time}}\n"));
	cleanup_(programme_free_ptr) struct programme *programme = NULL;
	const struct step *talk;
	cleanup_(memory_free_ptr) char *text = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	if (programme_file_parse(&source, &programme, NULL, &err) < 0)
		fail_msg("%s", err.text);
	talk = &programme->steps[0];
	text = step_topics_format(talk, LANGUAGE_EN);
	assert_string_equal(text, "bidrag: To give; tid: The time");
	assert_int_equal(step_topics_find(talk, "tid"), 1);
	assert_int_equal(step_topics_find(talk, "andet"), -1);
}

static void
test_only_a_talk_has_topics_and_each_once(void **state)
{
	(void)state;
	assert_report(
	    PROGRAMME("task", "      - {id: bidrag, text: {da: To, en: Two}}\n"
			      "      - {id: Et, text: {da: Et, en: One}}\n"),
	    "p.yaml:15:7: step 'snak': 'Et' is not an id; use the letters a "
	    "to z, digits and hyphens\n"
	    "p.yaml:15:7: step 'snak': only a call or a meeting has topics "
	    "to talk about\n"
	    "p.yaml:15:7: step 'snak': there are two topics 'bidrag'\n");
}

static void
test_a_wrong_text_is_found_where_it_stands(void **state)
{
	(void)state;
	assert_report(PROGRAMME("call",
			  "      - {id: to, text: {da: \"\\a\", en: Two}}\n"),
	    "p.yaml:16:29: this text holds a control character\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_talk_has_its_topics_in_their_order),
	    cmocka_unit_test(test_only_a_talk_has_topics_and_each_once),
	    cmocka_unit_test(test_a_wrong_text_is_found_where_it_stands),
	};

	return cmocka_run_group_tests_name(
	    "formats/programme_topics", tests, NULL, NULL);
}
