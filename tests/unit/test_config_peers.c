/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "config_case.h"

/* Whom the program asks or trusts: relays, providers, proxies, intranets. */

#define URL CONFIG_CASE_URL

static enum smtp_auth
auth_of(const char *text)
{
	struct settings *settings = config_case_read(text);
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
	config_case_assert_printed(
	    URL "mail: {smtp: {auth: xoauth2, user: u, client_id: c, "
		"token_url: \"https://x/\", client_secret_file: /s, "
		"scope: \"a b\"}}\n");
}

static void
test_a_calendar_has_one_of_two_methods(void **state)
{
	struct settings *settings =
	    config_case_read(URL "feeds: {method: publish}\n");

	(void)state;
	assert_int_equal(settings->feeds.method, FEEDS_METHOD_PUBLISH);
	settings_free(settings);
	config_case_assert_mistakes(URL "feeds: {method: request}\n",
	    "f.yaml:2:17: 'feeds.method' must be one of 'none', 'publish'");
}

static void
test_codes_are_left_out_on_the_machine_itself_alone(void **state)
{
	struct settings *settings =
	    config_case_read("public_url: http://127.0.0.1:8080\n"
			     "sign_in: {totp: optional}\n");

	(void)state;
	assert_int_equal(settings->sign_in.totp, SIGN_IN_TOTP_OPTIONAL);
	settings_free(settings);
	config_case_assert_mistakes("public_url: https://a.example.org\n"
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
	    config_case_read(OPENID("issuer: \"http://127.0.0.1:80/r\""));

	(void)state;
	assert_string_equal(
	    settings->sign_in.openid_connect.scopes, "openid email");
	assert_false(settings->sign_in.openid_connect.trusted);
	assert_int_equal(settings->sign_in.openid_connect.acr.count, 0);
	settings_free(settings);
	config_case_assert_mistakes(OPENID("issuer: \"http://i.example.org\""),
	    "f.yaml:2:74: 'sign_in.openid_connect.issuer' must begin with "
	    "'https://'; 'http://' is for trying out on this machine only");
	config_case_assert_mistakes(
	    OPENID("issuer: \"https://i.example.org/?a=b\""),
	    "f.yaml:2:74: 'sign_in.openid_connect.issuer' must not hold '?' or "
	    "'#'");
	config_case_assert_mistakes(
	    OPENID("issuer: \"https://i.example.org\", scopes: \"email "
		   "openid2\""),
	    "f.yaml:2:107: 'sign_in.openid_connect.scopes' must hold "
	    "'openid'");
	config_case_assert_mistakes(URL
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
	struct settings *settings = config_case_read(
	    URL "sign_in: {proxy: {address: \"::1\", header: X-User}}\n");

	(void)state;
	assert_string_equal(settings->sign_in.proxy.address, "::1");
	assert_string_equal(settings->sign_in.proxy.header, "X-User");
	settings_free(settings);
	config_case_assert_mistakes(URL
	    "sign_in: {proxy: {address: \"127.0.0.1:80\"}}\n",
	    "f.yaml:2:28: '127.0.0.1:80' is no network address; write it "
	    "without a port, as '127.0.0.1' or '::1'");
	config_case_assert_mistakes(URL "sign_in: {proxy: {header: X-User}}\n",
	    "f.yaml:2:27: 'sign_in.proxy.header' needs "
	    "'sign_in.proxy.address', the one that the header is taken from");
	config_case_assert_mistakes(URL
	    "sign_in: {proxy: {address: 127.0.0.1, header: \"X User\"}}\n",
	    "f.yaml:2:47: 'X User' is no name of a header; use letters, digits "
	    "and '-'");
}

static void
test_an_intranet_is_an_origin_of_an_open_handbook(void **state)
{
	struct settings *settings = config_case_read(
	    URL "handbook_pages: {open: true, names: true, frame_ancestors: "
		"[\"https://intranet.example.org:8443\"]}\n");

	(void)state;
	assert_true(settings->handbook_pages.open);
	assert_true(settings->handbook_pages.names);
	assert_string_equal(settings->handbook_pages.frame_ancestors.items[0],
	    "https://intranet.example.org:8443");
	assert_null(settings->handbook_pages.frame_ancestors.items[1]);
	settings_free(settings);
	config_case_assert_mistakes(URL
	    "handbook_pages: {open: true, frame_ancestors: "
	    "[\"https://a.example.org/x\"]}\n",
	    "f.yaml:2:48: 'https://a.example.org/x' is no origin; write it as "
	    "'https://intranet.example.org', without a path");
	config_case_assert_mistakes(URL "handbook_pages: {frame_ancestors: "
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
		struct settings *settings = config_case_read(text);

		assert_int_equal(settings->mail.smtp.tls, SMTP_TLS_NONE);
		settings_free(settings);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_the_login_follows_from_the_user_unless_it_is_named),
	    cmocka_unit_test(test_a_calendar_has_one_of_two_methods),
	    cmocka_unit_test(
		test_codes_are_left_out_on_the_machine_itself_alone),
	    cmocka_unit_test(test_a_provider_is_asked_by_https),
	    cmocka_unit_test(test_a_proxy_is_known_by_its_address),
	    cmocka_unit_test(test_an_intranet_is_an_origin_of_an_open_handbook),
	    cmocka_unit_test(test_loopback_takes_smtp_without_tls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
