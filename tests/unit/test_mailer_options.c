/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/mailer_options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static struct mailer_options
smtp_options(const char *url, enum mail_tls tls)
{
	struct mailer_options options;

	mailer_options_init(&options);
	options.transport = TRANSPORT_SMTP;
	options.smtp_url = url;
	options.tls = tls;
	return options;
}

static void
expect_refusal(const struct mailer_options *options, const char *field)
{
	struct error err = ERROR_INIT;

	if (mailer_options_check(options, &err) != OB_EINVALID)
		fail_msg("accepted '%s'", options->smtp_url);
	assert_string_equal(err.field, field);
	assert_string_not_equal(err.text, "");
}

static void
expect_accepted(const struct mailer_options *options)
{
	struct error err = ERROR_INIT;

	if (mailer_options_check(options, &err) < 0)
		fail_msg("'%s': %s", options->smtp_url, err.text);
}

static void
test_relay_addresses_are_accepted(void **state)
{
	static const char *const urls[] = {"smtp://mail.example.org",
	    "smtp://mail.example.org:587", "smtps://mail.example.org:465",
	    "smtp://192.0.2.1:25", "smtp://[2001:db8::1]:25", "smtp://relay"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
		struct mailer_options options =
		    smtp_options(urls[i], MAIL_TLS_REQUIRED);

		expect_accepted(&options);
	}
}

static void
test_what_is_no_relay_address_is_refused(void **state)
{
	static const char *const urls[] = {NULL, "", "smtp://", "smtp:///x",
	    "http://example.org", "example.org", "smtp://user:pw@example.org",
	    "smtp://example.org/path", "smtp://example.org:", "smtp://[::1",
	    "smtp://example.org:0", "smtp://example.org:65536",
	    "smtp://example.org:25x", "smtp://a b", "smtp://a\r\nb",
	    "smtp://-x", "smtp://[]", "smtp://\xc3\xb8.dk"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
		struct mailer_options options =
		    smtp_options(urls[i], MAIL_TLS_REQUIRED);

		expect_refusal(&options, "mail.smtp.url");
	}
}

static void
test_tls_none_is_accepted_on_loopback(void **state)
{
	static const char *const urls[] = {"smtp://127.0.0.1:25",
	    "smtp://127.1.2.3", "smtp://[::1]:25", "smtp://localhost:25"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
		struct mailer_options options =
		    smtp_options(urls[i], MAIL_TLS_NONE);

		expect_accepted(&options);
	}
}

static void
test_tls_none_is_refused_elsewhere(void **state)
{
	static const char *const urls[] = {"smtp://mail.example.org",
	    "smtp://127.0.0.1.example.org", "smtp://localhost.example.org",
	    "smtp://localhostx", "smtp://[::2]", "smtp://[2001:db8::1]",
	    "smtp://192.0.2.1", "smtps://127.0.0.1"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
		struct mailer_options options =
		    smtp_options(urls[i], MAIL_TLS_NONE);

		expect_refusal(&options, "mail.smtp.tls");
	}
}

static void
test_user_and_password_belong_together(void **state)
{
	struct mailer_options options =
	    smtp_options("smtp://relay", MAIL_TLS_REQUIRED);

	(void)state;
	options.user = "onboard";
	expect_refusal(&options, "mail.smtp.user");
	options.password = "secret";
	expect_accepted(&options);
	options.user = "";
	expect_refusal(&options, "mail.smtp.user");
}

static void
test_a_password_is_never_sent_without_tls(void **state)
{
	struct mailer_options options =
	    smtp_options("smtp://127.0.0.1", MAIL_TLS_NONE);

	(void)state;
	options.user = "onboard";
	options.password = "secret";
	expect_refusal(&options, "mail.smtp.user");
}

static void
test_an_error_never_shows_the_password(void **state)
{
	struct mailer_options options =
	    smtp_options("smtp://relay", MAIL_TLS_REQUIRED);
	struct error err = ERROR_INIT;

	(void)state;
	options.user = "onboard";
	options.password = "geheim\n";
	assert_int_equal(mailer_options_check(&options, &err), OB_EINVALID);
	assert_null(strstr(err.text, "geheim"));
}

