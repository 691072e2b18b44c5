/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_NOMINATION_H
#define ONBOARD_MODEL_NOMINATION_H

#include <stdbool.h>

#include "model/records.h"

/* Both the nominee and the manager have accepted, and nobody withdrew. */
bool nomination_takes_part(const struct nomination *nomination);

/* "nominated", "participant" or "withdrawn". */
const char *nomination_state(const struct nomination *nomination);

#endif
