/* SPDX-License-Identifier: EUPL-1.2 */
#include "heartbeat.h"

#include <stdlib.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "delivery.h"
#include "engine/engine.h"
#include "engine/tick.h"

#define LONGEST_SLEEP 60 /* seconds */

/* An advance of the test clock that is under way. */
struct advance {
	bool is_running;
	bool is_jump;
	int64_t to;
	int ran;
	heartbeat_done_fn done;
	void *done_arg;
};

struct heartbeat {
	struct clock *clock;
	struct engine *engine;
	struct delivery *delivery;
	struct event *timer;
	struct event *clock_set;
	int clock_fd;
	struct advance advance;
};

static void
wake_in(struct heartbeat *heartbeat, int64_t seconds)
{
	struct timeval wait = {.tv_sec = seconds};

	(void)event_add(heartbeat->timer, &wait);
}

/* The earliest instant at which there is something to do. */
static int64_t
next_due(const struct heartbeat *heartbeat)
{
	int64_t tick = INSTANT_NONE;
	int64_t mail = INSTANT_NONE;

	/* A database that cannot be read is tried again with the next tick. */
	(void)!tick_next(heartbeat->engine, &tick, NULL);
	if (heartbeat->delivery != NULL)
		mail = delivery_next(heartbeat->delivery);
	if (tick == INSTANT_NONE || (mail != INSTANT_NONE && mail < tick))
		return mail;
	return tick;
}

static void
sleep_until_due(struct heartbeat *heartbeat)
{
	int64_t now = clock_now(heartbeat->clock);
	int64_t at = next_due(heartbeat);
	int64_t wait = LONGEST_SLEEP;

	if (heartbeat->clock->is_test)
		return;
	if (at != INSTANT_NONE && at - now < wait)
		wait = at > now ? at - now : 1;
	wake_in(heartbeat, wait);
}

static int
beat(struct heartbeat *heartbeat, struct error *err)
{
	int64_t begin = clock_monotonic_ms();
	int status = tick_run(heartbeat->engine, err);

	if (heartbeat->delivery != NULL)
		delivery_pump(heartbeat->delivery);
	if (clock_monotonic_ms() - begin > 50)
		log_debug("loop.slow", "ms=%lld",
		    (long long)(clock_monotonic_ms() - begin));
	return status;
}

static bool
is_mail_settled(const struct heartbeat *heartbeat)
{
	int64_t mail;

	if (heartbeat->delivery == NULL)
		return true;
	mail = delivery_next(heartbeat->delivery);
	return !delivery_is_busy(heartbeat->delivery) &&
	       (mail == INSTANT_NONE || mail > clock_now(heartbeat->clock));
}

static void
finish(struct heartbeat *heartbeat, const struct error *failed)
{
	struct advance advance = heartbeat->advance;

	heartbeat->advance = (struct advance){.is_running = false};
	advance.done(
	    advance.done_arg, failed, clock_now(heartbeat->clock), advance.ran);
}

/* To the next due instant, or to the end; false when the end is reached. */
static bool
move_on(struct heartbeat *heartbeat)
{
	struct advance *advance = &heartbeat->advance;
	int64_t now = clock_now(heartbeat->clock);
	int64_t at = advance->is_jump ? INSTANT_NONE : next_due(heartbeat);

	if (now >= advance->to)
		return false;
	if (at == INSTANT_NONE || at > advance->to)
		at = advance->to;
	clock_set(heartbeat->clock, at > now ? at : now + 1);
	advance->ran++;
	return true;
}

/*
 * One instant at a time, through the loop, so that the web is served between
 * and the mail threads can report.
 */
static void
advance_step(struct heartbeat *heartbeat)
{
	struct error err = ERROR_INIT;

	if (beat(heartbeat, &err) != OB_OK) {
		log_error("tick.failed", "error=%s", LOG_QUOTE(err.text));
		finish(heartbeat, &err);
		return;
	}
	if (!is_mail_settled(heartbeat))
		return; /* heartbeat_settled() comes */
	if (move_on(heartbeat))
		wake_in(heartbeat, 0);
	else
		finish(heartbeat, NULL);
}

