/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_REPLY_H
#define ONBOARD_HTTP_PAGE_REPLY_H

#include <jansson.h>

#include "base/error.h"
#include "http/page_templates.h"
#include "model/programme.h"

struct exchange;
struct site;

/*
 * Answers with the page that the template makes of the view, to which it adds
 * what every page has (site_view.h).  On failure nothing is answered.
 */
int page_reply(struct site *site, struct exchange *exchange,
    enum page_template page, int http_status, json_t *view,
    struct error *err) OB_MUST_CHECK;

/*
 * The same for a page that is alike for everybody: whoever has it already is
 * told so (exchange_reply_cached).  The view may hold nothing that differs
 * from one request to the next.
 */
int page_reply_cached(struct site *site, struct exchange *exchange,
    enum page_template page, json_t *view, struct error *err) OB_MUST_CHECK;

/* The view's "language", else that of the configuration. */
enum language page_reply_language(const struct site *site, const json_t *view);

#endif
