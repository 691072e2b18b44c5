/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include "base/memory.h"
#include "identity/authorization.h"
#include "identity/key_set.h"
#include "identity/provider.h"
#include "identity/token_answer.h"

#define ISSUER "https://login.example.org/realm"

/* The samples of RFC 7636, appendix B. */
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

static json_t *
usual_document(void)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:[s]}", "issuer", ISSUER,
	    "authorization_endpoint", ISSUER "/authorize?tenant=7",
	    "token_endpoint", ISSUER "/token", "jwks_uri", ISSUER "/keys",
	    "end_session_endpoint", ISSUER "/logout",
	    "response_types_supported", "code");
}

static int
read_document(
    const json_t *document, struct provider *provider, struct error *err)
{
	cleanup_(memory_free_ptr) char *text = json_dumps(document, 0);

	return provider_read(text, strlen(text), ISSUER, provider, err);
}

static void
test_a_document_says_where_to_go(void **state)
{
	json_auto_t *document = usual_document();
	struct provider provider = {.issuer = NULL};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(read_document(document, &provider, &err), OB_OK);
	assert_string_equal(provider.token_endpoint, ISSUER "/token");
	assert_true(provider.takes_basic);
	assert_false(provider.names_issuer);
	provider_release(&provider);
}

static void
test_each_bad_member_of_a_document_is_refused(void **state)
{
	static const struct {
		const char *name;
		const char *value; /* "null" takes it out */
	} changes[] = {
	    {"issuer", "\"https://login.example.org/realm/\""},
	    {"issuer", "null"},
	    {"issuer", "[\"https://login.example.org/realm\"]"},
	    {"token_endpoint", "null"},
	    {"token_endpoint", "\"http://login.example.org/token\""},
	    {"token_endpoint", "\"http://127.0.0.1/token\""},
	    {"token_endpoint", "\"file:///etc/passwd\""},
	    {"token_endpoint", "\"https://u:p@login.example.org/token\""},
	    {"token_endpoint", "\"https:/login.example.org/token\""},
	    {"token_endpoint", "\"HTTPS://login.example.org/token\""},
	    {"token_endpoint", "\"/token\""},
	    {"token_endpoint", "\"\""},
	    {"authorization_endpoint", "\"javascript:alert(1)\""},
	    {"authorization_endpoint", "\"https://a.example.org/\\\"x\""},
	    {"authorization_endpoint", "\"https://a.example.org/#part\""},
	    {"authorization_endpoint", "\"https://a.example.org/a b\""},
	    {"jwks_uri", "7"},
	    {"end_session_endpoint", "\"http://a.example.org/\""},
	    {"response_types_supported", "[\"id_token\"]"},
	    {"response_types_supported", "null"},
	    {"token_endpoint_auth_methods_supported", "[\"private_key_jwt\"]"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		json_auto_t *document = usual_document();
		json_t *value =
		    json_loads(changes[i].value, JSON_DECODE_ANY, NULL);
		struct provider provider = {.issuer = NULL};
		struct error err = ERROR_INIT;

		(void)json_object_set_new(document, changes[i].name, value);
		if (json_is_null(value))
			(void)json_object_del(document, changes[i].name);
		print_message("%s %s\n", changes[i].name, changes[i].value);
		assert_int_equal(
		    read_document(document, &provider, &err), OB_EPROTO);
		assert_null(provider.issuer);
	}
}

static void
test_a_document_that_says_a_name_twice_is_refused(void **state)
{
	static const char text[] =
	    "{\"issuer\":\"" ISSUER "\",\"issuer\":\"" ISSUER "\"}";
	struct provider provider = {.issuer = NULL};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    provider_read(text, strlen(text), ISSUER, &provider, &err),
	    OB_EPROTO);
	assert_int_equal(
	    provider_read("", 0, ISSUER, &provider, &err), OB_EPROTO);
}

static void
test_plain_http_is_for_this_machine_alone(void **state)
{
	(void)state;
	assert_true(provider_is_allowed_url("https://a.example.org", false));
	assert_true(provider_is_allowed_url("http://127.0.0.1:80/a", true));
	assert_true(provider_is_allowed_url("http://[::1]:80/a", true));
	assert_true(provider_is_allowed_url("http://localhost/a", true));
	assert_false(provider_is_allowed_url("http://127.0.0.1:80/a", false));
	assert_false(provider_is_allowed_url("http://a.example.org", true));
	assert_false(
	    provider_is_allowed_url("http://127.0.0.1.example.org", true));
	assert_false(provider_is_allowed_url("http://127.0.0.1@a.org/", true));
	assert_false(provider_is_allowed_url("ftp://127.0.0.1/", true));
}

static void
test_the_document_lies_below_the_issuer(void **state)
{
	cleanup_(memory_free_ptr) char *plain = provider_document_url(ISSUER);
	cleanup_(memory_free_ptr) char *slash =
	    provider_document_url(ISSUER "/");

	(void)state;
	assert_string_equal(plain, ISSUER "/.well-known/openid-configuration");
	assert_string_equal(slash, plain);
}

