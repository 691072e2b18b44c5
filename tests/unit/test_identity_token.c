/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cjose/cjose.h>
#include <jansson.h>

#include "base/memory.h"
#include "identity/id_claims.h"
#include "identity/id_token.h"
#include "identity/key_set.h"

#define NOW 1800000000
#define ISSUER "https://login.example.org/realm"
#define CLIENT "onboard"
#define NONCE "n-0S6_WzA2Mj"

enum { RSA_KEY, OTHER_KEY, CURVE_KEY, KEYS };

/* Keys of a provider, and the set that it publishes of the first and third. */
struct world {
	cjose_jwk_t *keys[KEYS];
	struct key_set set;
};

static const char *const key_ids[KEYS] = {"one", "two", "three"};

static json_t *
public_json(const struct world *world, int which)
{
	char *text = cjose_jwk_to_json(world->keys[which], false, NULL);
	json_t *json = json_loads(text, 0, NULL);

	free(text);
	assert_non_null(json);
	return json;
}

static void
publish(struct world *world, const int *which, size_t count)
{
	json_auto_t *document = json_pack("{s:[]}", "keys");
	struct error err = ERROR_INIT;
	char *text;

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(json_object_get(document, "keys"),
		    public_json(world, which[i]));
	text = json_dumps(document, 0);
	key_set_release(&world->set);
	assert_int_equal(
	    key_set_read(text, strlen(text), &world->set, &err), OB_OK);
	free(text);
}

static int
set_up(void **state)
{
	static const int published[] = {RSA_KEY, CURVE_KEY};
	static const uint8_t exponent[] = {1, 0, 1};
	struct world *world = memory_alloc(sizeof(*world));

	world->keys[RSA_KEY] =
	    cjose_jwk_create_RSA_random(2048, exponent, 3, NULL);
	world->keys[OTHER_KEY] =
	    cjose_jwk_create_RSA_random(2048, exponent, 3, NULL);
	world->keys[CURVE_KEY] =
	    cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, NULL);
	for (int i = 0; i < KEYS; i++)
		assert_true(cjose_jwk_set_kid(
		    world->keys[i], key_ids[i], strlen(key_ids[i]), NULL));
	publish(world, published, ARRAY_LEN(published));
	*state = world;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *world = *state;

	key_set_release(&world->set);
	for (int i = 0; i < KEYS; i++)
		cjose_jwk_release(world->keys[i]);
	free(world);
	return 0;
}

static char *
sign(const cjose_jwk_t *key, const char *algorithm, const char *key_id,
    const char *claims)
{
	cjose_header_t *header = cjose_header_new(NULL);
	const char *exported = NULL;
	cjose_jws_t *jws;
	char *token;

	assert_true(cjose_header_set(header, CJOSE_HDR_ALG, algorithm, NULL));
	if (key_id != NULL)
		assert_true(
		    cjose_header_set(header, CJOSE_HDR_KID, key_id, NULL));
	jws = cjose_jws_sign(
	    key, header, (const uint8_t *)claims, strlen(claims), NULL);
	assert_non_null(jws);
	assert_true(cjose_jws_export(jws, &exported, NULL));
	token = memory_strdup(exported);
	cjose_jws_release(jws);
	cjose_header_release(header);
	return token;
}

static char *
encode(const char *text)
{
	char *encoded = NULL;
	size_t len = 0;

	assert_true(cjose_base64url_encode(
	    (const uint8_t *)text, strlen(text), &encoded, &len, NULL));
	return encoded;
}

/* What the token is refused for; "" when it is taken. */
static void
expect(const struct world *world, const char *token, int expected,
    const char *part)
{
	json_t *claims = NULL;
	struct error err = ERROR_INIT;
	int status = id_token_check(token, &world->set, &claims, &err);

	json_decref(claims);
	if (status != expected)
		print_error("%s: %s\n", part, err.text);
	assert_int_equal(status, expected);
	if (status != OB_OK)
		assert_non_null(strstr(err.text, part));
}

