/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_SCOPE_H
#define ONBOARD_ENGINE_HR_HR_SCOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct board_scope;
struct engine;

/*
 * Who looks: a coordinator of one area sees its journeys only, and what has
 * to do with them.  Views say things in the reader's language.
 */
struct hr_scope {
	const char *area; /* "" is all */
	enum language language;
	int64_t person_id; /* who looks; 0: nobody in particular */
	bool is_director;  /* who may know of no few leaders */
};

/* Whether the reader sees to what belongs to an area; "" is every area's. */
bool hr_scope_sees_to(const struct hr_scope *scope, const char *area);

/* The same, or it is every area's: what the reader may read. */
bool hr_scope_reads(const struct hr_scope *scope, const char *area);

/* Rows of a list that are shown at once. */
#define HR_PAGE_ROWS 50

/* Characters that somebody may look for. */
#define HR_TEXT_MAX 100

/*
 * A page's number as text, from 1; NULL and "" are the first.  OB_EINVALID
 * names the field.
 */
int hr_scope_read_page(
    const char *text, size_t *ret_page, struct error *err) OB_MUST_CHECK;

/* What is looked for; NULL is "".  OB_EINVALID for what is no line of text. */
int hr_scope_read_text(const char *field, const char *text,
    const char **ret_text, struct error *err) OB_MUST_CHECK;

/* Who reads: the person's language, and the name, owned. */
int hr_scope_reader(struct engine *engine, int64_t person_id,
    enum language *ret_language, char **ret_name,
    struct error *err) OB_MUST_CHECK;

/* The same of the store, for running journeys; borrows the scope's area. */
struct board_scope hr_scope_board(
    const struct engine *engine, const struct hr_scope *scope);

#endif
