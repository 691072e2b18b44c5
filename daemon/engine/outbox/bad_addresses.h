/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_BAD_ADDRESSES_H
#define ONBOARD_ENGINE_OUTBOX_BAD_ADDRESSES_H

#include <stdbool.h>

#include "base/error.h"
#include "model/records.h"

struct change;

/*
 * Addresses that mail servers refuse.  One that is refused for good gets no
 * more mail until the person has another; whoever coordinates the journey is
 * told once, so that a wrong address is put right and not tried for ever.
 */

/* What a status code of RFC 3463 means for an address. */
enum refusal {
	REFUSAL_ADDRESS, /* nobody has it: 5.1.1 and the like */
	REFUSAL_FULL,	 /* its mailbox is full */
	REFUSAL_OTHER,	 /* this mail was not taken */
};

enum refusal bad_addresses_class(const char *status);

/* The status code in a server's words; "" when there is none. */
#define BAD_ADDRESSES_STATUS_SIZE 12
void bad_addresses_read_code(
    const char *words, char ret_status[BAD_ADDRESSES_STATUS_SIZE]);

/* The same or, without one, what the words commonly mean. */
void bad_addresses_read(
    const char *words, char ret_status[BAD_ADDRESSES_STATUS_SIZE]);

/*
 * A mail was refused for good: marks its address, if that is what it means and
 * the person still has it, and tells the coordinator.  words: the server's.
 */
int bad_addresses_note(struct change *change, const struct mail *mail,
    enum refusal refusal, const char *words, struct error *err) OB_MUST_CHECK;

#endif
