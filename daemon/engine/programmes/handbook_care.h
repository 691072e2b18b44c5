/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_HANDBOOK_CARE_H
#define ONBOARD_ENGINE_PROGRAMMES_HANDBOOK_CARE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "engine/programmes/handbook_correction.h"
#include "model/handbook.h"

struct change;
struct engine;
struct programmes_handbook;

/*
 * A function keeps its own entry of the handbook: it says that the entry is
 * right, or corrects it, as whoever sees to all areas does for it.  What nobody
 * has confirmed for HANDBOOK_CARE_MONTHS is stale.
 */
#define HANDBOOK_CARE_MONTHS 6

/* Who does it; shown is the digest of the entry as the page had it. */
struct handbook_care {
	const char *actor;
	int64_t person_id;
	const char *name; /* of the entry */
	const char *shown;
	bool dry_run; /* of a correction: nothing is kept */
};

/* OB_ENOTFOUND; OB_ECONFLICT when the entry is another than was shown. */
int handbook_care_confirm(struct engine *engine,
    const struct handbook_care *care, struct error *err) OB_MUST_CHECK;

/*
 * Confirms, too; fails as handbook_correction_apply() does.  Journeys under way
 * keep who is responsible in them.  ret_view, if not NULL, is
 * {"before","after"}: two entries, owned.
 */
int handbook_care_correct(struct engine *engine,
    const struct handbook_care *care,
    const struct handbook_correction *correction, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Within an import of a table that changed the entry: nobody has confirmed what
 * it says now.  What a function had corrected before stays protected from the
 * file.
 */
int handbook_care_unconfirm(
    struct change *change, const char *name, struct error *err) OB_MUST_CHECK;

/*
 * The entry's members, named as those of a correction, and "function", with
 * "area" and "workplace" of a local one.  Returns
 * owned.
 */
json_t *handbook_care_entry(const struct handbook_entry *entry);

/* The day on which it was confirmed last; DATE_NONE: never. */
int handbook_care_day(struct engine *engine, const char *name,
    struct date *ret_day, struct error *err) OB_MUST_CHECK;
bool handbook_care_is_stale(const struct engine *engine, struct date confirmed);

/*
 * Within the import of a file that has just replaced the stored handbook: puts
 * the corrections back that it does not touch, and tells of the others.
 */
int handbook_care_keep(struct change *change, const struct handbook *stored,
    const struct handbook *file, struct programmes_handbook *outcome,
    struct error *err) OB_MUST_CHECK;

#endif
