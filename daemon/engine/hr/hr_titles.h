/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_TITLES_H
#define ONBOARD_ENGINE_HR_HR_TITLES_H

#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/* What an activity is called, without its journey's dossier. */
struct hr_titles_step {
	int64_t programme_id;
	int position; /* as stored */
	const char *step;
	const char *title; /* its own, or "" */
};

/* As dossier_step() would call it; owned. */
int hr_titles_of(struct engine *engine, const struct hr_titles_step *step,
    enum language language, char **ret_title, struct error *err) OB_MUST_CHECK;

/*
 * What a programme calls a phase; of one that it does not have (-1: none has
 * begun) what it calls its first.  ret_phase says which it is.  Borrowed.
 */
int hr_titles_of_phase(struct engine *engine, int64_t programme_id, int phase,
    const struct phase **ret_phase, struct error *err) OB_MUST_CHECK;

#endif
