/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_CALENDAR_DAY_STORE_H
#define ONBOARD_STORE_CALENDAR_DAY_STORE_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"

struct store;

/* Days that were told beside the configuration's rules. */
struct calendar_day {
	char *area; /* "" is the whole municipality */
	struct date day;
	char *class; /* closed, half, no_meeting, quiet */
	char *title;
	char *source; /* which file brought it; each has days of its own */
};

/* By area, day and source; OB_ENOTFOUND when there is none. */
int calendar_day_store_find(struct store *store, const struct calendar_day *key,
    struct calendar_day *ret_day, struct error *err) OB_MUST_CHECK;

/* Adds the day, or gives it the new title. */
int calendar_day_store_put(struct store *store, const struct calendar_day *day,
    struct error *err) OB_MUST_CHECK;

/* Drops what a source gave an area. */
int calendar_day_store_remove(struct store *store, const char *area,
    const char *source, struct error *err) OB_MUST_CHECK;

/* Drops what a source said of one day of an area, whatever the class. */
int calendar_day_store_remove_day(struct store *store,
    const struct calendar_day *key, struct error *err) OB_MUST_CHECK;

/* Drops one row: of this class, too. */
int calendar_day_store_remove_one(struct store *store,
    const struct calendar_day *key, struct error *err) OB_MUST_CHECK;

/* All, ordered by area, day, class and source. */
int calendar_day_store_list(struct store *store, struct calendar_day **ret_days,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* What one source gave one area, in the same order. */
int calendar_day_store_list_source(struct store *store, const char *area,
    const char *source, struct calendar_day **ret_days, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void calendar_day_store_release(struct calendar_day *day);
void calendar_day_store_free(struct calendar_day *days, size_t count);

#endif
