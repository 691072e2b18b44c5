/* SPDX-License-Identifier: EUPL-1.2 */
#include "onboardd.h"

#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assets.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/zone.h"
#include "crypto/token.h"
#include "delivery.h"
#include "engine/accounts/accounts.h"
#include "engine/activities/calendar_review.h"
#include "engine/engine.h"
#include "engine/feeds/feeds.h"
#include "engine/outbox/outbox.h"
#include "formats/config.h"
#include "heartbeat.h"
#include "languages.h"
#include "notify/notify.h"
#include "openid.h"
#include "store/store.h"
#include "text/catalogue.h"
#include "web.h"

#define DATABASE "onboard.db"
#define TOKEN_KEY "token.key"
#define LOCK "lock"

enum { SIGNAL_TERM, SIGNAL_INT, SIGNAL_HUP, SIGNAL_COUNT };

struct onboardd {
	char *config_path;
	struct settings *settings;
	struct clock clock;
	struct token_key key;
	int lock; /* on the state folder; -1 without one */
	struct store *store;
	struct engine *engine;
	struct event_base *base;
	struct event *signals[SIGNAL_COUNT];
	struct event *watchdog;
	struct heartbeat *heartbeat;
	struct delivery *delivery;
	struct web *web;
};

static int
start_clock(
    struct onboardd *onboardd, const char *test_clock, struct error *err)
{
	struct zone *zone = NULL;
	int64_t now = 0;
	int status;

	clock_init_system(&onboardd->clock);
	if (test_clock == NULL)
		return OB_OK;
	if (onboardd->settings->production)
		return error_set(err, OB_EINVALID,
		    "--test-clock is refused with 'production: true'");
	status = zone_open(onboardd->settings->time_zone, &zone, err);
	if (status == OB_OK)
		status = instant_parse(zone, test_clock, &now, err);
	zone_close(zone);
	if (status == OB_OK)
		clock_init_test(&onboardd->clock, now);
	return status;
}

static int
open_state(struct onboardd *onboardd, struct error *err)
{
	const struct settings *settings = onboardd->settings;
	cleanup_(memory_free_ptr) char *database =
	    memory_printf("%s/" DATABASE, settings->state_dir);
	cleanup_(memory_free_ptr) char *key =
	    settings->token_key_file[0] != '\0'
		? memory_strdup(settings->token_key_file)
		: memory_printf("%s/" TOKEN_KEY, settings->state_dir);
	cleanup_(memory_free_ptr) char *lock =
	    memory_printf("%s/" LOCK, settings->state_dir);
	int status = file_make_directory(settings->state_dir, err);

	if (status == OB_OK)
		status = file_lock(lock, &onboardd->lock, err);

	if (status == OB_OK)
		status = token_key_load(key, &onboardd->key, err);
	if (status == OB_OK)
		status = store_open(database, &onboardd->store, err);
	return status;
}

static void
fill_engine_options(struct onboardd *onboardd, const struct settings *settings,
    struct engine_options *options)
{
	*options = (struct engine_options){
	    .settings = settings,
	    .store = onboardd->store,
	    .clock = &onboardd->clock,
	    .key = &onboardd->key,
	    .source = assets_source,
	    .source_arg = settings->directory,
	};
}

/* What the configuration names: files, and who signs in to begin with. */
static int
take_files(struct onboardd *onboardd, struct error *err)
{
	int status = assets_import(onboardd->engine, onboardd->settings, err);

	return status == OB_OK
		   ? accounts_ensure_configured(onboardd->engine, err)
		   : status;
}

static int
start_engine(struct onboardd *onboardd, struct error *err)
{
	struct engine_options options;
	int status;

	fill_engine_options(onboardd, onboardd->settings, &options);
	status = languages_load(
	    onboardd->settings->directory, options.catalogues, err);
	if (status == OB_OK)
		status = engine_open(&options, &onboardd->engine, err);
	if (status == OB_OK)
		status = take_files(onboardd, err);
	return status;
}

static void
on_settled(void *arg)
{
	struct onboardd *onboardd = arg;

	heartbeat_settled(onboardd->heartbeat);
}

static int
start_modules(struct onboardd *onboardd, struct error *err)
{
	int status = heartbeat_start(onboardd->base, &onboardd->clock,
	    onboardd->engine, &onboardd->heartbeat, err);

	if (status == OB_OK)
		status = delivery_start(onboardd->base, onboardd->engine,
		    onboardd->settings,
		    (struct delivery_listener){on_settled, onboardd},
		    &onboardd->delivery, err);
	if (status != OB_OK)
		return status;
	heartbeat_set_delivery(onboardd->heartbeat, onboardd->delivery);
	heartbeat_catch_up(onboardd->heartbeat);
	return web_start(
	    &(struct web_options){
		.base = onboardd->base,
		.clock = &onboardd->clock,
		.engine = onboardd->engine,
		.heartbeat = onboardd->heartbeat,
		.settings = onboardd->settings,
	    },
	    &onboardd->web, err);
}

