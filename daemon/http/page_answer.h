/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_ANSWER_H
#define ONBOARD_HTTP_PAGE_ANSWER_H

#include <jansson.h>

#include "base/error.h"
#include "http/page_templates.h"

struct exchange;
struct site;

/* How a handler of a personal page ends. */
struct page_answer {
	int status; /* of the verb that made the view */
	int http_status;
	enum page_template page;
	json_t *view; /* borrowed */
};

/* The page, or the one that tells what was wrong. */
void page_answer_give(struct site *site, struct exchange *exchange,
    const struct page_answer *answer, struct error *err);

/* Faults are logged; the reader gets a page whatever happens. */
void page_answer_refuse(
    struct site *site, struct exchange *exchange, const struct error *err);

#endif
