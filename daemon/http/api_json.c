/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/api_json.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "http/exchange.h"

static const struct api_json_key *
find_key(const struct api_json_key *keys, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	}
	return NULL;
}

static int
check_text(
    const struct api_json_key *key, const json_t *value, struct error *err)
{
	const char *text = json_string_value(value);
	size_t len = json_string_length(value);
	size_t max =
	    key->max_chars == 0 ? API_JSON_CHARS_DEFAULT : key->max_chars;

	if (memchr(text, '\0', len) != NULL || !utf8_is_valid(text, len))
		return error_set_field(err, OB_EINVALID, key->name,
		    "'%s' is not text in UTF-8", key->name);
	if (utf8_length(text) > max)
		return error_set_field(err, OB_EINVALID, key->name,
		    "'%s' is longer than %zu characters", key->name, max);
	return OB_OK;
}

static int
wrong_type(
    const struct api_json_key *key, const char *wanted, struct error *err)
{
	return error_set_field(
	    err, OB_EINVALID, key->name, "'%s' must be %s", key->name, wanted);
}

static int
decode_text(const struct api_json_key *key, const json_t *value, void *target,
    struct error *err)
{
	const char *text = json_string_value(value);
	int status;

	if (text == NULL)
		return wrong_type(key, "a text", err);
	status = check_text(key, value, err);
	if (status == OB_OK)
		memcpy(target, &text, sizeof(text));
	return status;
}

static int
decode_number(const struct api_json_key *key, const json_t *value, void *target,
    struct error *err)
{
	int64_t number = json_integer_value(value);

	if (!json_is_integer(value))
		return wrong_type(key, "a whole number", err);
	memcpy(target, &number, sizeof(number));
	return OB_OK;
}

static int
decode_flag(const struct api_json_key *key, const json_t *value, void *target,
    struct error *err)
{
	bool flag = json_is_true(value);

	if (!json_is_boolean(value))
		return wrong_type(key, "true or false", err);
	memcpy(target, &flag, sizeof(flag));
	return OB_OK;
}

static int
decode_list(const struct api_json_key *key, const json_t *value, void *target,
    struct error *err)
{
	if (!json_is_array(value))
		return wrong_type(key, "a list", err);
	memcpy(target, &value, sizeof(value));
	return OB_OK;
}

static int
decode_value(const struct api_json_key *key, const json_t *value, char *record,
    struct error *err)
{
	void *target = record + key->offset;

	switch (key->kind) {
	case API_JSON_TEXT:
		return decode_text(key, value, target, err);
	case API_JSON_NUMBER:
		return decode_number(key, value, target, err);
	case API_JSON_LIST:
		return decode_list(key, value, target, err);
	case API_JSON_FLAG:
		break;
	}
	return decode_flag(key, value, target, err);
}

/* The name comes from outside: it may be long. */
static int
unknown_key(const char *name, struct error *err)
{
	char field[48] = "";
	size_t len = 0;

	while (name[len] != '\0') {
		size_t step = utf8_char_len(name + len, strlen(name + len));

		if (step == 0 || len + step >= sizeof(field))
			break;
		memcpy(field + len, name + len, step);
		len += step;
	}
	return error_set_field(err, OB_EINVALID, field,
	    "'%s' is not known here; see the API's description", field);
}

int
api_json_decode(const json_t *object, const struct api_json_key *keys,
    size_t count, void *ret_record, struct error *err)
{
	/* jansson's iterators want a pointer that could change it. */
	json_t *body = json_incref((json_t *)(uintptr_t)object);
	const char *name;
	json_t *value;
	int status = OB_OK;

	json_object_foreach(body, name, value)
	{
		const struct api_json_key *key = find_key(keys, count, name);

		if (status != OB_OK)
			continue;
		status = key == NULL
			     ? unknown_key(name, err)
			     : decode_value(key, value, ret_record, err);
	}
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (keys[i].is_needed &&
		    json_object_get(body, keys[i].name) == NULL)
			status = error_set_field(err, OB_EINVALID, keys[i].name,
			    "'%s' is missing", keys[i].name);
	}
	json_decref(body);
	return status;
}

int
api_json_read(struct exchange *exchange, const struct api_json_key *keys,
    size_t count, json_t **ret_body, void *ret_record, struct error *err)
{
	size_t len = 0;
	int status = OB_OK;

	(void)exchange_body(exchange, &len);
	if (len == 0)
		*ret_body = json_object();
	else
		status = exchange_read_json(exchange, ret_body, err);
	if (status != OB_OK)
		return status;
	return api_json_decode(*ret_body, keys, count, ret_record, err);
}
