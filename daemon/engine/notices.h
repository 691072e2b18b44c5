/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_H
#define ONBOARD_ENGINE_NOTICES_H

#include "base/error.h"
#include "engine/dossier.h"

/*
 * One notice to each person who is newly responsible in the journey, with all
 * the person's activities in it.  The leader's own come with the welcome mail
 * as long as that is still to be sent.
 */
int notices_run(struct dossier *dossier, struct error *err) OB_MUST_CHECK;

#endif
