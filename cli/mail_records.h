/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_MAIL_RECORDS_H
#define ONBOARD_CLI_MAIL_RECORDS_H

#include <stddef.h>

/*
 * Whether the records by which receivers judge a domain's mail say what they
 * must: SPF (RFC 7208), DKIM (RFC 6376, 8301, 8463), DMARC (RFC 7489) and MX
 * (RFC 5321, 7505).  Pure: it asks nobody.  The texts are those of all TXT or
 * MX records of the name; others among them do not count.
 */
enum mail_record_state {
	MAIL_RECORD_OK,
	MAIL_RECORD_DOUBTFUL, /* it works, but not as well as it could */
	MAIL_RECORD_WRONG,
	MAIL_RECORD_MISSING,
	MAIL_RECORD_UNKNOWN /* nobody could say */
};

struct mail_finding {
	enum mail_record_state state;
	const char *text; /* why, for people; a constant */
	const char *used; /* the record that was judged, borrowed; or NULL */
};

typedef struct mail_finding (*mail_records_fn)(
    const char *const *texts, size_t count);

struct mail_finding mail_records_spf(const char *const *texts, size_t count);
struct mail_finding mail_records_dkim(const char *const *texts, size_t count);
struct mail_finding mail_records_dmarc(const char *const *texts, size_t count);

/* The record of a domain above the one that sends: its sp=, else its p=. */
struct mail_finding mail_records_dmarc_above(
    const char *const *texts, size_t count);
struct mail_finding mail_records_mx(const char *const *texts, size_t count);

/* "ok", "doubtful", "wrong", "missing", "unknown" */
const char *mail_records_state_name(enum mail_record_state state);

#endif
