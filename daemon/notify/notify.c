/* SPDX-License-Identifier: EUPL-1.2 */
#include "notify/notify.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <systemd/sd-daemon.h>

#include "base/clock.h"
#include "base/log.h"

static void
notify(const char *event, int r)
{
	if (r < 0)
		log_debug("notify.failed", "message=%s error=%s", event,
		    LOG_QUOTE(strerror(-r)));
}

void
notify_ready(const char *status)
{
	notify("ready", sd_notifyf(0, "READY=1\nSTATUS=%s", status));
}

void
notify_reloading(void)
{
	notify(
	    "reloading", sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRId64,
			     clock_monotonic_ms() * 1000));
}

void
notify_stopping(void)
{
	notify("stopping", sd_notify(0, "STOPPING=1"));
}

void
notify_status(const char *status)
{
	notify("status", sd_notifyf(0, "STATUS=%s", status));
}

void
notify_watchdog(void)
{
	notify("watchdog", sd_notify(0, "WATCHDOG=1"));
}

int
notify_watchdog_interval_ms(void)
{
	uint64_t timeout_us = 0;
	uint64_t ms;

	if (sd_watchdog_enabled(0, &timeout_us) <= 0)
		return 0;
	/* 60 s of the unit's 150: two pings may be late before it acts. */
	ms = timeout_us / 1000 * 2 / 5;
	if (ms > INT_MAX)
		return INT_MAX;
	return ms == 0 ? 1 : (int)ms;
}

size_t
notify_listen_fds(int *ret_first)
{
	int count = sd_listen_fds(1);

	*ret_first = SD_LISTEN_FDS_START;
	return count < 0 ? 0 : (size_t)count;
}