/* An engine on an empty database in memory reads all that settings name. */
static int
rehearse(struct onboardd *scratch, struct error *err)
{
	int status = store_open(":memory:", &scratch->store, err);

	if (status == OB_OK)
		status = start_engine(scratch, err);
	if (status == OB_OK)
		status = web_check(scratch->engine, scratch->settings, err);
	return status;
}

/* Whether a start with these settings would succeed, as far as files tell. */
static int
check_settings(struct settings *settings, struct error *err)
{
	struct onboardd scratch = {.settings = settings};
	int status = delivery_check(settings, err);

	clock_init_system(&scratch.clock);
	if (status == OB_OK)
		status = rehearse(&scratch, err);
	engine_close(scratch.engine);
	store_close(scratch.store);
	return status;
}

/*
 * Settings are the engine's and the web's from now on.  What is bound to a
 * socket, a file or a thread at start stays until the next start.
 */
static int
take_over(
    struct onboardd *onboardd, struct settings *settings, struct error *err)
{
	struct engine_options options;
	struct settings *old = onboardd->settings;
	int status;

	fill_engine_options(onboardd, settings, &options);
	status = languages_load(settings->directory, options.catalogues, err);
	if (status != OB_OK)
		return status;
	web_interrupt(onboardd->web);
	status = engine_reconfigure(onboardd->engine, &options, err);
	if (status != OB_OK) {
		int kept = web_reload(onboardd->web, old, NULL);

		return kept == OB_OK ? status : kept;
	}
	onboardd->settings = settings;
	status = web_reload(onboardd->web, settings, err);
	settings_free(old);
	return status;
}

static int
reload(struct onboardd *onboardd, struct error *err)
{
	struct settings *settings = NULL;
	int status = config_load(onboardd->config_path, &settings, err);

	if (status == OB_OK)
		status = check_settings(settings, err);
	if (status == OB_OK)
		status = openid_check(settings, err);
	if (status == OB_OK)
		status = take_over(onboardd, settings, err);
	if (status != OB_OK) {
		if (onboardd->settings != settings)
			settings_free(settings);
		return status;
	}
	return take_files(onboardd, err);
}

/* What stands on a day that is closed now stays until somebody confirms. */
static void
warn_of_conflicts(const struct onboardd *onboardd)
{
	struct error err = ERROR_INIT;
	size_t count = 0;

	if (calendar_review_count(onboardd->engine, &count, &err) != OB_OK)
		log_error("calendar.unread", "error=%s", LOG_QUOTE(err.text));
	else if (count > 0)
		log_warn("calendar.conflict",
		    "activities=%zu command=review-calendar", count);
}

static void
on_reload(evutil_socket_t fd, short what, void *arg)
{
	struct onboardd *onboardd = arg;
	struct error err = ERROR_INIT;

	(void)fd;
	(void)what;
	notify_reloading();
	if (reload(onboardd, &err) == OB_OK) {
		log_info("configuration.reloaded", NULL);
		warn_of_conflicts(onboardd);
	} else {
		log_error(
		    "configuration.kept", "error=%s", LOG_QUOTE(err.text));
	}
	outbox_try_relay(onboardd->engine);
	heartbeat_poke(onboardd->heartbeat);
	notify_ready("running");
}

static void
on_web_stopped(void *arg)
{
	struct onboardd *onboardd = arg;

	(void)event_base_loopbreak(onboardd->base);
}

static void
on_stop(evutil_socket_t fd, short what, void *arg)
{
	struct onboardd *onboardd = arg;

	(void)fd;
	(void)what;
	log_info("daemon.stopping", NULL);
	notify_stopping();
	web_finish(onboardd->web, on_web_stopped, onboardd);
}

static void
on_watchdog(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	notify_watchdog();
}

static int
add_signal(struct onboardd *onboardd, int which, int number,
    event_callback_fn callback, struct error *err)
{
	onboardd->signals[which] =
	    evsignal_new(onboardd->base, number, callback, onboardd);
	if (onboardd->signals[which] == NULL ||
	    event_add(onboardd->signals[which], NULL) != 0)
		return error_set(err, OB_EINTERNAL, "cannot watch signals");
	return OB_OK;
}

