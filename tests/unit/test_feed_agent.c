/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/feed_agent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/feed_purpose.h"

static const struct {
	const char *user_agent;
	const char *name;
} cases[] = {
    {"Google-Calendar-Importer", "google"},
    {"Mozilla/5.0 (compatible; Google-Calendar-Importer)", "google"},
    {"Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; "
     "Pro)",
	"outlook"},
    {"Microsoft.Exchange/15.20 (Internet Calendar Sharing)", "outlook"},
    {"Microsoft Exchange/15.20", "outlook"},
    {"MacOutlook/16.78.23100802 (Intelx64 macOS 13.6)", "outlook"},
    {"Outlook-iOS/2.0", "outlook"},
    {"iOS/17.4 (21E219) dataaccessd/1.0", "apple"},
    {"macOS/14.3 (23D56) dataaccessd/1.0", "apple"},
    {"Mac OS X/10.15.7 (19H2) CalendarAgent/930.5.1", "apple"},
    {"macOS/13.0 (22A380) accountsd/113", "apple"},
    {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 "
     "Thunderbird/128.0",
	"thunderbird"},
    {"vdirsyncer/0.19.1", "vdirsyncer"},
    {"VDIRSYNCER/0.19.1", "vdirsyncer"},
    {"curl/7.88.1", "other"},
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0", "other"},
    {"", "other"},
};

static void
test_a_program_is_known_by_its_user_agent(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(
		    feed_agent_name(feed_agent_find(cases[i].user_agent)),
		    cases[i].name);
}

static void
test_only_what_can_be_printed_is_kept_of_it(void **state)
{
	char agent[FEED_AGENT_SIZE];

	(void)state;
	feed_agent_clean("a\x1b[31m\r\nb\x7f\xc3\xa6 c", agent);
	assert_string_equal(agent, "a[31mb c");
	feed_agent_clean(NULL, agent);
	assert_string_equal(agent, "");
}

static void
test_a_long_user_agent_is_cut(void **state)
{
	char agent[FEED_AGENT_SIZE];
	char text[5 * FEED_AGENT_SIZE];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	feed_agent_clean(text, agent);
	assert_int_equal(strlen(agent), FEED_AGENT_SIZE - 1);
}

static void
test_a_purpose_has_one_name(void **state)
{
	(void)state;
	for (int i = FEED_JOURNEY; i <= FEED_NETWORK; i++) {
		enum feed_purpose purpose = FEED_JOURNEY;
		const char *name = feed_purpose_name((enum feed_purpose)i);

		assert_int_equal(
		    feed_purpose_parse(name, &purpose, NULL), OB_OK);
		assert_int_equal(purpose, i);
	}
}

static void
test_an_unknown_purpose_is_refused(void **state)
{
	enum feed_purpose purpose = FEED_NETWORK;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    feed_purpose_parse("Journey", &purpose, &err), OB_EINVALID);
	assert_string_equal(err.field, "purpose");
	assert_int_equal(purpose, FEED_NETWORK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_program_is_known_by_its_user_agent),
	    cmocka_unit_test(test_only_what_can_be_printed_is_kept_of_it),
	    cmocka_unit_test(test_a_long_user_agent_is_cut),
	    cmocka_unit_test(test_a_purpose_has_one_name),
	    cmocka_unit_test(test_an_unknown_purpose_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
