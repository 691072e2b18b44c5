/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_CALENDARS_H
#define ONBOARD_ENGINE_CORE_CALENDARS_H

#include "base/date.h"
#include "base/error.h"
#include "model/settings.h"
#include "model/workday.h"

struct engine;
struct store;

/*
 * The workdays of the municipality and of each area that has days of its own:
 * the configuration's rules and the stored days together.  Made once, and
 * again when either changes; immutable in between.
 */
struct calendars;

int calendars_new(const struct settings *settings, struct store *store,
    struct calendars **ret_calendars, struct error *err) OB_MUST_CHECK;
void calendars_free(struct calendars *calendars); /* accepts NULL */

/* An area without days of its own has the municipality's; so has "". */
const struct workday_calendar *calendars_get(
    const struct calendars *calendars, const char *area);

/* Of the engine as it is now. */
const struct workday_calendar *calendars_of(
    const struct engine *engine, const char *area);

/* What a stored day of the area or the municipality is called; "" if none. */
const char *calendars_title(
    const struct engine *engine, const char *area, struct date date);

/*
 * Makes the calendars anew from what is stored now, also within a
 * transaction, and gives what was in force before, owned: to be freed, or put
 * back by calendars_restore() when the transaction fails.
 */
int calendars_renew(struct engine *engine, struct calendars **ret_before,
    struct error *err) OB_MUST_CHECK;
void calendars_restore(struct engine *engine, struct calendars *before);

#endif
