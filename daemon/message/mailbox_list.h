/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_MAILBOX_LIST_H
#define ONBOARD_MESSAGE_MAILBOX_LIST_H

#include <stdbool.h>
#include <stddef.h>

/* The mailboxes of From, To and the like (RFC 5322, 3.4), one after another. */
struct mailbox_list_item {
	char *address;	       /* owned; what stands in angles, or else all */
	const char *fault;     /* what is wrong with it, or NULL */
	bool is_international; /* octets outside ASCII: SMTPUTF8 only */
};

/*
 * Takes the next from *at.  False at the end; an empty item, as between two
 * commas, is one with a fault.
 */
bool mailbox_list_next(const char **at, struct mailbox_list_item *ret_item);
void mailbox_list_release(struct mailbox_list_item *item);

#endif
