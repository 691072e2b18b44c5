/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_CORE_H
#define ONBOARD_ENGINE_CORE_CORE_H

#include <stdint.h>

#include "base/date.h"
#include "crypto/token.h"
#include "engine/engine.h"
#include "model/records.h"
#include "model/workday.h"

/* The inside of struct engine, for engine/ only. */
struct acting;
struct annual_events;
struct calendars;
struct dossier_cache;
struct feed_cache;
struct feed_notes;
struct feed_stamps;
struct mail_texts;
struct outbox_state;
struct programme_cache;
struct zone_shelf;

struct engine {
	const struct settings *settings;
	struct store *store;
	struct clock *clock;
	const struct token_key *key;
	struct zone *zone;
	struct calendars *calendars;
	const struct workday_calendar *calendar; /* the municipality's */
	struct catalogue *catalogues[LANGUAGE_COUNT];
	struct mail_texts *texts;
	struct programme_cache *programmes;
	struct feed_cache *feeds;
	struct feed_notes *notes;
	struct feed_stamps *stamps;	/* NULL: nothing that is read is kept */
	struct acting *acting;		/* today's, or NULL */
	struct zone_shelf *zones;	/* of persons elsewhere */
	struct dossier_cache *dossiers; /* NULL: none are kept */
	struct outbox_state *outbox;
	engine_source_fn source;
	void *source_arg;
	struct annual_events *events; /* as configured; NULL: none */
	struct date events_until;     /* up to when their days are stored */
	struct date events_seen;      /* the day that events_run() was for */
	char *from_name;
	char *from_address;
	char *return_path;   /* address of bounces, without a mail's own part */
	char *uid_domain;    /* the host of public_url */
	uint64_t generation; /* counts committed changes: caches compare it */
	int64_t last_pass;   /* the clock's boundary that was worked through */
	struct date
	    invited_until;   /* meetings up to then; DATE_NONE: all anew */
	int64_t next_digest; /* now, while the day's round is still to be run */
	int64_t next_weekly; /* of those who want it once a week */
	int64_t *touched;    /* journeys that a verb changed since */
	size_t touched_count;
	bool is_scratch; /* engine_open_scratch() made it */
};

int64_t core_now(const struct engine *engine);
struct date core_today(const struct engine *engine);
int core_minute(const struct engine *engine); /* of today, local */

/* The next tick looks at this journey, whatever the clock says. */
void core_touch(struct engine *engine, int64_t journey_id);

/* The given local minute of a day as an instant. */
int64_t core_instant(const struct engine *engine, struct date date, int minute);

/* The first instant >= at that lies in the send window of a workday. */
int64_t core_window(const struct engine *engine, int64_t at);

/*
 * The zone in which a person reads the clock: their own, else the instance's.
 * Borrowed as long as the engine lives.
 */
const struct zone *core_zone(
    struct engine *engine, const struct person *person);

/* core_window() by the person's clock. */
int64_t core_window_of(
    struct engine *engine, const struct person *person, int64_t at);

/* Of a new calendar entry, 128 random bits; owned. */
char *core_new_uid(const struct engine *engine);

/* The language by its code; the instance's for an unknown one. */
enum language core_language(const struct engine *engine, const char *code);

#endif
