/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_DIGEST_H
#define ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_DIGEST_H

#include "crypto/digest.h"
#include "model/handbook.h"
#include "model/programme.h"

/* SHA-256 over all that a programme or a handbook says, to know a change. */

void programme_digest(
    const struct programme *programme, char ret_hex[DIGEST_HEX_SIZE]);
void programme_digest_handbook(
    const struct handbook *handbook, char ret_hex[DIGEST_HEX_SIZE]);
void programme_digest_entry(
    const struct handbook_entry *entry, char ret_hex[DIGEST_HEX_SIZE]);

#endif
