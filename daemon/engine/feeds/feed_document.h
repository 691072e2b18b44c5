/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_DOCUMENT_H
#define ONBOARD_ENGINE_FEEDS_FEED_DOCUMENT_H

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/feeds/feed_content.h"

/*
 * The file that calendar programs fetch.  Google takes no more than about 1 MB
 * and 1000 events: where there is more, what lies farthest from today is left
 * out, and both a last entry and the calendar's description say so.
 */
#define FEED_DOCUMENT_ENTRIES_MAX 999
#define FEED_DOCUMENT_BYTES_MAX ((size_t)800000)

struct feed_document {
	struct engine *engine;
	const struct feed_reader *reader;
	int64_t feed_id;
	const char *network_name; /* of a calendar of one network, or NULL */
	const struct dossier *dossier; /* of FEED_JOURNEY, else NULL */
	const struct feed_entry *entries;
	size_t count;
};

/* Replaces what ret_bytes holds.  Of entries with one uid it takes one. */
int feed_document_write(const struct feed_document *document,
    struct strbuf *ret_bytes, size_t *ret_left_out,
    struct error *err) OB_MUST_CHECK;

/* The calendar of one person's part in a journey, which needs no feed. */
int feed_document_write_journey(const struct dossier *dossier,
    int64_t person_id, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
