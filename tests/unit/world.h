/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_WORLD_H
#define ONBOARD_TESTS_WORLD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "crypto/token.h"
#include "engine/engine.h"
#include "model/settings.h"
#include "store/store.h"

/*
 * The whole engine on a scripted clock: a real store in a private folder, the
 * embedded programme, handbook, templates and texts, and a mail server that
 * does as it is told.
 */

/* A letter that the mail server took; the linter found no error in it. */
struct delivery {
	int64_t id;
	int64_t at;
	char *to;
	char *kind;
	char *subject;
	char *message_id;
	char *bytes;
	char *text; /* the bytes with their transfer encoding undone */
	bool is_urgent;
	bool was_lost;	 /* its answer got lost: it comes again */
	bool came_back;	 /* a server said later that it did not arrive */
	bool is_outside; /* of the send window, and not urgent */
};

struct world {
	char folder[64];
	char *config; /* the configuration file's text */
	char *events; /* the events' lines, or NULL */
	struct settings *settings;
	struct clock clock;
	struct token_key key;
	struct store *store;
	struct engine *engine;

	bool server_is_down;
	bool server_loses_answers;
	bool server_refuses_us;
	char *unrelayed; /* an address to which it relays nothing, or NULL */
	char *refused;	 /* an address that the server does not know */
	const char *refusal; /* its words; NULL: those of a plain server */

	struct delivery *deliveries;
	size_t delivery_count;
	int turned_away; /* attempts that the server did not take */
};

/*
 * config: more lines of onboardd.yaml, or ""; without "invitations:" meetings
 * stand in the feed alone.  now: local time.
 */
int world_open(struct world *world, const char *config, const char *now,
    struct error *err) OB_MUST_CHECK;
void world_close(struct world *world);

/* Ends and opens store and engine, as a restart of the program does. */
int world_restart(struct world *world, struct error *err) OB_MUST_CHECK;

/*
 * Changes the line of the configuration that begins with the key ("calendar:")
 * or adds one, and has the engine take it over, as a reload does.
 */
int world_change_setting(struct world *world, const char *key,
    const char *value, struct error *err) OB_MUST_CHECK;

/* Takes over world->events, as after an edit and a reload. */
int world_import_events(struct world *world, struct error *err) OB_MUST_CHECK;

/* What the program does when it wakes: a tick, then all mail that is due. */
int world_wake(struct world *world, struct error *err) OB_MUST_CHECK;

/* Goes through every due instant on the way; OB_EINVALID for going back. */
int world_advance(
    struct world *world, int64_t to, struct error *err) OB_MUST_CHECK;

/* Moves at once, as after downtime, and wakes. */
int world_jump(
    struct world *world, int64_t to, struct error *err) OB_MUST_CHECK;

/* Local time "2026-10-01T08:00" as an instant. */
int world_instant(struct world *world, const char *text, int64_t *ret_at,
    struct error *err) OB_MUST_CHECK;

/* A mail, or a calendar; the first error of the linter is told. */
int world_lint_mail(const char *bytes, size_t len, const char *subject,
    struct error *err) OB_MUST_CHECK;
int world_lint_calendar(const char *bytes, size_t len, const char *what,
    struct error *err) OB_MUST_CHECK;

/* Every calendar as it is now. */
int world_lint_feeds(struct world *world, struct error *err) OB_MUST_CHECK;

/*
 * What must hold whatever happens: the store is sound, the audit chain fits,
 * no mail but an urgent one left outside its window, nobody got two digests
 * on a day, no letter came twice but with the same bytes after a lost answer,
 * calendars can follow their invitations, and the linter finds no error in a
 * calendar.
 */
int world_check(struct world *world, struct error *err) OB_MUST_CHECK;

/* The same without what takes long: how each activity is shown. */
int world_check_kept(struct world *world, struct error *err) OB_MUST_CHECK;

char *world_path(const struct world *world, const char *name); /* owned */

#endif
