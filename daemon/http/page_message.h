/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_MESSAGE_H
#define ONBOARD_HTTP_PAGE_MESSAGE_H

#include <stdbool.h>

#include "base/error.h"
#include "model/programme.h"

struct exchange;
struct site;

/*
 * A page that says one thing; the texts are those of the catalogue's
 * page.message.NAME_title and _text.
 */
struct page_message {
	int status;
	const char *name;     /* "not_found", "held", ... */
	const char *back_url; /* NULL: no link back */
	enum language language;
	unsigned int retry_after; /* seconds until it may work; 0: not said */
};

void page_message_reply(struct site *site, struct exchange *exchange,
    const struct page_message *message);

/*
 * What tells of an error in the instance's language: the HTTP status, a name
 * that fits it, and when to come back from a 503.  Callers change what is
 * theirs before they answer with it.
 */
struct page_message page_message_of(
    const struct site *site, const struct error *err);

/* Faults, from 500, are logged; the reader gets a page whatever happens. */
void page_message_fail(struct site *site, struct exchange *exchange,
    const struct error *err, const struct page_message *message);

/* A server_error_page_fn: the instance's words for a status. */
bool page_message_reply_status(
    struct exchange *exchange, int status, void *site);

#endif