static void
test_the_browser_comes_back_from_where_it_was_sent(void **state)
{
	struct provider provider = {.issuer = (char[]){ISSUER}};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(provider_check_issuer(&provider, NULL, &err), OB_OK);
	assert_int_equal(
	    provider_check_issuer(&provider, "https://evil.example", &err),
	    OB_EDENIED);
	provider.names_issuer = true;
	assert_int_equal(
	    provider_check_issuer(&provider, NULL, &err), OB_EDENIED);
	assert_int_equal(
	    provider_check_issuer(&provider, ISSUER "/", &err), OB_EDENIED);
	assert_int_equal(provider_check_issuer(&provider, ISSUER, &err), OB_OK);
}

static char *acr_items[] = {(char[]){"gold"}, (char[]){"silver & co"}, NULL};
static const struct settings_list acr = {acr_items, 2};
static const struct settings_list none = {.count = 0};

static const struct identity_options options = {
    .issuer = ISSUER,
    .client_id = "on board",
    .client_secret = "s&=+%\xc3\xa6",
    .scopes = "openid email",
    .redirect_url = "https://onboard.example.org/sign-in/openid/callback",
    .left_url = "https://onboard.example.org/sign-in",
    .acr = &acr,
    .amr = &none,
};

static void
test_the_browser_is_sent_with_a_challenge(void **state)
{
	json_auto_t *document = usual_document();
	struct provider provider = {.issuer = NULL};
	const struct openid_request request = {
	    .state = "st", .nonce = "no", .verifier = VERIFIER};
	cleanup_(memory_free_ptr) char *url = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(read_document(document, &provider, &err), OB_OK);
	url = authorization_url(&provider, &options, &request);
	assert_string_equal(url,
	    ISSUER "/authorize?tenant=7&response_type=code&client_id=on%20board"
		   "&redirect_uri=https%3A%2F%2Fonboard.example.org%2Fsign-in"
		   "%2Fopenid%2Fcallback&scope=openid%20email&state=st&nonce=no"
		   "&code_challenge=" CHALLENGE "&code_challenge_method=S256"
		   "&acr_values=gold%20silver%20%26%20co");
	provider_release(&provider);
}

static void
test_the_secret_is_in_the_form_only_where_basic_is_not_taken(void **state)
{
	struct provider provider = {.takes_basic = true};
	const struct openid_request request = {
	    .code = "c&d", .verifier = VERIFIER};
	cleanup_(memory_free_ptr) char *basic =
	    authorization_form(&provider, &options, &request);
	cleanup_(memory_free_ptr) char *post = NULL;

	(void)state;
	provider.takes_basic = false;
	post = authorization_form(&provider, &options, &request);
	assert_null(strstr(basic, "client_secret"));
	assert_non_null(strstr(basic, "&code=c%26d&"));
	assert_non_null(strstr(basic, "&code_verifier=" VERIFIER));
	assert_non_null(strstr(post, "&client_secret=s%26%3D%2B%25%C3%A6"));
}

static void
test_signing_out_there_comes_back_here(void **state)
{
	struct provider provider = {
	    .end_session_endpoint = (char[]){ISSUER "/logout"}};
	cleanup_(memory_free_ptr) char *url =
	    authorization_leave_url(&provider, &options);

	(void)state;
	assert_string_equal(url,
	    ISSUER "/logout?client_id=on%20board&post_logout_redirect_uri="
		   "https%3A%2F%2Fonboard.example.org%2Fsign-in");
	provider.end_session_endpoint = NULL;
	assert_null(authorization_leave_url(&provider, &options));
}

static int
read_tokens(long http_status, const char *text, struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;

	return token_answer_read(http_status, text, strlen(text), &token, err);
}

static void
test_an_answer_of_tokens_holds_an_id_token(void **state)
{
	static const char *const useless[] = {"", "[]", "{}",
	    "{\"token_type\":\"Bearer\"}",
	    "{\"token_type\":\"mac\",\"id_token\":\"a.b.c\"}",
	    "{\"id_token\":\"a.b.c\"}",
	    "{\"token_type\":\"Bearer\",\"id_token\":7}"};
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(useless); i++)
		assert_int_equal(read_tokens(200, useless[i], &err), OB_EPROTO);
	assert_int_equal(read_tokens(200,
			     "{\"token_type\":\"bearer\","
			     "\"id_token\":\"a.b.c\"}",
			     &err),
	    OB_OK);
}

