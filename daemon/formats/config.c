/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "formats/config_areas.h"
#include "formats/config_check.h"
#include "formats/config_numbers.h"
#include "formats/config_schema.h"
#include "formats/config_smtp.h"
#include "formats/document.h"
#include "formats/mistakes.h"

/* public_url alone has none: no guess of it can be right. */
static const struct {
	size_t offset;
	const char *text;
} text_defaults[] = {

#define DEFAULT(member, text)                                                  \
	{                                                                      \
		offsetof(struct config_values, member), text                   \
	}
    DEFAULT(settings.municipality.name, "Eksempel Kommune"),
    DEFAULT(settings.municipality.logo, ""),
    DEFAULT(settings.municipality.colour, "#0b4f9e"),
    DEFAULT(settings.accessibility_statement, ""),
    DEFAULT(settings.public_url, ""),
    DEFAULT(settings.time_zone, "Europe/Copenhagen"),
    DEFAULT(settings.state_dir, "/var/lib/onboardd"),
    DEFAULT(settings.control_socket, "/run/onboardd/control.sock"),
    DEFAULT(settings.token_key_file, ""),
    DEFAULT(settings.security_contact, ""),
    DEFAULT(settings.people.coordinator, "Hanne HR <hr@example.org>"),
    DEFAULT(settings.people.director, ""),
    DEFAULT(settings.people.local_admin, ""),
    DEFAULT(settings.people.network_lead, ""),
    DEFAULT(settings.welcome_video, "https://example.org/velkommen"),
    DEFAULT(settings.mail.from, "Onboarding <onboarding@example.org>"),
    DEFAULT(settings.mail.return_path, ""),
    DEFAULT(settings.mail.trusted_host, ""),
    DEFAULT(settings.mail.maildir, "/var/lib/onboardd/mail"),
    DEFAULT(settings.mail.smtp.url, "smtp://127.0.0.1:25"),
    DEFAULT(settings.mail.smtp.ca_file, ""),
    DEFAULT(settings.mail.smtp.user, ""),
    DEFAULT(settings.mail.smtp.password_file, ""),
    DEFAULT(settings.mail.smtp.token_url, ""),
    DEFAULT(settings.mail.smtp.client_id, ""),
    DEFAULT(settings.mail.smtp.client_secret_file, ""),
    DEFAULT(settings.mail.smtp.scope, ""),
    DEFAULT(settings.handbook, ""),
    DEFAULT(settings.events, ""),
    DEFAULT(settings.sign_in.proxy.address, ""),
    DEFAULT(settings.sign_in.proxy.header, ""),
    DEFAULT(settings.sign_in.openid_connect.issuer, ""),
    DEFAULT(settings.sign_in.openid_connect.client_id, ""),
    DEFAULT(settings.sign_in.openid_connect.client_secret_file, ""),
    DEFAULT(settings.sign_in.openid_connect.scopes, "openid email"),
    DEFAULT(settings.sign_in.openid_connect.label, "kommunens konto"),
    DEFAULT(settings.sign_in.openid_connect.claim, "email"),
    DEFAULT(settings.sign_in.openid_connect.ca_file, ""),
    DEFAULT(window, "07:30-16:30"),
    DEFAULT(digest_at, "08:00"),
    DEFAULT(limit_per_day, "5"),
    DEFAULT(sessions, "2"),
    DEFAULT(per_minute, "60"),
    DEFAULT(timeout, "300"),
    DEFAULT(mentor_limit, "3"),
    DEFAULT(survey_text_days, "365"),
    DEFAULT(text_days, "180"),
    DEFAULT(months, "24"),
    DEFAULT(cohort_least, "15"),
    DEFAULT(cohort_most, "20"),
    DEFAULT(days_ahead, "28"),
#undef DEFAULT
};

#define MAX_DEFAULT_ITEMS 5

static const struct {
	const char *path;
	size_t offset;
	const char *items[MAX_DEFAULT_ITEMS]; /* NULL-terminated */
} list_defaults[] = {

#define DEFAULT(key, ...)                                                      \
	{                                                                      \
#key, offsetof(struct settings, key),                          \
		{                                                              \
			__VA_ARGS__                                            \
		}                                                              \
	}
    DEFAULT(listen, "127.0.0.1:8080", NULL),
    DEFAULT(calendar.closed, "12-24", "12-31", "06-05", NULL),
    DEFAULT(calendar.half, "05-01", NULL),
    DEFAULT(calendar.no_meeting, "ascension+1", NULL),
    DEFAULT(calendar.quiet, "W07", "W42", "07:W28-W30", "12-27..12-30", NULL),
    DEFAULT(programmes, NULL),
    DEFAULT(surveys, NULL),
    DEFAULT(handbook_pages.frame_ancestors, NULL),
    DEFAULT(sign_in.openid_connect.acr, NULL),
    DEFAULT(sign_in.openid_connect.amr, NULL),
#undef DEFAULT
};

