/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_NOTIFY_NOTIFY_H
#define ONBOARD_NOTIFY_NOTIFY_H

#include <stddef.h>

/*
 * The service manager.  Without one (no NOTIFY_SOCKET) all this does nothing:
 * a failure to notify is logged at debug and never stops the daemon.
 */

void notify_ready(const char *status);
void notify_reloading(void); /* notify_ready() ends it */
void notify_stopping(void);
void notify_status(const char *status); /* one line for systemctl status */
void notify_watchdog(void);

/* How often to call notify_watchdog(), in ms; 0 if nobody watches. */
int notify_watchdog_interval_ms(void);

/*
 * The listening sockets that the service manager passed, as first..first+n-1;
 * the caller owns them.  Forgets them, so that children do not see them.
 */
size_t notify_listen_fds(int *ret_first);

#endif
