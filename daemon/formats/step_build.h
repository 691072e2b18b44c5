/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_STEP_BUILD_H
#define ONBOARD_FORMATS_STEP_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/mistakes.h"
#include "formats/programme_schema.h"
#include "model/programme.h"

/*
 * Makes one step out of a file's values, for programmes and overlays.  What
 * cannot be read is a mistake and gets a harmless value, so that the checks
 * after it can say the rest in the same run.
 */
#define STEP_BUILD_PATH 112
#define STEP_BUILD_MAX_MINUTES 600
#define STEP_BUILD_MAX_WINDOW 250

/* Where the file gives a step. */
struct step_place {
	const char *list; /* "steps", or an overlay's "add" or "change" */
	size_t step;	  /* index in it */
	bool is_row;	  /* of a group's contacts */
	size_t row;
};

struct step_build {
	struct mistakes *mistakes; /* borrowed */
	struct ladder reminders;   /* of steps that say nothing */
	int first_phase;	   /* stands for one that cannot be read */
};

/* The path of a step's key in the file; key as the checks call it. */
void step_build_path(const struct step_place *place, const char *key,
    char ret_path[STEP_BUILD_PATH]);

/* The step, which is owned; needs no check of which keys there are. */
struct step step_build_run(const struct step_build *build,
    const struct step_place *place, const struct step_values *values);

/* Its parts, for groups and changes; text may be NULL where it is absent. */
void step_build_pair(const struct step_build *build, const char *path,
    const struct pair_values *values, struct text_pair *ret_pair);
int step_build_number(const struct step_build *build,
    const struct step_place *place, const char *key, const char *text,
    int most);
int step_build_phase(const struct step_build *build,
    const struct step_place *place, const char *text);
struct date_rule step_build_rule(const struct step_build *build,
    const struct step_place *place, const char *key, const char *text);
void step_build_window(const struct step_build *build,
    const struct step_place *place, int window, struct step *step);
char **step_build_list(char *const *items, size_t count);

/* Reports which needed keys are absent and which others do not belong. */
void step_build_check_keys(const struct step_build *build,
    const struct step_place *place, const char *id, const char *const *needed,
    const char *const *foreign);

bool step_build_is_id(const char *text);

/* Whether a message quotes a rule that stands for one nobody can read. */
bool step_build_is_about_unknown(const char *text);

#endif
