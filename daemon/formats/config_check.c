/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_check.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "formats/config_handbook.h"
#include "formats/config_look.h"
#include "formats/config_sign_in.h"
#include "formats/config_smtp.h"
#include "formats/mailbox.h"
#include "formats/url.h"
#include "model/workday.h"

#define MAX_SOCKET_PATH 107 /* sun_path of Linux */
#define MAX_BOUNCE_MAILBOX 30
#define PATH_SIZE 64
#define AREA_PATH_SIZE (CONFIG_MAX_NAME * 4 + PATH_SIZE)

typedef int (*form_fn)(const char *path, const char *text, struct error *err);

static int
form_line(const char *path, const char *text, struct error *err)
{
	return utf8_check_line(path, text, CONFIG_MAX_NAME, err);
}

/* The text goes into mail as it stands, where a comma parts two addresses. */
static int
read_mailbox(
    const char *path, const char *text, char **ret_email, struct error *err)
{
	cleanup_(memory_free_ptr) char *name = NULL;
	int status = mailbox_split(text, &name, ret_email, err);

	if (status != 0)
		return error_wrap(err, "'%s'", path);
	if (text[0] != '"' && strpbrk(name, ",;") != NULL)
		return error_set(err, OB_EINVALID,
		    "'%s': '%.100s' has a name with a comma: put the name in "
		    "double quotes, and the whole in single ones",
		    path, text);
	return 0;
}

static int
form_mailbox(const char *path, const char *text, struct error *err)
{
	cleanup_(memory_free_ptr) char *email = NULL;

	return read_mailbox(path, text, &email, err);
}

/* All mail comes from it, also to relays without SMTPUTF8. */
static int
check_sender(const char *path, const char *email, struct error *err)
{
	for (const char *c = email; *c != '@'; c++)
		if ((unsigned char)*c >= 0x80)
			return error_set(err, OB_EINVALID,
			    "'%s': '%.100s' cannot be the sender: the part "
			    "before @ has letters outside a to z, which many "
			    "mail servers refuse",
			    path, email);
	return 0;
}

static int
form_sender(const char *path, const char *text, struct error *err)
{
	cleanup_(memory_free_ptr) char *email = NULL;
	int status = read_mailbox(path, text, &email, err);

	return status == 0 ? check_sender(path, email, err) : status;
}

static int
form_return_path(const char *path, const char *text, struct error *err)
{
	if (mailbox_check_email(text, err) != 0)
		return error_wrap(err, "'%s'", path);
	return check_sender(path, text, err);
}

static int
form_host(const char *path, const char *text, struct error *err)
{
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz0123456789.-_";

	if (text[strspn(text, letters)] != '\0')
		return error_set(err, OB_EINVALID,
		    "'%s' must be the name of a mail server, as "
		    "'mail.example.org'",
		    path);
	return 0;
}

static int
form_path(const char *path, const char *text, struct error *err)
{
	if (text[0] != '/')
		return error_set(err, OB_EINVALID,
		    "'%s' must be a path that begins with '/'", path);
	return utf8_check_line(path, text, CONFIG_MAX_PATH, err);
}

static int
form_socket(const char *path, const char *text, struct error *err)
{
	if (strlen(text) > MAX_SOCKET_PATH)
		return error_set(err, OB_EINVALID,
		    "'%s' must be at most %d bytes long", path,
		    MAX_SOCKET_PATH);
	return form_path(path, text, err);
}

static int
form_web_url(const char *path, const char *text, struct error *err)
{
	struct url url;
	int status = url_split(text, &url, err);

	if (status < 0)
		return error_wrap(err, "'%s'", path);
	if (strcmp(url.scheme, "http") != 0 && strcmp(url.scheme, "https") != 0)
		return error_set(err, OB_EINVALID,
		    "'%s' must begin with 'https://' or 'http://'", path);
	return 0;
}

