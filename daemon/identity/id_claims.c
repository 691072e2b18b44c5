/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/id_claims.h"

#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"

#define SKEW_SECONDS 60
#define AGE_SECONDS 600 /* the code was changed for it just now */
#define SUBJECT_MAX 255
#define ADDRESS_LEN_MAX 254

static int
refuse(struct error *err, const char *field, const char *why)
{
	return error_set_field(
	    err, OB_EDENIED, field, "the ID token %s ('%s')", why, field);
}

static const char *
text_of(const json_t *claims, const char *name)
{
	return json_string_value(json_object_get(claims, name));
}

/* A text, or a list with nothing else in it. */
static bool
is_for_us(const json_t *audience, const char *client_id)
{
	if (json_is_array(audience) && json_array_size(audience) == 1)
		audience = json_array_get(audience, 0);
	return digest_equal_text(json_string_value(audience), client_id);
}

static int
check_parties(const json_t *claims, const struct id_claims_rules *rules,
    struct error *err)
{
	const json_t *party = json_object_get(claims, "azp");

	if (!digest_equal_text(text_of(claims, "iss"), rules->issuer))
		return refuse(err, "iss", "is of another issuer");
	if (!is_for_us(json_object_get(claims, "aud"), rules->client_id))
		return refuse(err, "aud", "is for somebody else");
	if (party != NULL &&
	    !digest_equal_text(json_string_value(party), rules->client_id))
		return refuse(err, "azp", "was given to somebody else");
	if (!digest_equal_text(text_of(claims, "nonce"), rules->nonce))
		return refuse(err, "nonce", "is of another sign-in");
	return OB_OK;
}

static bool
read_instant(const json_t *claims, const char *name, double *ret_instant)
{
	const json_t *value = json_object_get(claims, name);

	*ret_instant = json_number_value(value);
	return json_is_number(value);
}

static int
check_times(const json_t *claims, const struct id_claims_rules *rules,
    struct error *err)
{
	double now = (double)rules->now;
	double expires = 0;
	double issued = 0;
	double not_before = 0;

	if (!read_instant(claims, "exp", &expires) ||
	    now >= expires + SKEW_SECONDS)
		return refuse(err, "exp", "has expired");
	if (!read_instant(claims, "iat", &issued) ||
	    issued > now + SKEW_SECONDS || issued < now - AGE_SECONDS)
		return refuse(err, "iat", "was not made just now");
	if (json_object_get(claims, "nbf") != NULL &&
	    (!read_instant(claims, "nbf", &not_before) ||
		not_before > now + SKEW_SECONDS))
		return refuse(err, "nbf", "is not valid yet");
	return OB_OK;
}

/* At most 255 characters of ASCII (Core, 2). */
static bool
is_subject(const char *text)
{
	size_t len = 0;

	for (; text != NULL && text[len] != '\0'; len++) {
		if (text[len] < ' ' || text[len] > '~' || len >= SUBJECT_MAX)
			return false;
	}
	return len > 0;
}

static bool
has(const struct settings_list *list, const char *word)
{
	for (size_t i = 0; word != NULL && i < list->count; i++) {
		if (strcmp(list->items[i], word) == 0)
			return true;
	}
	return false;
}

static bool
has_method(const json_t *methods, const struct settings_list *list)
{
	for (size_t i = 0; i < json_array_size(methods); i++) {
		if (has(list, json_string_value(json_array_get(methods, i))))
			return true;
	}
	return false;
}

static int
check_factors(const json_t *claims, const struct id_claims_rules *rules,
    struct error *err)
{
	if (rules->acr->count > 0 && !has(rules->acr, text_of(claims, "acr")))
		return refuse(err, "acr", "tells of too weak a sign-in");
	if (rules->amr->count > 0 &&
	    !has_method(json_object_get(claims, "amr"), rules->amr))
		return refuse(err, "amr", "tells of too weak a sign-in");
	return OB_OK;
}

/* Whoever may type an address of their choice is not believed. */
static char *
address_of(const json_t *claims, const char *name)
{
	const char *address = text_of(claims, name);
	bool is_email = strcmp(name, "email") == 0;

	if (address == NULL || address[0] == '\0' ||
	    strlen(address) > ADDRESS_LEN_MAX ||
	    (is_email &&
		!json_is_true(json_object_get(claims, "email_verified"))))
		return NULL;
	return memory_strdup(address);
}

int
id_claims_check(const json_t *claims, const struct id_claims_rules *rules,
    struct openid_answer *ret_answer, struct error *err)
{
	const char *subject = text_of(claims, "sub");
	int status = check_parties(claims, rules, err);

	if (status == OB_OK)
		status = check_times(claims, rules, err);
	if (status == OB_OK && !is_subject(subject))
		status = refuse(err, "sub", "does not say who it is of");
	if (status == OB_OK)
		status = check_factors(claims, rules, err);
	if (status != OB_OK)
		return status;
	*ret_answer = (struct openid_answer){
	    .issuer = memory_strdup(rules->issuer),
	    .subject = memory_strdup(subject),
	    .address = address_of(claims, rules->address_claim),
	    .has_second_factor = rules->is_trusted || rules->acr->count > 0 ||
				 rules->amr->count > 0,
	};
	return OB_OK;
}
