/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/outbox/mail_explain.h"
#include "engine/outbox/outbox.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"
#include "message/letter_text.h"

struct reason_request {
	const char *reason;
};

static const struct api_json_key reason_keys[] = {
    {"reason", API_JSON_TEXT, false, 0,
	offsetof(struct reason_request, reason)},
};

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    outbox_list(site->options.engine, exchange_query(exchange, "state"),
		exchange_query(exchange, "to"), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

/* The letter's words, or null when they are no longer kept. */
static int
add_text(struct engine *engine, int64_t id, json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	json_t *value = NULL;
	int status = outbox_bytes(engine, id, &bytes, err);

	if (status == OB_OK)
		status = letter_text(bytes.buf, bytes.len, &text, err);
	if (status == OB_OK)
		value = json_stringn(text.buf, text.len);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	(void)json_object_set_new(
	    view, "text", value == NULL ? json_null() : value);
	return OB_OK;
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = outbox_show(site->options.engine, id, &view, &err);
	if (status == OB_OK)
		status = add_text(site->options.engine, id, view, &err);
	if (status != OB_OK) {
		json_decref(view);
		view = NULL;
	}
	api_answer(exchange, status, 200, view, &err);
}

static void
show_message(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = outbox_bytes(site->options.engine, id, &bytes, &err);
	if (status == OB_OK)
		exchange_reply(
		    exchange, 200, "message/rfc822", bytes.buf, bytes.len);
	else
		exchange_reply_error(exchange, &err);
}

static void
explain(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = mail_explain(site->options.engine, id, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

typedef int (*operation_fn)(struct engine *engine,
    const struct outbox_request *request, json_t **ret_view, struct error *err);

/* All three take a reason, which the mail's history and the audit keep. */
static void
operate(struct exchange *exchange, struct site *site, operation_fn operation)
{
	struct reason_request given = {.reason = NULL};
	struct outbox_request request = {.actor = exchange_actor(exchange)};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &request.id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, reason_keys,
		    ARRAY_LEN(reason_keys), &body, &given, &err);
	request.reason = given.reason;
	if (status == OB_OK)
		status = operation(site->options.engine, &request, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
retry(struct exchange *exchange, void *arg)
{
	operate(exchange, arg, outbox_retry);
}

static void
hold(struct exchange *exchange, void *arg)
{
	operate(exchange, arg, outbox_hold);
}

static void
cancel(struct exchange *exchange, void *arg)
{
	operate(exchange, arg, outbox_cancel);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/mail", RIGHT_ADMIN, list, 0},
    {HTTP_GET, "/api/v1/mail/{id}", RIGHT_ADMIN, show, 0},
    {HTTP_GET, "/api/v1/mail/{id}/message", RIGHT_ADMIN, show_message, 0},
    {HTTP_GET, "/api/v1/mail/{id}/explanation", RIGHT_ADMIN, explain, 0},
    {HTTP_POST, "/api/v1/mail/{id}/retry", RIGHT_ADMIN, retry, 0},
    {HTTP_POST, "/api/v1/mail/{id}/hold", RIGHT_ADMIN, hold, 0},
    {HTTP_POST, "/api/v1/mail/{id}/cancel", RIGHT_ADMIN, cancel, 0},
};

void
api_mail_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
