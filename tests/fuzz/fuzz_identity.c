/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "identity/id_claims.h"
#include "identity/id_token.h"
#include "identity/key_set.h"
#include "identity/provider.h"
#include "identity/token_answer.h"

/*
 * What an OpenID Connect provider may answer: the first byte says which of its
 * documents the rest is.  Whatever is believed must be in form; nobody here
 * knows the private key, so no token may be.
 */
#define ISSUER "https://login.example.org"

static const char keys[] =
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\","
    "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}";

static void
try_document(const char *bytes, size_t len)
{
	struct provider provider = {.issuer = NULL};

	if (provider_read(bytes, len, ISSUER, &provider, NULL) != OB_OK)
		return;
	assert(strcmp(provider.issuer, ISSUER) == 0);
	assert(strncmp(provider.token_endpoint, "https://", 8) == 0);
	assert(strpbrk(provider.authorization_endpoint, "\"'<> ") == NULL);
	provider_release(&provider);
}

static void
try_keys(const char *bytes, size_t len)
{
	struct key_set set = {.keys = NULL};

	if (key_set_read(bytes, len, &set, NULL) != OB_OK)
		return;
	for (size_t i = 0; i < set.count; i++)
		assert(set.keys[i].jwk != NULL);
	key_set_release(&set);
}

static void
try_answer(const char *bytes, size_t len)
{
	char *token = NULL;

	if (token_answer_read(200, bytes, len, &token, NULL) == OB_OK)
		assert(token != NULL);
	free(token);
	assert(token_answer_read(400, bytes, len, &token, NULL) != OB_OK);
}

static void
try_token(const char *bytes, size_t len)
{
	cleanup_(memory_free_ptr) char *token = memory_strndup(bytes, len);
	struct key_set set = {.keys = NULL};
	json_t *claims = NULL;
	int status = key_set_read(keys, strlen(keys), &set, NULL);

	assert(status == OB_OK && set.count == 1);
	status = id_token_check(token, &set, &claims, NULL);
	assert(status != OB_OK);
	key_set_release(&set);
}

static void
try_claims(const char *bytes, size_t len)
{
	static const struct settings_list none = {.count = 0};
	const struct id_claims_rules rules = {
	    .issuer = ISSUER,
	    .client_id = "c",
	    .nonce = "n",
	    .address_claim = "email",
	    .acr = &none,
	    .amr = &none,
	    .now = 1800000000,
	};
	json_t *claims = json_loadb(bytes, len, 0, NULL);
	struct openid_answer answer = {.url = NULL};

	if (id_claims_check(claims, &rules, &answer, NULL) == OB_OK)
		assert(answer.subject[0] != '\0');
	openid_answer_release(&answer);
	json_decref(claims);
}

typedef void try_fn(const char *bytes, size_t len);

static try_fn *const tries[] = {
    try_document, try_keys, try_answer, try_token, try_claims};

/* NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	cleanup_(memory_free_ptr) char *copy = NULL;

	if (size == 0)
		return 0;
	/* A copy of that very size lets the sanitizer see an overrun. */
	copy = memory_dup(bytes + 1, size - 1);
	tries[bytes[0] % ARRAY_LEN(tries)](copy, size - 1);
	return 0;
}
