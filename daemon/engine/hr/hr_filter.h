/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_FILTER_H
#define ONBOARD_ENGINE_HR_HR_FILTER_H

#include <stdbool.h>

#include "engine/hr/hr_board.h"
#include "engine/hr/hr_journeys.h"

struct strbuf;

/* A board's filter, read and checked. */
struct hr_filter {
	const char *area;
	const char *state;
	const char *kind;
	int phase; /* -1: any */
	int flag;  /* -1: any */
	int64_t manager_id;
	const char *text; /* as it was given */
	char *folded;
	size_t page;
};

int hr_filter_read(const struct hr_board_filter *filter,
    struct hr_filter *ret_filter, struct error *err) OB_MUST_CHECK;
void hr_filter_release(struct hr_filter *filter);

bool hr_filter_passes(
    const struct hr_filter *filter, const struct hr_journey *journey);

/* Whether it leaves anything out. */
bool hr_filter_is_set(const struct hr_filter *filter);

/* {"area","state",...,"query"}: the last of them as a query without page. */
json_t *hr_filter_view(const struct hr_filter *filter);

/* Adds "name=value" to a query, escaped; nothing when the value is empty. */
void hr_filter_add_query(
    struct strbuf *query, const char *name, const char *value);

/* The word is one of a journey's states. */
bool hr_filter_is_state(const char *word);

extern const char *const hr_filter_states[]; /* ends with NULL */

#endif