static void
test_each_allowed_algorithm_is_taken(void **state)
{
	static const struct {
		const char *name;
		int key;
	} algorithms[] = {{"RS256", RSA_KEY}, {"RS384", RSA_KEY},
	    {"RS512", RSA_KEY}, {"PS256", RSA_KEY}, {"PS384", RSA_KEY},
	    {"PS512", RSA_KEY}, {"ES256", CURVE_KEY}};
	const struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(algorithms); i++) {
		int key = algorithms[i].key;
		cleanup_(memory_free_ptr) char *token = sign(world->keys[key],
		    algorithms[i].name, key_ids[key], "{\"sub\":\"7\"}");

		expect(world, token, OB_OK, algorithms[i].name);
	}
}

static void
test_an_unsigned_token_is_refused(void **state)
{
	const struct world *world = *state;
	cleanup_(memory_free_ptr) char *header =
	    encode("{\"alg\":\"none\",\"kid\":\"one\"}");
	cleanup_(memory_free_ptr) char *claims = encode("{\"sub\":\"7\"}");
	cleanup_(memory_free_ptr) char *bare =
	    memory_printf("%s.%s.", header, claims);
	cleanup_(memory_free_ptr) char *filled =
	    memory_printf("%s.%s.AAAA", header, claims);

	expect(world, bare, OB_EDENIED, "three parts");
	expect(world, filled, OB_EDENIED, "not allowed");
}

/* The public key is known to everybody: it must be no shared secret. */
static void
test_a_public_key_is_no_shared_secret(void **state)
{
	static const char *const algorithms[] = {"HS256", "HS384", "HS512"};
	const struct world *world = *state;
	json_auto_t *json = public_json(world, RSA_KEY);
	cleanup_(memory_free_ptr) char *secret = json_dumps(json, 0);
	cjose_jwk_t *shared = cjose_jwk_create_oct_spec(
	    (const uint8_t *)secret, strlen(secret), NULL);

	for (size_t i = 0; i < ARRAY_LEN(algorithms); i++) {
		cleanup_(memory_free_ptr) char *token =
		    sign(shared, algorithms[i], "one", "{\"sub\":\"7\"}");

		expect(world, token, OB_EDENIED, "not allowed");
	}
	cjose_jwk_release(shared);
}

static void
test_a_key_that_is_not_published_is_unknown(void **state)
{
	static const int rotated[] = {OTHER_KEY};
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    sign(world->keys[OTHER_KEY], "RS256", "two", "{}");
	cleanup_(memory_free_ptr) char *liar =
	    sign(world->keys[OTHER_KEY], "RS256", "one", "{}");

	expect(world, token, OB_ENOTFOUND, "does not publish");
	expect(world, liar, OB_EDENIED, "wrong signature");
	publish(world, rotated, 1);
	expect(world, token, OB_OK, "rotated");
	expect(world, liar, OB_ENOTFOUND, "does not publish");
}

static void
test_without_a_key_id_there_must_be_one_key_only(void **state)
{
	static const int two[] = {RSA_KEY, OTHER_KEY};
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    sign(world->keys[RSA_KEY], "RS256", NULL, "{}");

	expect(world, token, OB_OK, "one RSA key");
	publish(world, two, ARRAY_LEN(two));
	expect(world, token, OB_ENOTFOUND, "does not publish");
}

/* A key of another kind, or for another algorithm, is none. */
static void
test_a_key_is_for_its_own_kind(void **state)
{
	const struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    sign(world->keys[CURVE_KEY], "ES256", "one", "{}");

	expect(world, token, OB_ENOTFOUND, "does not publish");
}

static void
test_what_was_signed_is_what_is_read(void **state)
{
	const struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    sign(world->keys[RSA_KEY], "RS256", "one", "{\"sub\":\"7\"}");
	cleanup_(memory_free_ptr) char *other = encode("{\"sub\":\"8\"}");
	char *dot = strchr(token, '.');
	cleanup_(memory_free_ptr) char *forged = memory_printf("%.*s.%s%s",
	    (int)(dot - token), token, other, strchr(dot + 1, '.'));
	size_t len = strlen(token);

	expect(world, forged, OB_EDENIED, "wrong signature");
	token[len - 100] = token[len - 100] == 'A' ? 'B' : 'A';
	expect(world, token, OB_EDENIED, "wrong signature");
}

