/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_schema.h"

#include <stddef.h>

#include "base/memory.h"

/*
 * Every table counts its offsets from struct config_values itself, so a
 * mapping within the file needs no struct of its own.  Lengths are bytes.
 */
#define TEXT(key, member, max)                                                 \
	CYAML_FIELD_STRING_PTR(                                                \
	    key, CYAML_FLAG_OPTIONAL, struct config_values, member, 0, max)
#define CHOICE(key, member, words)                                             \
	CYAML_FIELD_ENUM(key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT,         \
	    struct config_values, member, words, ARRAY_LEN(words))
/* A member's name cannot stand in parentheses. */
/* NOLINTBEGIN(bugprone-macro-parentheses) */
#define LIST(key, member, entry, max)                                          \
	CYAML_FIELD_SEQUENCE_COUNT(key,                                        \
	    CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER, struct config_values,    \
	    member.items, member.count, entry, 0, max)
/* NOLINTEND(bugprone-macro-parentheses) */
#define KEYS(name, fields_table)                                               \
	{                                                                      \
		.key = (name), .data_offset = 0,                               \
		.value = {                                                     \
		    CYAML_VALUE_MAPPING(CYAML_FLAG_OPTIONAL,                   \
			struct config_values, fields_table),                   \
		},                                                             \
	}

static const cyaml_strval_t booleans[] = {{"false", 0}, {"true", 1}};
static const cyaml_strval_t languages[] = {
    {"da", LANGUAGE_DA}, {"en", LANGUAGE_EN}};
static const cyaml_strval_t transports[] = {
    {"maildir", TRANSPORT_MAILDIR}, {"smtp", TRANSPORT_SMTP}};
static const cyaml_strval_t tls_words[] = {{"required", SMTP_TLS_REQUIRED},
    {"implicit", SMTP_TLS_IMPLICIT}, {"none", SMTP_TLS_NONE}};

static const cyaml_strval_t auth_words[] = {{"none", SMTP_AUTH_NONE},
    {"password", SMTP_AUTH_PASSWORD}, {"xoauth2", SMTP_AUTH_XOAUTH2}};
static const cyaml_strval_t channels[] = {
    {"invitation", CHANNEL_INVITATION}, {"feed", CHANNEL_FEED}};
static const cyaml_strval_t method_words[] = {
    {"none", FEEDS_METHOD_NONE}, {"publish", FEEDS_METHOD_PUBLISH}};
static const cyaml_strval_t totp_words[] = {
    {"required", SIGN_IN_TOTP_REQUIRED}, {"optional", SIGN_IN_TOTP_OPTIONAL}};

static const cyaml_schema_value_t rule = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CONFIG_MAX_RULE)};
static const cyaml_schema_value_t path = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CONFIG_MAX_PATH)};

static const cyaml_schema_value_t origin = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CONFIG_MAX_ORIGIN)};
static const cyaml_schema_value_t word = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CONFIG_MAX_NAME)};

