/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_reply.h"

#include "base/memory.h"
#include "base/strbuf.h"
#include "http/site_private.h"
#include "http/site_view.h"

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

int
page_reply(struct site *site, struct exchange *exchange,
    enum page_template page, int http_status, json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	enum language language = page_reply_language(site, view);
	int status;

	site_view_common(site, exchange, language, view);
	status = page_templates_render(
	    site->templates, page, language, view, &bytes, err);
	if (status == OB_OK)
		exchange_reply(exchange, http_status,
		    "text/html; charset=utf-8", bytes.buf, bytes.len);
	return status;
}
