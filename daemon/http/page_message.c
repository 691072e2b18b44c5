/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_message.h"

#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "http/exchange.h"
#include "http/page_templates.h"
#include "http/site_private.h"
#include "text/catalogue.h"

#define RETRY_AFTER_SECONDS 5

/* A status that is not here gets the server's own plain line. */
static const struct {
	int status;
	const char *name;
} status_names[] = {
    {400, "bad_request"},
    {403, "form_expired"},
    {404, "not_found"},
    {410, "not_found"},
    {413, "bad_request"},
    {415, "bad_request"},
    {429, "too_many"},
    {500, "error"},
    {503, "error"},
};

/* NULL for a status without a name. */
static const char *
name_of(int status)
{
	for (size_t i = 0; i < ARRAY_LEN(status_names); i++) {
		if (status_names[i].status == status)
			return status_names[i].name;
	}
	return NULL;
}

static const char *
text_of(const struct site *site, const struct page_message *message,
    const char *part)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("page.message.%s_%s", message->name, part);
	const struct catalogue *catalogue =
	    engine_catalogue(site->options.engine, message->language);

	/* An unknown key would come back itself, and be freed with this. */
	return catalogue_has(catalogue, key) ? catalogue_get(catalogue, key)
					     : "";
}

static bool
reply(struct site *site, struct exchange *exchange,
    const struct page_message *message)
{
	cleanup_(strbuf_release) struct strbuf page = STRBUF_INIT;
	const struct settings *settings = engine_settings(site->options.engine);
	json_auto_t *view = json_pack("{s:s, s:s, s:s, s:s, s:s}", "language",
	    language_code(message->language), "municipality",
	    settings->municipality.name, "title",
	    text_of(site, message, "title"), "text",
	    text_of(site, message, "text"), "back_url",
	    message->back_url == NULL ? "" : message->back_url);
	struct error err = ERROR_INIT;

	if (page_templates_render(site->templates, PAGE_TEMPLATE_MESSAGE,
		message->language, view, &page, &err) != OB_OK) {
		log_error("page.broken", "text=%s", LOG_QUOTE(err.text));
		return false;
	}
	exchange_reply(exchange, message->status, "text/html; charset=utf-8",
	    page.buf, page.len);
	return true;
}

void
page_message_reply(struct site *site, struct exchange *exchange,
    const struct page_message *message)
{
	static const char fallback[] = "Noget gik galt. / Something failed.\n";
	cleanup_(memory_free_ptr) char *seconds = NULL;

	if (message->retry_after > 0) {
		seconds = memory_printf("%u", message->retry_after);
		exchange_add_header(exchange, "Retry-After", seconds);
	}
	if (!reply(site, exchange, message))
		exchange_reply(exchange, message->status,
		    "text/plain; charset=utf-8", fallback,
		    sizeof(fallback) - 1);
}

struct page_message
page_message_of(const struct site *site, const struct error *err)
{
	int status = strcmp(err->field, "Content-Type") == 0
			 ? 415
			 : exchange_status_of(err->status);
	const char *name = name_of(status);

	if (name == NULL)
		name = status < 500 ? "bad_request" : "error";
	return (struct page_message){
	    .status = status,
	    .name = name,
	    .language = engine_settings(site->options.engine)->language,
	    .retry_after = status == 503 ? RETRY_AFTER_SECONDS : 0,
	};
}

void
page_message_fail(struct site *site, struct exchange *exchange,
    const struct error *err, const struct page_message *message)
{
	if (message->status >= 500)
		log_error("page.fault", "status=%d text=%s", message->status,
		    LOG_QUOTE(err->text));
	page_message_reply(site, exchange, message);
}

bool
page_message_reply_status(struct exchange *exchange, int status, void *arg)
{
	struct site *site = arg;
	const struct page_message message = {
	    .status = status,
	    .name = name_of(status),
	    .language = engine_settings(site->options.engine)->language,
	};

	return message.name != NULL && reply(site, exchange, &message);
}