/* Its other words may hold the secret that we sent. */
static void
test_a_refusal_is_told_by_its_code_alone(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    read_tokens(400, "{\"error\":\"invalid_grant\"}", &err),
	    OB_EDENIED);
	assert_int_equal(read_tokens(401,
			     "{\"error\":\"invalid_client\","
			     "\"error_description\":\"hunter2\"}",
			     &err),
	    OB_EPROTO);
	assert_string_equal(err.text,
	    "the provider's token endpoint answered 401 invalid_client");
	assert_int_equal(
	    read_tokens(500, "{\"error\":\"a b <c>\"}", &err), OB_EPROTO);
	assert_string_equal(
	    err.text, "the provider's token endpoint answered 500");
}

/* How many keys of a list are taken. */
static size_t
count_keys(const char *text)
{
	struct key_set set = {.keys = NULL};
	struct error err = ERROR_INIT;
	size_t count;

	assert_int_equal(key_set_read(text, strlen(text), &set, &err), OB_OK);
	count = set.count;
	key_set_release(&set);
	return count;
}

#define POINT                                                                  \
	"\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","               \
	"\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\""
#define CURVE "\"kty\":\"EC\",\"crv\":\"P-256\"," POINT

static void
test_only_keys_for_signatures_are_taken(void **state)
{
	static const char *const left_out[] = {
	    "{\"keys\":[7, {}, {\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
	    "{\"keys\":[{" CURVE ",\"use\":\"enc\"}]}",
	    "{\"keys\":[{" CURVE ",\"key_ops\":[\"sign\"]}]}",
	    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256K\"," POINT "}]}",
	    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\"," POINT "}]}",
	    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\","
	    "\"y\":\"AAAA\"}]}",
	    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
	    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQABA\",\"e\":\"A=AB\"}]}",
	    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAA\","
	    "\"y\":\"AAAAA\"}]}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(left_out); i++) {
		print_message("%s\n", left_out[i]);
		assert_int_equal(count_keys(left_out[i]), 0);
	}
	assert_int_equal(count_keys("{\"keys\":[{" CURVE "}]}"), 1);
	assert_int_equal(
	    count_keys("{\"keys\":[{" CURVE ",\"use\":\"sig\",\"key_ops\":"
		       "[\"verify\"]}]}"),
	    1);
}

/* 2048 bits and 65537 are good; less, or an exponent of 1, are not. */
static void
test_weak_keys_are_left_out(void **state)
{
	static const struct {
		size_t digits; /* of base64url: 4 are 3 octets */
		const char *exponent;
		size_t count;
	} keys[] = {{344, "AQAB", 1}, {340, "AQAB", 0}, {344, "AQ", 0},
	    {344, "AA", 0}, {344, "", 0}, {344, "Ag", 0}, {344, "Aw", 1},
	    {1376, "AQAB", 0}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		cleanup_(memory_free_ptr) char *modulus =
		    memory_alloc(keys[i].digits + 1);
		cleanup_(memory_free_ptr) char *text = NULL;

		memset(modulus, 'x', keys[i].digits);
		text = memory_printf("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%s\","
				     "\"e\":\"%s\"}]}",
		    modulus, keys[i].exponent);
		print_message("%zu %s\n", keys[i].digits, keys[i].exponent);
		assert_int_equal(count_keys(text), keys[i].count);
	}
}

static void
test_a_list_of_keys_is_bounded(void **state)
{
	static const char *const wrong[] = {"", "[]", "{}", "{\"keys\":7}"};
	json_auto_t *document = json_pack("{s:[]}", "keys");
	cleanup_(memory_free_ptr) char *text = NULL;
	struct key_set set = {.keys = NULL};
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(
		    key_set_read(wrong[i], strlen(wrong[i]), &set, &err),
		    OB_EPROTO);
	for (int i = 0; i < 65; i++)
		(void)json_array_append_new(
		    json_object_get(document, "keys"), json_object());
	text = json_dumps(document, 0);
	assert_int_equal(
	    key_set_read(text, strlen(text), &set, &err), OB_EPROTO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_document_says_where_to_go),
	    cmocka_unit_test(test_each_bad_member_of_a_document_is_refused),
	    cmocka_unit_test(test_a_document_that_says_a_name_twice_is_refused),
	    cmocka_unit_test(test_plain_http_is_for_this_machine_alone),
	    cmocka_unit_test(test_the_document_lies_below_the_issuer),
	    cmocka_unit_test(
		test_the_browser_comes_back_from_where_it_was_sent),
	    cmocka_unit_test(test_the_browser_is_sent_with_a_challenge),
	    cmocka_unit_test(
		test_the_secret_is_in_the_form_only_where_basic_is_not_taken),
	    cmocka_unit_test(test_signing_out_there_comes_back_here),
	    cmocka_unit_test(test_an_answer_of_tokens_holds_an_id_token),
	    cmocka_unit_test(test_a_refusal_is_told_by_its_code_alone),
	    cmocka_unit_test(test_only_keys_for_signatures_are_taken),
	    cmocka_unit_test(test_weak_keys_are_left_out),
	    cmocka_unit_test(test_a_list_of_keys_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
