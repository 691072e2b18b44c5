/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_AREAS_H
#define ONBOARD_FORMATS_CONFIG_AREAS_H

#include <stddef.h>

#include "base/error.h"
#include "model/settings.h"

/*
 * Reads calendar.areas into the settings: its keys are the names of areas,
 * which a schema cannot list.  The bytes have passed document_parse().  A
 * mistake of form is "file:line:column: text".
 */
int config_areas_read(const char *file_name, const char *bytes, size_t len,
    struct settings *settings, struct error *err) OB_MUST_CHECK;

#endif
