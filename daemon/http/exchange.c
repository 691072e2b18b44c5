/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/exchange.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "http/exchange_private.h"
#include "http/octet.h"
#include "model/account.h"

/* A hostile [[[[... must not eat the stack; jansson itself stops at 2048. */
#define JSON_FLAGS (JSON_REJECT_DUPLICATES)

void
exchange_init(struct exchange *exchange, struct http_server *server)
{
	memset(exchange, 0, sizeof(*exchange));
	exchange->server = server;
	exchange->body = "";
	strbuf_init(&exchange->more_headers);
	strbuf_init(&exchange->output);
	exchange_set_actor(exchange, "public");
}

void
exchange_release(struct exchange *exchange)
{
	request_release(&exchange->request);
	route_match_release(&exchange->match);
	form_release(&exchange->query);
	form_release(&exchange->form);
	strbuf_release(&exchange->more_headers);
	strbuf_release(&exchange->output);
	free(exchange->cache_control);
	free(exchange->frame_ancestors);
	free(exchange->log_path);
	account_session_free(exchange->session);
}

enum http_method
exchange_method(const struct exchange *exchange)
{
	return exchange->request.method;
}

const char *
exchange_path(const struct exchange *exchange)
{
	return exchange->request.path;
}

const char *
exchange_parameter(const struct exchange *exchange, const char *name)
{
	const struct route_match *match = &exchange->match;
	const char *value = NULL;

	for (size_t i = 0; i < match->parameter_count; i++) {
		if (strcmp(match->parameters[i].name, name) == 0)
			value = match->parameters[i].value;
	}
	assert(value != NULL);
	return value;
}

const char *
exchange_query(const struct exchange *exchange, const char *name)
{
	return form_find(&exchange->query, name);
}

const char *
exchange_form(const struct exchange *exchange, const char *name)
{
	return form_find(&exchange->form, name);
}

size_t
exchange_form_count(const struct exchange *exchange)
{
	return exchange->form.count;
}

const char *
exchange_form_name(const struct exchange *exchange, size_t i)
{
	assert(i < exchange->form.count);
	return exchange->form.fields[i].name;
}

const char *
exchange_form_value(const struct exchange *exchange, size_t i)
{
	assert(i < exchange->form.count);
	return exchange->form.fields[i].value;
}

char *
exchange_form_all(const struct exchange *exchange, const char *prefix)
{
	cleanup_(strbuf_release) struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < exchange->form.count; i++) {
		const struct form_field *field = &exchange->form.fields[i];

		if (strncmp(field->name, prefix, strlen(prefix)) == 0)
			strbuf_add_format(
			    &all, "%s%s", all.len > 0 ? " " : "", field->value);
	}
	return strbuf_detach(&all);
}

size_t
exchange_query_count(const struct exchange *exchange, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < exchange->query.count; i++)
		count += strcmp(exchange->query.fields[i].name, name) == 0;
	return count;
}

uint64_t
exchange_number(const struct exchange *exchange)
{
	return exchange->number;
}

const char *
exchange_body(const struct exchange *exchange, size_t *ret_len)
{
	*ret_len = exchange->body_len;
	return exchange->body;
}

const char *
exchange_header(const struct exchange *exchange, const char *name)
{
	return request_header(&exchange->request, name);
}

/* Parameters as "; charset=utf-8" do not count. */
static int
check_content_type(
    const struct exchange *exchange, const char *wanted, struct error *err)
{
	const char *type = exchange_header(exchange, "Content-Type");
	size_t len = type == NULL ? 0 : strcspn(type, "; \t");

	if (type == NULL || !octet_equals_nocase(type, len, wanted))
		return error_set_field(err, OB_EINVALID, "Content-Type",
		    "cannot read the request: its content type must be '%s'",
		    wanted);
	return 0;
}

