/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "config_case.h"
#include "formats/config.h"

/* What is told of a configuration that is wrong, and where. */

#define URL CONFIG_CASE_URL

struct mistake_case {
	const char *text;
	const char *mistake;
};

static void
assert_cases(const struct mistake_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		config_case_assert_mistakes(cases[i].text, cases[i].mistake);
}

static void
test_a_mistake_has_its_line_and_column(void **state)
{
	static const struct mistake_case cases[] = {
	    {"language: da\n", "f.yaml:1:1: 'public_url' is missing"},
	    {URL "mail:\n  subject: x\n",
		"f.yaml:3:3: unknown key 'subject' in 'mail'"},
	    {URL "mail:\n  smtp:\n    tls: maybe\n",
		"f.yaml:4:10: 'mail.smtp.tls' must be one of 'required', "
		"'implicit', 'none'"},
	    {URL "listen: here\n",
		"f.yaml:2:9: 'listen' must be a list: [...]"},
	    {URL "people: [x]\n", "f.yaml:2:9: 'people' must be keys with "
				  "values: {key: value}"},
	    {URL "state_dir: [x]\n",
		"f.yaml:2:12: 'state_dir' must be a single text"},
	    {URL "mail: {smtp: {sessions: 3x}}\n",
		"f.yaml:2:25: 'mail.smtp.sessions' must be a whole number "
		"from 1 to 16"},
	    {URL "calendar:\n  quiet:\n    - W07\n    - W99\n",
		"f.yaml:5:7: 'calendar.quiet[1]': 'W99' is not a day of the "
		"calendar; write it as 12-24, 2027-05-07, 12-27..12-30, W07, "
		"07:W28-W30 or ascension+1"},
	    {URL "calendar:\n  areas:\n    skole:\n      half: [W07, W99]\n",
		"f.yaml:5:19: 'calendar.areas.skole.half[1]': 'W99' is not a "
		"day of the calendar; write it as 12-24, 2027-05-07, "
		"12-27..12-30, W07, 07:W28-W30 or ascension+1"},
	    {URL "calendar: {areas: {skole: {open: [W08]}}}\n",
		"f.yaml:2:28: unknown key 'open' in an area's calendar; it "
		"has 'closed', 'half', 'no_meeting' and 'quiet'"},
	    {URL "calendar: {areas: {\"a.b\": {closed: [\"01-01..12-31\"]}}}\n",
		"f.yaml:2:19: 'calendar.areas.a.b.closed[0]': the closed days "
		"leave no "
		"workday at all"},
	};

	(void)state;
	assert_cases(cases, ARRAY_LEN(cases));
}

static void
test_a_value_that_cannot_work_has_its_line_and_column(void **state)
{
	static const struct mistake_case cases[] = {
	    {URL "mail:\n  smtp: {url: \"smtp://mail.example.org\", "
		 "tls: none}\n",
		"f.yaml:3:47: 'mail.smtp.tls' may be 'none' only for a "
		"server on this machine (127.0.0.1, ::1, localhost)"},
	    {URL "production: true\n",
		"f.yaml:1:13: 'public_url' points to this machine itself, so "
		"nobody could open the links; give the address that users "
		"see, or set 'production' to false"},
	    {URL "mail: {window: \"09:00-10:00\", digest_at: \"10:00\"}\n",
		"f.yaml:2:42: 'mail.digest_at' must lie within "
		"'mail.window' (09:00-10:00)"},
	    {URL "mail: {return_path: "
		 "a-mailbox-of-thirty-one-letters@example.org}\n",
		"f.yaml:2:21: with 'mail.verp' 'mail.return_path' may have at "
		"most 30 characters before @; give a shorter "
		"'mail.return_path', or set 'mail.verp' to false"},
	    {URL "mail: {trusted_host: \"mx example\"}\n",
		"f.yaml:2:22: 'mail.trusted_host' must be the name of a mail "
		"server, as 'mail.example.org'"},
	    {URL "people: {coordinator: \"Holm, Ida <ida@example.org>\"}\n",
		"f.yaml:2:23: 'people.coordinator': 'Holm, Ida "
		"<ida@example.org>' has a name with a comma: put the name in "
		"double quotes, and the whole in single ones"},
	    {URL "people: {director: \"Ida Holm <ida@localhost>\"}\n",
		"f.yaml:2:20: 'people.director': 'ida@localhost' is not a "
		"mail address, as 'ida@example.org'"},
	    {URL "mail: {from: \"Start <\303\270@example.org>\"}\n",
		"f.yaml:2:14: 'mail.from': '\303\270@example.org' cannot be "
		"the sender: the part before @ has letters outside a to z, "
		"which many mail servers refuse"},
	    {URL "mail: {return_path: \303\270@example.org}\n",
		"f.yaml:2:21: 'mail.return_path': '\303\270@example.org' "
		"cannot be the sender: the part before @ has letters outside "
		"a to z, which many mail servers refuse"},
	    {URL "mail: {smtp: {url: \"relay.example.org:25\"}}\n",
		"f.yaml:2:20: 'mail.smtp.url' must be 'smtp://host:port' or "
		"'smtps://host:port'"},
	    {URL "listen: [\"127.0.0.1:1\", \"localhost:2\"]\n",
		"f.yaml:2:25: 'listen[1]': 'localhost:2' must be an address "
		"and a port, as '127.0.0.1:8080' or '[::1]:8080'"},
	};

	(void)state;
	assert_cases(cases, ARRAY_LEN(cases));
}

static void
test_all_mistakes_of_meaning_come_in_one_run(void **state)
{
	(void)state;
	config_case_assert_mistakes("public_url: http://127.0.0.1:8080/\n"
				    "state_dir: here\n"
				    "people: {coordinator: Hanne}\n"
				    "mail: {digest_at: \"17:00\"}\n",
	    "f.yaml:1:13: 'public_url' must not end in '/'\n"
	    "f.yaml:2:12: 'state_dir' must be a path that begins with '/'\n"
	    "f.yaml:3:23: 'people.coordinator': 'Hanne' must be written as "
	    "'Name <name@example.org>'\n"
	    "f.yaml:4:19: 'mail.digest_at' must lie within 'mail.window' "
	    "(07:30-16:30)");
}

static void
test_more_mistakes_than_fit_are_counted(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	strbuf_add_str(&text, URL "calendar:\n  quiet:\n");
	for (int i = 0; i < 50; i++)
		strbuf_add_str(&text, "    - jul\n");
	assert_int_equal(
	    config_parse("f.yaml", text.buf, text.len, &settings, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "f.yaml:4:7: "));
	assert_non_null(strstr(err.text, "\nand 4"));
	assert_true(strlen(err.text) < 760);
}

static void
test_a_line_break_in_a_value_makes_no_second_message(void **state)
{
	(void)state;
	config_case_assert_mistakes(URL "mail: {from: \"x\\nf.yaml:9:9: y\"}\n",
	    "f.yaml:2:14: 'mail.from': 'x f.yaml:9:9: y' must be written as "
	    "'Name <name@example.org>'");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_mistake_has_its_line_and_column),
	    cmocka_unit_test(
		test_a_value_that_cannot_work_has_its_line_and_column),
	    cmocka_unit_test(test_all_mistakes_of_meaning_come_in_one_run),
	    cmocka_unit_test(test_more_mistakes_than_fit_are_counted),
	    cmocka_unit_test(
		test_a_line_break_in_a_value_makes_no_second_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
