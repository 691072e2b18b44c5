/* SPDX-License-Identifier: EUPL-1.2 */
#include "web.h"

#include <stdlib.h>
#include <string.h>

#include "assets.h"
#include "base/file.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "engine/engine.h"
#include "heartbeat.h"
#include "http/robots.h"
#include "http/server.h"
#include "http/site.h"
#include "notify/notify.h"
#include "openid.h"
#include "simulator.h"

struct web {
	struct http_server *server;
	struct site *site;
	struct engine *engine;
	struct heartbeat *heartbeat;
	struct simulator *simulator;
	struct openid *openid;
	char *directory; /* of the configuration; the site reads below it */
};

static int
advance(void *arg, const char *to, bool jump, site_advanced_fn *done,
    void *done_arg, struct error *err)
{
	struct web *web = arg;
	int64_t instant = 0;
	int status = instant_parse(engine_zone(web->engine), to, &instant, err);

	if (status != OB_OK)
		return error_name_field(err, "to");
	return heartbeat_advance(
	    web->heartbeat, instant, jump, done, done_arg, err);
}

static int
simulate(void *arg, const struct simulation_request *request,
    const struct programme *uploaded, site_simulated_fn *done, void *done_arg,
    struct error *err)
{
	return simulator_start(arg, request, uploaded, done, done_arg, err);
}

static void
stop_simulating(void *arg)
{
	simulator_stop(arg);
}

static void
on_changed(void *arg)
{
	struct web *web = arg;

	heartbeat_poke(web->heartbeat);
}

/* Host and scheme of the public address, for the check of Host headers. */
static void
set_public_host(struct web *web, const char *url)
{
	const char *host = strstr(url, "://") + 3;
	size_t len =
	    host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/");
	cleanup_(memory_free_ptr) char *name = memory_strndup(host, len);

	server_set_public_host(web->server, name,
	    strncmp(url, "https://", strlen("https://")) == 0);
}

static int
start_site(struct web *web, const struct clock *clock, struct error *err)
{
	const struct site_options options = {
	    .engine = web->engine,
	    .source = assets_source,
	    .source_arg = web->directory,
	    .version = PACKAGE_VERSION,
	    .clock = {.arg = web,
		.is_test = clock->is_test,
		.advance = advance},
	    .simulator = {.arg = web->simulator,
		.start = simulate,
		.stop = stop_simulating},
	    .identity = {.arg = web->openid,
		.ask = openid_ask,
		.forget = openid_forget},
	    .changed = on_changed,
	    .changed_arg = web,
	};
	int status = site_new(&options, &web->site, err);

	if (status == OB_OK)
		site_register(web->site, web->server);
	return status;
}

static int
listen_tcp(struct web *web, const struct settings *settings, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < settings->listen.count; i++) {
		int port = 0;

		status = server_listen_tcp(
		    web->server, settings->listen.items[i], &port, err);
		if (status == OB_OK)
			log_info("listening", "port=%d", port);
	}
	return status;
}

/* Sockets of the service manager replace those of their family. */
static int
listen_passed(
    struct web *web, bool *ret_socket, bool *ret_tcp, struct error *err)
{
	int first = 0;
	size_t count = notify_listen_fds(&first);
	int status = OB_OK;

	*ret_socket = false;
	*ret_tcp = false;
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		int port = 0;

		status =
		    server_listen_fd(web->server, first + (int)i, &port, err);
		if (status != OB_OK)
			return status;
		if (port == 0) {
			*ret_socket = true;
		} else {
			*ret_tcp = true;
			log_info("listening", "port=%d", port);
		}
	}
	return status;
}

static int
make_folder_of(const char *path, struct error *err)
{
	cleanup_(memory_free_ptr) char *folder = memory_strdup(path);
	char *slash = strrchr(folder, '/');

	if (slash == NULL || slash == folder)
		return OB_OK;
	*slash = '\0';
	return file_make_directory(folder, err);
}

static int
listen_all(struct web *web, const struct settings *settings, struct error *err)
{
	bool has_socket = false;
	bool has_tcp = false;
	int status = listen_passed(web, &has_socket, &has_tcp, err);

	if (status == OB_OK && !has_socket) {
		status = make_folder_of(settings->control_socket, err);
		if (status == OB_OK)
			status = server_listen_unix(
			    web->server, settings->control_socket, err);
	}
	if (status == OB_OK && !has_tcp)
		status = listen_tcp(web, settings, err);
	return status;
}

int
web_start(
    const struct web_options *options, struct web **ret_web, struct error *err)
{
	const struct settings *settings = options->settings;
	struct web *web = memory_alloc(sizeof(*web));
	int status;

	web->engine = options->engine;
	web->heartbeat = options->heartbeat;
	web->directory = memory_strdup(settings->directory);
	web->server = server_new(options->base, options->clock, NULL);
	robots_add_route(web->server);
	set_public_host(web, settings->public_url);
	status =
	    simulator_new(options->base, options->engine, &web->simulator, err);
	if (status == OB_OK)
		status = openid_start(
		    options->base, options->clock, settings, &web->openid, err);
	if (status == OB_OK)
		status = start_site(web, options->clock, err);
	if (status == OB_OK)
		status = listen_all(web, settings, err);
	if (status != OB_OK) {
		web_stop(web);
		return status;
	}
	*ret_web = web;
	return OB_OK;
}

int
web_check(
    struct engine *engine, const struct settings *settings, struct error *err)
{
	return site_check(engine, assets_source, settings->directory, err);
}

int
web_reload(struct web *web, const struct settings *settings, struct error *err)
{
	int status = openid_restart(web->openid, settings, err);

	set_public_host(web, settings->public_url);
	return status == OB_OK ? site_reload(web->site, err) : status;
}

void
web_interrupt(struct web *web)
{
	simulator_interrupt(web->simulator);
	openid_interrupt(web->openid);
}

void
web_finish(struct web *web, void (*stopped)(void *arg), void *arg)
{
	web_interrupt(web);
	server_stop(web->server, stopped, arg);
}

void
web_stop(struct web *web)
{
	if (web == NULL)
		return;
	if (web->server != NULL)
		server_free(web->server);
	site_free(web->site);
	simulator_free(web->simulator);
	openid_stop(web->openid);
	free(web->directory);
	free(web);
}