/* The library would split a longer one in its middle. */
static void
test_a_signature_of_a_curve_has_its_length(void **state)
{
	const struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    sign(world->keys[CURVE_KEY], "ES256", "three", "{}");
	cleanup_(memory_free_ptr) char *longer = memory_printf("%sAA", token);

	expect(world, token, OB_OK, "as it is");
	expect(world, longer, OB_EDENIED, "wrong signature");
}

static void
test_a_critical_header_is_refused(void **state)
{
	const struct world *world = *state;
	cleanup_(memory_free_ptr) char *header =
	    encode("{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[\"b64\"],"
		   "\"b64\":false}");
	cleanup_(memory_free_ptr) char *token =
	    memory_printf("%s.e30.AAAA", header);
	cleanup_(memory_free_ptr) char *twice =
	    encode("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"one\"}");
	cleanup_(memory_free_ptr) char *ambiguous =
	    memory_printf("%s.e30.AAAA", twice);
	cleanup_(memory_free_ptr) char *number =
	    encode("{\"alg\":\"RS256\",\"kid\":1}");
	cleanup_(memory_free_ptr) char *numbered =
	    memory_printf("%s.e30.AAAA", number);

	expect(world, token, OB_EDENIED, "critical header");
	expect(world, ambiguous, OB_EDENIED, "no JSON object");
	expect(world, numbered, OB_EDENIED, "names its key");
}

static void
test_what_is_no_token_is_refused(void **state)
{
	static const char *const texts[] = {"", ".", "..", "a.b", "a.b.c.d",
	    "a.b.c=", "a b.c.d", "\xff.\xff.\xff", ".e30.e30", "aaaaa.e30.AAAA",
	    "e30.AAAAA.e30", "e30.e30.A", "e=30.e30.e30"};
	const struct world *world = *state;
	char *giant = memory_alloc(ID_TOKEN_MAX + 2);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		expect(world, texts[i], OB_EDENIED, "three parts");
	memset(giant, 'A', ID_TOKEN_MAX + 1);
	expect(world, giant, OB_EDENIED, "too long");
	free(giant);
}

static void
test_claims_that_are_no_object_are_refused(void **state)
{
	static const char *const claims[] = {
	    "[]", "7", "{", "", "{\"sub\":\"7\",\"sub\":\"8\"}"};
	const struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(claims); i++) {
		cleanup_(memory_free_ptr) char *token =
		    sign(world->keys[RSA_KEY], "RS256", "one", claims[i]);

		expect(world, token, OB_EDENIED,
		    claims[i][0] == '\0' ? "three parts" : "no JSON object");
	}
}

/* ---- the claims ---- */

static char *acr_items[] = {(char[]){"gold"}, NULL};
static char *amr_items[] = {(char[]){"mfa"}, (char[]){"otp"}, NULL};
static const struct settings_list none = {.count = 0};
static const struct settings_list gold = {acr_items, 1};
static const struct settings_list strong = {amr_items, 2};

static struct id_claims_rules
usual_rules(void)
{
	return (struct id_claims_rules){
	    .issuer = ISSUER,
	    .client_id = CLIENT,
	    .nonce = NONCE,
	    .address_claim = "email",
	    .acr = &none,
	    .amr = &none,
	    .now = NOW,
	};
}

static json_t *
usual_claims(void)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:s, s:b}", "iss",
	    ISSUER, "sub", "248289761001", "aud", CLIENT, "nonce", NONCE, "exp",
	    NOW + 300, "iat", NOW, "email", "hr@example.org", "email_verified",
	    1);
}

/* field "": the claims are good. */
static void
expect_claims(const json_t *claims, const struct id_claims_rules *rules,
    const char *field)
{
	struct openid_answer answer = {.url = NULL};
	struct error err = ERROR_INIT;
	int status = id_claims_check(claims, rules, &answer, &err);

	openid_answer_release(&answer);
	assert_string_equal(err.field, field);
	assert_int_equal(status, field[0] == '\0' ? OB_OK : OB_EDENIED);
}

