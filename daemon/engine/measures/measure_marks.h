/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_MARKS_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_MARKS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/measure.h"
#include "model/programme.h"

struct engine;

/* What a measure was before the system, and what it is to be: by hand; also of
 * figures that are imported. */
struct measure_marks_request {
	const char *purpose; /* MEASURE_BASELINE or MEASURE_TARGET */
	const char *measure;
	const char *area;  /* NULL or "": the whole municipality */
	const char *value; /* percents: "57", "57,3" or "57.3"; "" drops it */
	int64_t year;
	const char *source; /* of a baseline; NULL of a target */
};

/*
 * {"mark":{"measure","area","purpose","value","year","source"} or null}.
 * OB_ENOTFOUND for a measure that is none and for dropping what is not there;
 * OB_EINVALID names the field.
 */
int measure_marks_set(struct engine *engine, const char *actor,
    const struct measure_marks_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Whether there is such a measure or figure. */
bool measure_marks_takes(const char *id);

/* {"text","permille","year","source"}, or null for none. */
json_t *measure_marks_view(
    enum language language, const struct measure_mark *mark);

/* The same of the one with the request's purpose, measure and area. */
int measure_marks_find(struct engine *engine, enum language language,
    const struct measure_marks_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND that says which measures there are. */
int measure_marks_unknown(const char *id, struct error *err);

#endif
