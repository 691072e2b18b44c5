/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_DNS_H
#define ONBOARD_CLI_DNS_H

#include <stddef.h>

#include "base/error.h"

/*
 * Asks the domain name system by the C library's resolver, for commands only:
 * it blocks, each question for some seconds at most.  What comes back is a
 * stranger's text.
 */
struct dns;

/* server: "ADDRESS:PORT" of IPv4, or NULL for the machine's own. */
int dns_open(
    const char *server, struct dns **ret_dns, struct error *err) OB_MUST_CHECK;
void dns_close(struct dns *dns);

enum dns_type { DNS_A, DNS_AAAA, DNS_MX, DNS_TXT };

/* Texts: "10 mail.example.org", a TXT record's strings as one. */
struct dns_answer {
	char **texts;
	size_t count;
};

#define DNS_RECORDS_MAX 100

/*
 * The records of an ASCII name, none when it has none or does not exist;
 * OB_ETIMEOUT or OB_EIO when nobody could say.
 */
int dns_query(struct dns *dns, const char *name, enum dns_type type,
    struct dns_answer *ret_answer, struct error *err) OB_MUST_CHECK;
void dns_release(struct dns_answer *answer);

#endif