static void
fill_texts(struct config_values *values)
{
	for (size_t i = 0; i < ARRAY_LEN(text_defaults); i++) {
		char **text =
		    (char **)(void *)((char *)values + text_defaults[i].offset);

		if (*text == NULL)
			*text = memory_strdup(text_defaults[i].text);
	}
}

static void
append_item(struct settings_list *list, const char *item)
{
	list->items =
	    memory_resize(list->items, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = memory_strdup(item);
}

/* Ends every list with NULL; an absent one gets its default. */
static void
fill_lists(struct settings *settings, const struct position_map *map)
{
	for (size_t i = 0; i < ARRAY_LEN(list_defaults); i++) {
		struct settings_list *list =
		    (void *)((char *)settings + list_defaults[i].offset);
		const char *const *item = list_defaults[i].items;

		if (!position_map_has(map, list_defaults[i].path))
			for (; *item != NULL; item++)
				append_item(list, *item);
		list->items = memory_resize(
		    list->items, list->count + 1, sizeof(*list->items));
		list->items[list->count] = NULL;
	}
}

static char *
directory_of(const char *file_name)
{
	const char *slash = strrchr(file_name, '/');

	if (slash == NULL)
		return memory_strdup(".");
	if (slash == file_name)
		return memory_strdup("/");
	return memory_strndup(file_name, (size_t)(slash - file_name));
}

static void
free_settings(struct settings **settings)
{
	settings_free(*settings);
	*settings = NULL;
}

static void
free_values(struct config_values *values)
{
	free(values->window);
	free(values->digest_at);
	free(values->limit_per_day);
	free(values->sessions);
	free(values->per_minute);
	free(values->timeout);
	free(values->mentor_limit);
	free(values->survey_text_days);
	free(values->text_days);
	free(values->months);
	free(values->cohort_least);
	free(values->cohort_most);
	free(values->days_ahead);
}

/* Takes the settings out of what libcyaml made. */
static struct settings *
take_settings(struct document *document, struct config_values *ret_rest)
{
	struct config_values *values = TAKE_PTR(document->values);
	struct settings *settings;

	fill_texts(values);
	fill_lists(&values->settings, document->map);
	if (!position_map_has(document->map, "mail.verp"))
		values->settings.mail.verp = true;
	settings = memory_dup(&values->settings, sizeof(values->settings));
	*ret_rest = *values;
	free(values);
	return settings;
}

int
config_parse(const char *file_name, const char *bytes, size_t len,
    struct settings **ret_settings, struct error *err)
{
	cleanup_(document_release) struct document document = DOCUMENT_INIT;
	cleanup_(mistakes_release) struct mistakes mistakes = {0};
	cleanup_(free_values) struct config_values values = {0};
	cleanup_(free_settings) struct settings *settings = NULL;
	int status;

	if (len > CONFIG_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "'%.200s' is larger than %d KiB", file_name,
		    CONFIG_MAX_BYTES / 1024);
	status = document_parse(
	    file_name, bytes, len, &config_schema, &document, err);
	if (status < 0)
		return status;
	settings = take_settings(&document, &values);
	settings->directory = directory_of(file_name);
	status = config_areas_read(file_name, bytes, len, settings, err);
	if (status < 0)
		return status;
	mistakes_init(&mistakes, file_name, document.map);
	config_numbers_check(&mistakes, &values, settings);
	config_smtp_default(settings);
	config_check(&mistakes, settings);
	status = mistakes_settle(&mistakes, NULL, err);
	if (status < 0)
		return status;
	*ret_settings = TAKE_PTR(settings);
	return 0;
}

int
config_load(const char *path, struct settings **ret_settings, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = file_read(path, CONFIG_MAX_BYTES, &bytes, err);

	if (status < 0)
		return status;
	return config_parse(path, bytes.buf, bytes.len, ret_settings, err);
}
