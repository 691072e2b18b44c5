/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_REMINDERS_H
#define ONBOARD_ENGINE_DIGESTS_REMINDERS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/*
 * A mail that never left told nobody: what it was to tell, also of networks'
 * meetings, is open again, for the next one.  Within a change.
 */
int reminders_reopen(
    struct engine *engine, int64_t mail_id, struct error *err) OB_MUST_CHECK;

/*
 * What of an activity's ladder was worked through:
 * [{"rung","planned","person","on","outcome","mail","text"}], the first first.
 */
int reminders_view(const struct dossier *dossier,
    const struct activity *activity, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* {"rung","on","text"} of the rung that comes next, or null. */
int reminders_next(const struct dossier *dossier,
    const struct activity *activity, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * "changed" of "changed-3 2026-12-14 540", "notice" of "notice-handover 17",
 * and every other rung itself.
 */
const char *reminders_word(const char *rung);

/* The catalogue's sentence for one reminder, and for whom it went to whom. */
int reminders_text(const struct engine *engine, const struct reminder *reminder,
    char **ret_text, struct error *err) OB_MUST_CHECK;

#endif
