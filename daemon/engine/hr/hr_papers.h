/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_PAPERS_H
#define ONBOARD_ENGINE_HR_HR_PAPERS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"
#include "store/log_store.h"

struct engine;

/* Rows of mail and audit in the reader's words; lists are owned. */

/* "mandag den 7. december 2026 kl. 8.00"; "" for INSTANT_NONE.  Owned. */
char *hr_papers_when(
    const struct engine *engine, const struct hr_scope *scope, int64_t at);

/*
 * [{"id","subject","kind","address","person","leader","leader_url","state",
 * "state_text","when","attempts","last_reply","can_hold","can_retry",
 * "can_cancel","url"}]
 */
int hr_papers_mails(struct engine *engine, const struct hr_scope *scope,
    const struct log_scope *log, const char *state, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;

/* [{"id","when","at_iso","actor","verb","entity","entity_id"}] */
int hr_papers_audit(struct engine *engine, const struct hr_scope *scope,
    const struct log_scope *log, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;

#endif
