/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config.h"

#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "formats/config_schema.h"

/*
 * One row per key, in the file's order; a row without a printer opens a
 * mapping.  The indentation is part of the key.
 */
typedef void (*print_fn)(struct strbuf *out, const void *member);

/*
 * Quotes only what YAML asks for: the checks have let no control character
 * in, and U+FEFF and non-characters, which YAML cannot hold as they are, get
 * an escape.
 */
static void
print_text(struct strbuf *out, const char *text)
{
	strbuf_add_char(out, '"');
	for (; *text != '\0'; text++) {
		const unsigned char *bytes = (const unsigned char *)text;

		if (*text == '"' || *text == '\\')
			strbuf_add_char(out, '\\');
		if (bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf) {
			strbuf_add_str(out, "\\uFEFF");
			text += 2;
		} else if (bytes[0] == 0xef && bytes[1] == 0xbf &&
			   bytes[2] >= 0xbe) {
			strbuf_add_str(
			    out, bytes[2] == 0xbe ? "\\uFFFE" : "\\uFFFF");
			text += 2;
		} else {
			strbuf_add_char(out, *text);
		}
	}
	strbuf_add_char(out, '"');
}

static void
print_string(struct strbuf *out, const void *member)
{
	print_text(out, *(char *const *)member);
}

static void
print_list(struct strbuf *out, const void *member)
{
	const struct settings_list *list = member;

	strbuf_add_char(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			strbuf_add_str(out, ", ");
		print_text(out, list->items[i]);
	}
	strbuf_add_char(out, ']');
}

static void
print_boolean(struct strbuf *out, const void *member)
{
	strbuf_add_str(out, *(const bool *)member ? "true" : "false");
}

static void
print_number(struct strbuf *out, const void *member)
{
	strbuf_add_format(out, "%d", *(const int *)member);
}

static void
print_language(struct strbuf *out, const void *member)
{
	strbuf_add_str(out, language_code(*(const enum language *)member));
}

static void
print_transport(struct strbuf *out, const void *member)
{
	strbuf_add_str(
	    out, config_schema_transport(*(const enum mail_transport *)member));
}

static void
print_tls(struct strbuf *out, const void *member)
{
	strbuf_add_str(out, config_schema_tls(*(const enum smtp_tls *)member));
}

static void
print_auth(struct strbuf *out, const void *member)
{
	strbuf_add_str(
	    out, config_schema_auth(*(const enum smtp_auth *)member));
}

static void
print_channel(struct strbuf *out, const void *member)
{
	strbuf_add_str(out,
	    config_schema_channel(*(const enum invitation_channel *)member));
}

static void
print_method(struct strbuf *out, const void *member)
{
	strbuf_add_str(
	    out, config_schema_method(*(const enum feeds_method *)member));
}

static void
print_totp(struct strbuf *out, const void *member)
{
	strbuf_add_str(
	    out, config_schema_totp(*(const enum sign_in_totp *)member));
}

static void
print_clock(struct strbuf *out, const void *member)
{
	int minute = *(const int *)member;

	strbuf_add_format(out, "\"%02d:%02d\"", minute / 60, minute % 60);
}

/* The member is the window's start; its end comes from the same settings. */
static void
print_window(struct strbuf *out, const void *member)
{
	const struct settings *settings =
	    (const void *)((const char *)member -
			   offsetof(struct settings, mail.window_start));
	int start = settings->mail.window_start;
	int end = settings->mail.window_end;

	strbuf_add_format(out, "\"%02d:%02d-%02d:%02d\"", start / 60,
	    start % 60, end / 60, end % 60);
}

static void
print_area_list(
    struct strbuf *out, const char *key, const struct settings_list *list)
{
	if (list->count == 0)
		return;
	strbuf_add_format(out, "\n      %s: ", key);
	print_list(out, list);
}

/* The member is the first of the areas' two; an area may have no days. */
static void
print_areas(struct strbuf *out, const void *member)
{
	const struct settings *settings =
	    (const void *)((const char *)member -
			   offsetof(struct settings, calendar.areas));

	if (settings->calendar.area_count == 0)
		strbuf_add_str(out, "{}");
	for (size_t i = 0; i < settings->calendar.area_count; i++) {
		const struct settings_area *area = &settings->calendar.areas[i];

		strbuf_add_str(out, "\n    ");
		print_text(out, area->name);
		strbuf_add_char(out, ':');
		print_area_list(out, "closed", &area->closed);
		print_area_list(out, "half", &area->half);
		print_area_list(out, "no_meeting", &area->no_meeting);
		print_area_list(out, "quiet", &area->quiet);
		if (area->closed.count + area->half.count +
			area->no_meeting.count + area->quiet.count ==
		    0)
			strbuf_add_str(out, " {}");
	}
}

#define KEY(name, member, print)                                               \
	{                                                                      \
		name, offsetof(struct settings, member), print                 \
	}
#define OPEN(name)                                                             \
	{                                                                      \
		name, 0, NULL                                                  \
	}

