/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_VIEW_H
#define ONBOARD_CLI_VIEW_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Reads the daemon's JSON for people.  What is missing or has another type
 * than expected reads as "", so that an answer of a newer daemon still shows
 * what is known; only the outer parts must be there.
 */

/* OB_EPROTO when the answer has no such array or object.  Borrowed. */
int view_list(const json_t *answer, const char *key, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;
int view_object(const json_t *answer, const char *key, json_t **ret_object,
    struct error *err) OB_MUST_CHECK;

/* Borrowed; "" when it is no string. */
const char *view_text(const json_t *object, const char *key);
bool view_is_true(const json_t *object, const char *key);

/* The rest return owned. */

/* A string, number or truth value as it is written. */
char *view_value(const json_t *object, const char *key);

/* "Thu 2026-10-01"; another text as it is. */
char *view_date(const json_t *object, const char *key);

/* RFC 3339 as "Thu 2026-10-01 08:00", "UTC" behind if it says so. */
char *view_instant(const json_t *object, const char *key);

/* "08:00-09:00" of two RFC 3339 texts; "" without a start. */
char *view_times(const json_t *object);

/* An address as people write it: its domain in Unicode. */
char *view_address(const json_t *object, const char *key);

/* "Name <addr>" of {"name","email"}. */
char *view_person(const json_t *object, const char *key);

/* Strings of an array with ", " between. */
char *view_words(const json_t *object, const char *key);

/* The same of addresses, as people write them. */
char *view_addresses(const json_t *object, const char *key);

#endif
