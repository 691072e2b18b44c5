/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_H
#define ONBOARD_FORMATS_CONFIG_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/settings.h"

/*
 * The configuration file, onboardd.yaml(5): typed, checked whole, with every
 * default in place.  Mistakes are lines of "file:line:column: text" in
 * err->text, joined by newlines; the semantic ones come in one run, as many
 * as err holds.
 */
#define CONFIG_MAX_BYTES (256 * 1024)

/* OB_ENOTFOUND when there is no such file; returns owned. */
int config_load(const char *path, struct settings **ret_settings,
    struct error *err) OB_MUST_CHECK;

/* file_name is for messages and settings->directory. */
int config_parse(const char *file_name, const char *bytes, size_t len,
    struct settings **ret_settings, struct error *err) OB_MUST_CHECK;

/*
 * Appends the effective configuration as YAML, which parses to equal
 * settings.  No secret is in it: those lie in files that it only names.
 */
void config_print(const struct settings *settings, struct strbuf *out);

#endif
