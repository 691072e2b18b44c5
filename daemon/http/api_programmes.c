/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/programmes.h"
#include "formats/programme_file.h"
#include "http/api.h"
#include "http/site_private.h"

#define VERSION_DIGITS_MAX 9

static const char *const yaml_types[] = {
    "application/yaml", "application/x-yaml", "text/yaml"};

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = programmes_list(site->options.engine, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

/* 0 when none is asked for. */
static int
read_version(
    const struct exchange *exchange, int *ret_version, struct error *err)
{
	const char *text = exchange_query(exchange, "version");
	size_t len = text == NULL ? 0 : strlen(text);
	int version = 0;

	if (text == NULL) {
		*ret_version = 0;
		return OB_OK;
	}
	if (len > VERSION_DIGITS_MAX || strspn(text, "0123456789") != len)
		return error_set_field(err, OB_EINVALID, "version",
		    "'%.40s' is no version; it is a number from 1", text);
	for (; *text != '\0'; text++)
		version = version * 10 + (*text - '0');
	if (version == 0)
		return error_set_field(
		    err, OB_EINVALID, "version", "versions are counted from 1");
	*ret_version = version;
	return OB_OK;
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int version = 0;
	struct error err = ERROR_INIT;
	int status = read_version(exchange, &version, &err);

	if (status == OB_OK)
		status = programmes_show(site->options.engine,
		    exchange_parameter(exchange, "id"), version, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static int
check_type(const struct exchange *exchange, struct error *err)
{
	const char *type = exchange_header(exchange, "Content-Type");
	size_t len = type == NULL ? 0 : strcspn(type, "; \t");

	for (size_t i = 0; i < ARRAY_LEN(yaml_types); i++) {
		if (len == strlen(yaml_types[i]) &&
		    strncasecmp(type, yaml_types[i], len) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "Content-Type",
	    "cannot read the request: its content type must be '%s'",
	    yaml_types[0]);
}

/* All the mistakes, of which err holds only the first. */
static void
reply_mistakes(struct exchange *exchange, const struct strbuf *report,
    const struct error *err)
{
	json_t *view = NULL;

	if (err->status == OB_EINVALID && report->len > 0)
		view = json_pack("{s:{s:s, s:s, s:s}}", "error", "code",
		    error_code(OB_EINVALID), "message", report->buf, "field",
		    "");
	if (view != NULL)
		exchange_reply_json(exchange, 400, view);
	else
		exchange_reply_error(exchange, err);
}

static void
check(struct exchange *exchange, void *arg)
{
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct programme_source source = {
	    .file_name = "programme.yaml", .guide = programme_file_guide};
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;
	int status = check_type(exchange, &err);

	(void)arg;
	source.bytes = exchange_body(exchange, &source.len);
	if (status == OB_OK)
		status =
		    programme_file_parse(&source, &programme, &report, &err);
	if (status != OB_OK) {
		reply_mistakes(exchange, &report, &err);
		return;
	}
	exchange_reply_json(exchange, 200,
	    json_pack("{s:{s:s, s:I}}", "programme", "id", programme->id,
		"steps", (json_int_t)programme->step_count));
	programme_free(programme);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/programmes", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/programmes/check", RIGHT_ADMIN, check,
	PROGRAMME_MAX_BYTES},
    {HTTP_GET, "/api/v1/programmes/{id}", RIGHT_ADMIN, show, 0},
};

void
api_programmes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