static const cyaml_schema_field_t municipality_keys[] = {
    TEXT("name", settings.municipality.name, CONFIG_MAX_NAME * 4),
    TEXT("logo", settings.municipality.logo, CONFIG_MAX_NAME),
    TEXT("colour", settings.municipality.colour, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t people_keys[] = {
    TEXT("coordinator", settings.people.coordinator, CONFIG_MAX_NAME * 4),
    TEXT("director", settings.people.director, CONFIG_MAX_NAME * 4),
    TEXT("local_admin", settings.people.local_admin, CONFIG_MAX_NAME * 4),
    TEXT("network_lead", settings.people.network_lead, CONFIG_MAX_NAME * 4),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t mentors_keys[] = {
    TEXT("limit", mentor_limit, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t calendar_keys[] = {
    LIST("closed", settings.calendar.closed, &rule, CONFIG_MAX_RULES),
    LIST("half", settings.calendar.half, &rule, CONFIG_MAX_RULES),
    LIST("no_meeting", settings.calendar.no_meeting, &rule, CONFIG_MAX_RULES),
    LIST("quiet", settings.calendar.quiet, &rule, CONFIG_MAX_RULES),
    /* Its keys are the municipality's own words: config_areas.c reads it. */
    CYAML_FIELD_IGNORE("areas", CYAML_FLAG_OPTIONAL),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t smtp_keys[] = {
    TEXT("url", settings.mail.smtp.url, CONFIG_MAX_URL),
    CHOICE("tls", settings.mail.smtp.tls, tls_words),
    TEXT("ca_file", settings.mail.smtp.ca_file, CONFIG_MAX_PATH),
    TEXT("user", settings.mail.smtp.user, CONFIG_MAX_NAME * 4),
    TEXT("password_file", settings.mail.smtp.password_file, CONFIG_MAX_PATH),
    CHOICE("auth", settings.mail.smtp.auth, auth_words),
    TEXT("token_url", settings.mail.smtp.token_url, CONFIG_MAX_URL),
    TEXT("client_id", settings.mail.smtp.client_id, CONFIG_MAX_NAME * 4),
    TEXT("client_secret_file", settings.mail.smtp.client_secret_file,
	CONFIG_MAX_PATH),
    TEXT("scope", settings.mail.smtp.scope, CONFIG_MAX_URL),
    TEXT("sessions", sessions, 20),
    TEXT("per_minute", per_minute, 20),
    TEXT("timeout", timeout, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t mail_keys[] = {
    TEXT("from", settings.mail.from, CONFIG_MAX_NAME * 4),
    TEXT("return_path", settings.mail.return_path, CONFIG_MAX_NAME * 4),
    CHOICE("verp", settings.mail.verp, booleans),
    TEXT("trusted_host", settings.mail.trusted_host, CONFIG_MAX_NAME),
    TEXT("window", window, 20),
    TEXT("digest_at", digest_at, 20),
    TEXT("limit_per_day", limit_per_day, 20),
    CHOICE("transport", settings.mail.transport, transports),
    TEXT("maildir", settings.mail.maildir, CONFIG_MAX_PATH),
    KEYS("smtp", smtp_keys),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t handbook_pages_keys[] = {
    CHOICE("open", settings.handbook_pages.open, booleans),
    CHOICE("names", settings.handbook_pages.names, booleans),
    LIST("frame_ancestors", settings.handbook_pages.frame_ancestors, &origin,
	CONFIG_MAX_ORIGINS),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t cohort_keys[] = {
    TEXT("least", cohort_least, 20),
    TEXT("most", cohort_most, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t exit_keys[] = {
    TEXT("text_days", text_days, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t potential_keys[] = {
    TEXT("months", months, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t invitation_keys[] = {
    CHOICE("channel", settings.invitations.channel, channels),
    TEXT("days_ahead", days_ahead, 20),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t feeds_keys[] = {
    CHOICE("method", settings.feeds.method, method_words),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t proxy_keys[] = {
    TEXT("address", settings.sign_in.proxy.address, CONFIG_MAX_NAME),
    TEXT("header", settings.sign_in.proxy.header, CONFIG_MAX_NAME),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t openid_keys[] = {
    TEXT("issuer", settings.sign_in.openid_connect.issuer, CONFIG_MAX_URL),
    TEXT("client_id", settings.sign_in.openid_connect.client_id,
	CONFIG_MAX_NAME * 4),
    TEXT("client_secret_file",
	settings.sign_in.openid_connect.client_secret_file, CONFIG_MAX_PATH),
    TEXT("scopes", settings.sign_in.openid_connect.scopes, CONFIG_MAX_NAME * 4),
    TEXT("label", settings.sign_in.openid_connect.label, CONFIG_MAX_NAME),
    TEXT("claim", settings.sign_in.openid_connect.claim, CONFIG_MAX_NAME),
    TEXT("ca_file", settings.sign_in.openid_connect.ca_file, CONFIG_MAX_PATH),
    LIST("acr", settings.sign_in.openid_connect.acr, &word, CONFIG_MAX_WORDS),
    LIST("amr", settings.sign_in.openid_connect.amr, &word, CONFIG_MAX_WORDS),
    CHOICE("trusted", settings.sign_in.openid_connect.trusted, booleans),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t sign_in_keys[] = {
    CHOICE("totp", settings.sign_in.totp, totp_words),
    KEYS("proxy", proxy_keys),
    KEYS("openid_connect", openid_keys),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t top_keys[] = {
    CHOICE("production", settings.production, booleans),
    KEYS("municipality", municipality_keys),
    TEXT("accessibility_statement", settings.accessibility_statement,
	CONFIG_MAX_URL),
    TEXT("public_url", settings.public_url, CONFIG_MAX_URL),
    TEXT("time_zone", settings.time_zone, CONFIG_MAX_NAME),
    CHOICE("language", settings.language, languages),
    TEXT("state_dir", settings.state_dir, CONFIG_MAX_PATH),
    TEXT("control_socket", settings.control_socket, CONFIG_MAX_PATH),
    LIST("listen", settings.listen, &path, CONFIG_MAX_LISTEN),
    TEXT("token_key_file", settings.token_key_file, CONFIG_MAX_PATH),
    TEXT("security_contact", settings.security_contact, CONFIG_MAX_URL),
    KEYS("people", people_keys),
    TEXT("welcome_video", settings.welcome_video, CONFIG_MAX_URL),
    KEYS("mentors", mentors_keys),
    KEYS("calendar", calendar_keys),
    KEYS("mail", mail_keys),
    LIST("programmes", settings.programmes, &path, CONFIG_MAX_PROGRAMMES),
    LIST("surveys", settings.surveys, &path, CONFIG_MAX_SURVEYS),
    TEXT("handbook", settings.handbook, CONFIG_MAX_PATH),
    KEYS("handbook_pages", handbook_pages_keys),
    TEXT("events", settings.events, CONFIG_MAX_PATH),
    KEYS("cohorts", cohort_keys),
    KEYS("exits", exit_keys),
    KEYS("potential", potential_keys),
    KEYS("invitations", invitation_keys),
    KEYS("feeds", feeds_keys),
    TEXT("survey_text_days", survey_text_days, 20),
    KEYS("sign_in", sign_in_keys),
    CYAML_FIELD_END,
};

const cyaml_schema_value_t config_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct config_values, top_keys)};

const char *
config_schema_transport(enum mail_transport transport)
{
	return transports[transport].str;
}

const char *
config_schema_tls(enum smtp_tls tls)
{
	return tls_words[tls].str;
}

/* The first value means that the key is absent. */
const char *
config_schema_auth(enum smtp_auth auth)
{
	return auth == SMTP_AUTH_DEFAULT ? "" : auth_words[auth - 1].str;
}

const char *
config_schema_channel(enum invitation_channel channel)
{
	return channels[channel].str;
}

const char *
config_schema_method(enum feeds_method method)
{
	return method_words[method].str;
}

const char *
config_schema_totp(enum sign_in_totp totp)
{
	return totp_words[totp].str;
}
