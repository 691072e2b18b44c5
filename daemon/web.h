/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_WEB_H
#define ONBOARD_WEB_H

#include <event2/event.h>

#include "base/clock.h"
#include "base/error.h"
#include "model/settings.h"

struct engine;
struct heartbeat;

/*
 * The daemon's sockets and what answers on them: the control socket, the TCP
 * addresses, or what the service manager passed.  Called by onboardd.c only.
 */
struct web;

/* What the web is put on; all borrowed. */
struct web_options {
	struct event_base *base;
	const struct clock *clock;
	struct engine *engine;
	struct heartbeat *heartbeat;
	const struct settings *settings; /* during the start only */
};

/* Logs "listening port=N" for each TCP address. */
int web_start(const struct web_options *options, struct web **ret_web,
    struct error *err) OB_MUST_CHECK;

/* Whether the pages' templates could be taken over. */
int web_check(struct engine *engine, const struct settings *settings,
    struct error *err) OB_MUST_CHECK;

/* Ends what borrows from the engine's settings, before they change. */
void web_interrupt(struct web *web);

/* Takes new templates and the public host; addresses need a new start. */
int web_reload(struct web *web, const struct settings *settings,
    struct error *err) OB_MUST_CHECK;

/* Accepts nothing more and calls stopped when the last answer is out. */
void web_finish(struct web *web, void (*stopped)(void *arg), void *arg);
void web_stop(struct web *web); /* accepts NULL */

#endif
