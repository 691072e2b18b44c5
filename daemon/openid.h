/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_OPENID_H
#define ONBOARD_OPENID_H

#include <event2/event.h>

#include "base/clock.h"
#include "base/error.h"
#include "model/openid.h"
#include "model/settings.h"

/*
 * The OpenID Connect provider of the settings, for the pages: identity/ with
 * the client's secret and our own addresses.  Called by web.c, and the check by
 * onboardd.c before it takes other settings over.
 */
struct openid;

/* Whether the client's secret can be read. */
int openid_check(
    const struct settings *settings, struct error *err) OB_MUST_CHECK;

/*
 * Without an issuer nobody is asked.  Borrows the settings' lists and the clock
 * until the stop.
 */
int openid_start(struct event_base *base, const struct clock *clock,
    const struct settings *settings, struct openid **ret_openid,
    struct error *err) OB_MUST_CHECK;

/* As identity_ask() and identity_forget(); arg: a struct openid *. */
int openid_ask(void *arg, const struct openid_request *request,
    openid_done_fn *done, void *done_arg, struct error *err) OB_MUST_CHECK;
void openid_forget(void *arg, const void *done_arg);

/* Tells all who wait that it is over, and asks no more. */
void openid_interrupt(struct openid *openid);

/* Takes other settings, after openid_interrupt(). */
int openid_restart(struct openid *openid, const struct settings *settings,
    struct error *err) OB_MUST_CHECK;
void openid_stop(struct openid *openid); /* accepts NULL */

#endif
