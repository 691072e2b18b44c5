/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LETTERS_LETTERS_ALONE_H
#define ONBOARD_ENGINE_LETTERS_LETTERS_ALONE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/letters/mail_texts.h"
#include "model/records.h"

struct change;

/*
 * A mail that belongs to no journey: nobody stands in for its receiver, and
 * nobody's answer is waited for.  One that cannot wait is urgent: it goes at
 * any hour, before all else and beside the limit of a day.
 */
struct letter_alone {
	enum mail_kind kind;
	const char *dedup_key;
	const struct person *to;
	const char *address; /* one of the receiver's */
	int64_t not_after;   /* then it helps nobody any more */
	bool can_wait;	     /* for the receiver's next send window */
	bool is_private;     /* the audit tells that there was one, no more */
	json_t *view;	     /* taken: what the kind adds */
};

/* OB_EEXISTS when there is a mail with the key. */
int letters_alone_queue(struct change *change,
    const struct letter_alone *letter, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

#endif
