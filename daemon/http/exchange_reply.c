/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "http/conditional.h"
#include "http/exchange.h"
#include "http/exchange_private.h"
#include "http/http_date.h"
#include "http/octet.h"
#include "http/response.h"

#define RETRY_AFTER_SECONDS "5"

static void
finish(struct exchange *exchange, struct response *response)
{
	assert(!exchange->is_answered);
	/* Whoever was refused must not go on over the same connection. */
	if (response->status >= 400)
		exchange->keep_alive = false;
	response->more_headers = exchange->more_headers.buf;
	response->cache_control = response->cache_control != NULL
				      ? response->cache_control
				      : exchange->cache_control;
	response->frame_ancestors = exchange->frame_ancestors;
	response->is_inert = exchange->is_inert;
	response->is_head = exchange->request.method == HTTP_HEAD;
	response->keep_alive = exchange->keep_alive;
	response->is_https =
	    exchange->server->is_https && !exchange->peer.is_socket;
	response->now = clock_now(exchange->server->clock);
	response_render(&exchange->output, response);
	exchange->status = response->status;
	exchange->is_answered = true;
	if (exchange->on_answered != NULL)
		exchange->on_answered(exchange->on_answered_arg);
}

static void
reply_plain(struct exchange *exchange, int status)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct response response = {
	    .status = status,
	    .content_type = "text/plain; charset=utf-8",
	};

	response_status_text(&text, status);
	response.body = text.buf;
	response.body_len = text.len;
	finish(exchange, &response);
}

/* A header that could split the answer: a fault of ours, never sent. */
static bool
replace_broken(struct exchange *exchange)
{
	if (!exchange->has_broken_header)
		return false;
	exchange->has_broken_header = false;
	strbuf_clear(&exchange->more_headers);
	log_error("http.header", "path=%s text=\"control byte in a header\"",
	    exchange->match.route == NULL ? "-"
					  : exchange->match.route->pattern);
	reply_plain(exchange, 500);
	return true;
}

void
exchange_reply(struct exchange *exchange, int status, const char *content_type,
    const void *bytes, size_t len)
{
	struct response response = {
	    .status = status,
	    .content_type = content_type,
	    .body = bytes,
	    .body_len = len,
	};

	if (replace_broken(exchange))
		return;
	finish(exchange, &response);
}

void
exchange_reply_json(struct exchange *exchange, int status, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	json_decref(value);
	if (text == NULL) {
		log_error("http.json", "request=%" PRIu64, exchange->number);
		exchange_reply_status(exchange, 500);
		return;
	}
	exchange_reply(
	    exchange, status, "application/json", text, strlen(text));
	free(text);
}

static void
reply_json_error(struct exchange *exchange, int status, const char *code,
    const char *message, const char *field)
{
	json_t *value = json_pack("{s:{s:s,s:s,s:s}}", "error", "code", code,
	    "message", message, "field", field);

	if (value == NULL) /* not UTF-8: say it without the text */
		value = json_pack("{s:{s:s,s:s,s:s}}", "error", "code", code,
		    "message", response_status_find(status)->english, "field",
		    "");
	exchange_reply_json(exchange, status, value);
}

int
exchange_status_of(int ob_status)
{
	static const int statuses[] = {
	    [-OB_OK] = 200,
	    [-OB_ENOTFOUND] = 404,
	    [-OB_EEXISTS] = 409,
	    [-OB_EINVALID] = 400,
	    [-OB_ECONFLICT] = 409,
	    [-OB_EDENIED] = 403,
	    [-OB_EBUSY] = 503,
	    [-OB_EIO] = 503,
	    [-OB_EDB] = 503,
	    [-OB_EPROTO] = 400,
	    [-OB_ETIMEOUT] = 503,
	    [-OB_ELIMIT] = 413,
	    [-OB_EINTERNAL] = 500,
	};
	int at = -ob_status;

	if (at < 0 || at >= (int)ARRAY_LEN(statuses))
		return 500;
	return statuses[at];
}

/* A full disk is the administrator's to mend, who is told so at the socket. */
static bool
is_told_why(const struct exchange *exchange, const struct error *err)
{
	return err->status == OB_EIO && exchange->peer.is_socket &&
	       exchange->peer.is_admin;
}

/* Neutral outside, in full in the log, the number joins the two. */
static void
reply_fault(struct exchange *exchange, int status, const struct error *err)
{
	cleanup_(memory_free_ptr) char *message = memory_printf(
	    "%s (request %" PRIu64 ")",
	    is_told_why(exchange, err) ? err->text
				       : response_status_find(status)->english,
	    exchange->number);

	log_error("http.fault", "request=%" PRIu64 " status=%d text=%s",
	    exchange->number, status, LOG_QUOTE(err->text));
	reply_json_error(
	    exchange, status, error_code(err->status), message, "");
}

void
exchange_reply_error(struct exchange *exchange, const struct error *err)
{
	int status = exchange_status_of(err->status);

	if (err->status == OB_EINVALID &&
	    strcmp(err->field, "Content-Type") == 0)
		status = 415;
	if (status == 503)
		exchange_add_header(
		    exchange, "Retry-After", RETRY_AFTER_SECONDS);
	if (status >= 500 && err->status != OB_EBUSY)
		reply_fault(exchange, status, err);
	else
		reply_json_error(exchange, status, error_code(err->status),
		    err->text, err->field);
}

void
exchange_reply_status(struct exchange *exchange, int status)
{
	const struct response_status *text = response_status_find(status);
	const char *path = exchange->request.path;
	struct http_server *server = exchange->server;

	if (replace_broken(exchange))
		return;
	if (exchange->peer.is_socket ||
	    (path != NULL && strncmp(path, "/api/", 5) == 0)) {
		reply_json_error(
		    exchange, status, text->code, text->english, "");
		return;
	}
	if (server->error_page != NULL && path != NULL &&
	    server->error_page(exchange, status, server->error_page_arg))
		return;
	reply_plain(exchange, status);
}

bool
exchange_is_own_path(const char *path)
{
	if (path[0] != '/' || path[1] == '/')
		return false;
	for (; *path != '\0'; path++) {
		if (octet_is_control((unsigned char)*path) || *path == '\\')
			return false;
	}
	return true;
}

void
exchange_redirect(struct exchange *exchange, const char *path)
{
	assert(exchange_is_own_path(path));
	exchange_add_header(exchange, "Location", path);
	exchange_reply(exchange, 303, NULL, "", 0);
}

int
exchange_reply_cached(struct exchange *exchange, const char *content_type,
    const void *bytes, size_t len, const char *etag, int64_t last_modified)
{
	char date[HTTP_DATE_SIZE];
	enum conditional outcome =
	    conditional_check(&exchange->request, etag, last_modified);

	if (exchange->cache_control == NULL)
		exchange_set_cache_control(exchange, "private, no-cache");
	if (etag != NULL)
		exchange_add_header(exchange, "ETag", etag);
	if (last_modified != INSTANT_NONE)
		exchange_add_header(exchange, "Last-Modified",
		    http_date_format(last_modified, date));
	switch (outcome) {
	case CONDITIONAL_SEND:
		exchange_reply(exchange, 200, content_type, bytes, len);
		break;
	case CONDITIONAL_NOT_MODIFIED:
		exchange_reply(exchange, 304, content_type, "", len);
		break;
	case CONDITIONAL_FAILED:
		exchange_reply_status(exchange, 412);
		break;
	}
	return exchange->status;
}
