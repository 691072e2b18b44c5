/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_SCHEMA_H
#define ONBOARD_FORMATS_CONFIG_SCHEMA_H

#include <cyaml/cyaml.h>

#include "model/settings.h"

/*
 * The configuration as libcyaml reads it: settings with NULL where a key is
 * absent, and the texts that config.c turns into numbers.
 */
struct config_values {
	struct settings settings;
	char *window;
	char *digest_at;
	char *limit_per_day;
	char *sessions;
	char *per_minute;
	char *timeout;
	char *mentor_limit;
	char *survey_text_days;
	char *text_days;
	char *months;
	char *cohort_least;
	char *cohort_most;
	char *days_ahead;
};

#define CONFIG_MAX_NAME 200
#define CONFIG_MAX_PATH 1000
#define CONFIG_MAX_URL 2000
#define CONFIG_MAX_RULE 40
#define CONFIG_MAX_RULES 100
#define CONFIG_MAX_AREAS 100
#define CONFIG_MAX_LISTEN 8
#define CONFIG_MAX_WORDS 10
#define CONFIG_MAX_PROGRAMMES 50
#define CONFIG_MAX_SURVEYS 50
#define CONFIG_MAX_ORIGIN 260
#define CONFIG_MAX_ORIGINS 10

extern const cyaml_schema_value_t config_schema;

/* The words of each choice, for printing. */
const char *config_schema_transport(enum mail_transport transport);
const char *config_schema_tls(enum smtp_tls tls);
const char *config_schema_auth(enum smtp_auth auth);
const char *config_schema_channel(enum invitation_channel channel);
const char *config_schema_method(enum feeds_method method);
const char *config_schema_totp(enum sign_in_totp totp);

#endif
