/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_INVITATION_READER_H
#define ONBOARD_TESTS_INVITATION_READER_H

#include <stdbool.h>

/* What a calendar finds in a letter. */
struct invitation_read {
	char part_method[16]; /* of the mail's part */
	char method[16];      /* of the calendar */
	char uid[100];
	int sequence;
	char stamp[20];
	char start[20]; /* local, "20261203T100000" */
	char status[16];
	char organizer[260]; /* addresses */
	char attendee[260];
	char partstat[16]; /* the attendee's */
	char from[260];
};

/*
 * false when the letter is no invitation: a text/calendar part whose bytes
 * come again as the attachment.
 */
bool invitation_reader_read(
    const char *letter, struct invitation_read *ret_invitation);

#endif
