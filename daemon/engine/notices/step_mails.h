/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_STEP_MAILS_H
#define ONBOARD_ENGINE_NOTICES_STEP_MAILS_H

#include "base/error.h"
#include "engine/dossier/dossier.h"

/* Mails that are steps of the programme: sent at 08:00 of their day. */

#define STEP_MAILS_MINUTE (8 * 60)

/*
 * Queues each mail step of the journey whose time has come and whose
 * prerequisites (and, for the welcome pack, four parts) are there.
 */
int step_mails_run(struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/*
 * Within a change: a step that waits for another again takes its mail back,
 * to be written anew; or the mail is under way and the step waits no more.
 */
int step_mails_take_back(const struct dossier *dossier,
    const struct activity *activity, bool *ret_is_under_way,
    struct error *err) OB_MUST_CHECK;

/*
 * It speaks of a first day that has come, and was not written before: it is
 * not sent any more, and nobody is to be reminded of it.
 */
bool step_mails_is_past(
    const struct dossier *dossier, const struct activity *activity);

/* Whether a mail step to the leader is still to come: it tells of tasks. */
bool step_mails_welcome_is_open(const struct dossier *dossier);

#endif
