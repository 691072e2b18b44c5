/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_API_H
#define ONBOARD_HTTP_API_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

struct exchange;
struct site;

/* What the handlers of /api/v1 share. */

/*
 * Ends a handler: with the view (takes it) when status is OB_OK, else with
 * the error.
 */
void api_answer(struct exchange *exchange, int status, int http_status,
    json_t *view, const struct error *err);

/* The same for a verb that changed something: the root looks for work. */
void api_answer_change(struct site *site, struct exchange *exchange, int status,
    int http_status, json_t *view, const struct error *err);

/*
 * Refuses a request with a file in it: by all its mistakes, of which err holds
 * only the first, if the report has any.
 */
void api_refuse_file(struct exchange *exchange, const struct strbuf *report,
    const struct error *err);

/* The number in the path. */
int api_id(const struct exchange *exchange, const char *parameter,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* A version in the path. */
int api_version(const struct exchange *exchange, const char *parameter,
    int *ret_version, struct error *err) OB_MUST_CHECK;

/* A version in the query; *ret_version stays as it is when none is named. */
int api_read_version(const struct exchange *exchange, const char *name,
    int *ret_version, struct error *err) OB_MUST_CHECK;

#endif
