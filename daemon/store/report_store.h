/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_REPORT_STORE_H
#define ONBOARD_STORE_REPORT_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/report.h"

struct store;

/* What a municipality writes itself in its reports. */

/* Takes the place of the one of the same year and heading. */
int report_store_set(struct store *store, const struct report_text *text,
    struct error *err) OB_MUST_CHECK;

/* Nothing when there is none. */
int report_store_drop(struct store *store, int year, const char *heading,
    struct error *err) OB_MUST_CHECK;

/* Of a year, by heading. */
int report_store_list(struct store *store, int year,
    struct report_text **ret_texts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void report_store_free(struct report_text *texts, size_t count);

#endif
