/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_STEP_GUIDE_H
#define ONBOARD_FORMATS_STEP_GUIDE_H

#include "formats/mistakes.h"
#include "formats/programme_file.h"

/*
 * Fetches a step's guides by source->guide, with owner as the programme's id:
 * a reader of Danish and a reader of English both find what to do.  Mistakes
 * stand at the path.
 */
void step_guide_take(struct mistakes *mistakes, const char *path,
    const struct programme_source *source, const char *owner,
    struct step *step);

#endif
