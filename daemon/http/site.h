/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SITE_H
#define ONBOARD_HTTP_SITE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/engine.h"
#include "engine/simulation/simulation.h"
#include "model/openid.h"

struct http_server;
struct site;

/*
 * What the product serves: the API, the personal pages, the calendars and the
 * machine's own pages.  Handlers decode, call one verb of the engine and
 * answer; they decide nothing.
 */

/* failed is NULL when the clock stands at now and ran instants were worked. */
typedef void site_advanced_fn(
    void *done_arg, const struct error *failed, int64_t now, int ran);

/* The composition root's clock. */
struct site_clock {
	void *arg;
	bool is_test;

	/*
	 * Runs every due instant up to to (as the user gave it).  Calls done
	 * when all that fell due has settled, maybe at once; never if it
	 * returns a failure.  The site does not call it again before that.
	 */
	int (*advance)(void *arg, const char *to, bool jump,
	    site_advanced_fn *done, void *done_arg, struct error *err);
};

/* Takes the result; failed is NULL when there is one. */
typedef void site_simulated_fn(
    void *done_arg, const struct error *failed, json_t *result);

/* What runs simulations beside everything else. */
struct site_simulator {
	void *arg;

	/* Calls done later, unless it returns a failure or is stopped. */
	int (*start)(void *arg, const struct simulation_request *request,
	    const struct programme *uploaded, site_simulated_fn *done,
	    void *done_arg, struct error *err);
	void (*stop)(void *arg);
};

/* What speaks to the OpenID Connect provider; http/ waits for nobody. */
struct site_identity {
	void *arg;

	/* As identity_ask() and identity_forget(). */
	int (*ask)(void *arg, const struct openid_request *request,
	    openid_done_fn *done, void *done_arg, struct error *err);
	void (*forget)(void *arg, const void *done_arg);
};

struct site_options {
	struct engine *engine;	 /* borrows */
	engine_source_fn source; /* of config/pages/ */
	void *source_arg;
	const char *version; /* borrows */
	struct site_clock clock;
	struct site_simulator simulator;
	struct site_identity identity;
	void (*changed)(void *arg); /* after each verb that changed something */
	void *changed_arg;
};

/* Whether site_new() or site_reload() could read what pages are made of. */
int site_check(struct engine *engine, engine_source_fn source, void *source_arg,
    struct error *err) OB_MUST_CHECK;

/* Reads and checks the templates of the pages, and what they refer to. */
int site_new(const struct site_options *options, struct site **ret_site,
    struct error *err) OB_MUST_CHECK;

/* After the server, whose handlers use it.  Accepts NULL. */
void site_free(struct site *site);

/* Reads all that again; on failure the old goes on. */
int site_reload(struct site *site, struct error *err) OB_MUST_CHECK;

/* Adds the routes, robots.txt apart, and the pages for errors.  Once. */
void site_register(struct site *site, struct http_server *server);

#endif
