/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_assets.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "crypto/digest.h"
#include "http/page_logo.h"
#include "model/colour.h"

#define CSS "text/css; charset=utf-8"
#define JAVASCRIPT "text/javascript; charset=utf-8"
#define SVG "image/svg+xml"
#define WOFF2 "font/woff2"
#define PLAIN "text/plain; charset=utf-8"
#define PART_MAX ((size_t)256 * 1024)
#define PARTS 2
#define DARKER 25 /* percent, below a pointer */
#define PALER 92  /* percent, of an area behind text */

typedef void write_fn(const struct settings *settings, struct strbuf *out);

struct row {
	const char *name;
	const char *type;
	const char *url_name;	  /* in "brand"; NULL: the stylesheet's own */
	write_fn *write;	  /* what the configuration says, or NULL */
	const char *paths[PARTS]; /* of the files that follow it */
};

static void
write_colours(const struct settings *settings, struct strbuf *out)
{
	struct colour colour = {0};
	struct colour dark;
	struct colour pale;
	char text[3][COLOUR_TEXT_SIZE];

	/* The configuration was checked. */
	(void)!colour_parse(settings->municipality.colour, &colour, NULL);
	dark = colour_mix(&colour, 0, DARKER);
	pale = colour_mix(&colour, UINT8_MAX, PALER);
	strbuf_add_format(out,
	    ":root{--brand:%s;--brand-dark:%s;--brand-pale:%s}\n",
	    colour_format(&colour, text[0]), colour_format(&dark, text[1]),
	    colour_format(&pale, text[2]));
}

/* For a browser's tab: a tick on the municipality's colour. */
static void
write_icon(const struct settings *settings, struct strbuf *out)
{
	strbuf_add_format(out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">"
	    "<rect width=\"32\" height=\"32\" rx=\"7\" fill=\"%s\"/>"
	    "<path d=\"M8 17l6 6 11-13\" fill=\"none\" stroke=\"#fff\" "
	    "stroke-width=\"4\" stroke-linecap=\"round\" "
	    "stroke-linejoin=\"round\"/></svg>\n",
	    settings->municipality.colour);
}

/* look/build.mjs wrote the addresses of fonts and icons into dkfds.css. */
static const struct row rows[] = {
    {"style.css", CSS, "style_url", write_colours,
	{"look/static/dkfds.css", "config/pages/onboard.css"}},
    {"onboard.js", JAVASCRIPT, "script_url", NULL, {"config/pages/onboard.js"}},
    {"icons.svg", SVG, "icons_url", NULL, {"look/static/icons.svg"}},
    {"icon.svg", SVG, "icon_url", write_icon, {NULL}},
    {"plex-regular.woff2", WOFF2, NULL, NULL,
	{"look/static/plex-regular.woff2"}},
    {"plex-semibold.woff2", WOFF2, NULL, NULL,
	{"look/static/plex-semibold.woff2"}},
    {"licences.txt", PLAIN, NULL, NULL, {"look/static/licences.txt"}},
};

#define LOGO ARRAY_LEN(rows) /* its place behind those of the table */

struct page_assets {
	struct strbuf bytes[ARRAY_LEN(rows) + 1];
	struct page_asset assets[ARRAY_LEN(rows) + 1];
	const char *logo_name; /* "logo.svg", "logo.png" or NULL */
};

/* Only what lies in config/ may be a municipality's own. */
static int
read_part(const char *path, engine_source_fn source, void *source_arg,
    struct strbuf *out, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct embedded_file *file;
	int status;

	if (strncmp(path, "config/", strlen("config/")) != 0) {
		file = embedded_find(path);
		assert(file != NULL);
		strbuf_add(out, file->bytes, file->len);
		return OB_OK;
	}
	status = source(source_arg, path, &bytes, err);
	if (status != OB_OK)
		return status;
	if (bytes.len > PART_MAX)
		return error_set(err, OB_ELIMIT,
		    "%s: the file is larger than %zu bytes", path, PART_MAX);
	strbuf_add(out, bytes.buf, bytes.len);
	return OB_OK;
}

