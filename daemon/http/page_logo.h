/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_LOGO_H
#define ONBOARD_HTTP_PAGE_LOGO_H

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/engine.h"

#define PAGE_LOGO_MAX ((size_t)128 * 1024)

/* How a logo is served; both live as long as the program. */
struct page_logo {
	const char *name; /* "logo.svg" or "logo.png" */
	const char *content_type;
};

/*
 * Reads the file of that name in config/pages/ and looks whether it is what
 * its ending says.  What an SVG file holds is not judged: it is shown as a
 * picture, where nothing runs, and served so that nothing runs by itself.
 */
int page_logo_read(const char *file, engine_source_fn source, void *source_arg,
    struct strbuf *ret_bytes, struct page_logo *ret_logo,
    struct error *err) OB_MUST_CHECK;

#endif
