/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_TEMPLATES_H
#define ONBOARD_HTTP_PAGE_TEMPLATES_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/engine.h"

/*
 * The templates of config/pages/, their stylesheet and their script.  All are
 * read and held against a sample view before any is used, so that a page which
 * HR has edited fails at load and not before a reader.
 */
struct page_templates;

enum page_template {
	PAGE_TEMPLATE_LEADER,
	PAGE_TEMPLATE_PERSON,
	PAGE_TEMPLATE_ACTION,
	PAGE_TEMPLATE_CALENDAR,
	PAGE_TEMPLATE_DIGEST,
	PAGE_TEMPLATE_MESSAGE,
	PAGE_TEMPLATE_ACTIVITY, /* a partial of the others */
	PAGE_TEMPLATE_LAYOUT,	/* their parent */
	PAGE_TEMPLATE_COUNT
};

/* What pages refer to, as it stands in config/pages/. */
enum page_asset { PAGE_ASSET_STYLESHEET, PAGE_ASSET_SCRIPT, PAGE_ASSET_COUNT };

struct page_asset_bytes {
	const char *bytes;
	size_t len;
	const char *etag;
};

/* Takes a copy of the engine's texts for pages. */
int page_templates_new(struct engine *engine, engine_source_fn source,
    void *source_arg, struct page_templates **ret_templates,
    struct error *err) OB_MUST_CHECK;
void page_templates_free(struct page_templates *templates);

/* Appends the page; puts the language's texts into the view as "t". */
int page_templates_render(const struct page_templates *templates,
    enum page_template page, enum language language, json_t *view,
    struct strbuf *out, struct error *err) OB_MUST_CHECK;

/* Borrowed. */
struct page_asset_bytes page_templates_asset(
    const struct page_templates *templates, enum page_asset asset);

#endif