static int
form_public_url(const char *path, const char *text, struct error *err)
{
	int status = form_web_url(path, text, err);

	if (status < 0)
		return status;
	if (text[strlen(text) - 1] == '/')
		return error_set(
		    err, OB_EINVALID, "'%s' must not end in '/'", path);
	if (strpbrk(text, "?#") != NULL)
		return error_set(
		    err, OB_EINVALID, "'%s' must not hold '?' or '#'", path);
	return 0;
}

/* What may stand in a mailto: address as it is (RFC 6068). */
static bool
is_plain_address(const char *text)
{
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz0123456789@._+-";

	return text[strspn(text, letters)] == '\0' &&
	       mailbox_check_email(text, NULL) == OB_OK;
}

static int
form_contact(const char *path, const char *text, struct error *err)
{
	struct url url;

	if (strncmp(text, "https://", 8) == 0)
		return url_split(text, &url, err) < 0
			   ? error_wrap(err, "'%s'", path)
			   : 0;
	if (strncmp(text, "mailto:", 7) != 0 || !is_plain_address(text + 7))
		return error_set(err, OB_EINVALID,
		    "'%s' must be 'mailto:' and an address, or begin with "
		    "'https://'",
		    path);
	return 0;
}

static int
form_smtp_url(const char *path, const char *text, struct error *err)
{
	struct url url;
	bool has_scheme = strncmp(text, "smtp://", 7) == 0 ||
			  strncmp(text, "smtps://", 8) == 0;

	if (has_scheme && url_split(text, &url, err) < 0)
		return error_wrap(err, "'%s'", path);
	if (!has_scheme || url.rest[0] != '\0')
		return error_set(err, OB_EINVALID,
		    "'%s' must be 'smtp://host:port' or 'smtps://host:port'",
		    path);
	return 0;
}

static int
check_zone_known(const char *path, const char *text, struct error *err)
{
	struct zone *zone = NULL;

	if (zone_open(text, &zone, NULL) != OB_OK)
		return error_set(err, OB_EINVALID,
		    "'%s': this machine knows no time zone '%.100s'; write it "
		    "as 'Europe/Copenhagen'",
		    path, text);
	zone_close(zone);
	return 0;
}

static int
form_zone(const char *path, const char *text, struct error *err)
{
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz0123456789_+-/";
	size_t len = strlen(text);

	if (len == 0 || strspn(text, letters) != len || text[0] == '/' ||
	    text[len - 1] == '/' || strstr(text, "//") != NULL)
		return error_set(err, OB_EINVALID,
		    "'%s' must be the name of a time zone, as "
		    "'Europe/Copenhagen'",
		    path);
	return check_zone_known(path, text, err);
}

static const struct {
	const char *path;
	size_t offset;
	form_fn form;
	bool may_be_empty;
} text_forms[] = {

#define FORM(key, form, may_be_empty)                                          \
	{                                                                      \
#key, offsetof(struct settings, key), form, may_be_empty       \
	}
    FORM(municipality.name, form_line, false),
    FORM(municipality.logo, config_look_logo, true),
    FORM(municipality.colour, config_look_colour, false),
    FORM(accessibility_statement, form_web_url, true),
    FORM(public_url, form_public_url, false),
    FORM(time_zone, form_zone, false),
    FORM(state_dir, form_path, false),
    FORM(control_socket, form_socket, false),
    FORM(token_key_file, form_path, true),
    FORM(security_contact, form_contact, true),
    FORM(people.coordinator, form_mailbox, false),
    FORM(people.director, form_mailbox, true),
    FORM(people.local_admin, form_mailbox, true),
    FORM(people.network_lead, form_mailbox, true),
    FORM(welcome_video, form_web_url, true),
    FORM(mail.from, form_sender, false),
    FORM(mail.return_path, form_return_path, true),
    FORM(mail.trusted_host, form_host, true),
    FORM(mail.maildir, form_path, false),
    FORM(mail.smtp.url, form_smtp_url, false),
    FORM(mail.smtp.ca_file, form_path, true),
    FORM(mail.smtp.user, form_line, true),
    FORM(mail.smtp.password_file, form_path, true),
    FORM(mail.smtp.token_url, form_web_url, true),
    FORM(mail.smtp.client_id, form_line, true),
    FORM(mail.smtp.client_secret_file, form_path, true),
    FORM(mail.smtp.scope, form_line, true),
    FORM(handbook, form_path, true),
    FORM(events, form_path, true),
    FORM(sign_in.openid_connect.issuer, form_web_url, true),
    FORM(sign_in.openid_connect.client_id, form_line, true),
    FORM(sign_in.openid_connect.client_secret_file, form_path, true),
    FORM(sign_in.openid_connect.scopes, form_line, false),
    FORM(sign_in.openid_connect.label, form_line, false),
    FORM(sign_in.openid_connect.claim, form_line, false),
    FORM(sign_in.openid_connect.ca_file, form_path, true),
#undef FORM
};