int
exchange_read_form(struct exchange *exchange, struct error *err)
{
	struct form form;
	int r = check_content_type(
	    exchange, "application/x-www-form-urlencoded", err);

	if (r < 0)
		return r;
	r = form_parse(exchange->body, exchange->body_len, &form, err);
	if (r < 0)
		return r;
	form_release(&exchange->form);
	exchange->form = form;
	return 0;
}

int
exchange_read_json(
    struct exchange *exchange, json_t **ret_object, struct error *err)
{
	json_error_t fault;
	json_t *value;
	int r = check_content_type(exchange, "application/json", err);

	if (r < 0)
		return r;
	value =
	    json_loadb(exchange->body, exchange->body_len, JSON_FLAGS, &fault);
	if (value == NULL)
		return error_set(err, OB_EINVALID,
		    "cannot read the JSON in line %d, column %d: %s",
		    fault.line, fault.column, fault.text);
	if (!json_is_object(value)) {
		json_decref(value);
		return error_set(err, OB_EINVALID,
		    "cannot read the JSON: it must be an object");
	}
	*ret_object = value;
	return 0;
}

/* One "name=value" of a Cookie header, len without the ';'. */
static bool
take_cookie(const char *pair, size_t len, const char *name, char *ret_value,
    size_t size)
{
	size_t name_len = strlen(name);

	if (len <= name_len || memcmp(pair, name, name_len) != 0 ||
	    pair[name_len] != '=' || len - name_len - 1 >= size)
		return false;
	memcpy(ret_value, pair + name_len + 1, len - name_len - 1);
	ret_value[len - name_len - 1] = '\0';
	return true;
}

bool
exchange_cookie(const struct exchange *exchange, const char *name,
    char *ret_value, size_t size)
{
	size_t at = 0;
	const char *header;

	while ((header = request_header_next(
		    &exchange->request, "Cookie", &at)) != NULL) {
		while (*header != '\0') {
			size_t len;

			header += strspn(header, "; \t");
			len = strcspn(header, ";");
			if (take_cookie(header, len, name, ret_value, size))
				return true;
			header += len;
		}
	}
	return false;
}

const struct exchange_peer *
exchange_peer(const struct exchange *exchange)
{
	return &exchange->peer;
}

const char *
exchange_actor(const struct exchange *exchange)
{
	return exchange->actor;
}

void
exchange_set_actor(struct exchange *exchange, const char *actor)
{
	int len =
	    snprintf(exchange->actor, sizeof(exchange->actor), "%s", actor);

	assert(len >= 0 && (size_t)len < sizeof(exchange->actor));
}

const struct session *
exchange_session(const struct exchange *exchange)
{
	return exchange->session;
}

static bool
is_field_value(const char *value)
{
	for (; *value != '\0'; value++) {
		if (!octet_is_field_value(*value))
			return false;
	}
	return true;
}

void
exchange_add_header(
    struct exchange *exchange, const char *name, const char *value)
{
	if (is_field_value(value))
		strbuf_add_format(
		    &exchange->more_headers, "%s: %s\r\n", name, value);
	else
		exchange->has_broken_header = true;
}

static void
replace(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

void
exchange_set_cache_control(struct exchange *exchange, const char *value)
{
	replace(&exchange->cache_control, value);
}

void
exchange_set_frame_ancestors(struct exchange *exchange, const char *sources)
{
	if (is_field_value(sources) && strchr(sources, ';') == NULL)
		replace(&exchange->frame_ancestors, sources);
	else
		exchange->has_broken_header = true;
}

void
exchange_set_inert(struct exchange *exchange)
{
	exchange->is_inert = true;
}

void
exchange_set_log_path(struct exchange *exchange, const char *path)
{
	replace(&exchange->log_path, path);
}

void
exchange_defer(
    struct exchange *exchange, exchange_closed_fn *on_closed, void *arg)
{
	assert(!exchange->is_answered && !exchange->is_deferred);
	exchange->is_deferred = true;
	exchange->on_closed = on_closed;
	exchange->on_closed_arg = arg;
}
