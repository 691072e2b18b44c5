/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_answer.h"

#include "http/page_message.h"
#include "http/page_reply.h"

void
page_answer_refuse(
    struct site *site, struct exchange *exchange, const struct error *err)
{
	const struct page_message message = page_message_of(site, err);

	page_message_fail(site, exchange, err, &message);
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
