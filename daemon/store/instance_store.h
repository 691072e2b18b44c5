/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_INSTANCE_STORE_H
#define ONBOARD_STORE_INSTANCE_STORE_H

#include "base/error.h"

struct store;

/* Single named values of this instance. */

/* Returns owned; "" when there is none. */
int instance_store_get(struct store *store, const char *name, char **ret_value,
    struct error *err) OB_MUST_CHECK;
int instance_store_set(struct store *store, const char *name, const char *value,
    struct error *err) OB_MUST_CHECK;

#endif