static void
test_good_claims_say_who_it_is(void **state)
{
	json_auto_t *claims = usual_claims();
	const struct id_claims_rules rules = usual_rules();
	struct openid_answer answer = {.url = NULL};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(id_claims_check(claims, &rules, &answer, &err), OB_OK);
	assert_string_equal(answer.issuer, ISSUER);
	assert_string_equal(answer.subject, "248289761001");
	assert_string_equal(answer.address, "hr@example.org");
	assert_false(answer.has_second_factor);
	openid_answer_release(&answer);
}

static void
test_each_bad_claim_is_refused(void **state)
{
	/* The name, what stands there instead; "null" takes it out. */
	static const struct {
		const char *name;
		const char *value;
		const char *field; /* "": it may be so */
	} changes[] = {
	    {"iss", "\"https://login.example.org/realm/\"", "iss"},
	    {"iss", "\"https://LOGIN.example.org/realm\"", "iss"},
	    {"iss", "null", "iss"},
	    {"iss", "7", "iss"},
	    {"aud", "\"other\"", "aud"},
	    {"aud", "null", "aud"},
	    {"aud", "[]", "aud"},
	    {"aud", "[\"onboard\"]", ""},
	    {"aud", "[\"onboard\", \"other\"]", "aud"},
	    {"aud", "[\"other\", \"onboard\"]", "aud"},
	    {"aud", "{\"onboard\": 1}", "aud"},
	    {"azp", "\"onboard\"", ""},
	    {"azp", "\"other\"", "azp"},
	    {"azp", "7", "azp"},
	    {"nonce", "\"n-0S6_WzA2Mk\"", "nonce"},
	    {"nonce", "\"\"", "nonce"},
	    {"nonce", "null", "nonce"},
	    {"exp", "1799999941", ""},
	    {"exp", "1799999940", "exp"},
	    {"exp", "\"1800000300\"", "exp"},
	    {"exp", "null", "exp"},
	    {"iat", "1800000060", ""},
	    {"iat", "1800000061", "iat"},
	    {"iat", "1799999400", ""},
	    {"iat", "1799999399", "iat"},
	    {"iat", "1e308", "iat"},
	    {"iat", "null", "iat"},
	    {"nbf", "1800000060", ""},
	    {"nbf", "1800000061", "nbf"},
	    {"nbf", "\"0\"", "nbf"},
	    {"sub", "null", "sub"},
	    {"sub", "\"\"", "sub"},
	    {"sub", "\"a\\nb\"", "sub"},
	    {"sub", "\"\\u00e6\"", "sub"},
	    {"sub", "7", "sub"},
	};
	const struct id_claims_rules rules = usual_rules();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		json_auto_t *claims = usual_claims();
		json_t *value =
		    json_loads(changes[i].value, JSON_DECODE_ANY, NULL);

		assert_non_null(value);
		(void)json_object_set_new(claims, changes[i].name, value);
		if (json_is_null(value))
			(void)json_object_del(claims, changes[i].name);
		print_message("%s %s\n", changes[i].name, changes[i].value);
		expect_claims(claims, &rules, changes[i].field);
	}
}

static void
test_a_subject_has_at_most_255_characters(void **state)
{
	const struct id_claims_rules rules = usual_rules();
	json_auto_t *claims = usual_claims();
	char subject[257];

	(void)state;
	memset(subject, 'a', sizeof(subject));
	subject[255] = '\0';
	(void)json_object_set_new(claims, "sub", json_string(subject));
	expect_claims(claims, &rules, "");
	subject[255] = 'a';
	subject[256] = '\0';
	(void)json_object_set_new(claims, "sub", json_string(subject));
	expect_claims(claims, &rules, "sub");
}

