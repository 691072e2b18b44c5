/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "config_case.h"
#include "formats/config.h"

#define URL CONFIG_CASE_URL

static void
test_every_key_but_public_url_has_a_default(void **state)
{
	struct settings *settings = config_case_read(URL);

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
	assert_int_equal(settings->surveys.count, 0);
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
	settings = config_case_read(file->bytes);
	config_print(settings, &example);
	settings_free(settings);
	settings = config_case_read(URL);
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
	struct settings *settings = config_case_read(URL);
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
test_what_is_printed_parses_to_the_same(void **state)
{
	(void)state;
	config_case_assert_printed(URL);
	config_case_assert_printed(URL
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
	    "programmes: [/a.yaml, /b.yaml]\nsurveys: [/s.yaml]\nhandbook: "
	    "/h.yaml\n"
	    "feeds: {method: publish}\n");
	config_case_assert_printed("public_url: http://127.0.0.1:1\n"
				   "sign_in: {totp: optional, proxy: "
				   "{address: 127.0.0.1, header: X-U}}\n");
	config_case_assert_printed(
	    URL "sign_in: {openid_connect: {issuer: \"https://i.example.org\", "
		"client_id: \"a b\", client_secret_file: /s, scopes: openid, "
		"label: L, claim: upn, acr: [a, b], amr: [mfa], trusted: true, "
		"ca_file: /c}}\n");
}

static void
test_a_list_that_is_empty_is_not_the_default(void **state)
{
	struct settings *settings =
	    config_case_read(URL "listen: []\ncalendar: {closed: []}\n");

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
	struct settings *settings = config_case_read(
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
	    config_case_read(URL "municipality: {name: nej}\n");

	(void)state;
	assert_string_equal(settings->municipality.name, "nej");
	settings_free(settings);
	config_case_assert_mistakes(URL "production: nej\n",
	    "f.yaml:2:13: 'production' must be one of 'false', 'true'");
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
	    cmocka_unit_test(test_a_list_that_is_empty_is_not_the_default),
	    cmocka_unit_test(test_an_area_has_lists_that_are_empty_by_default),
	    cmocka_unit_test(test_nej_is_a_text_and_no_boolean),
	    cmocka_unit_test(test_the_directory_is_that_of_the_file),
	    cmocka_unit_test(test_a_missing_file_is_not_found),
	    cmocka_unit_test(test_a_file_that_is_too_large_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
