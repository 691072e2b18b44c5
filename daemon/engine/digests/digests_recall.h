/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_DIGESTS_RECALL_H
#define ONBOARD_ENGINE_DIGESTS_DIGESTS_RECALL_H

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;

/*
 * Takes back the digests that wait and speak of a journey which is over now.
 * What else they were to tell is told by new ones, today if that may still be.
 * One that may have arrived goes again as it was, but to those who hear of
 * nothing else.  Within a change, once the journey is stored as ended or
 * cancelled; how many were taken back is added to *count.
 */
int digests_recall(struct change *change, const struct dossier *dossier,
    int *count, struct error *err) OB_MUST_CHECK;

/* In the history of one that was taken back. */
#define DIGESTS_RECALL_OUTCOME "recalled"

#endif
