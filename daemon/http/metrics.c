/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/leaders.h"
#include "engine/outbox.h"
#include "http/site_private.h"

#define CONTENT_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Mails that wait for another attempt, or for the first. */
static const char *const waiting_states[] = {"queued", "deferred", "ambiguous"};

static void
add_head(
    struct strbuf *text, const char *name, const char *type, const char *help)
{
	strbuf_add_format(
	    text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
add_number(struct strbuf *text, const char *name, const char *type,
    const char *help, int64_t value)
{
	add_head(text, name, type, help);
	strbuf_add_format(text, "%s %" PRId64 "\n", name, value);
}

static void
add_counters(struct strbuf *text, const struct server_counters *counters)
{
	static const char name[] = "onboard_http_requests_total";

	add_head(text, name, "counter", "Answers by class of status.");
	for (size_t i = 1; i < ARRAY_LEN(counters->requests); i++)
		strbuf_add_format(text, "%s{class=\"%zuxx\"} %" PRIu64 "\n",
		    name, i, counters->requests[i]);
	add_number(text, "onboard_http_connections", "gauge",
	    "Connections that are open.", (int64_t)counters->connections);
	add_number(text, "onboard_http_accepted_total", "counter",
	    "Connections accepted.", (int64_t)counters->accepted);
	add_number(text, "onboard_http_refused_total", "counter",
	    "Requests refused before any route.", (int64_t)counters->refused);
	add_number(text, "onboard_http_timed_out_total", "counter",
	    "Connections cut at a deadline.", (int64_t)counters->timed_out);
	add_number(text, "onboard_http_accept_paused_total", "counter",
	    "Times that accepting paused for want of descriptors.",
	    (int64_t)counters->accept_paused);
}

static void
add_mail(struct strbuf *text, const json_t *counts)
{
	static const char name[] = "onboard_mail";
	void *at = json_object_iter((json_t *)(uintptr_t)counts);

	add_head(text, name, "gauge", "Mails by state.");
	while (at != NULL) {
		strbuf_add_format(text,
		    "%s{state=\"%s\"} %" JSON_INTEGER_FORMAT "\n", name,
		    json_object_iter_key(at),
		    json_integer_value(json_object_iter_value(at)));
		at = json_object_iter_next((json_t *)(uintptr_t)counts, at);
	}
}

/* When the oldest mail in that state was made, if that is before *oldest. */
static int
find_oldest(struct engine *engine, const char *state, int64_t *oldest,
    struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *first;
	int64_t created = 0;
	int status = outbox_list(engine, state, NULL, &view, err);

	if (status != OB_OK)
		return status;
	first = json_array_get(json_object_get(view, "mail"), 0);
	if (first == NULL)
		return OB_OK;
	status = instant_parse(engine_zone(engine),
	    json_string_value(json_object_get(first, "created")), &created,
	    err);
	if (status == OB_OK && created < *oldest)
		*oldest = created;
	return status;
}

static int
add_oldest(struct engine *engine, struct strbuf *text, struct error *err)
{
	int64_t now = engine_now(engine);
	int64_t oldest = now;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(waiting_states);
	     i++)
		status = find_oldest(engine, waiting_states[i], &oldest, err);
	add_number(text, "onboard_mail_oldest_waiting_seconds", "gauge",
	    "Age of the oldest mail that is not sent yet.", now - oldest);
	return status;
}

static int
write_metrics(struct site *site, struct strbuf *text, struct error *err)
{
	struct engine *engine = site->options.engine;
	json_auto_t *counts = NULL;
	int64_t leaders = 0;
	int status = outbox_counts(engine, &counts, err);

	if (status == OB_OK)
		status = leaders_count(site->options.engine, &leaders, err);
	if (status != OB_OK)
		return status;
	add_head(text, "onboard_build_info", "gauge", "The version.");
	strbuf_add_format(text, "onboard_build_info{version=\"%s\"} 1\n",
	    site->options.version);
	add_number(
	    text, "onboard_leaders", "gauge", "Leaders' journeys.", leaders);
	add_mail(text, counts);
	add_counters(text, server_counters(site->server));
	return add_oldest(engine, text, err);
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
