/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/acting.h"
#include "engine/core/calendars.h"
#include "engine/core/core.h"
#include "engine/core/zone_shelf.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/feeds/feed_cache.h"
#include "engine/feeds/feed_notes.h"
#include "engine/feeds/feed_stamps.h"
#include "engine/feeds/feeds.h"
#include "engine/letters/mail_texts.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/outbox_state.h"
#include "engine/programmes/programmes.h"
#include "message/address.h"
#include "model/annual_event.h"
#include "text/catalogue.h"

/* What settings decide, built wholly before it replaces the old. */
struct parts {
	struct zone *zone;
	struct calendars *calendars;
	struct mail_texts *texts;
	struct address from;
	char *return_path;
	char *uid_domain;
};

static void
parts_release(struct parts *parts)
{
	zone_close(parts->zone);
	calendars_free(parts->calendars);
	mail_texts_free(parts->texts);
	address_release(&parts->from);
	free(parts->return_path);
	free(parts->uid_domain);
}

/* "https://onboard.example.org:8443/x" gives "onboard.example.org". */
static char *
host_of(const char *url)
{
	const char *host = strstr(url, "://");
	size_t len;

	host = host == NULL ? url : host + 3;
	if (host[0] == '[') {
		host++;
		len = strcspn(host, "]");
		return memory_printf("ipv6-%.*s", (int)len, host);
	}
	len = strcspn(host, ":/");
	return memory_strndup(host, len);
}

/* A uid holds letters, digits, dots and hyphens only. */
static char *
uid_domain_of(const char *url)
{
	char *host = host_of(url);

	for (char *c = host; *c != '\0'; c++) {
		if (*c == ':')
			*c = '-';
	}
	return host;
}

/* All mail comes from it, also to relays without SMTPUTF8. */
static int
check_sender(const char *field, const char *address, struct error *err)
{
	if (address_is_ascii(address))
		return OB_OK;
	return error_set_field(err, OB_EINVALID, field,
	    "'%s' in '%s' cannot be the sender: the part before @ has letters "
	    "outside a to z, which many mail servers refuse",
	    address, field);
}

static int
parts_make(struct parts *parts, const struct engine_options *options,
    struct error *err)
{
	const struct settings *settings = options->settings;
	int status = zone_open(settings->time_zone, &parts->zone, err);

	if (status == OB_OK)
		status = calendars_new(
		    settings, options->store, &parts->calendars, err);
	if (status == OB_OK)
		status = address_parse_field(
		    "mail.from", settings->mail.from, &parts->from, err);
	if (status == OB_OK)
		status = mail_texts_new(
		    options->source, options->source_arg, &parts->texts, err);
	if (status == OB_OK && settings->mail.return_path[0] != '\0')
		status = address_parse_bare("mail.return_path",
		    settings->mail.return_path, &parts->return_path, err);
	else if (status == OB_OK)
		parts->return_path = memory_strdup(parts->from.address);
	if (status == OB_OK)
		status = check_sender("mail.from", parts->from.address, err);
	if (status == OB_OK)
		status =
		    check_sender("mail.return_path", parts->return_path, err);
	parts->uid_domain = uid_domain_of(settings->public_url);
	return status;
}

static void
free_catalogues(struct catalogue *catalogues[LANGUAGE_COUNT])
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		catalogue_free(catalogues[i]);
}

/* A folder is not to be spared. */
static int
per_minute(const struct settings *settings)
{
	return settings->mail.transport == TRANSPORT_SMTP
		   ? settings->mail.smtp.per_minute
		   : 0;
}

static void
take_over(struct engine *engine, struct parts *parts,
    const struct engine_options *options)
{
	struct parts old = {engine->zone, engine->calendars, engine->texts,
	    {engine->from_name, engine->from_address}, engine->return_path,
	    engine->uid_domain};

	engine->settings = options->settings;
	engine->source = options->source;
	engine->source_arg = options->source_arg;
	engine->zone = TAKE_PTR(parts->zone);
	engine->calendars = TAKE_PTR(parts->calendars);
	engine->calendar = calendars_get(engine->calendars, "");
	engine->texts = TAKE_PTR(parts->texts);
	engine->from_name = TAKE_PTR(parts->from.name);
	engine->from_address = TAKE_PTR(parts->from.address);
	engine->return_path = TAKE_PTR(parts->return_path);
	engine->uid_domain = TAKE_PTR(parts->uid_domain);
	free_catalogues(engine->catalogues);
	memcpy(engine->catalogues, options->catalogues,
	    sizeof(engine->catalogues));
	engine->generation++;
	feed_cache_clear(engine->feeds);
	engine->last_pass = INSTANT_NONE;
	engine->invited_until = DATE_NONE;
	relay_limit(&engine->outbox->relay,
	    options->settings->mail.smtp.sessions,
	    per_minute(options->settings));
	parts_release(&old);
}

