/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "formats/config.h"

#define URL "public_url: http://127.0.0.1:8080\n"

static struct settings *
read_good(const char *text)
{
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;

	if (config_parse("f.yaml", text, strlen(text), &settings, &err) < 0)
		fail_msg("%s", err.text);
	return settings;
}

static void
assert_mistakes(const char *text, const char *mistakes)
{
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    config_parse("f.yaml", text, strlen(text), &settings, &err),
	    OB_EINVALID);
	assert_string_equal(err.text, mistakes);
	assert_null(settings);
}

static void
test_every_key_but_public_url_has_a_default(void **state)
{
	struct settings *settings = read_good(URL);

	(void)state;
	assert_false(settings->production);
	assert_string_equal(settings->municipality.name, "Eksempel Kommune");
	assert_string_equal(settings->time_zone, "Europe/Copenhagen");
	assert_int_equal(settings->language, LANGUAGE_DA);
	assert_string_equal(
	    settings->control_socket, "/run/onboardd/control.sock");
	assert_int_equal(settings->listen.count, 1);
	assert_string_equal(settings->listen.items[0], "127.0.0.1:8080");
	assert_null(settings->listen.items[1]);
	assert_string_equal(settings->token_key_file, "");
	assert_string_equal(
	    settings->people.coordinator, "Hanne HR <hr@example.org>");
	assert_int_equal(settings->calendar.closed.count, 3);
	assert_int_equal(settings->calendar.quiet.count, 4);
	assert_int_equal(settings->mail.window_start, 7 * 60 + 30);
	assert_int_equal(settings->mail.window_end, 16 * 60 + 30);
	assert_int_equal(settings->mail.digest_at, 8 * 60);
	assert_string_equal(settings->mail.return_path, "");
	assert_true(settings->mail.verp);
	assert_string_equal(settings->mail.trusted_host, "");
	assert_int_equal(settings->mail.transport, TRANSPORT_MAILDIR);
	assert_int_equal(settings->mail.smtp.tls, SMTP_TLS_REQUIRED);
	assert_int_equal(settings->mail.smtp.sessions, 2);
	assert_int_equal(settings->mail.smtp.per_minute, 60);
	assert_int_equal(settings->mail.smtp.timeout, 300);
	assert_int_equal(settings->feeds.method, FEEDS_METHOD_NONE);
	assert_int_equal(settings->sign_in.totp, SIGN_IN_TOTP_REQUIRED);
	assert_int_equal(settings->programmes.count, 0);
	assert_null(settings->programmes.items[0]);
	assert_string_equal(settings->handbook, "");
	assert_false(settings->handbook_pages.open);
	assert_false(settings->handbook_pages.names);
	assert_int_equal(settings->handbook_pages.frame_ancestors.count, 0);
	settings_free(settings);
}

static void
test_the_example_file_says_exactly_the_defaults(void **state)
{
	const struct embedded_file *file =
	    embedded_find("config/onboardd.yaml");
	cleanup_(strbuf_release) struct strbuf example = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf defaults = STRBUF_INIT;
	struct settings *settings;

	(void)state;
	assert_non_null(file);
	settings = read_good(file->bytes);
	config_print(settings, &example);
	settings_free(settings);
	settings = read_good(URL);
	config_print(settings, &defaults);
	settings_free(settings);
	assert_string_equal(example.buf, defaults.buf);
}

