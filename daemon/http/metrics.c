/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/journeys/leaders.h"
#include "engine/outbox/outbox.h"
#include "http/metrics_mail.h"
#include "http/metrics_text.h"
#include "http/site_private.h"

#define CONTENT_TYPE "text/plain; version=0.0.4; charset=utf-8"

static void
add_counters(struct strbuf *text, const struct server_counters *counters)
{
	static const char name[] = "onboard_http_requests_total";

	metrics_text_head(text, name, "counter", "Answers by class of status.");
	for (size_t i = 1; i < ARRAY_LEN(counters->requests); i++)
		strbuf_add_format(text, "%s{class=\"%zuxx\"} %" PRIu64 "\n",
		    name, i, counters->requests[i]);
	metrics_text_number(text, "onboard_http_connections", "gauge",
	    "Connections that are open.", (int64_t)counters->connections);
	metrics_text_number(text, "onboard_http_accepted_total", "counter",
	    "Connections accepted.", (int64_t)counters->accepted);
	metrics_text_number(text, "onboard_http_refused_total", "counter",
	    "Requests refused before any route.", (int64_t)counters->refused);
	metrics_text_number(text, "onboard_http_timed_out_total", "counter",
	    "Connections cut at a deadline.", (int64_t)counters->timed_out);
	metrics_text_number(text, "onboard_http_accept_paused_total", "counter",
	    "Times that accepting paused for want of descriptors.",
	    (int64_t)counters->accept_paused);
}

static int
write_metrics(struct site *site, struct strbuf *text, struct error *err)
{
	struct engine *engine = site->options.engine;
	int64_t leaders = 0;
	int status = leaders_count(engine, &leaders, err);

	if (status != OB_OK)
		return status;
	metrics_text_head(text, "onboard_build_info", "gauge", "The version.");
	strbuf_add_format(text, "onboard_build_info{version=\"%s\"} 1\n",
	    site->options.version);
	metrics_text_number(
	    text, "onboard_leaders", "gauge", "Leaders added.", leaders);
	add_counters(text, server_counters(site->server));
	return metrics_mail_add(text, engine, err);
}

static void
show_metrics(struct exchange *exchange, void *arg)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (write_metrics(arg, &text, &err) == OB_OK)
		exchange_reply(exchange, 200, CONTENT_TYPE, text.buf, text.len);
	else
		exchange_reply_error(exchange, &err);
}

/* Whether the database answers; tells nothing else. */
static void
show_health(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	int64_t next = 0;
	struct error err = ERROR_INIT;

	if (outbox_next(site->options.engine, &next, &err) == OB_OK)
		exchange_reply(
		    exchange, 200, "text/plain; charset=utf-8", "ok\n", 3);
	else
		exchange_reply_status(exchange, 503);
}

static const struct route routes[] = {
    {HTTP_GET, "/healthz", RIGHT_PUBLIC, show_health, 0},
    {HTTP_GET, "/metrics", RIGHT_ADMIN, show_metrics, 0},
};

void
metrics_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
