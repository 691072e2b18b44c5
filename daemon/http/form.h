/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_FORM_H
#define ONBOARD_HTTP_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Fields of a query or of an application/x-www-form-urlencoded body; the lines
 * of a value end in \n, however the browser ended them.
 */

#define FORM_FIELDS_MAX 256

struct form_field {
	char *name;
	char *value;
};

struct form {
	struct form_field *fields;
	size_t count;
};

/*
 * Decodes %-escapes once; plus_is_blank for forms.  Returns owned; NULL for a
 * broken escape, a NUL byte or text that is not UTF-8.
 */
char *form_decode(const char *bytes, size_t len, bool plus_is_blank);

int form_parse(const char *bytes, size_t len, struct form *ret_form,
    struct error *err) OB_MUST_CHECK;
void form_release(struct form *form);

/* The first value of that name; NULL if there is none. */
const char *form_find(const struct form *form, const char *name);

#endif
