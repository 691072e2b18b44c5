/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SAVED_FILTER_STORE_H
#define ONBOARD_STORE_SAVED_FILTER_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct store;

/* Each is found, changed and removed as one of its person's alone. */
struct saved_filter {
	int64_t id;
	int64_t person_id;
	char *name;
	char *name_key; /* without regard to case: names are told apart by it */
	char *query;	/* "area=Skole&flag=overdue" */
	int64_t saved_at;
};

/* OB_ECONFLICT where the person has one with the name_key. */
int saved_filter_store_add(struct store *store,
    const struct saved_filter *filter, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/* Name and name_key; OB_ECONFLICT also where it is gone. */
int saved_filter_store_rename(struct store *store,
    const struct saved_filter *filter, struct error *err) OB_MUST_CHECK;

int saved_filter_store_remove(struct store *store, int64_t person_id,
    int64_t id, struct error *err) OB_MUST_CHECK;

/* All of the person's. */
int saved_filter_store_drop(
    struct store *store, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND, without a text, for none of the person's. */
int saved_filter_store_find(struct store *store, int64_t person_id, int64_t id,
    struct saved_filter *ret_filter, struct error *err) OB_MUST_CHECK;

/* By name. */
int saved_filter_store_list(struct store *store, int64_t person_id,
    struct saved_filter **ret_filters, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void saved_filter_store_release(struct saved_filter *filter);
void saved_filter_store_free(struct saved_filter *filters, size_t count);

#endif
