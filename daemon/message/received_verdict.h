/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_RECEIVED_VERDICT_H
#define ONBOARD_MESSAGE_RECEIVED_VERDICT_H

#include <stdbool.h>

#include "message/received.h"

/*
 * Authentication-Results (RFC 8601): what the trusted server found out about
 * who sent a message.  DMARC decides; without it a signature or a sending host
 * of the From address's own domain does.
 */
struct received_results {
	bool dmarc_pass;
	bool dmarc_fail;
	bool aligned_pass; /* of DKIM or SPF, for the From address's domain */
	bool other_fail;
};

/* One field's value; one of another server than host's changes nothing. */
void received_verdict_add(const char *value, const char *host,
    const char *from_domain, struct received_results *results);

enum received_verdict received_verdict_of(
    const struct received_results *results);

#endif
