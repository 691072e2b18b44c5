/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_HAPPENINGS_H
#define ONBOARD_ENGINE_NOTICES_HAPPENINGS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/*
 * What was done to a journey as a whole (its first day moved, a pause, another
 * version): the one reason for many changes.  Appends {"text"} for each, of
 * what was done at that instant or later, in the reader's language.
 */
int happenings_add(const struct dossier *dossier, const struct person *reader,
    int64_t since, json_t *list, struct error *err) OB_MUST_CHECK;

#endif
