/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_ANSWERING_H
#define ONBOARD_ENGINE_DOSSIER_ANSWERING_H

#include "base/error.h"
#include "engine/dossier/dossier.h"

/*
 * A step with a survey is done by answering it, or given up; by hand only when
 * nobody can answer any more.
 */
enum answering {
	ANSWERING_NONE,	 /* it is no such step, or nobody can answer it */
	ANSWERING_AHEAD, /* those whom the survey names are asked on its day */
	ANSWERING_ASKED	 /* somebody was asked and has not answered yet */
};

/* Of what is settled it is ANSWERING_NONE. */
int answering_of(const struct dossier *dossier, const struct activity *activity,
    enum answering *ret_answering, struct error *err) OB_MUST_CHECK;

/*
 * Whether it has a survey that nobody was sent, because it was late when the
 * leader was added.
 */
int answering_was_missed(const struct dossier *dossier,
    const struct activity *activity, bool *ret_was,
    struct error *err) OB_MUST_CHECK;

/*
 * OB_ECONFLICT, by which a page can say it, for what is done by answering and
 * not by hand.
 */
int answering_check_by_hand(const struct dossier *dossier,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

#endif
