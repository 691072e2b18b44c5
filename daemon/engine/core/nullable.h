/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_NULLABLE_H
#define ONBOARD_ENGINE_CORE_NULLABLE_H

#include <jansson.h>
#include <stdint.h>

#include "base/date.h"

struct engine;

/* What the API tells as null where there is none.  All owned. */

/* RFC 3339 by the instance's zone; null for INSTANT_NONE. */
json_t *nullable_instant(const struct engine *engine, int64_t instant);

/* "2026-12-07"; null for DATE_NONE. */
json_t *nullable_date(struct date date);

/* "08:30"; null for a minute of the day below 0. */
json_t *nullable_time(int minute);

/* A row's id; null for 0. */
json_t *nullable_id(int64_t id);

#endif
