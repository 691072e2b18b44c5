/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_RECEIVED_H
#define ONBOARD_ENGINE_ANSWERS_RECEIVED_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/received_fact.h"

struct engine;

/*
 * What comes in by mail: answers and proposals of participants (iTIP, RFC
 * 5546), reports of mail servers (RFC 3464), and all else.  A message changes
 * nothing but an answer, or what is known of an address; what the program may
 * not decide alone waits in review until somebody settles it.
 */

/*
 * Takes a fact in one transaction.  The same fact again changes nothing and
 * gives the first one's id with the outcome "repeated", so that whoever is not
 * sure may send it twice.  What is told is for a program that may know nothing
 * of persons and meetings.
 */
struct received_outcome {
	int64_t id;
	const char *outcome; /* static: applied, outdated, review, ... */
	char reason[64];
	int64_t bounced_id; /* of a mail that failed by it, else 0 */
};

int received_take(struct engine *engine, const struct received_fact *fact,
    struct received_outcome *ret_outcome, struct error *err) OB_MUST_CHECK;

/* {"received":[...]}, the newest first; is_review: what waits for somebody. */
int received_list(struct engine *engine, bool is_review, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Somebody has seen to it.  note: what was done, or NULL.  OB_ECONFLICT when
 * it does not wait; a proposal of a time is answered by proposals.h.
 */
int received_settle(struct engine *engine, const char *actor, int64_t id,
    const char *note, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