/* A key that the example forgets would go unnoticed by its values. */
static void
test_the_example_file_shows_every_key(void **state)
{
	const struct embedded_file *file =
	    embedded_find("config/onboardd.yaml");
	cleanup_(strbuf_release) struct strbuf printed = STRBUF_INIT;
	struct settings *settings = read_good(URL);
	char *rest = NULL;

	(void)state;
	assert_non_null(file);
	config_print(settings, &printed);
	settings_free(settings);
	for (char *line = strtok_r(printed.buf, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("\n%.*s:", (int)strcspn(line, ":"), line);

		if (strstr(file->bytes, key) == NULL)
			fail_msg("the example lacks the key '%s'", key + 1);
	}
}

static void
assert_printed_parses_to_equal(const char *text)
{
	cleanup_(strbuf_release) struct strbuf first = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf second = STRBUF_INIT;
	struct settings *settings = read_good(text);

	config_print(settings, &first);
	settings_free(settings);
	settings = read_good(first.buf);
	config_print(settings, &second);
	settings_free(settings);
	assert_string_equal(first.buf, second.buf);
}

static void
test_what_is_printed_parses_to_the_same(void **state)
{
	(void)state;
	assert_printed_parses_to_equal(URL);
	assert_printed_parses_to_equal(URL
	    "production: false\nlanguage: en\nlisten: []\n"
	    "municipality: {name: \"A \\\"b\\\" \\\\ # : \\ufeff \\uffff\"}\n"
	    "people: {director: \"\\\"Ø, D\\\" <d@example.org>\"}\n"
	    "calendar: {closed: [], quiet: [2027-05-07, W01], areas: {\"a.b "
	    "\\\"Ø\\\"\": {half: [W08]}, b: {}}}\n"
	    "mail:\n  transport: smtp\n  window: 06:00-23:59\n"
	    "  return_path: b@example.org\n  verp: false\n"
	    "  trusted_host: mx.example.org\n"
	    "  digest_at: \"06:01\"\n"
	    "  smtp: {url: \"smtps://m.example.org:465\", tls: implicit, "
	    "user: u, password_file: /p, sessions: 16}\n"
	    "programmes: [/a.yaml, /b.yaml]\nhandbook: /h.yaml\n"
	    "feeds: {method: publish}\n");
	assert_printed_parses_to_equal("public_url: http://127.0.0.1:1\n"
				       "sign_in: {totp: optional, proxy: "
				       "{address: 127.0.0.1, header: X-U}}\n");
	assert_printed_parses_to_equal(
	    URL "sign_in: {openid_connect: {issuer: \"https://i.example.org\", "
		"client_id: \"a b\", client_secret_file: /s, scopes: openid, "
		"label: L, claim: upn, acr: [a, b], amr: [mfa], trusted: true, "
		"ca_file: /c}}\n");
}

static enum smtp_auth
auth_of(const char *text)
{
	struct settings *settings = read_good(text);
	enum smtp_auth auth = settings->mail.smtp.auth;

	settings_free(settings);
	return auth;
}

static void
test_the_login_follows_from_the_user_unless_it_is_named(void **state)
{
	(void)state;
	assert_int_equal(auth_of(URL), SMTP_AUTH_NONE);
	assert_int_equal(
	    auth_of(URL "mail: {smtp: {user: u, password_file: /p}}\n"),
	    SMTP_AUTH_PASSWORD);
	assert_int_equal(
	    auth_of(URL "mail: {smtp: {auth: none}}\n"), SMTP_AUTH_NONE);
	assert_int_equal(
	    auth_of(
		URL "mail: {smtp: {auth: xoauth2, user: u, client_id: c, "
		    "token_url: \"https://x/\", client_secret_file: /s}}\n"),
	    SMTP_AUTH_XOAUTH2);
	assert_printed_parses_to_equal(
	    URL "mail: {smtp: {auth: xoauth2, user: u, client_id: c, "
		"token_url: \"https://x/\", client_secret_file: /s, "
		"scope: \"a b\"}}\n");
}

static void
test_a_list_that_is_empty_is_not_the_default(void **state)
{
	struct settings *settings =
	    read_good(URL "listen: []\ncalendar: {closed: []}\n");

	(void)state;
	assert_int_equal(settings->listen.count, 0);
	assert_null(settings->listen.items[0]);
	assert_int_equal(settings->calendar.closed.count, 0);
	assert_int_equal(settings->calendar.half.count, 1);
	settings_free(settings);
}

static void
test_an_area_has_lists_that_are_empty_by_default(void **state)
{
	struct settings *settings = read_good(
	    URL "calendar:\n  areas:\n    skole: {closed: [W08, 06-25]}\n"
		"    \"Dagtilbud nord\": {quiet: [W42]}\nlanguage: en\n");
	const struct settings_area *areas = settings->calendar.areas;

	(void)state;
	assert_int_equal(settings->calendar.area_count, 2);
	assert_int_equal(settings->calendar.closed.count, 3);
	assert_string_equal(areas[0].name, "skole");
	assert_int_equal(areas[0].closed.count, 2);
	assert_string_equal(areas[0].closed.items[1], "06-25");
	assert_null(areas[0].closed.items[2]);
	assert_int_equal(areas[0].half.count, 0);
	assert_null(areas[0].half.items[0]);
	assert_string_equal(areas[1].name, "Dagtilbud nord");
	assert_string_equal(areas[1].quiet.items[0], "W42");
	assert_int_equal(settings->language, LANGUAGE_EN);
	settings_free(settings);
}

static void
test_nej_is_a_text_and_no_boolean(void **state)
{
	struct settings *settings =
	    read_good(URL "municipality: {name: nej}\n");

	(void)state;
	assert_string_equal(settings->municipality.name, "nej");
	settings_free(settings);
	assert_mistakes(URL "production: nej\n",
	    "f.yaml:2:13: 'production' must be one of 'false', 'true'");
}

struct mistake_case {
	const char *text;
	const char *mistake;
};

static void
assert_cases(const struct mistake_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_mistakes(cases[i].text, cases[i].mistake);
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
	assert_mistakes("public_url: http://127.0.0.1:8080/\n"
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
	assert_mistakes(URL "mail: {from: \"x\\nf.yaml:9:9: y\"}\n",
	    "f.yaml:2:14: 'mail.from': 'x f.yaml:9:9: y' must be written as "
	    "'Name <name@example.org>'");
}

static void
test_a_calendar_has_one_of_two_methods(void **state)
{
	struct settings *settings = read_good(URL "feeds: {method: publish}\n");

	(void)state;
	assert_int_equal(settings->feeds.method, FEEDS_METHOD_PUBLISH);
	settings_free(settings);
	assert_mistakes(URL "feeds: {method: request}\n",
	    "f.yaml:2:17: 'feeds.method' must be one of 'none', 'publish'");
}

static void
test_codes_are_left_out_on_the_machine_itself_alone(void **state)
{
	struct settings *settings =
	    read_good("public_url: http://127.0.0.1:8080\n"
		      "sign_in: {totp: optional}\n");

	(void)state;
	assert_int_equal(settings->sign_in.totp, SIGN_IN_TOTP_OPTIONAL);
	settings_free(settings);
	assert_mistakes("public_url: https://a.example.org\n"
			"sign_in: {totp: optional}\n",
	    "f.yaml:2:17: 'sign_in.totp' can be 'optional' only where "
	    "'public_url' points to this machine itself; leave it out");
}

#define OPENID(more)                                                           \
	URL "sign_in: {openid_connect: {client_id: c, client_secret_file: "    \
	    "/s, " more "}}\n"

static void
test_a_provider_is_asked_by_https(void **state)
{
	struct settings *settings =
	    read_good(OPENID("issuer: \"http://127.0.0.1:80/r\""));

	(void)state;
	assert_string_equal(
	    settings->sign_in.openid_connect.scopes, "openid email");
	assert_false(settings->sign_in.openid_connect.trusted);
	assert_int_equal(settings->sign_in.openid_connect.acr.count, 0);
	settings_free(settings);
	assert_mistakes(OPENID("issuer: \"http://i.example.org\""),
	    "f.yaml:2:74: 'sign_in.openid_connect.issuer' must begin with "
	    "'https://'; 'http://' is for trying out on this machine only");
	assert_mistakes(OPENID("issuer: \"https://i.example.org/?a=b\""),
	    "f.yaml:2:74: 'sign_in.openid_connect.issuer' must not hold '?' or "
	    "'#'");
	assert_mistakes(
	    OPENID("issuer: \"https://i.example.org\", scopes: \"email "
		   "openid2\""),
	    "f.yaml:2:107: 'sign_in.openid_connect.scopes' must hold "
	    "'openid'");
	assert_mistakes(URL
	    "sign_in: {openid_connect: {issuer: \"https://i.example.org\"}}"
	    "\n",
	    "f.yaml:2:27: 'sign_in.openid_connect.issuer' needs "
	    "'sign_in.openid_connect.client_id'\n"
	    "f.yaml:2:27: 'sign_in.openid_connect.issuer' needs "
	    "'sign_in.openid_connect.client_secret_file'");
}

static void
test_a_proxy_is_known_by_its_address(void **state)
{
	struct settings *settings = read_good(
	    URL "sign_in: {proxy: {address: \"::1\", header: X-User}}\n");

	(void)state;
	assert_string_equal(settings->sign_in.proxy.address, "::1");
	assert_string_equal(settings->sign_in.proxy.header, "X-User");
	settings_free(settings);
	assert_mistakes(URL "sign_in: {proxy: {address: \"127.0.0.1:80\"}}\n",
	    "f.yaml:2:28: '127.0.0.1:80' is no network address; write it "
	    "without a port, as '127.0.0.1' or '::1'");
	assert_mistakes(URL "sign_in: {proxy: {header: X-User}}\n",
	    "f.yaml:2:27: 'sign_in.proxy.header' needs "
	    "'sign_in.proxy.address', the one that the header is taken from");
	assert_mistakes(URL
	    "sign_in: {proxy: {address: 127.0.0.1, header: \"X User\"}}\n",
	    "f.yaml:2:47: 'X User' is no name of a header; use letters, digits "
	    "and '-'");
}

static void
test_an_intranet_is_an_origin_of_an_open_handbook(void **state)
{
	struct settings *settings = read_good(
	    URL "handbook_pages: {open: true, names: true, frame_ancestors: "
		"[\"https://intranet.example.org:8443\"]}\n");

	(void)state;
	assert_true(settings->handbook_pages.open);
	assert_true(settings->handbook_pages.names);
	assert_string_equal(settings->handbook_pages.frame_ancestors.items[0],
	    "https://intranet.example.org:8443");
	assert_null(settings->handbook_pages.frame_ancestors.items[1]);
	settings_free(settings);
	assert_mistakes(URL "handbook_pages: {open: true, frame_ancestors: "
			    "[\"https://a.example.org/x\"]}\n",
	    "f.yaml:2:48: 'https://a.example.org/x' is no origin; write it as "
	    "'https://intranet.example.org', without a path");
	assert_mistakes(URL "handbook_pages: {frame_ancestors: "
			    "[\"https://a.example.org\"]}\n",
	    "f.yaml:2:35: 'handbook_pages.frame_ancestors' needs "
	    "'handbook_pages.open': whoever knows the address can read a page "
	    "that an intranet shows");
}

static void
test_loopback_takes_smtp_without_tls(void **state)
{
	static const char *const hosts[] = {
	    "127.0.0.1", "127.8.9.1:2525", "[::1]:25", "localhost"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(hosts); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(URL
		    "mail: {smtp: {url: \"smtp://%s\", tls: none}}\n",
		    hosts[i]);
		struct settings *settings = read_good(text);

		assert_int_equal(settings->mail.smtp.tls, SMTP_TLS_NONE);
		settings_free(settings);
	}
}

static void
test_the_directory_is_that_of_the_file(void **state)
{
	static const struct {
		const char *file_name;
		const char *directory;
	} cases[] = {{"/etc/onboardd/onboardd.yaml", "/etc/onboardd"},
	    {"onboardd.yaml", "."}, {"/onboardd.yaml", "/"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct settings *settings = NULL;

		assert_int_equal(config_parse(cases[i].file_name, URL,
				     strlen(URL), &settings, NULL),
		    0);
		assert_string_equal(settings->directory, cases[i].directory);
		settings_free(settings);
	}
}

static void
test_a_missing_file_is_not_found(void **state)
{
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(config_load("/nowhere/onboardd.yaml", &settings, &err),
	    OB_ENOTFOUND);
	assert_non_null(strstr(err.text, "'/nowhere/onboardd.yaml'"));
}

static void
test_a_file_that_is_too_large_is_refused(void **state)
{
	char *bytes = memory_alloc(CONFIG_MAX_BYTES + 1);
	struct settings *settings = NULL;

	(void)state;
	memset(bytes, '#', CONFIG_MAX_BYTES + 1);
	assert_int_equal(config_parse("f.yaml", bytes, CONFIG_MAX_BYTES + 1,
			     &settings, NULL),
	    OB_ELIMIT);
	memory_free_ptr(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_key_but_public_url_has_a_default),
	    cmocka_unit_test(test_the_example_file_says_exactly_the_defaults),
	    cmocka_unit_test(test_the_example_file_shows_every_key),
	    cmocka_unit_test(test_what_is_printed_parses_to_the_same),
	    cmocka_unit_test(
		test_the_login_follows_from_the_user_unless_it_is_named),
	    cmocka_unit_test(test_a_list_that_is_empty_is_not_the_default),
	    cmocka_unit_test(test_an_area_has_lists_that_are_empty_by_default),
	    cmocka_unit_test(test_nej_is_a_text_and_no_boolean),
	    cmocka_unit_test(test_a_mistake_has_its_line_and_column),
	    cmocka_unit_test(
		test_a_value_that_cannot_work_has_its_line_and_column),
	    cmocka_unit_test(test_all_mistakes_of_meaning_come_in_one_run),
	    cmocka_unit_test(test_more_mistakes_than_fit_are_counted),
	    cmocka_unit_test(
		test_a_line_break_in_a_value_makes_no_second_message),
	    cmocka_unit_test(test_a_calendar_has_one_of_two_methods),
	    cmocka_unit_test(
		test_codes_are_left_out_on_the_machine_itself_alone),
	    cmocka_unit_test(test_a_provider_is_asked_by_https),
	    cmocka_unit_test(test_a_proxy_is_known_by_its_address),
	    cmocka_unit_test(test_an_intranet_is_an_origin_of_an_open_handbook),
	    cmocka_unit_test(test_loopback_takes_smtp_without_tls),
	    cmocka_unit_test(test_the_directory_is_that_of_the_file),
	    cmocka_unit_test(test_a_missing_file_is_not_found),
	    cmocka_unit_test(test_a_file_that_is_too_large_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
