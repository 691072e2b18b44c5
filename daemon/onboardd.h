/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ONBOARDD_H
#define ONBOARD_ONBOARDD_H

#include "base/error.h"

/*
 * The composition root: owns every module, starts them in dependency order
 * (settings, store, engine, mail, web, heartbeat) and stops them in reverse.
 * Nothing else knows them all.
 */
struct onboardd;

struct onboardd_options {
	const char *config_path;
	const char *test_clock; /* local time, or NULL for the system clock */
};

/* Starts everything; the sockets answer when it returns. */
int onboardd_start(const struct onboardd_options *options,
    struct onboardd **ret_onboardd, struct error *err) OB_MUST_CHECK;

/* Runs until TERM or INT: HUP takes over a changed configuration. */
int onboardd_run(struct onboardd *onboardd, struct error *err) OB_MUST_CHECK;

void onboardd_stop(struct onboardd *onboardd); /* accepts NULL */

/* onboardd -n: everything that a start would check, without starting. */
int onboardd_check(const char *config_path, struct error *err) OB_MUST_CHECK;

/* onboardd -nn: prints the effective configuration, without secrets. */
int onboardd_print(const char *config_path, struct error *err) OB_MUST_CHECK;

#endif
