/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/token_answer.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

#define WORD_MAX 60

/* A code as "invalid_grant"; the server's other words may hold anything. */
static const char *
word_of(const json_t *answer)
{
	const char *word = json_string_value(json_object_get(answer, "error"));
	size_t len =
	    word == NULL ? 0 : strspn(word, "abcdefghijklmnopqrstuvwxyz_");

	return len > 0 && len <= WORD_MAX && word[len] == '\0' ? word : "";
}

static int
refuse(long http_status, const json_t *answer, struct error *err)
{
	const char *word = word_of(answer);
	bool is_code = strcmp(word, "invalid_grant") == 0;

	return error_set(err, is_code ? OB_EDENIED : OB_EPROTO,
	    "the provider's token endpoint answered %ld%s%s", http_status,
	    word[0] == '\0' ? "" : " ", word);
}

int
token_answer_read(long http_status, const char *bytes, size_t len,
    char **ret_id_token, struct error *err)
{
	json_auto_t *answer =
	    json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
	const char *type =
	    json_string_value(json_object_get(answer, "token_type"));
	const char *token =
	    json_string_value(json_object_get(answer, "id_token"));

	if (http_status != 200)
		return refuse(http_status, answer, err);
	if (type == NULL || strcasecmp(type, "Bearer") != 0 || token == NULL)
		return error_set(err, OB_EPROTO,
		    "the provider's token endpoint gave no ID token");
	*ret_id_token = memory_strdup(token);
	return OB_OK;
}
