/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_MAIL_EXPLAIN_H
#define ONBOARD_ENGINE_OUTBOX_MAIL_EXPLAIN_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * Why a mail was written, what it told, and why it is where it is: sent,
 * waiting (for the window, for another attempt, for the limit of a day), or
 * not to be sent.  {"mail","attempts","reminders":[...],
 * "explanation":[{"reason","text"}]}
 */
int mail_explain(struct engine *engine, int64_t id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
