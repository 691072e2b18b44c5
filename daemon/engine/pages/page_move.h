/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_MOVE_H
#define ONBOARD_ENGINE_PAGES_PAGE_MOVE_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/*
 * Another day for an activity, asked for on a page.  The rules are those of
 * activities_move(); besides, whoever does not coordinate the journey stays
 * within the step's latest day.
 */
struct page_move {
	struct dossier *dossier;
	struct activity *activity; /* of the dossier */
	const struct page_reader *reader;
	const char *day;  /* as the form sends it; may be NULL */
	const char *time; /* by the reader's clock; "" or NULL: find one */
};

/*
 * What activities_move() is given, by the instance's clock; OB_EINVALID for
 * what is no day or time, OB_ECONFLICT for a day after the latest one.
 */
#define PAGE_MOVE_TEXT_SIZE 32
int page_move_read(const struct page_move *move,
    char ret_to[static PAGE_MOVE_TEXT_SIZE], struct error *err) OB_MUST_CHECK;

/*
 * Tells in the reader's words why it cannot be ("move_error"), and which are
 * the nearest days that can ("days": [{"day","text"}]).
 */
int page_move_explain(const struct page_move *move, json_t *view,
    struct error *err) OB_MUST_CHECK;

#endif
