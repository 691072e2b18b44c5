/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_ASSETS_H
#define ONBOARD_HTTP_PAGE_ASSETS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "engine/engine.h"

/*
 * What pages refer to, below /static/: stylesheet, script, icons, fonts and
 * the municipality's logo.  A table in memory, read whole at load: nothing of
 * a request's path reaches a file system.
 */
struct page_assets;

#define PAGE_ASSET_VERSION_SIZE 13
#define PAGE_ASSET_TAG_SIZE (PAGE_ASSET_VERSION_SIZE + 2)

struct page_asset {
	const char *type;
	const char *bytes;
	size_t len;
	char etag[PAGE_ASSET_TAG_SIZE];
	char version[PAGE_ASSET_VERSION_SIZE]; /* of the bytes; in addresses */
	bool is_given; /* the municipality's file: nothing in it may run */
};

/* Errors name the key or the file of the configuration. */
int page_assets_new(const struct settings *settings, engine_source_fn source,
    void *source_arg, struct page_assets **ret_assets,
    struct error *err) OB_MUST_CHECK;
void page_assets_free(struct page_assets *assets); /* accepts NULL */

/* Borrowed; NULL if there is none of that name. */
const struct page_asset *page_assets_find(
    const struct page_assets *assets, const char *name);

/*
 * A template's "brand", returns owned: name, statement_url, and the addresses
 * style_url, script_url, icons_url, icon_url and logo_url ("" without one),
 * with the version of what is there now.
 */
json_t *page_assets_brand(
    const struct page_assets *assets, const struct settings *settings);

#endif