static void
test_a_second_factor_that_is_demanded_must_be_told_of(void **state)
{
	json_auto_t *claims = usual_claims();
	struct id_claims_rules rules = usual_rules();

	(void)state;
	rules.acr = &gold;
	expect_claims(claims, &rules, "acr");
	(void)json_object_set_new(claims, "acr", json_string("silver"));
	expect_claims(claims, &rules, "acr");
	(void)json_object_set_new(claims, "acr", json_string("gold"));
	expect_claims(claims, &rules, "");
	rules.amr = &strong;
	expect_claims(claims, &rules, "amr");
	(void)json_object_set_new(claims, "amr", json_string("mfa"));
	expect_claims(claims, &rules, "amr");
	(void)json_object_set_new(claims, "amr", json_pack("[s]", "pwd"));
	expect_claims(claims, &rules, "amr");
	(void)json_object_set_new(
	    claims, "amr", json_pack("[s, i, s]", "pwd", 7, "otp"));
	expect_claims(claims, &rules, "");
}

static bool
has_second_factor(const struct id_claims_rules *rules)
{
	json_auto_t *claims = usual_claims();
	struct openid_answer answer = {.url = NULL};
	struct error err = ERROR_INIT;
	bool has;

	(void)json_object_set_new(claims, "acr", json_string("gold"));
	(void)json_object_set_new(claims, "amr", json_pack("[s]", "mfa"));
	assert_int_equal(id_claims_check(claims, rules, &answer, &err), OB_OK);
	has = answer.has_second_factor;
	openid_answer_release(&answer);
	return has;
}

/* What nobody asked for proves nothing. */
static void
test_a_second_factor_counts_when_it_was_demanded(void **state)
{
	struct id_claims_rules rules = usual_rules();

	(void)state;
	assert_false(has_second_factor(&rules));
	rules.is_trusted = true;
	assert_true(has_second_factor(&rules));
	rules.is_trusted = false;
	rules.acr = &gold;
	assert_true(has_second_factor(&rules));
	rules.acr = &none;
	rules.amr = &strong;
	assert_true(has_second_factor(&rules));
}

static char *
address_of(const json_t *claims, const char *name)
{
	struct id_claims_rules rules = usual_rules();
	struct openid_answer answer = {.url = NULL};
	struct error err = ERROR_INIT;
	char *address;

	rules.address_claim = name;
	assert_int_equal(id_claims_check(claims, &rules, &answer, &err), OB_OK);
	address = TAKE_PTR(answer.address);
	openid_answer_release(&answer);
	return address;
}

static void
test_an_address_counts_when_it_is_verified(void **state)
{
	static const char *const unverified[] = {"false", "\"true\"", "1"};
	json_auto_t *claims = usual_claims();
	cleanup_(memory_free_ptr) char *upn = NULL;

	(void)state;
	assert_null(address_of(claims, "upn"));
	(void)json_object_set_new(claims, "upn", json_string("a@example.org"));
	upn = address_of(claims, "upn");
	assert_string_equal(upn, "a@example.org");
	for (size_t i = 0; i < ARRAY_LEN(unverified); i++) {
		(void)json_object_set_new(claims, "email_verified",
		    json_loads(unverified[i], JSON_DECODE_ANY, NULL));
		assert_null(address_of(claims, "email"));
	}
	(void)json_object_del(claims, "email_verified");
	assert_null(address_of(claims, "email"));
}

#define SIGNED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SIGNED(test_each_allowed_algorithm_is_taken),
	    SIGNED(test_an_unsigned_token_is_refused),
	    SIGNED(test_a_public_key_is_no_shared_secret),
	    SIGNED(test_a_key_that_is_not_published_is_unknown),
	    SIGNED(test_without_a_key_id_there_must_be_one_key_only),
	    SIGNED(test_a_key_is_for_its_own_kind),
	    SIGNED(test_what_was_signed_is_what_is_read),
	    SIGNED(test_a_signature_of_a_curve_has_its_length),
	    SIGNED(test_a_critical_header_is_refused),
	    SIGNED(test_what_is_no_token_is_refused),
	    SIGNED(test_claims_that_are_no_object_are_refused),
	    cmocka_unit_test(test_good_claims_say_who_it_is),
	    cmocka_unit_test(test_each_bad_claim_is_refused),
	    cmocka_unit_test(test_a_subject_has_at_most_255_characters),
	    cmocka_unit_test(
		test_a_second_factor_that_is_demanded_must_be_told_of),
	    cmocka_unit_test(test_a_second_factor_counts_when_it_was_demanded),
	    cmocka_unit_test(test_an_address_counts_when_it_is_verified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
