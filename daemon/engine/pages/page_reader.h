/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_READER_H
#define ONBOARD_ENGINE_PAGES_PAGE_READER_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/records.h"

struct acting;
struct catalogue;
struct engine;
struct zone;

/* Whose page is put together; all that it points to is borrowed. */
struct page_reader {
	int64_t person_id;
	const struct acting *acting; /* nothing is committed meanwhile */
	const struct zone *zone;
	enum language language;
	const struct catalogue *catalogue; /* of that language */
	const char *folder;		   /* "l" or "p" */
	const char *token;
};

int page_reader_init(struct engine *engine, const struct person *person,
    const char *folder, const char *token, struct page_reader *ret_reader,
    struct error *err) OB_MUST_CHECK;

/* What every page says: language, municipality, title and the first name. */
json_t *page_reader_view(struct engine *engine,
    const struct page_reader *reader, const struct person *person,
    const char *title_key);

/* "/l/TOKEN" and the tail, which is "" or begins with "/".  Owned. */
char *page_reader_url(const struct page_reader *reader, const char *tail);

/*
 * Puts a text of the catalogue into the view, its placeholders filled; takes
 * the values.
 */
int page_reader_say(const struct page_reader *reader, json_t *view,
    const char *name, const char *key, json_t *values,
    struct error *err) OB_MUST_CHECK;

#endif
