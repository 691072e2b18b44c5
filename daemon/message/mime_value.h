/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_MIME_VALUE_H
#define ONBOARD_MESSAGE_MIME_VALUE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The value of Content-Type or Content-Disposition with its parameters (RFC
 * 2045, 5.1; RFC 2183; RFC 2231), read strictly.
 */
#define MIME_VALUE_PARAMETERS_MAX 30

struct mime_parameter {
	const char *name;  /* in lower case */
	const char *value; /* without quotes and their escapes */
	bool is_quoted;
};

struct mime_value {
	char *text;
	const char *kind; /* "text/plain", in lower case */
	struct mime_parameter parameters[MIME_VALUE_PARAMETERS_MAX];
	size_t count;
	const char *fault; /* what is wrong from some place on, or NULL */
};

/* Takes any text; what comes before a fault is there. */
void mime_value_parse(const char *text, struct mime_value *ret_value);
void mime_value_release(struct mime_value *value);

/* "" when there is none. */
const char *mime_value_parameter(
    const struct mime_value *value, const char *name);
bool mime_value_has(const struct mime_value *value, const char *name);

#endif
