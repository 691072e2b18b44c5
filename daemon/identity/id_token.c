/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/id_token.h"

#include <cjose/jws.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "identity/base64url.h"

#define PARTS 3

/* Two halves of the curve's size make a signature of it (RFC 7518, 3.4). */
static const struct algorithm {
	struct key_need need;
	size_t signature_len; /* 0: the key's */
} algorithms[] = {
    {{"RS256", "RSA", NULL}, 0},
    {{"RS384", "RSA", NULL}, 0},
    {{"RS512", "RSA", NULL}, 0},
    {{"PS256", "RSA", NULL}, 0},
    {{"PS384", "RSA", NULL}, 0},
    {{"PS512", "RSA", NULL}, 0},
    {{"ES256", "EC", "P-256"}, 64},
    {{"ES384", "EC", "P-384"}, 96},
    {{"ES512", "EC", "P-521"}, 132},
};

/* Header, claims and signature, as they stand in the token. */
struct parts {
	const char *starts[PARTS];
	size_t lens[PARTS];
};

static int
refuse(struct error *err, const char *why)
{
	return error_set(err, OB_EDENIED, "the ID token %s", why);
}

static bool
split(const char *token, struct parts *parts)
{
	for (int i = 0; i < PARTS; i++) {
		parts->starts[i] = token;
		parts->lens[i] = strcspn(token, ".");
		if (!base64url_is_text(token, parts->lens[i]))
			return false;
		token += parts->lens[i];
		if (*token != (i < PARTS - 1 ? '.' : '\0'))
			return false;
		token++;
	}
	return true;
}

static unsigned char *
decode(const struct parts *parts, int which, size_t *ret_len)
{
	return base64url_decode(
	    parts->starts[which], parts->lens[which], ret_len);
}

/* A name that stands twice would be read by each in its own way. */
static json_t *
read_object(const struct parts *parts, int which)
{
	size_t len = 0;
	cleanup_(memory_free_ptr) unsigned char *bytes =
	    decode(parts, which, &len);
	json_t *object = bytes == NULL ? NULL
				       : json_loadb((const char *)bytes, len,
					     JSON_REJECT_DUPLICATES, NULL);

	if (json_is_object(object))
		return object;
	json_decref(object);
	return NULL;
}

static const struct algorithm *
find_algorithm(const json_t *header)
{
	const char *name = json_string_value(json_object_get(header, "alg"));

	for (size_t i = 0; name != NULL && i < ARRAY_LEN(algorithms); i++) {
		if (strcmp(algorithms[i].need.algorithm, name) == 0)
			return &algorithms[i];
	}
	return NULL;
}

static void
release_jws(cjose_jws_t **jws)
{
	cjose_jws_release(*jws);
}

/* cjose splits a signature of a curve in the middle, however long it is. */
static bool
is_signed(const char *token, const struct parts *parts,
    const struct algorithm *algorithm, const struct key *key)
{
	size_t len = 0;
	cleanup_(memory_free_ptr) unsigned char *signature =
	    decode(parts, PARTS - 1, &len);
	cleanup_(release_jws) cjose_jws_t *jws = NULL;

	if (signature == NULL ||
	    (algorithm->signature_len != 0 && algorithm->signature_len != len))
		return false;
	jws = cjose_jws_import(token, strlen(token), NULL);
	return jws != NULL && cjose_jws_verify(jws, key->jwk, NULL);
}

static int
check_header(const json_t *header, struct error *err)
{
	const json_t *id = json_object_get(header, "kid");

	if (header == NULL)
		return refuse(err, "has a header that is no JSON object");
	if (json_object_get(header, "crit") != NULL)
		return refuse(err, "has a critical header that is not known");
	if (id != NULL && !json_is_string(id))
		return refuse(err, "names its key in no text");
	return OB_OK;
}

static int
check_signature(const char *token, const struct parts *parts,
    const struct key_set *keys, struct error *err)
{
	json_auto_t *header = read_object(parts, 0);
	const struct algorithm *algorithm = find_algorithm(header);
	const struct key *key;
	int status = check_header(header, err);

	if (status != OB_OK)
		return status;
	if (algorithm == NULL)
		return refuse(err, "is signed in a way that is not allowed");
	key = key_set_find(keys,
	    json_string_value(json_object_get(header, "kid")),
	    &algorithm->need);
	if (key == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "the ID token is signed with a key that the provider does "
		    "not publish");
	return is_signed(token, parts, algorithm, key)
		   ? OB_OK
		   : refuse(err, "has a wrong signature");
}

int
id_token_check(const char *token, const struct key_set *keys,
    json_t **ret_claims, struct error *err)
{
	struct parts parts = {.lens = {0}};
	json_t *claims;
	int status;

	if (strnlen(token, ID_TOKEN_MAX + 1) > ID_TOKEN_MAX)
		return refuse(err, "is too long");
	if (!split(token, &parts))
		return refuse(err, "is not three parts of base64url");
	status = check_signature(token, &parts, keys, err);
	if (status != OB_OK)
		return status;
	claims = read_object(&parts, 1);
	if (claims == NULL)
		return refuse(err, "has claims that are no JSON object");
	*ret_claims = claims;
	return OB_OK;
}
