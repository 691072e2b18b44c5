/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_WELCOME_PACK_H
#define ONBOARD_ENGINE_NOTICES_WELCOME_PACK_H

#include "engine/dossier/dossier.h"

/* The parts of the pack that a new leader gets before the first day. */
#define WELCOME_PACK_PARTS 4

/* The catalogue keys of the parts, NULL for those that exist. */
void welcome_pack_list_missing(
    const struct dossier *dossier, const char *ret_keys[WELCOME_PACK_PARTS]);

/* How many of them exist. */
int welcome_pack_count(const struct dossier *dossier);

#endif