static int
watch(struct onboardd *onboardd, struct error *err)
{
	int interval = notify_watchdog_interval_ms();
	struct timeval period = {
	    .tv_sec = interval / 1000, .tv_usec = interval % 1000 * 1000};
	int status = add_signal(onboardd, SIGNAL_TERM, SIGTERM, on_stop, err);

	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN); /* a write that fails is enough */
	if (status == OB_OK)
		status = add_signal(onboardd, SIGNAL_INT, SIGINT, on_stop, err);
	if (status == OB_OK)
		status =
		    add_signal(onboardd, SIGNAL_HUP, SIGHUP, on_reload, err);
	if (status != OB_OK || interval == 0)
		return status;
	onboardd->watchdog =
	    event_new(onboardd->base, -1, EV_PERSIST, on_watchdog, NULL);
	if (onboardd->watchdog == NULL ||
	    event_add(onboardd->watchdog, &period) != 0)
		return error_set(
		    err, OB_EINTERNAL, "cannot serve the watchdog");
	return OB_OK;
}

/* The examples in the program are people who do not exist. */
static void
warn_of_examples(const struct settings *settings)
{
	if (!settings->production)
		return;
	if (settings->handbook[0] == '\0')
		log_warn("configuration.example", "key=handbook");
	if (strstr(settings->welcome_video, "://example.org/") != NULL)
		log_warn("configuration.example", "key=welcome_video");
	if (strstr(settings->people.coordinator, "@example.org") != NULL)
		log_warn("configuration.example", "key=people.coordinator");
}

static int
start(struct onboardd *onboardd, const char *test_clock, struct error *err)
{
	int status =
	    config_load(onboardd->config_path, &onboardd->settings, err);

	if (status != OB_OK)
		return status;
	warn_of_examples(onboardd->settings);
	status = start_clock(onboardd, test_clock, err);
	if (status == OB_OK)
		status = open_state(onboardd, err);
	if (status == OB_OK)
		status = start_engine(onboardd, err);
	if (status != OB_OK)
		return status;
	onboardd->base = event_base_new();
	if (onboardd->base == NULL)
		return error_set(
		    err, OB_EINTERNAL, "cannot make the event loop");
	status = watch(onboardd, err);
	if (status == OB_OK)
		status = start_modules(onboardd, err);
	return status;
}

int
onboardd_start(const struct onboardd_options *options,
    struct onboardd **ret_onboardd, struct error *err)
{
	struct onboardd *onboardd = memory_alloc(sizeof(*onboardd));
	int status;

	onboardd->lock = -1;
	onboardd->config_path = memory_strdup(options->config_path);
	status = start(onboardd, options->test_clock, err);
	if (status != OB_OK) {
		onboardd_stop(onboardd);
		return status;
	}
	notify_ready("running");
	*ret_onboardd = onboardd;
	return OB_OK;
}

int
onboardd_run(struct onboardd *onboardd, struct error *err)
{
	if (event_base_dispatch(onboardd->base) < 0)
		return error_set(err, OB_EINTERNAL, "the event loop failed");
	return OB_OK;
}

/* Who fetched a calendar in the last minute is known in memory only. */
static void
write_fetches(struct engine *engine)
{
	struct error err = ERROR_INIT;

	if (engine != NULL && feeds_flush(engine, &err) != OB_OK)
		log_warn("feed.uncounted", "text=%s", LOG_QUOTE(err.text));
}

void
onboardd_stop(struct onboardd *onboardd)
{
	if (onboardd == NULL)
		return;
	web_stop(onboardd->web);
	delivery_stop(onboardd->delivery);
	heartbeat_stop(onboardd->heartbeat);
	for (int i = 0; i < SIGNAL_COUNT; i++) {
		if (onboardd->signals[i] != NULL)
			event_free(onboardd->signals[i]);
	}
	if (onboardd->watchdog != NULL)
		event_free(onboardd->watchdog);
	if (onboardd->base != NULL)
		event_base_free(onboardd->base);
	write_fetches(onboardd->engine);
	engine_close(onboardd->engine);
	store_close(onboardd->store);
	token_key_forget(&onboardd->key);
	if (onboardd->lock >= 0)
		(void)close(onboardd->lock);
	settings_free(onboardd->settings);
	free(onboardd->config_path);
	free(onboardd);
}

int
onboardd_check(const char *config_path, struct error *err)
{
	struct settings *settings = NULL;
	int status = config_load(config_path, &settings, err);

	if (status == OB_OK)
		status = check_settings(settings, err);
	settings_free(settings);
	return status;
}

int
onboardd_print(const char *config_path, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct settings *settings = NULL;
	int status = config_load(config_path, &settings, err);

	if (status != OB_OK)
		return status;
	config_print(settings, &text);
	settings_free(settings);
	if (fwrite(text.buf, 1, text.len, stdout) != text.len ||
	    fflush(stdout) != 0)
		return error_set(err, OB_EIO, "cannot write");
	return OB_OK;
}
