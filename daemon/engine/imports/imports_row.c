/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/imports/imports_row.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "message/address.h"
#include "model/handbook.h"
#include "model/import_date.h"
#include "store/external_key_store.h"

#define LINE_CHARS 200
#define NUMBER_DIGITS 9

const struct imports_word imports_row_languages[] = {
    {"da", "da"},
    {"dansk", "da"},
    {"danish", "da"},
    {"en", "en"},
    {"engelsk", "en"},
    {"english", "en"},
    {NULL, NULL},
};

const struct imports_word imports_row_recruitments[] = {
    {"intern", "internal"},
    {"ekstern", "external"},
    {"internal", "internal"},
    {"external", "external"},
    {NULL, NULL},
};

const char *
imports_row_option(const struct imports_row *row, const char *field)
{
	const char *text =
	    json_string_value(json_object_get(row->fields, field));

	return text == NULL || text[0] == '\0' ? NULL : text;
}

const char *
imports_row_text(const struct imports_row *row, const char *field)
{
	const char *text = imports_row_option(row, field);

	return text == NULL ? "" : text;
}

int
imports_row_need(
    const struct imports_row *row, const char *field, struct error *err)
{
	if (imports_row_option(row, field) != NULL)
		return OB_OK;
	return error_set_field(err, OB_EINVALID, field, "this is missing");
}

int
imports_row_date(const struct imports_row *row, const char *field,
    struct date *ret_date, struct error *err)
{
	const char *text = imports_row_option(row, field);
	int status;

	*ret_date = DATE_NONE;
	if (text == NULL)
		return OB_OK;
	status = import_date_parse(text, ret_date, err);
	return status == OB_OK ? OB_OK : error_name_field(err, field);
}

int
imports_row_number(const struct imports_row *row, const char *field,
    int64_t max, int64_t *ret_number, struct error *err)
{
	const char *text = imports_row_option(row, field);
	int64_t number = 0;
	size_t digits;

	*ret_number = -1;
	if (text == NULL)
		return OB_OK;
	digits = strspn(text, "0123456789");
	if (text[digits] == '\0' && digits <= NUMBER_DIGITS) {
		for (size_t i = 0; i < digits; i++)
			number = number * 10 + (text[i] - '0');
		if (number <= max) {
			*ret_number = number;
			return OB_OK;
		}
	}
	return error_set_field(err, OB_EINVALID, field,
	    "'%.40s' is not a whole number from 0 to %lld", text,
	    (long long)max);
}

int
imports_row_check_line(
    const struct imports_row *row, const char *field, struct error *err)
{
	const char *text = imports_row_option(row, field);

	return text == NULL ? OB_OK
			    : utf8_check_line(field, text, LINE_CHARS, err);
}

/* ASCII and the Danish letters, as in import_form.c. */
static char *
lower(const char *text)
{
	char *copy = memory_strdup(text);

	for (char *at = copy; *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at;
		bool is_latin = at > copy && (unsigned char)at[-1] == 0xC3;

		if ((c >= 'A' && c <= 'Z') ||
		    (is_latin && c >= 0x80 && c <= 0x9E && c != 0x97))
			*at = (char)(c + 0x20);
	}
	return copy;
}

static int
refuse_word(const char *field, const struct imports_word *words,
    const char *text, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf list = STRBUF_INIT;

	for (; words->word != NULL; words++)
		strbuf_add_format(
		    &list, "%s%s", list.len > 0 ? ", " : "", words->written);
	return error_set_field(err, OB_EINVALID, field,
	    "'%.60s' is not known here; write one of: %s", text, list.buf);
}

int
imports_row_word(const struct imports_row *row, const char *field,
    const struct imports_word *words, const char **ret_word, struct error *err)
{
	const char *text = imports_row_option(row, field);
	cleanup_(memory_free_ptr) char *folded = NULL;

	*ret_word = NULL;
	if (text == NULL)
		return OB_OK;
	folded = lower(text);
	for (size_t i = 0; words[i].word != NULL; i++) {
		if (strcmp(words[i].written, folded) == 0)
			*ret_word = words[i].word;
	}
	return *ret_word == NULL ? refuse_word(field, words, text, err) : OB_OK;
}

int
imports_row_person(const struct imports_row *row, const char *field,
    char **ret_person, struct error *err)
{
	cleanup_(address_release) struct address address = ADDRESS_INIT;
	cleanup_(memory_free_ptr) char *email_field =
	    memory_printf("%s_email", field);
	const char *name = imports_row_option(row, field);
	const char *email = imports_row_option(row, email_field);
	int status;

	*ret_person = NULL;
	if (name == NULL && email == NULL)
		return OB_OK;
	if (name != NULL && email == NULL && strchr(name, '@') == NULL)
		return error_set_field(err, OB_EINVALID, field,
		    "'%.100s' needs an address: in a column of its own, or as "
		    "\"Name <address>\"",
		    name);
	if (name != NULL && email != NULL && strchr(name, '@') == NULL) {
		status = utf8_check_line(field, name, LINE_CHARS, err);
		if (status == OB_OK)
			status = address_parse_field(
			    email_field, email, &address, err);
		if (status == OB_OK)
			*ret_person = handbook_mailbox(name, address.address);
		return status;
	}
	*ret_person = memory_strdup(email != NULL ? email : name);
	return OB_OK;
}

int
imports_row_address(const char *field, const char *person, char **ret_address,
    struct error *err)
{
	cleanup_(address_release) struct address address = ADDRESS_INIT;
	int status = address_parse_field(field, person, &address, err);

	if (status == OB_OK)
		*ret_address = TAKE_PTR(address.address);
	return status;
}

void
imports_row_note(struct imports_row *row, const char *field, const char *before,
    const char *after)
{
	if (strcmp(before, after) == 0)
		return;
	(void)json_array_append_new(
	    row->changes, json_pack("{s:s, s:s, s:s}", "field", field, "before",
			      before, "after", after));
}

int
imports_row_find_key(const struct imports_row *row, const char *kind,
    int64_t *ret_id, struct error *err)
{
	const char *key = imports_row_option(row, "key");
	int status;

	if (key == NULL)
		return OB_ENOTFOUND;
	status = utf8_check_line("key", key, EXTERNAL_KEY_CHARS, err);
	if (status != OB_OK)
		return status;
	return external_key_store_find(
	    row->change->engine->store, kind, key, ret_id, err);
}

int
imports_row_keep_key(
    struct imports_row *row, const char *kind, struct error *err)
{
	struct engine *engine = row->change->engine;
	cleanup_(memory_free_ptr) char *known = NULL;
	const char *key = imports_row_option(row, "key");
	int status;

	if (key == NULL)
		return OB_OK;
	status = external_key_store_find_entity(
	    engine->store, kind, row->id, &known, err);
	if (status != OB_OK || strcmp(known, key) == 0)
		return status;
	if (known[0] != '\0')
		return error_set_field(err, OB_ECONFLICT, "key",
		    "this %s has the key '%s' already, and cannot be '%s' too",
		    kind, known, key);
	imports_row_note(row, "key", "", key);
	return external_key_store_add(engine->store, kind, key, row->id, err);
}
