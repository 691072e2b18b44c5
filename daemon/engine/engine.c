/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core.h"
#include "engine/feeds.h"
#include "engine/mail_texts.h"
#include "engine/outbox.h"
#include "engine/programmes.h"
#include "message/address.h"
#include "text/catalogue.h"

/* What settings decide, built wholly before it replaces the old. */
struct parts {
	struct zone *zone;
	struct workday_calendar *calendar;
	struct mail_texts *texts;
	struct address from;
	char *uid_domain;
};

static void
parts_release(struct parts *parts)
{
	zone_close(parts->zone);
	workday_calendar_free(parts->calendar);
	mail_texts_free(parts->texts);
	address_release(&parts->from);
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

static int
parts_make(struct parts *parts, const struct engine_options *options,
    struct error *err)
{
	const struct settings *settings = options->settings;
	const struct workday_rules rules = {
	    .closed = (const char *const *)settings->calendar.closed.items,
	    .half = (const char *const *)settings->calendar.half.items,
	    .no_meeting =
		(const char *const *)settings->calendar.no_meeting.items,
	    .quiet = (const char *const *)settings->calendar.quiet.items,
	};
	int status = zone_open(settings->time_zone, &parts->zone, err);

	if (status == OB_OK)
		status = workday_calendar_new(&rules, &parts->calendar, err);
	if (status == OB_OK)
		status = address_parse_field(
		    "mail.from", settings->mail.from, &parts->from, err);
	if (status == OB_OK)
		status = mail_texts_new(
		    options->source, options->source_arg, &parts->texts, err);
	parts->uid_domain = uid_domain_of(settings->public_url);
	return status;
}

static void
free_catalogues(struct catalogue *catalogues[LANGUAGE_COUNT])
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		catalogue_free(catalogues[i]);
}

static void
take_over(struct engine *engine, struct parts *parts,
    const struct engine_options *options)
{
	struct parts old = {engine->zone, engine->calendar, engine->texts,
	    {engine->from_name, engine->from_address}, engine->uid_domain};

	engine->settings = options->settings;
	engine->zone = TAKE_PTR(parts->zone);
	engine->calendar = TAKE_PTR(parts->calendar);
	engine->texts = TAKE_PTR(parts->texts);
	engine->from_name = TAKE_PTR(parts->from.name);
	engine->from_address = TAKE_PTR(parts->from.address);
	engine->uid_domain = TAKE_PTR(parts->uid_domain);
	free_catalogues(engine->catalogues);
	memcpy(engine->catalogues, options->catalogues,
	    sizeof(engine->catalogues));
	engine->generation++;
	engine->last_pass = INSTANT_NONE;
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
	engine->programmes = programmes_cache_new();
	engine->feeds = feeds_cache_new();
	status = engine_reconfigure(engine, options, err);
	if (status == OB_OK)
		status = outbox_recover(engine, err);
	if (status != OB_OK) {
		engine_close(engine);
		return status;
	}
	*ret_engine = engine;
	return OB_OK;
}

void
engine_close(struct engine *engine)
{
	if (engine == NULL)
		return;
	feeds_cache_free(engine->feeds);
	programmes_cache_free(engine->programmes);
	mail_texts_free(engine->texts);
	free_catalogues(engine->catalogues);
	workday_calendar_free(engine->calendar);
	zone_close(engine->zone);
	free(engine->from_name);
	free(engine->from_address);
	free(engine->uid_domain);
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
