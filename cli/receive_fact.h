/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_RECEIVE_FACT_H
#define ONBOARD_CLI_RECEIVE_FACT_H

#include <jansson.h>
#include <stddef.h>

/*
 * What a message says, as the body of POST /received-mail: which kind it is,
 * and what of it the daemon needs.  The same bytes give the same fact.  Of one
 * that is too large or too complex it says who sent it, if the header tells.
 * Returns owned.
 */
json_t *receive_fact_make(
    const char *bytes, size_t len, const char *trusted_host);

/*
 * Of a message that could not be read.  reason: a word of the catalogue.
 * digest: tells it from others.  file: its name, or NULL.
 */
json_t *receive_fact_unreadable(
    const char *reason, const char *digest, const char *file);

#endif
