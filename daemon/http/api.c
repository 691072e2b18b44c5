/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/api.h"

#include <string.h>

#include "http/exchange.h"
#include "http/site_private.h"

#define ID_DIGITS_MAX 18
#define VERSION_DIGITS_MAX 9

void
api_answer(struct exchange *exchange, int status, int http_status, json_t *view,
    const struct error *err)
{
	if (status == OB_OK)
		exchange_reply_json(exchange, http_status, view);
	else
		exchange_reply_error(exchange, err);
}

void
api_answer_change(struct site *site, struct exchange *exchange, int status,
    int http_status, json_t *view, const struct error *err)
{
	api_answer(exchange, status, http_status, view, err);
	if (status == OB_OK)
		site_note_change(site);
}

void
api_refuse_file(struct exchange *exchange, const struct strbuf *report,
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

int
api_id(const struct exchange *exchange, const char *parameter, int64_t *ret_id,
    struct error *err)
{
	const char *text = exchange_parameter(exchange, parameter);
	size_t len = strlen(text);
	int64_t id = 0;

	if (len == 0 || len > ID_DIGITS_MAX ||
	    strspn(text, "0123456789") != len)
		return error_set_field(err, OB_EINVALID, parameter,
		    "'%.40s' is no %s; it is a whole number", text, parameter);
	for (; *text != '\0'; text++)
		id = id * 10 + (*text - '0');
	*ret_id = id;
	return OB_OK;
}

static int
read_version(
    const char *name, const char *text, int *ret_version, struct error *err)
{
	size_t len = strlen(text);
	int version = 0;

	if (len == 0 || len > VERSION_DIGITS_MAX ||
	    strspn(text, "0123456789") != len)
		return error_set_field(err, OB_EINVALID, name,
		    "'%.40s' is no version; it is a number from 1", text);
	for (; *text != '\0'; text++)
		version = version * 10 + (*text - '0');
	if (version == 0)
		return error_set_field(
		    err, OB_EINVALID, name, "versions are counted from 1");
	*ret_version = version;
	return OB_OK;
}

int
api_read_version(const struct exchange *exchange, const char *name,
    int *ret_version, struct error *err)
{
	const char *text = exchange_query(exchange, name);

	return text == NULL ? OB_OK
			    : read_version(name, text, ret_version, err);
}

int
api_version(const struct exchange *exchange, const char *parameter,
    int *ret_version, struct error *err)
{
	return read_version(parameter, exchange_parameter(exchange, parameter),
	    ret_version, err);
}
