/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/relay.h"

#include "base/instant.h"

#define COOL_FIRST 60
#define COOL_LONGEST 900
#define TRUST 3600
#define TRUST_DOUBTS 3 /* so few may be refused in a row */

void
relay_init(struct relay *relay, int sessions, int per_minute)
{
	*relay = (struct relay){
	    .state = RELAY_OPEN,
	    .width = 1,
	    .accepted_at = INSTANT_NONE,
	};
	relay_limit(relay, sessions, per_minute);
}

void
relay_limit(struct relay *relay, int sessions, int per_minute)
{
	relay->sessions = sessions;
	relay->per_minute = per_minute;
}

static bool
is_shut(const struct relay *relay)
{
	return relay->state == RELAY_COOLING || relay->state == RELAY_PAUSED;
}

/* A clock that was set back must not make a minute a day. */
int64_t
relay_closed_until(const struct relay *relay, int64_t now)
{
	if (!is_shut(relay) || relay->until <= now ||
	    relay->until - now > RELAY_PAUSE_SECONDS)
		return 0;
	return relay->until;
}

/* How many letters left in the minute that ends at the instant. */
static int
sum_minute(const struct relay *relay, int64_t at)
{
	int sum = 0;

	for (int i = 0; i < RELAY_SECONDS; i++) {
		if (relay->seconds[i] > at - RELAY_SECONDS &&
		    relay->seconds[i] <= at)
			sum += relay->counts[i];
	}
	return sum;
}

static size_t
minute_room(const struct relay *relay, int64_t at)
{
	int sum = sum_minute(relay, at);

	if (relay->per_minute == 0)
		return SIZE_MAX;
	return sum < relay->per_minute ? (size_t)(relay->per_minute - sum) : 0;
}

static size_t
state_room(const struct relay *relay, int64_t now)
{
	size_t width = relay->state == RELAY_SLOW ? (size_t)relay->width : 1;

	if (relay->state == RELAY_OPEN)
		return SIZE_MAX;
	if (relay_closed_until(relay, now) != 0)
		return 0;
	return relay->in_flight < width ? width - relay->in_flight : 0;
}

size_t
relay_room(const struct relay *relay, int64_t now)
{
	size_t by_state = state_room(relay, now);
	size_t by_minute = minute_room(relay, now);

	return by_state < by_minute ? by_state : by_minute;
}

int64_t
relay_next(const struct relay *relay, int64_t now)
{
	int64_t at = relay_closed_until(relay, now);

	if (at == 0)
		at = now;
	if (state_room(relay, at) == 0)
		return INSTANT_NONE;
	while (minute_room(relay, at) == 0)
		at++;
	return at;
}

void
relay_take(struct relay *relay, int64_t now, size_t count)
{
	int at = (int)(now % RELAY_SECONDS);

	if (relay->seconds[at] != now)
		relay->counts[at] = 0;
	relay->seconds[at] = now;
	relay->counts[at] += (int)count;
	relay->in_flight += count;
}

void
relay_put_back(struct relay *relay)
{
	if (relay->in_flight > 0)
		relay->in_flight--;
}

static void
shut(struct relay *relay, enum relay_state state, int64_t until)
{
	relay->state = state;
	relay->until = until;
	relay->width = 1;
	relay->answers = 0;
}

/* Letters that were out already say nothing new. */
static void
cool(struct relay *relay, int64_t now)
{
	int64_t wait = COOL_FIRST;

	if (relay_closed_until(relay, now) != 0)
		return;
	for (int i = 0; i < relay->failures && wait < COOL_LONGEST; i++)
		wait *= 2;
	relay->failures++;
	shut(relay, RELAY_COOLING,
	    now + (wait < COOL_LONGEST ? wait : COOL_LONGEST));
}

static void
pause_long(struct relay *relay, int64_t now)
{
	if (relay->state != RELAY_PAUSED || relay_closed_until(relay, now) == 0)
		shut(relay, RELAY_PAUSED, now + RELAY_PAUSE_SECONDS);
}

static void
widen(struct relay *relay)
{
	if (++relay->answers < relay->width)
		return;
	relay->answers = 0;
	relay->width *= 2;
	if (relay->width <= relay->sessions)
		return;
	relay->state = RELAY_OPEN;
	relay->width = 1;
	relay->failures = 0;
}

static void
answered(struct relay *relay, int64_t now)
{
	if (relay_closed_until(relay, now) != 0)
		return;
	if (is_shut(relay))
		relay->state = RELAY_SLOW;
	else if (relay->state == RELAY_SLOW)
		widen(relay);
}

/* One letter may be at fault; two in a row are the relay. */
static void
lost(struct relay *relay, int64_t now)
{
	if (relay->state == RELAY_OPEN)
		relay->state = RELAY_SLOW;
	else
		cool(relay, now);
}

/* One recipient may be meant; two in a row are us. */
static void
doubted(struct relay *relay, int64_t now)
{
	bool is_trusted = relay_is_trusted(relay, now);

	relay->doubts += relay->doubts < TRUST_DOUBTS ? 1 : 0;
	if (is_trusted)
		answered(relay, now);
	else if (relay->state == RELAY_OPEN)
		relay->state = RELAY_SLOW;
	else if (relay_closed_until(relay, now) == 0)
		pause_long(relay, now);
}

bool
relay_note(struct relay *relay, int64_t now, enum relay_sign sign)
{
	enum relay_state before = relay->state;
	int64_t until = relay->until;

	relay_put_back(relay);
	switch (sign) {
	case RELAY_ACCEPTED:
		relay->accepted_at = now;
		relay->doubts = 0;
		answered(relay, now);
		break;
	case RELAY_ANSWERED:
		answered(relay, now);
		break;
	case RELAY_LOST:
		lost(relay, now);
		break;
	case RELAY_AWAY:
		cool(relay, now);
		break;
	case RELAY_REFUSES:
		pause_long(relay, now);
		break;
	case RELAY_DOUBTED:
		doubted(relay, now);
		break;
	}
	return relay->state != before || relay->until != until;
}

bool
relay_is_trusted(const struct relay *relay, int64_t now)
{
	return relay->accepted_at != INSTANT_NONE &&
	       now - relay->accepted_at < TRUST && relay->doubts < TRUST_DOUBTS;
}

void
relay_try(struct relay *relay, int64_t now)
{
	if (is_shut(relay) && relay->until > now)
		relay->until = now;
}

const char *
relay_state_name(enum relay_state state)
{
	static const char *const names[RELAY_STATE_COUNT] = {
	    [RELAY_OPEN] = "open",
	    [RELAY_SLOW] = "slow",
	    [RELAY_COOLING] = "cooling",
	    [RELAY_PAUSED] = "paused",
	};

	return names[state];
}