static void
check_texts(struct mistakes *mistakes, const struct settings *settings)
{
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(text_forms); i++) {
		const char *path = text_forms[i].path;
		const char *text =
		    *(char *const *)(const void *)((const char *)settings +
						   text_forms[i].offset);

		if (text[0] != '\0') {
			if (text_forms[i].form(path, text, &err) < 0)
				mistakes_add(mistakes, path, "%s", err.text);
			continue;
		}
		if (!text_forms[i].may_be_empty)
			mistakes_add(mistakes, path, "'%s' is missing", path);
	}
}

static void
check_list(struct mistakes *mistakes, const char *key,
    const struct settings_list *list, form_fn form)
{
	struct error err = ERROR_INIT;
	char path[PATH_SIZE];

	for (size_t i = 0; i < list->count; i++) {
		(void)snprintf(path, sizeof(path), "%s[%zu]", key, i);
		if (form(path, list->items[i], &err) < 0)
			mistakes_add(mistakes, path, "%s", err.text);
	}
}

static int
form_listen(const char *path, const char *text, struct error *err)
{
	int status = url_check_listen(text, err);

	return status == 0 ? 0 : error_wrap(err, "'%s'", path);
}

/* A calendar of this rule alone shows whether it is one. */
static int
form_rule(const char *path, const char *text, struct error *err)
{
	const char *one[] = {text, NULL};
	const char *none[] = {NULL};
	struct workday_rules rules = {
	    .closed = one, .half = none, .no_meeting = none, .quiet = none};
	struct workday_calendar *calendar = NULL;
	int status = workday_calendar_new(&rules, &calendar, err);

	workday_calendar_free(calendar);
	return status == 0 ? 0 : error_wrap(err, "'%s'", path);
}

static const char *const *
borrow(const struct settings_list *list)
{
	return (const char *const *)list->items;
}

/* A name with a dot or a bracket is no path: its mistakes stand at areas. */
static const char *
place_of_area(const char *name, const char *path)
{
	return strpbrk(name, ".[") != NULL ? "calendar.areas" : path;
}

static void
check_area_rules(struct mistakes *mistakes, const char *name, const char *key,
    const struct settings_list *list)
{
	struct error err = ERROR_INIT;
	char path[AREA_PATH_SIZE];

	for (size_t i = 0; i < list->count; i++) {
		(void)snprintf(path, sizeof(path), "calendar.areas.%s.%s[%zu]",
		    name, key, i);
		if (form_rule(path, list->items[i], &err) < 0)
			mistakes_add(mistakes, place_of_area(name, path), "%s",
			    err.text);
	}
}

/* Together with the municipality's days an area must leave a workday. */
static void
check_area(struct mistakes *mistakes, const struct workday_calendar *base,
    const struct settings_area *area)
{
	const struct workday_rules rules = {borrow(&area->closed),
	    borrow(&area->half), borrow(&area->no_meeting),
	    borrow(&area->quiet)};
	struct workday_calendar *calendar = NULL;
	struct error err = ERROR_INIT;
	size_t before = mistakes->total;
	char path[AREA_PATH_SIZE];

	if (workday_calendar_extend(base, &rules, NULL, 0, &calendar, &err) ==
	    0) {
		workday_calendar_free(calendar);
		return;
	}
	check_area_rules(mistakes, area->name, "closed", &area->closed);
	check_area_rules(mistakes, area->name, "half", &area->half);
	check_area_rules(mistakes, area->name, "no_meeting", &area->no_meeting);
	check_area_rules(mistakes, area->name, "quiet", &area->quiet);
	(void)snprintf(path, sizeof(path), "calendar.areas.%s", area->name);
	if (mistakes->total == before)
		mistakes_add(mistakes, place_of_area(area->name, path),
		    "'%s': %s", path, err.text);
}

