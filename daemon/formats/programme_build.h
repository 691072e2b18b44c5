/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PROGRAMME_BUILD_H
#define ONBOARD_FORMATS_PROGRAMME_BUILD_H

#include "formats/mistakes.h"
#include "formats/programme_schema.h"
#include "formats/step_build.h"
#include "model/programme.h"

/* Makes the programme out of the file's values, groups step by step. */
struct programme_build {
	const struct programme_values *values; /* borrowed */
	struct mistakes *mistakes;	       /* borrowed */
	struct step_build steps;
	struct programme *programme; /* owned */
	struct step_place *places;   /* one per step */
};

void programme_build_init(struct programme_build *build,
    const struct programme_values *values, struct mistakes *mistakes);
void programme_build_release(struct programme_build *build);
void programme_build_run(struct programme_build *build);

/* The path of a step's key in the file; step -1 is the programme itself. */
void programme_build_path(const struct programme_build *build, int step,
    const char *key, char ret_path[STEP_BUILD_PATH]);

#endif
