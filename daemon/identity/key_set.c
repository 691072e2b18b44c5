/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/key_set.h"

#include <cjose/header.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "identity/base64url.h"

#define KEYS_MAX 64
#define ID_MAX 256
#define MODULUS_MIN 256 /* octets: 2048 bits */
#define MODULUS_MAX 1024
#define EXPONENT_MAX 8

static const char *
text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

/* The octets of a number without leading zeros; NULL: none.  Owned. */
static unsigned char *
number_of(const json_t *object, const char *name, size_t *ret_len)
{
	const char *text = text_of(object, name);
	unsigned char *bytes = NULL;
	size_t len = 0;
	size_t zeros = 0;

	if (text != NULL)
		bytes = base64url_decode(text, strlen(text), &len);
	if (bytes == NULL)
		return NULL;
	while (zeros < len && bytes[zeros] == 0)
		zeros++;
	memmove(bytes, bytes + zeros, len - zeros);
	*ret_len = len - zeros;
	return bytes;
}

/* An exponent of 1 would let anybody sign. */
static bool
is_strong_rsa(const json_t *object)
{
	size_t modulus_len = 0;
	size_t exponent_len = 0;
	cleanup_(memory_free_ptr) unsigned char *modulus =
	    number_of(object, "n", &modulus_len);
	cleanup_(memory_free_ptr) unsigned char *exponent =
	    number_of(object, "e", &exponent_len);

	if (modulus == NULL || exponent == NULL || modulus_len < MODULUS_MIN ||
	    modulus_len > MODULUS_MAX || exponent_len == 0 ||
	    exponent_len > EXPONENT_MAX)
		return false;
	return (exponent[exponent_len - 1] & 1) != 0 &&
	       (exponent_len > 1 || exponent[0] >= 3);
}

static const char *
curve_of(const json_t *object)
{
	static const char *const curves[] = {"P-256", "P-384", "P-521"};
	const char *named = text_of(object, "crv");

	for (size_t i = 0; named != NULL && i < ARRAY_LEN(curves); i++) {
		if (strcmp(curves[i], named) == 0)
			return curves[i];
	}
	return NULL;
}

static bool
is_number(const json_t *object, const char *name)
{
	const char *text = text_of(object, name);

	return text != NULL && base64url_is_text(text, strlen(text));
}

/* The public part, in the words of RFC 7518; NULL: not for us.  Owned. */
static json_t *
public_part(const json_t *object, struct key *key)
{
	const char *kind = text_of(object, "kty");

	if (kind != NULL && strcmp(kind, "RSA") == 0 && is_strong_rsa(object)) {
		key->kind = "RSA";
		return json_pack("{s:s, s:s, s:s}", "kty", "RSA", "n",
		    text_of(object, "n"), "e", text_of(object, "e"));
	}
	key->curve = curve_of(object);
	if (kind == NULL || strcmp(kind, "EC") != 0 || key->curve == NULL ||
	    !is_number(object, "x") || !is_number(object, "y"))
		return NULL;
	key->kind = "EC";
	return json_pack("{s:s, s:s, s:s, s:s}", "kty", "EC", "crv", key->curve,
	    "x", text_of(object, "x"), "y", text_of(object, "y"));
}

static bool
is_for_signatures(const json_t *object)
{
	const char *use = text_of(object, "use");
	const json_t *uses = json_object_get(object, "key_ops");
	bool is_to_verify = uses == NULL;

	for (size_t i = 0; i < json_array_size(uses); i++) {
		const char *word = json_string_value(json_array_get(uses, i));

		if (word != NULL && strcmp(word, "verify") == 0)
			is_to_verify = true;
	}
	return is_to_verify && (use == NULL || strcmp(use, "sig") == 0);
}

static bool
read_key(const json_t *object, struct key *key)
{
	const char *id = text_of(object, "kid");
	const char *algorithm = text_of(object, "alg");
	json_auto_t *part = NULL;

	if (!is_for_signatures(object) || (id != NULL && strlen(id) > ID_MAX))
		return false;
	part = public_part(object, key);
	if (part == NULL)
		return false;
	key->jwk = cjose_jwk_import_json(part, NULL);
	if (key->jwk == NULL)
		return false;
	key->id = memory_strdup(id);
	key->algorithm = memory_strdup(algorithm);
	return true;
}

int
key_set_read(
    const char *bytes, size_t len, struct key_set *ret_set, struct error *err)
{
	json_auto_t *document =
	    json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
	const json_t *list = json_object_get(document, "keys");
	size_t count = json_array_size(list);
	struct key_set set = {.keys = NULL};

	if (!json_is_array(list) || count > KEYS_MAX)
		return error_set(err, OB_EPROTO,
		    "the provider's keys are no list of at most %d keys",
		    KEYS_MAX);
	set.keys = memory_resize(NULL, count + 1, sizeof(*set.keys));
	for (size_t i = 0; i < count; i++) {
		struct key key = {.jwk = NULL};

		if (read_key(json_array_get(list, i), &key))
			set.keys[set.count++] = key;
	}
	*ret_set = set;
	return OB_OK;
}

void
key_set_release(struct key_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		cjose_jwk_release(set->keys[i].jwk);
		free(set->keys[i].id);
		free(set->keys[i].algorithm);
	}
	free(set->keys);
	*set = (struct key_set){.keys = NULL};
}

static bool
fits(const struct key *key, const char *id, const struct key_need *need)
{
	if (strcmp(key->kind, need->kind) != 0 ||
	    (need->curve != NULL && strcmp(key->curve, need->curve) != 0))
		return false;
	if (key->algorithm != NULL &&
	    strcmp(key->algorithm, need->algorithm) != 0)
		return false;
	return id == NULL || (key->id != NULL && strcmp(key->id, id) == 0);
}

const struct key *
key_set_find(
    const struct key_set *set, const char *id, const struct key_need *need)
{
	const struct key *found = NULL;

	for (size_t i = 0; i < set->count; i++) {
		if (!fits(&set->keys[i], id, need))
			continue;
		if (found != NULL)
			return NULL;
		found = &set->keys[i];
	}
	return found;
}