static void
check_areas(struct mistakes *mistakes, const struct workday_calendar *base,
    const struct settings *settings)
{
	for (size_t i = 0; i < settings->calendar.area_count; i++)
		check_area(mistakes, base, &settings->calendar.areas[i]);
}

static void
check_calendar(struct mistakes *mistakes, const struct settings *settings)
{
	const struct workday_rules rules = {
	    .closed = borrow(&settings->calendar.closed),
	    .half = borrow(&settings->calendar.half),
	    .no_meeting = borrow(&settings->calendar.no_meeting),
	    .quiet = borrow(&settings->calendar.quiet),
	};
	struct workday_calendar *calendar = NULL;
	struct error err = ERROR_INIT;
	size_t before = mistakes->total;

	if (workday_calendar_new(&rules, &calendar, &err) == 0) {
		check_areas(mistakes, calendar, settings);
		workday_calendar_free(calendar);
		return;
	}
	check_list(
	    mistakes, "calendar.closed", &settings->calendar.closed, form_rule);
	check_list(
	    mistakes, "calendar.half", &settings->calendar.half, form_rule);
	check_list(mistakes, "calendar.no_meeting",
	    &settings->calendar.no_meeting, form_rule);
	check_list(
	    mistakes, "calendar.quiet", &settings->calendar.quiet, form_rule);
	if (mistakes->total == before)
		mistakes_add(mistakes,
		    err.field[0] != '\0' ? err.field : "calendar", "%s",
		    err.text);
}

/* What a mail's number and its proof add must fit: RFC 5321, 4.5.3.1.1. */
static void
check_return_path(struct mistakes *mistakes, const struct settings *settings)
{
	cleanup_(memory_free_ptr) char *name = NULL;
	cleanup_(memory_free_ptr) char *from = NULL;
	const char *key = "mail.return_path";
	const char *address = settings->mail.return_path;

	if (address[0] == '\0') {
		key = "mail.from";
		if (mailbox_split(settings->mail.from, &name, &from, NULL) < 0)
			return;
		address = from;
	}
	if (settings->mail.verp && strcspn(address, "@") > MAX_BOUNCE_MAILBOX)
		mistakes_add(mistakes, key,
		    "with 'mail.verp' '%s' may have at most %d characters "
		    "before @; give a shorter 'mail.return_path', or set "
		    "'mail.verp' to false",
		    key, MAX_BOUNCE_MAILBOX);
}

/* Links in mails that only open on the server are worse than no start. */
static void
check_production(struct mistakes *mistakes, const struct settings *settings)
{
	if (settings->production && config_smtp_is_here(settings->public_url))
		mistakes_add(mistakes, "public_url",
		    "'public_url' points to this machine itself, so nobody "
		    "could open the links; give the address that users see, "
		    "or set 'production' to false");
}

void
config_check(struct mistakes *mistakes, const struct settings *settings)
{
	check_texts(mistakes, settings);
	check_list(mistakes, "listen", &settings->listen, form_listen);
	check_list(mistakes, "programmes", &settings->programmes, form_path);
	check_list(mistakes, "surveys", &settings->surveys, form_path);
	check_list(mistakes, "sign_in.openid_connect.acr",
	    &settings->sign_in.openid_connect.acr, form_line);
	check_list(mistakes, "sign_in.openid_connect.amr",
	    &settings->sign_in.openid_connect.amr, form_line);
	check_calendar(mistakes, settings);
	check_return_path(mistakes, settings);
	config_smtp_check(mistakes, settings);
	check_production(mistakes, settings);
	config_sign_in_check(mistakes, settings);
	config_handbook_check(mistakes, settings);
}
