/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_EXIT_COUNT_STORE_H
#define ONBOARD_STORE_EXIT_COUNT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct store;

/* Figures of exit talks, and what is kept of them by half year. */

/* Talks that were held from the one day to the other, and noted before. */
struct exit_span {
	struct date from;
	struct date until;
	int64_t before;
};

/* How many they are. */
int exit_count_store_count(struct store *store, const struct exit_span *span,
    int64_t *ret_talks, struct error *err) OB_MUST_CHECK;

/* How often each reason was given in them, and as the main one. */
struct exit_reason_count {
	char *reason;
	int64_t talks;
	int64_t as_main;
};

int exit_count_store_count_reasons(struct store *store,
    const struct exit_span *span, struct exit_reason_count **ret_counts,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void exit_count_store_free(struct exit_reason_count *counts, size_t count);

/* In which year those began with whom they were held, as far as it is known. */
struct exit_began {
	int year;
	int64_t talks;
};

int exit_count_store_count_began(struct store *store,
    const struct exit_span *span, struct exit_began **ret_years,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void exit_count_store_free_began(struct exit_began *years, size_t count);

/* On which day the oldest talk was held; OB_ENOTFOUND without any. */
int exit_count_store_first_day(
    struct store *store, struct date *ret_day, struct error *err) OB_MUST_CHECK;

/* Half a year, as "2026H2"; OB_ECONFLICT when it is kept already. */
struct exit_half_year {
	char *period;
	int64_t talks;
};

int exit_count_store_keep(struct store *store,
    const struct exit_half_year *half_year, int64_t now,
    struct error *err) OB_MUST_CHECK;
int exit_count_store_keep_reason(struct store *store, const char *period,
    const struct exit_reason_count *count, struct error *err) OB_MUST_CHECK;

int exit_count_store_keep_began(struct store *store, const char *period,
    const struct exit_began *began, struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND where nothing is kept. */
int exit_count_store_find(struct store *store, const char *period,
    int64_t *ret_talks, struct error *err) OB_MUST_CHECK;
int exit_count_store_last(struct store *store,
    struct exit_half_year *ret_half_year, struct error *err) OB_MUST_CHECK;
void exit_count_store_release(struct exit_half_year *half_year);

int exit_count_store_list_reasons(struct store *store, const char *period,
    struct exit_reason_count **ret_counts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* The most first. */
int exit_count_store_list_began(struct store *store, const char *period,
    struct exit_began **ret_years, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Of half years that were counted later than now; tells how many they were. */
int exit_count_store_drop_later(struct store *store, int64_t now,
    int *ret_half_years, struct error *err) OB_MUST_CHECK;

#endif
