/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PROGRAMME_BUILD_H
#define ONBOARD_FORMATS_PROGRAMME_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/mistakes.h"
#include "formats/programme_schema.h"
#include "model/programme.h"

/*
 * Makes the programme out of the file's values: numbers, rules and groups.
 * What cannot be read is a mistake and gets a harmless value, so that the
 * checks after it can say the rest in the same run.
 */
#define PROGRAMME_BUILD_PATH 96

/* Where the file gives a step of the programme. */
struct step_place {
	size_t step; /* index in the file's steps */
	bool is_row; /* of a group's contacts */
	size_t row;
};

struct programme_build {
	const struct programme_values *values; /* borrowed */
	struct mistakes *mistakes;	       /* borrowed */
	struct programme *programme;	       /* owned */
	struct step_place *places;	       /* one per step */
};

void programme_build_init(struct programme_build *build,
    const struct programme_values *values, struct mistakes *mistakes);
void programme_build_release(struct programme_build *build);
void programme_build_run(struct programme_build *build);

/* The path of a step's key in the file; step -1 is the programme itself. */
void programme_build_path(const struct programme_build *build, int step,
    const char *key, char ret_path[PROGRAMME_BUILD_PATH]);

bool programme_build_is_id(const char *text);

/* Whether a message quotes a rule that stands for one nobody can read. */
bool programme_build_is_about_unknown(const char *text);

#endif
