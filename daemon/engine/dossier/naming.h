/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_NAMING_H
#define ONBOARD_ENGINE_DOSSIER_NAMING_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/dossier/dossier.h"

/* What a journey is called where several stand side by side. */

bool naming_is_cohort(const struct dossier *dossier);

/* The cohort's name, or the leader's first name; owned. */
char *naming_short(const struct dossier *dossier);

/* The cohort's name, or the leader's whole name; borrowed. */
const char *naming_full(const struct dossier *dossier);

/*
 * The day that it is about: the first workday, or the last one of an exit.
 * And the last one of a leader who leaves, else DATE_NONE.
 */
struct date naming_day(const struct dossier *dossier);
struct date naming_last_day(const struct dossier *dossier);

/*
 * Whether the journey is the person's own, so that it needs no name.  Who
 * runs a cohort has it as one among others.
 */
bool naming_is_own(const struct dossier *dossier, int64_t person_id);

/*
 * What a calendar calls an activity: its title, and whose journey it is of
 * unless it is the reader's own, since others may have several.  Owned.
 */
char *naming_entry(const struct dossier *dossier,
    const struct activity *activity, const struct person *reader,
    enum language language);

#endif
