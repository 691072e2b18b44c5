/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/programmes/programme_decisions.h"
#include "engine/programmes/programmes.h"
#include "formats/bundle.h"
#include "formats/overlay_file.h"
#include "formats/programme_file.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/programme_intake.h"
#include "http/site_private.h"

#define SCOPE_MAX_CHARS 200

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

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int version = 0;
	struct error err = ERROR_INIT;
	const struct programme_scope where = {
	    .area = or_empty(exchange_query(exchange, "area")),
	    .workplace = or_empty(exchange_query(exchange, "workplace")),
	};
	int status = api_read_version(exchange, "version", &version, &err);

	if (status == OB_OK)
		status = programmes_show(site->options.engine,
		    exchange_parameter(exchange, "id"), version, &where, &view,
		    &err);
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

/* Of struct overlay_base, over what is stored. */
static const struct programme *
find_base(void *arg, const struct overlay *overlay)
{
	const struct site *site = arg;
	const struct programme_scope scope = {
	    overlay->area, overlay->workplace};
	const struct programme *base = NULL;

	if (programmes_below(site->options.engine, overlay->base, &scope, &base,
		NULL) != OB_OK)
		return NULL;
	return base;
}

static int
check_overlay(struct site *site, const struct programme_source *source,
    struct strbuf *report, json_t **ret_view, struct error *err)
{
	cleanup_(overlay_free_ptr) struct overlay *overlay = NULL;
	cleanup_(programme_free_ptr) struct programme *merged = NULL;
	const struct overlay_base base = {find_base, site};
	int status =
	    overlay_file_parse(source, &base, &overlay, &merged, report, err);

	if (status == OB_OK)
		*ret_view = json_pack("{s:{s:s, s:s, s:I}}", "overlay", "id",
		    overlay->id, "base", overlay->base, "steps",
		    (json_int_t)merged->step_count);
	return status;
}

static int
check_programme(const struct programme_source *source, struct strbuf *report,
    json_t **ret_view, struct error *err)
{
	cleanup_(programme_free_ptr) struct programme *programme = NULL;
	int status = programme_file_parse(source, &programme, report, err);

	if (status == OB_OK)
		*ret_view = json_pack("{s:{s:s, s:I}}", "programme", "id",
		    programme->id, "steps", (json_int_t)programme->step_count);
	return status;
}

static void
check(struct exchange *exchange, void *arg)
{
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct programme_source source = {
	    .file_name = "programme.yaml", .guide = programme_file_guide};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = check_type(exchange, &err);

	source.bytes = exchange_body(exchange, &source.len);
	if (status == OB_OK && overlay_file_is_one(source.bytes, source.len))
		status = check_overlay(arg, &source, &report, &view, &err);
	else if (status == OB_OK)
		status = check_programme(&source, &report, &view, &err);
	if (status != OB_OK)
		api_refuse_file(exchange, &report, &err);
	else
		exchange_reply_json(exchange, 200, view);
}

struct import_request {
	const char *name;
	const char *text;
	const json_t *guides;
	const char *area;
	const char *workplace;
	bool dry_run;
};

#define TEXT(member, is_needed, max)                                           \
	{                                                                      \
#member, API_JSON_TEXT, is_needed, max,                        \
		    offsetof(struct import_request, member)                    \
	}

static const struct api_json_key import_keys[] = {
    TEXT(name, true, 0),
    TEXT(text, true, PROGRAMME_MAX_BYTES),
    {"guides", API_JSON_LIST, false, 0,
	offsetof(struct import_request, guides)},
    TEXT(area, false, SCOPE_MAX_CHARS),
    TEXT(workplace, false, SCOPE_MAX_CHARS),
    {"dry_run", API_JSON_FLAG, false, 0,
	offsetof(struct import_request, dry_run)},
};

static void
import(struct exchange *exchange, void *arg)
{
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	struct site *site = arg;
	struct import_request request = {.name = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, import_keys,
	    ARRAY_LEN(import_keys), &body, &request, &err);

	if (status == OB_OK)
		status = bundle_from_json(body, &bundle, &err);
	if (status == OB_OK)
		status = programme_intake_run(site->options.engine,
		    exchange_actor(exchange),
		    &(struct programme_intake){
			.bundles = &bundle,
			.count = 1,
			.scope = {or_empty(request.area),
			    or_empty(request.workplace)},
			.dry_run = request.dry_run,
		    },
		    &view, &report, &err);
	if (status != OB_OK)
		api_refuse_file(exchange, &report, &err);
	else
		api_answer(exchange, status, 200, view, &err);
}

static void
compare(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int from = 0;
	int to = 0;
	struct error err = ERROR_INIT;
	int status = api_read_version(exchange, "from", &from, &err);

	if (status == OB_OK)
		status = api_read_version(exchange, "to", &to, &err);
	if (status == OB_OK && (from == 0 || to == 0))
		status = error_set_field(&err, OB_EINVALID,
		    from == 0 ? "from" : "to",
		    "give the numbers of two versions, from and to");
	if (status == OB_OK)
		status = programmes_compare(site->options.engine,
		    exchange_parameter(exchange, "id"), from, to, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static const struct api_json_key scope_keys[] = {
    TEXT(area, false, SCOPE_MAX_CHARS),
    TEXT(workplace, false, SCOPE_MAX_CHARS),
};

static void
withdraw(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct import_request request = {.name = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, scope_keys, ARRAY_LEN(scope_keys), &body, &request, &err);

	if (status == OB_OK)
		status = programme_intake_withdraw(site->options.engine,
		    exchange_actor(exchange),
		    exchange_parameter(exchange, "id"),
		    &(struct programme_scope){
			or_empty(request.area), or_empty(request.workplace)},
		    &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static const struct api_json_key decision_keys[] = {
    {"by", API_JSON_TEXT, true, PROGRAMME_DECISIONS_BY_MAX,
	offsetof(struct programme_decisions_request, by)},
    {"decided", API_JSON_TEXT, false, 0,
	offsetof(struct programme_decisions_request, decided)},
    {"reason", API_JSON_TEXT, true, PROGRAMME_DECISIONS_REASON_MAX,
	offsetof(struct programme_decisions_request, reason)},
};

static void
set_decision(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct programme_decisions_request request = {
	    .programme = exchange_parameter(exchange, "id")};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_version(exchange, "version", &request.version, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, decision_keys,
		    ARRAY_LEN(decision_keys), &body, &request, &err);
	if (status == OB_OK)
		status = programme_decisions_set(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/programmes", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/programmes", RIGHT_ADMIN, import, BUNDLE_MAX_BYTES},
    {HTTP_POST, "/api/v1/programmes/check", RIGHT_ADMIN, check,
	PROGRAMME_MAX_BYTES},
    {HTTP_GET, "/api/v1/programmes/{id}", RIGHT_ADMIN, show, 0},
    {HTTP_GET, "/api/v1/programmes/{id}/comparison", RIGHT_ADMIN, compare, 0},
    {HTTP_POST, "/api/v1/programmes/{id}/withdrawal", RIGHT_ADMIN, withdraw, 0},
    {HTTP_PUT, "/api/v1/programmes/{id}/versions/{version}/decision",
	RIGHT_ADMIN, set_decision, 0},
};

void
api_programmes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
