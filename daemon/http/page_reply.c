/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_reply.h"

#include <stdio.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "crypto/digest.h"
#include "http/site_private.h"
#include "http/site_view.h"

#define CONTENT_TYPE "text/html; charset=utf-8"

enum language
page_reply_language(const struct site *site, const json_t *view)
{
	const char *code = json_string_value(json_object_get(view, "language"));
	enum language language =
	    engine_settings(site->options.engine)->language;

	if (code != NULL)
		(void)!language_parse(code, &language, NULL);
	return language;
}

static int
render(struct site *site, struct exchange *exchange, enum page_template page,
    json_t *view, struct strbuf *bytes, struct error *err)
{
	enum language language = page_reply_language(site, view);

	site_view_common(site, exchange, language, view);
	return page_templates_render(
	    site->templates, page, language, view, bytes, err);
}

int
page_reply(struct site *site, struct exchange *exchange,
    enum page_template page, int http_status, json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = render(site, exchange, page, view, &bytes, err);

	if (status == OB_OK)
		exchange_reply(
		    exchange, http_status, CONTENT_TYPE, bytes.buf, bytes.len);
	return status;
}

int
page_reply_cached(struct site *site, struct exchange *exchange,
    enum page_template page, json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	unsigned char digest[DIGEST_SIZE];
	char text[DIGEST_BASE64URL_SIZE];
	char etag[sizeof(text) + 2];
	int status = render(site, exchange, page, view, &bytes, err);

	if (status != OB_OK)
		return status;
	digest_sha256(bytes.buf, bytes.len, digest);
	(void)snprintf(etag, sizeof(etag), "\"%s\"",
	    digest_base64url(digest, sizeof(digest), text));
	exchange_set_cache_control(exchange, "public, no-cache");
	(void)exchange_reply_cached(
	    exchange, CONTENT_TYPE, bytes.buf, bytes.len, etag, INSTANT_NONE);
	return OB_OK;
}