static int
read_row(const struct row *row, const struct settings *settings,
    engine_source_fn source, void *source_arg, struct strbuf *out,
    struct error *err)
{
	int status = OB_OK;

	if (row->write != NULL)
		row->write(settings, out);
	for (size_t i = 0; status == OB_OK && i < PARTS; i++) {
		if (row->paths[i] != NULL)
			status = read_part(
			    row->paths[i], source, source_arg, out, err);
	}
	return status;
}

static void
fill_asset(
    struct page_asset *asset, const char *type, const struct strbuf *bytes)
{
	unsigned char digest[DIGEST_SIZE];
	char text[DIGEST_BASE64URL_SIZE];

	digest_sha256(bytes->buf, bytes->len, digest);
	(void)digest_base64url(digest, sizeof(digest), text);
	(void)snprintf(asset->version, sizeof(asset->version), "%.*s",
	    PAGE_ASSET_VERSION_SIZE - 1, text);
	(void)snprintf(
	    asset->etag, sizeof(asset->etag), "\"%s\"", asset->version);
	asset->type = type;
	asset->bytes = bytes->buf;
	asset->len = bytes->len;
}

static int
read_logo(struct page_assets *assets, const struct settings *settings,
    engine_source_fn source, void *source_arg, struct error *err)
{
	struct page_logo logo = {NULL, NULL};
	int status;

	if (settings->municipality.logo[0] == '\0')
		return OB_OK;
	status = page_logo_read(settings->municipality.logo, source, source_arg,
	    &assets->bytes[LOGO], &logo, err);
	if (status != OB_OK)
		return error_wrap(err, "'municipality.logo'");
	fill_asset(
	    &assets->assets[LOGO], logo.content_type, &assets->bytes[LOGO]);
	assets->assets[LOGO].is_given = true;
	assets->logo_name = logo.name;
	return OB_OK;
}

int
page_assets_new(const struct settings *settings, engine_source_fn source,
    void *source_arg, struct page_assets **ret_assets, struct error *err)
{
	struct page_assets *assets = memory_alloc(sizeof(*assets));
	int status = OB_OK;

	for (size_t i = 0; i <= LOGO; i++)
		strbuf_init(&assets->bytes[i]);
	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(rows); i++) {
		status = read_row(&rows[i], settings, source, source_arg,
		    &assets->bytes[i], err);
		if (status == OB_OK)
			fill_asset(&assets->assets[i], rows[i].type,
			    &assets->bytes[i]);
	}
	if (status == OB_OK)
		status = read_logo(assets, settings, source, source_arg, err);
	if (status != OB_OK) {
		page_assets_free(assets);
		return status;
	}
	*ret_assets = assets;
	return OB_OK;
}

void
page_assets_free(struct page_assets *assets)
{
	if (assets == NULL)
		return;
	for (size_t i = 0; i <= LOGO; i++)
		strbuf_release(&assets->bytes[i]);
	free(assets);
}

const struct page_asset *
page_assets_find(const struct page_assets *assets, const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (strcmp(rows[i].name, name) == 0)
			return &assets->assets[i];
	}
	if (assets->logo_name != NULL && strcmp(assets->logo_name, name) == 0)
		return &assets->assets[LOGO];
	return NULL;
}

static void
add_url(json_t *brand, const char *key, const char *name, const char *version)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/static/%s?v=%s", name, version);

	(void)json_object_set_new(brand, key, json_string(url));
}

json_t *
page_assets_brand(
    const struct page_assets *assets, const struct settings *settings)
{
	json_t *brand = json_pack("{s:s, s:s, s:s}", "name",
	    settings->municipality.name, "logo_url", "", "statement_url",
	    settings->accessibility_statement[0] == '\0' ? "" : "/was");

	assert(brand != NULL);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].url_name != NULL)
			add_url(brand, rows[i].url_name, rows[i].name,
			    assets->assets[i].version);
	}
	if (assets->logo_name != NULL)
		add_url(brand, "logo_url", assets->logo_name,
		    assets->assets[LOGO].version);
	return brand;
}
