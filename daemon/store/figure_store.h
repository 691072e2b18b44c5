/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_FIGURE_STORE_H
#define ONBOARD_STORE_FIGURE_STORE_H

#include "base/error.h"
#include "model/figure.h"

struct store;

/* Figures of the payroll system, one of a quarter and an area. */

/* Takes the place of the one that is there. */
int figure_store_put(struct store *store, const struct figure *figure,
    struct error *err) OB_MUST_CHECK;

/* The one of the same quarter, id and area; OB_ENOTFOUND for none. */
int figure_store_find(struct store *store, const struct figure *like,
    struct figure *ret_figure, struct error *err) OB_MUST_CHECK;
void figure_store_release(struct figure *figure);

int figure_store_drop(struct store *store, const struct figure *like,
    struct error *err) OB_MUST_CHECK;

/* Of a year, by quarter, id and area. */
int figure_store_list(struct store *store, int year,
    struct figure **ret_figures, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void figure_store_free(struct figure *figures, size_t count);

/* The first and the last year that has any; OB_ENOTFOUND for none. */
int figure_store_years(struct store *store, int *ret_first, int *ret_last,
    struct error *err) OB_MUST_CHECK;

#endif
