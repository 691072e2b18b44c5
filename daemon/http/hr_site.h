/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_SITE_H
#define ONBOARD_HTTP_HR_SITE_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_board.h"
#include "engine/hr/hr_scope.h"
#include "http/page_templates.h"

struct engine;
struct exchange;
struct session;
struct site;

/*
 * What the pages below /hr share.  The dispatcher has let in only who may see
 * them; of what area and in which language is read here.
 */
struct hr_reader {
	struct site *site;
	struct exchange *exchange;
	const struct session *session; /* borrowed from the exchange */
	struct hr_scope scope;
	char *name;
};

/* On failure the exchange is answered. */
int hr_site_open(struct site *site, struct exchange *exchange,
    struct hr_reader *ret_reader) OB_MUST_CHECK;
void hr_site_release(struct hr_reader *reader);

/* Borrowed. */
struct engine *hr_site_engine(const struct hr_reader *reader);

/*
 * A number of the path, from 1.  OB_ENOTFOUND for what is none: a page of it is
 * not there.
 */
int hr_site_read_id(struct exchange *exchange, const char *name,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* A text of the catalogue in the reader's language; borrowed. */
const char *hr_site_text(const struct hr_reader *reader, const char *key);

/* Of a key as "hr_form.%s"; the name itself when there is none. */
const char *hr_site_word(
    const struct hr_reader *reader, const char *pattern, const char *name);

/* What the address asks of the board; borrows from the exchange. */
struct hr_board_filter hr_site_board_filter(const struct hr_reader *reader);

/* Answers with the page; title is its text.  Borrows the view. */
void hr_site_show(struct hr_reader *reader, enum page_template page,
    int http_status, const char *title, json_t *view);

/* Gives the view of one page. */
typedef int hr_site_view_fn(
    struct hr_reader *reader, json_t **ret_view, struct error *err);

/*
 * Answers with the page of the view that is made for the reader.  title is its
 * key in the catalogue; NULL: the view says it itself.
 */
void hr_site_give(struct site *site, struct exchange *exchange,
    hr_site_view_fn *make, enum page_template page, const char *title);

/* Answers with a page that says what is wrong. */
void hr_site_fail(struct hr_reader *reader, const struct error *err);

/* 303, and the root looks for work: a verb has changed something. */
void hr_site_done(struct hr_reader *reader, const char *path);

#endif