static const struct {
	const char *key;
	size_t offset;
	print_fn print;
} rows[] = {
    KEY("production", production, print_boolean),
    OPEN("municipality"),
    KEY("  name", municipality.name, print_string),
    KEY("  logo", municipality.logo, print_string),
    KEY("  colour", municipality.colour, print_string),
    KEY("accessibility_statement", accessibility_statement, print_string),
    KEY("public_url", public_url, print_string),
    KEY("time_zone", time_zone, print_string),
    KEY("language", language, print_language),
    KEY("state_dir", state_dir, print_string),
    KEY("control_socket", control_socket, print_string),
    KEY("listen", listen, print_list),
    KEY("token_key_file", token_key_file, print_string),
    KEY("security_contact", security_contact, print_string),
    OPEN("people"),
    KEY("  coordinator", people.coordinator, print_string),
    KEY("  director", people.director, print_string),
    KEY("  local_admin", people.local_admin, print_string),
    KEY("  network_lead", people.network_lead, print_string),
    KEY("welcome_video", welcome_video, print_string),
    OPEN("mentors"),
    KEY("  limit", mentors.limit, print_number),
    OPEN("calendar"),
    KEY("  closed", calendar.closed, print_list),
    KEY("  half", calendar.half, print_list),
    KEY("  no_meeting", calendar.no_meeting, print_list),
    KEY("  quiet", calendar.quiet, print_list),
    KEY("  areas", calendar.areas, print_areas),
    OPEN("mail"),
    KEY("  from", mail.from, print_string),
    KEY("  return_path", mail.return_path, print_string),
    KEY("  verp", mail.verp, print_boolean),
    KEY("  trusted_host", mail.trusted_host, print_string),
    KEY("  window", mail.window_start, print_window),
    KEY("  digest_at", mail.digest_at, print_clock),
    KEY("  limit_per_day", mail.limit_per_day, print_number),
    KEY("  transport", mail.transport, print_transport),
    KEY("  maildir", mail.maildir, print_string),
    OPEN("  smtp"),
    KEY("    url", mail.smtp.url, print_string),
    KEY("    tls", mail.smtp.tls, print_tls),
    KEY("    ca_file", mail.smtp.ca_file, print_string),
    KEY("    user", mail.smtp.user, print_string),
    KEY("    password_file", mail.smtp.password_file, print_string),
    KEY("    auth", mail.smtp.auth, print_auth),
    KEY("    token_url", mail.smtp.token_url, print_string),
    KEY("    client_id", mail.smtp.client_id, print_string),
    KEY("    client_secret_file", mail.smtp.client_secret_file, print_string),
    KEY("    scope", mail.smtp.scope, print_string),
    KEY("    sessions", mail.smtp.sessions, print_number),
    KEY("    per_minute", mail.smtp.per_minute, print_number),
    KEY("    timeout", mail.smtp.timeout, print_number),
    KEY("programmes", programmes, print_list),
    KEY("surveys", surveys, print_list),
    KEY("handbook", handbook, print_string),
    OPEN("handbook_pages"),
    KEY("  open", handbook_pages.open, print_boolean),
    KEY("  names", handbook_pages.names, print_boolean),
    KEY("  frame_ancestors", handbook_pages.frame_ancestors, print_list),
    KEY("survey_text_days", survey_text_days, print_number),
    KEY("events", events, print_string),
    OPEN("cohorts"),
    KEY("  least", cohorts.least, print_number),
    KEY("  most", cohorts.most, print_number),
    OPEN("exits"),
    KEY("  text_days", exits.text_days, print_number),
    OPEN("potential"),
    KEY("  months", potential.months, print_number),
    OPEN("invitations"),
    KEY("  channel", invitations.channel, print_channel),
    KEY("  days_ahead", invitations.days_ahead, print_number),
    OPEN("feeds"),
    KEY("  method", feeds.method, print_method),
    OPEN("sign_in"),
    KEY("  totp", sign_in.totp, print_totp),
    OPEN("  proxy"),
    KEY("    address", sign_in.proxy.address, print_string),
    KEY("    header", sign_in.proxy.header, print_string),
    OPEN("  openid_connect"),
    KEY("    issuer", sign_in.openid_connect.issuer, print_string),
    KEY("    client_id", sign_in.openid_connect.client_id, print_string),
    KEY("    client_secret_file", sign_in.openid_connect.client_secret_file,
	print_string),
    KEY("    scopes", sign_in.openid_connect.scopes, print_string),
    KEY("    label", sign_in.openid_connect.label, print_string),
    KEY("    claim", sign_in.openid_connect.claim, print_string),
    KEY("    acr", sign_in.openid_connect.acr, print_list),
    KEY("    amr", sign_in.openid_connect.amr, print_list),
    KEY("    trusted", sign_in.openid_connect.trusted, print_boolean),
    KEY("    ca_file", sign_in.openid_connect.ca_file, print_string),
};

void
config_print(const struct settings *settings, struct strbuf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		strbuf_add_format(out, "%s:", rows[i].key);
		if (rows[i].print != NULL) {
			strbuf_add_char(out, ' ');
			rows[i].print(
			    out, (const char *)settings + rows[i].offset);
		}
		strbuf_add_char(out, '\n');
	}
}
