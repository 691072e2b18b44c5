/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_RELAY_H
#define ONBOARD_ENGINE_OUTBOX_RELAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How many letters the relay may be given now, and when the next.  Pure: what
 * became of letters and what time it is, it is told.  Nothing here outlives
 * the program: a restart knows of no cool-down.
 *
 *	open ----- away, or two answers lost ----> cooling <-.
 *	 ^                                          |  until  | away again:
 *	 |  as many letters as sessions             v         | twice as long
 *	slow <----------- taken ---------------- one letter --'
 *
 *	paused: as cooling, when the relay refuses us, or recipients twice in a
 *	row; an administrator must act
 */
enum relay_state {
	RELAY_OPEN,
	RELAY_SLOW,    /* width letters at a time */
	RELAY_COOLING, /* none until then, then one */
	RELAY_PAUSED   /* the same, for longer */
};

#define RELAY_STATE_COUNT 4

/* What one letter showed of the relay. */
enum relay_sign {
	RELAY_ACCEPTED, /* it took the letter */
	RELAY_ANSWERED, /* it refused the letter, now or for good */
	RELAY_LOST,	/* its answer to the whole letter did not come */
	RELAY_AWAY,	/* no connection, no answer, 421 */
	RELAY_REFUSES,	/* it refuses us: login, policy */
	RELAY_DOUBTED	/* it refuses us, or this recipient alone */
};

/* The letters of the last minute, by second. */
#define RELAY_SECONDS 60

/* For so long a relay that refuses us is left alone: no account is locked. */
#define RELAY_PAUSE_SECONDS 3600

struct relay {
	int sessions;	/* what slow grows to */
	int per_minute; /* letters; 0: no limit */
	enum relay_state state;
	int64_t until;	     /* of cooling and paused */
	int failures;	     /* cool-downs in a row */
	int width;	     /* of slow */
	int answers;	     /* at this width */
	int64_t accepted_at; /* the last letter; INSTANT_NONE: none yet */
	int doubts;	     /* refusals of single letters since then */
	size_t in_flight;    /* handed over, not yet settled */
	int64_t seconds[RELAY_SECONDS];
	int counts[RELAY_SECONDS];
};

void relay_init(struct relay *relay, int sessions, int per_minute);

/* Other limits for the same relay; what is known of it stays. */
void relay_limit(struct relay *relay, int sessions, int per_minute);

/* How many letters may be handed over now; SIZE_MAX: no bound from here. */
size_t relay_room(const struct relay *relay, int64_t now);

/* The first instant with room; INSTANT_NONE: once letters are back. */
int64_t relay_next(const struct relay *relay, int64_t now);

/* Until when none is handed over because of the relay's state; 0: open. */
int64_t relay_closed_until(const struct relay *relay, int64_t now);

void relay_take(struct relay *relay, int64_t now, size_t count);
void relay_put_back(struct relay *relay); /* one was not tried */

/* One is settled.  Returns whether the relay's state is another now. */
bool relay_note(struct relay *relay, int64_t now, enum relay_sign sign);

/*
 * It took a letter within the hour, and has not refused several since: a
 * refusal of one is not about us.
 */
bool relay_is_trusted(const struct relay *relay, int64_t now);

/* A cool-down or pause ends now: somebody says that it is mended. */
void relay_try(struct relay *relay, int64_t now);

const char *relay_state_name(enum relay_state state); /* "open", ... */

#endif
