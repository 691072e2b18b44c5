/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_ADDRESS_H
#define ONBOARD_MESSAGE_ADDRESS_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Mail addresses, read strictly: what passes here is safe in a header, an
 * envelope and a calendar.  Invariant of an accepted address: no blanks,
 * controls or <>, a dot-atom or quoted-string local part of at most 64 bytes,
 * a domain name of two labels or more in A-label form (IDNA2008, UTS #46
 * non-transitional), at most 254 bytes together.  All is ASCII but for letters
 * and digits of a dot-atom (RFC 6532), in NFC: such an address needs a relay
 * with SMTPUTF8.
 */
#define ADDRESS_MAX 254
#define ADDRESS_NAME_MAX 200 /* characters of a display name */

struct address {
	char *name;    /* "" if none */
	char *address; /* domain as A-labels, local part as given */
};

#define ADDRESS_INIT                                                           \
	{                                                                      \
		.name = NULL                                                   \
	}

/* Reads "Name <addr>", "\"Name, N.\" <addr>", "<addr>" or "addr". */
int address_parse(const char *text, struct address *ret_address,
    struct error *err) OB_MUST_CHECK;

/* As address_parse, and names the input field in the error (may be NULL). */
int address_parse_field(const char *field, const char *text,
    struct address *ret_address, struct error *err) OB_MUST_CHECK;

/* Reads one "addr" alone.  ret_address: returns owned. */
int address_parse_bare(const char *field, const char *text, char **ret_address,
    struct error *err) OB_MUST_CHECK;

/* Whether it can be mailed to without SMTPUTF8. */
bool address_is_ascii(const char *address);

/*
 * The key under which two spellings of an accepted address are one person:
 * all in lower case.  Returns owned.
 */
char *address_key(const char *address);

/* For people to read: the domain in Unicode.  Returns owned. */
char *address_display(const char *address);

/*
 * A stranger's words with "..." in place of each address, for logs and for
 * those whom the address does not concern.  Returns owned.
 */
char *address_mask(const char *words);

/* The domain of an accepted address, borrowed from it; "" if there is none. */
const char *address_domain(const char *address);

void address_release(struct address *address); /* empty afterwards */

#endif