static struct mailer_options
token_options(enum mail_tls tls)
{
	struct mailer_options options = smtp_options("smtp://127.0.0.1", tls);

	options.auth = SMTP_AUTH_XOAUTH2;
	options.user = "onboard@example.org";
	options.client_id = "client";
	options.client_secret = "secret";
	options.token_url = "https://login.example.org/token";
	return options;
}

static void
test_a_login_by_token_needs_who_and_where(void **state)
{
	struct mailer_options options = token_options(MAIL_TLS_REQUIRED);

	(void)state;
	expect_accepted(&options);
	options.user = "";
	expect_refusal(&options, "mail.smtp.auth");
	options = token_options(MAIL_TLS_REQUIRED);
	options.client_id = NULL;
	expect_refusal(&options, "mail.smtp.auth");
	options = token_options(MAIL_TLS_REQUIRED);
	options.client_secret = "";
	expect_refusal(&options, "mail.smtp.auth");
	options = token_options(MAIL_TLS_REQUIRED);
	options.scope = "a\nb";
	expect_refusal(&options, "mail.smtp.auth");
	options = token_options(MAIL_TLS_NONE);
	expect_refusal(&options, "mail.smtp.user");
}

static void
test_a_secret_goes_to_https_or_this_machine_alone(void **state)
{
	static const char *const good[] = {"https://x", "https://x:1/a?b=c",
	    "http://127.0.0.1:8080/token", "http://localhost/"};
	static const char *const bad[] = {"", "x", "ftp://x", "http://x",
	    "http://127.0.0.1.example.org/", "http://127.0.0.1@example.org/",
	    "http://localhost.example.org/", "https://x\r\ny", "HTTP://x"};
	struct mailer_options options = token_options(MAIL_TLS_REQUIRED);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		options.token_url = good[i];
		expect_accepted(&options);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		options.token_url = bad[i];
		expect_refusal(&options, "mail.smtp.token_url");
	}
}

static void
test_sessions_have_bounds(void **state)
{
	struct mailer_options options =
	    smtp_options("smtp://relay", MAIL_TLS_REQUIRED);

	(void)state;
	options.sessions = 0;
	expect_refusal(&options, "mail.smtp.sessions");
	options.sessions = MAILER_SESSIONS_MAX + 1;
	expect_refusal(&options, "mail.smtp.sessions");
	options.sessions = MAILER_SESSIONS_MAX;
	expect_accepted(&options);
}

static void
test_a_helo_name_is_a_host_name(void **state)
{
	struct mailer_options options =
	    smtp_options("smtp://relay", MAIL_TLS_REQUIRED);

	(void)state;
	options.helo_name = "onboard.example.org";
	expect_accepted(&options);
	options.helo_name = "x\r\nMAIL FROM:<>";
	expect_refusal(&options, "mail.smtp.helo");
	options.helo_name = "x%0d%0a";
	expect_refusal(&options, "mail.smtp.helo");
}

static void
test_a_maildir_needs_a_directory(void **state)
{
	struct mailer_options options;

	(void)state;
	mailer_options_init(&options);
	expect_refusal(&options, "mail.maildir");
	options.maildir = "/somewhere";
	expect_accepted(&options);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_relay_addresses_are_accepted),
	    cmocka_unit_test(test_what_is_no_relay_address_is_refused),
	    cmocka_unit_test(test_tls_none_is_accepted_on_loopback),
	    cmocka_unit_test(test_tls_none_is_refused_elsewhere),
	    cmocka_unit_test(test_user_and_password_belong_together),
	    cmocka_unit_test(test_a_password_is_never_sent_without_tls),
	    cmocka_unit_test(test_an_error_never_shows_the_password),
	    cmocka_unit_test(test_a_login_by_token_needs_who_and_where),
	    cmocka_unit_test(test_a_secret_goes_to_https_or_this_machine_alone),
	    cmocka_unit_test(test_sessions_have_bounds),
	    cmocka_unit_test(test_a_helo_name_is_a_host_name),
	    cmocka_unit_test(test_a_maildir_needs_a_directory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
