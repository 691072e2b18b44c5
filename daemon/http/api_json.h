/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_API_JSON_H
#define ONBOARD_HTTP_API_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct exchange;

/*
 * Strict reading of a request's JSON into a struct, by a table of the keys
 * that may stand in it.  A key that is not in the table, another type than
 * the table's, a text that is too long or holds NUL: OB_EINVALID names it.
 */
enum api_json_kind {
	API_JSON_TEXT,	 /* const char *, borrowed from the JSON */
	API_JSON_NUMBER, /* int64_t */
	API_JSON_FLAG,	 /* bool */
	API_JSON_LIST,	 /* const json_t *, borrowed from the JSON */
};

struct api_json_key {
	const char *name;
	enum api_json_kind kind;
	bool is_needed;
	size_t max_chars; /* of a text; 0: API_JSON_CHARS_DEFAULT */
	size_t offset;	  /* in the struct */
};

#define API_JSON_CHARS_DEFAULT 500

/* The struct is zeroed by the caller; absent keys leave it as it is. */
int api_json_decode(const json_t *object, const struct api_json_key *keys,
    size_t count, void *ret_record, struct error *err) OB_MUST_CHECK;

/*
 * Reads and decodes the body; no body at all counts as {}.  ret_body owns
 * the texts and is set on failure, too.
 */
int api_json_read(struct exchange *exchange, const struct api_json_key *keys,
    size_t count, json_t **ret_body, void *ret_record,
    struct error *err) OB_MUST_CHECK;

#endif
