/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_answer.h"

#include <string.h>

#include "base/log.h"
#include "http/exchange.h"
#include "http/page_message.h"
#include "http/page_reply.h"
#include "http/site_private.h"

static const char *
message_name(int status)
{
	if (status == 404)
		return "not_found";
	if (status == 403)
		return "form_expired";
	return status < 500 ? "bad_request" : "error";
}

void
page_answer_refuse(
    struct site *site, struct exchange *exchange, const struct error *err)
{
	int status = strcmp(err->field, "Content-Type") == 0
			 ? 415
			 : exchange_status_of(err->status);
	const struct page_message message = {
	    .status = status,
	    .name = message_name(status),
	    .language = engine_settings(site->options.engine)->language,
	};

	if (status >= 500)
		log_error("page.fault", "status=%d text=%s", status,
		    LOG_QUOTE(err->text));
	if (status == 503)
		exchange_add_header(exchange, "Retry-After", "5");
	page_message_reply(site, exchange, &message);
}

void
page_answer_give(struct site *site, struct exchange *exchange,
    const struct page_answer *answer, struct error *err)
{
	int status = answer->status;

	if (status == OB_OK)
		status = page_reply(site, exchange, answer->page,
		    answer->http_status, answer->view, err);
	if (status != OB_OK)
		page_answer_refuse(site, exchange, err);
}
