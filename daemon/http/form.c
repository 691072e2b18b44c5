/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "http/octet.h"

/* One character from *at on, which moves behind it; -1 if it is broken. */
static int
decode_one(const char *bytes, size_t len, size_t *at, bool plus_is_blank)
{
	char c = bytes[(*at)++];
	int high;
	int low;

	if (c == '+' && plus_is_blank)
		return ' ';
	if (c != '%')
		return c == '\0' ? -1 : (unsigned char)c;
	if (len - *at < 2)
		return -1;
	high = octet_from_hex(bytes[*at]);
	low = octet_from_hex(bytes[*at + 1]);
	*at += 2;
	if (high < 0 || low < 0 || (high == 0 && low == 0))
		return -1;
	return high * 16 + low;
}

char *
form_decode(const char *bytes, size_t len, bool plus_is_blank)
{
	cleanup_(memory_free_ptr) char *text = memory_alloc(len + 1);
	size_t used = 0;

	for (size_t at = 0; at < len;) {
		int c = decode_one(bytes, len, &at, plus_is_blank);

		if (c < 0)
			return NULL;
		text[used++] = (char)(unsigned char)c;
	}
	if (!utf8_is_valid(text, used))
		return NULL;
	return TAKE_PTR(text);
}

/* Browsers end the lines of a text by \r\n, whatever it had when it came. */
static char *
decode_value(const char *bytes, size_t len)
{
	cleanup_(memory_free_ptr) char *text = form_decode(bytes, len, true);

	return text == NULL ? NULL : strbuf_plain_lines(text);
}

static int
parse_field(const char *bytes, size_t len, struct form *form, struct error *err)
{
	const char *equals = memchr(bytes, '=', len);
	size_t name_len = equals == NULL ? len : (size_t)(equals - bytes);
	const char *value = equals == NULL ? "" : equals + 1;
	size_t value_len = equals == NULL ? 0 : len - name_len - 1;
	struct form_field *field = &form->fields[form->count];

	if (form->count == FORM_FIELDS_MAX)
		return error_set(err, OB_ELIMIT,
		    "cannot read the form: more than %d fields",
		    FORM_FIELDS_MAX);
	form->count++;
	field->name = form_decode(bytes, name_len, true);
	field->value = decode_value(value, value_len);
	if (field->name == NULL || field->value == NULL)
		return error_set(err, OB_EINVALID,
		    "cannot read the form: a field is not escaped UTF-8 text");
	return 0;
}

static size_t
count_fields(const char *bytes, size_t len)
{
	size_t count = 1;

	for (size_t i = 0; i < len; i++)
		count += bytes[i] == '&';
	return count < FORM_FIELDS_MAX ? count : FORM_FIELDS_MAX;
}

int
form_parse(
    const char *bytes, size_t len, struct form *ret_form, struct error *err)
{
	cleanup_(form_release) struct form form = {0};
	const char *end = bytes + len;

	form.fields =
	    memory_alloc(count_fields(bytes, len) * sizeof(*form.fields));
	while (bytes < end) {
		const char *stop = memchr(bytes, '&', (size_t)(end - bytes));
		int r = 0;

		if (stop == NULL)
			stop = end;
		if (stop > bytes)
			r = parse_field(
			    bytes, (size_t)(stop - bytes), &form, err);
		if (r < 0)
			return r;
		bytes = stop == end ? end : stop + 1;
	}
	*ret_form = form;
	form = (struct form){0};
	return 0;
}

void
form_release(struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		free(form->fields[i].name);
		free(form->fields[i].value);
	}
	free(form->fields);
	*form = (struct form){0};
}

const char *
form_find(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++) {
		if (strcmp(form->fields[i].name, name) == 0)
			return form->fields[i].value;
	}
	return NULL;
}
