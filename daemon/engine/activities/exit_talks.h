/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_EXIT_TALKS_H
#define ONBOARD_ENGINE_ACTIVITIES_EXIT_TALKS_H

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;

/*
 * Within the change that takes the exit talk or the exit itself back: removes
 * what was recorded of the talk, its reasons and its note.  The audit tells
 * that it was, and not what it said.  Of what is no exit nothing is recorded.
 */
int exit_talks_forget(struct change *change, const struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/* The same if the activity, which is reopened, is that talk. */
int exit_talks_reopen(struct change *change, const struct dossier *dossier,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

#endif