void
heartbeat_catch_up(struct heartbeat *heartbeat)
{
	struct error err = ERROR_INIT;

	if (beat(heartbeat, &err) != OB_OK)
		log_error("tick.failed", "error=%s", LOG_QUOTE(err.text));
	sleep_until_due(heartbeat);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct heartbeat *heartbeat = arg;

	(void)fd;
	(void)what;
	if (heartbeat->advance.is_running)
		advance_step(heartbeat);
	else
		heartbeat_catch_up(heartbeat);
}

void
heartbeat_poke(struct heartbeat *heartbeat)
{
	wake_in(heartbeat, 0);
}

void
heartbeat_settled(struct heartbeat *heartbeat)
{
	wake_in(heartbeat, 0);
}

/* An absolute timer far ahead, only to learn that the clock was set. */
static void
arm_clock_fd(const struct heartbeat *heartbeat)
{
	struct itimerspec far = {.it_value = {.tv_sec = INT32_MAX}};

	(void)timerfd_settime(heartbeat->clock_fd,
	    TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, NULL);
}

static void
on_clock_set(evutil_socket_t fd, short what, void *arg)
{
	struct heartbeat *heartbeat = arg;
	uint64_t expirations;

	(void)what;
	/* ECANCELED is the news; anything else is no harm. */
	if (read(fd, &expirations, sizeof(expirations)) < 0)
		log_info("clock.set", NULL);
	arm_clock_fd(heartbeat);
	heartbeat_poke(heartbeat);
}

int
heartbeat_start(struct event_base *base, struct clock *clock,
    struct engine *engine, struct heartbeat **ret_heartbeat, struct error *err)
{
	struct heartbeat *heartbeat = memory_alloc(sizeof(*heartbeat));

	heartbeat->clock = clock;
	heartbeat->engine = engine;
	heartbeat->clock_fd =
	    timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	heartbeat->timer = evtimer_new(base, on_timer, heartbeat);
	if (heartbeat->clock_fd >= 0)
		heartbeat->clock_set = event_new(base, heartbeat->clock_fd,
		    EV_READ | EV_PERSIST, on_clock_set, heartbeat);
	if (heartbeat->timer == NULL || heartbeat->clock_set == NULL ||
	    event_add(heartbeat->clock_set, NULL) != 0) {
		heartbeat_stop(heartbeat);
		return error_set(err, OB_EINTERNAL, "cannot make a timer");
	}
	arm_clock_fd(heartbeat);
	*ret_heartbeat = heartbeat;
	return OB_OK;
}

void
heartbeat_stop(struct heartbeat *heartbeat)
{
	if (heartbeat == NULL)
		return;
	if (heartbeat->timer != NULL)
		event_free(heartbeat->timer);
	if (heartbeat->clock_set != NULL)
		event_free(heartbeat->clock_set);
	if (heartbeat->clock_fd >= 0)
		(void)close(heartbeat->clock_fd);
	free(heartbeat);
}

void
heartbeat_set_delivery(struct heartbeat *heartbeat, struct delivery *delivery)
{
	heartbeat->delivery = delivery;
}

int
heartbeat_advance(struct heartbeat *heartbeat, int64_t to, bool jump,
    heartbeat_done_fn done, void *arg, struct error *err)
{
	if (!heartbeat->clock->is_test)
		return error_set(err, OB_ECONFLICT,
		    "the clock runs by itself; only a daemon started with "
		    "--test-clock can be advanced");
	if (heartbeat->advance.is_running)
		return error_set(
		    err, OB_EBUSY, "the clock is being advanced already");
	if (to < clock_now(heartbeat->clock))
		return error_set_field(
		    err, OB_EINVALID, "to", "the clock does not go back");
	heartbeat->advance = (struct advance){
	    .is_running = true,
	    .is_jump = jump,
	    .to = to,
	    .done = done,
	    .done_arg = arg,
	};
	wake_in(heartbeat, 0);
	return OB_OK;
}
