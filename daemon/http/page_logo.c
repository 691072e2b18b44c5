/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_logo.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define PNG_SIDE_MAX 4096
#define PNG_HEAD 24 /* the signature, and IHDR up to the height */

static bool
has_svg_element(const struct strbuf *bytes)
{
	return utf8_is_valid(bytes->buf, bytes->len) &&
	       strstr(bytes->buf, "<svg") != NULL;
}

static unsigned
read_side(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return (unsigned)at[0] << 24 | (unsigned)at[1] << 16 |
	       (unsigned)at[2] << 8 | at[3];
}

/* W3C PNG, 5.2 and 11.2.2: IHDR is the first chunk. */
static bool
has_png_head(const struct strbuf *bytes)
{
	static const char signature[] = "\211PNG\r\n\032\n\0\0\0\rIHDR";
	unsigned width;
	unsigned height;

	if (bytes->len < PNG_HEAD ||
	    memcmp(bytes->buf, signature, sizeof(signature) - 1) != 0)
		return false;
	width = read_side(bytes->buf + 16);
	height = read_side(bytes->buf + 20);
	return width > 0 && width <= PNG_SIDE_MAX && height > 0 &&
	       height <= PNG_SIDE_MAX;
}

static const struct {
	const char *ending;
	struct page_logo logo;
	bool (*is_one)(const struct strbuf *bytes);
	const char *what;
} kinds[] = {
    {".svg", {"logo.svg", "image/svg+xml"}, has_svg_element,
	"an SVG picture in UTF-8"},
    {".png", {"logo.png", "image/png"}, has_png_head,
	"a PNG picture of at most 4096 by 4096 pixels"},
};

int
page_logo_read(const char *file, engine_source_fn source, void *source_arg,
    struct strbuf *ret_bytes, struct page_logo *ret_logo, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("config/pages/%s", file);
	const char *ending = strrchr(file, '.');
	int status = source(source_arg, path, &bytes, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_EINVALID,
		    "there is no file pages/%s beside the configuration", file);
	if (status != OB_OK)
		return status;
	if (bytes.len > PAGE_LOGO_MAX)
		return error_set(err, OB_ELIMIT,
		    "pages/%s is larger than %zu bytes", file, PAGE_LOGO_MAX);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (ending == NULL || strcmp(ending, kinds[i].ending) != 0)
			continue;
		if (!kinds[i].is_one(&bytes))
			return error_set(err, OB_EINVALID, "pages/%s is not %s",
			    file, kinds[i].what);
		strbuf_add(ret_bytes, bytes.buf, bytes.len);
		*ret_logo = kinds[i].logo;
		return OB_OK;
	}
	return error_set(
	    err, OB_EINVALID, "pages/%s is neither SVG nor PNG", file);
}