int
engine_reconfigure(struct engine *engine, const struct engine_options *options,
    struct error *err)
{
	cleanup_(parts_release) struct parts parts = {0};
	struct engine_options taken = *options;
	int status = parts_make(&parts, options, err);

	if (status != OB_OK) {
		free_catalogues(taken.catalogues);
		return status;
	}
	take_over(engine, &parts, options);
	return OB_OK;
}

int
engine_open(const struct engine_options *options, struct engine **ret_engine,
    struct error *err)
{
	struct engine *engine = memory_alloc(sizeof(*engine));
	int status;

	engine->store = options->store;
	engine->clock = options->clock;
	engine->key = options->key;
	engine->last_pass = INSTANT_NONE;
	engine->invited_until = DATE_NONE;
	engine->events_until = DATE_NONE;
	engine->events_seen = DATE_NONE;
	engine->programmes = programmes_cache_new();
	engine->feeds = feed_cache_new();
	engine->notes = feed_notes_new();
	engine->stamps = feed_stamps_new(engine->store);
	engine->zones = zone_shelf_new();
	engine->outbox = outbox_state_new();
	status = engine_reconfigure(engine, options, err);
	if (status == OB_OK)
		status = outbox_recover(engine, err);
	if (status == OB_OK)
		status = feeds_ensure_pages(engine, err);
	if (status != OB_OK) {
		engine_close(engine);
		return status;
	}
	*ret_engine = engine;
	return OB_OK;
}

int
engine_open_scratch(const struct engine *like, struct store *store,
    struct clock *clock, struct engine **ret_engine, struct error *err)
{
	struct engine *engine = memory_alloc(sizeof(*engine));
	int status;

	*engine = *like;
	engine->is_scratch = true;
	engine->store = store;
	engine->clock = clock;
	engine->last_pass = INSTANT_NONE;
	engine->invited_until = DATE_NONE;
	engine->events_until = DATE_NONE;
	engine->events_seen = DATE_NONE;
	engine->touched = NULL;
	engine->touched_count = 0;
	engine->dossiers = NULL;
	engine->acting = NULL;
	engine->zones = zone_shelf_new();
	engine->programmes = programmes_cache_new();
	engine->feeds = feed_cache_new();
	engine->notes = feed_notes_new();
	engine->stamps = NULL;
	engine->calendars = NULL;
	engine->outbox = outbox_state_new();
	/* Its own: an import changes the other engine's meanwhile. */
	status =
	    calendars_new(like->settings, like->store, &engine->calendars, err);
	if (status == OB_OK) {
		engine->calendar = calendars_get(engine->calendars, "");
		status = outbox_recover(engine, err);
	}
	if (status != OB_OK) {
		engine_close(engine);
		return status;
	}
	*ret_engine = engine;
	return OB_OK;
}

/* What the settings were made into. */
static void
close_parts(struct engine *engine)
{
	annual_events_free(engine->events);
	mail_texts_free(engine->texts);
	free_catalogues(engine->catalogues);
	zone_close(engine->zone);
	free(engine->from_name);
	free(engine->from_address);
	free(engine->return_path);
	free(engine->uid_domain);
}

void
engine_close(struct engine *engine)
{
	if (engine == NULL)
		return;
	dossier_cache_free(engine->dossiers);
	acting_free(engine->acting);
	outbox_state_free(engine->outbox);
	zone_shelf_free(engine->zones);
	feed_stamps_free(engine->stamps);
	feed_notes_free(engine->notes);
	feed_cache_free(engine->feeds);
	programmes_cache_free(engine->programmes);
	calendars_free(engine->calendars);
	if (!engine->is_scratch)
		close_parts(engine);
	free(engine->touched);
	free(engine);
}

const struct settings *
engine_settings(const struct engine *engine)
{
	return engine->settings;
}

const struct zone *
engine_zone(const struct engine *engine)
{
	return engine->zone;
}

int64_t
engine_now(const struct engine *engine)
{
	return core_now(engine);
}

const struct catalogue *
engine_catalogue(const struct engine *engine, enum language language)
{
	return engine->catalogues[language];
}
