/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_CONFIG_CASE_H
#define ONBOARD_TESTS_CONFIG_CASE_H

#include "model/settings.h"

/* For tests that read a configuration, which they call "f.yaml". */

/* The one key without a default. */
#define CONFIG_CASE_URL "public_url: http://127.0.0.1:8080\n"

/* Without a mistake; owned: settings_free(). */
struct settings *config_case_read(const char *text);

/* Expects these mistakes, one a line, and no others. */
void config_case_assert_mistakes(const char *text, const char *mistakes);

/* What is printed of it is printed the same when that is read. */
void config_case_assert_printed(const char *text);

#endif
