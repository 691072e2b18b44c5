/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_OVERLAY_H
#define ONBOARD_MODEL_OVERLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "model/programme.h"

/*
 * What an area or a workplace does otherwise than the municipality: steps
 * that it adds, others whose owner, dates or texts it changes, and optional
 * ones that it leaves out.  An overlay owns all its strings and steps.
 */
struct overlay_change {
	char *step;
	char *role; /* NULL: as it is; so for the others */
	struct date_rule *due;
	struct date_rule *latest;
	int *minutes;
	struct ladder *ladder;
	struct text_pair title; /* members may be NULL */
};

struct overlay_addition {
	char *after; /* the step it stands after; NULL: at the end */
	struct step step;
};

struct overlay {
	char *id;	 /* the overlay's own name */
	char *base;	 /* the programme that it changes */
	char *area;	 /* whom it is for: all of the area, or of this */
	char *workplace; /* workplace in it; one of the two is not "" */
	struct overlay_addition *additions;
	size_t addition_count;
	struct overlay_change *changes;
	size_t change_count;
	char **removed;
	size_t removed_count;
};

void overlay_free(struct overlay *overlay);	 /* accepts NULL */
void overlay_free_ptr(struct overlay **overlay); /* for cleanup_ */

/*
 * The programme with the overlay laid over it; returns owned.  Reports each
 * mistake (an unknown step, a mandatory one removed, an added id that is
 * there already) with the key as "add[0]", "change[2].step", "remove[1]"; the
 * result is to be checked by programme_check() besides.  NULL when there was
 * a mistake.
 */
typedef void (*overlay_report_fn)(void *arg, const char *key, const char *text);
struct programme *overlay_apply(const struct overlay *overlay,
    const struct programme *base, overlay_report_fn report, void *arg);

#endif
