/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_IMPORTS_IMPORTS_ROW_H
#define ONBOARD_ENGINE_IMPORTS_IMPORTS_ROW_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct change;

/*
 * One row on its way, for imports.c and the files of each kind.  A field that
 * is not there or empty says nothing and changes nothing.
 */
struct imports_row {
	struct change *change;
	json_t *fields; /* borrowed */
	json_t *rows;	/* of the whole request, borrowed */
	size_t index;	/* in them */
	json_t *changes;
	int64_t id; /* of what it means, once that is known */
	bool is_added;
};

/* "" when the row does not say it. */
const char *imports_row_text(const struct imports_row *row, const char *field);

/* NULL when the row does not say it. */
const char *imports_row_option(
    const struct imports_row *row, const char *field);

/* OB_EINVALID when the row does not say it. */
int imports_row_need(const struct imports_row *row, const char *field,
    struct error *err) OB_MUST_CHECK;

/* DATE_NONE when the row does not say it. */
int imports_row_date(const struct imports_row *row, const char *field,
    struct date *ret_date, struct error *err) OB_MUST_CHECK;

/* -1 when the row does not say it. */
int imports_row_number(const struct imports_row *row, const char *field,
    int64_t max, int64_t *ret_number, struct error *err) OB_MUST_CHECK;

/* A line of text that may be as long as a journey's; "" is fine. */
int imports_row_check_line(const struct imports_row *row, const char *field,
    struct error *err) OB_MUST_CHECK;

/* What may be written for a word of ours; ends with a NULL word. */
struct imports_word {
	const char *written; /* in lower case */
	const char *word;
};

/* NULL when the row does not say it; the error lists what may be written. */
int imports_row_word(const struct imports_row *row, const char *field,
    const struct imports_word *words, const char **ret_word,
    struct error *err) OB_MUST_CHECK;

extern const struct imports_word imports_row_languages[];
extern const struct imports_word imports_row_recruitments[];

/*
 * "Name <addr>" from the field and FIELD_email, or from the field alone; NULL
 * when the row says neither.  Returns owned.
 */
int imports_row_person(const struct imports_row *row, const char *field,
    char **ret_person, struct error *err) OB_MUST_CHECK;

/* The address of such a text, as it is stored.  Returns owned. */
int imports_row_address(const char *field, const char *person,
    char **ret_address, struct error *err) OB_MUST_CHECK;

/* Writes down a change, if it is one. */
void imports_row_note(struct imports_row *row, const char *field,
    const char *before, const char *after);

/* Remembers the row's key for what the row means, if it has one. */
int imports_row_keep_key(
    struct imports_row *row, const char *kind, struct error *err) OB_MUST_CHECK;

/* OB_NOTFOUND when the row has no key or it means nothing yet. */
int imports_row_find_key(const struct imports_row *row, const char *kind,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

#endif
