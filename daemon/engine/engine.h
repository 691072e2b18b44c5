/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ENGINE_H
#define ONBOARD_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "model/programme.h"
#include "model/settings.h"

/*
 * What can happen: each verb is one transaction that changes the state,
 * writes its audit row and its mails, or does nothing at all.  The verbs
 * stand in the areas beside this file and in tick.h.  One thread; no verb
 * does network I/O or waits.
 *
 * Views are JSON as the API gives it; pages and mails are rendered from the
 * same.  actor says who acts, for the audit: "uid:0", "page:12", "clock".
 */
struct engine;
struct catalogue;
struct store;
struct token_key;
struct zone;

/* Gives a file of the configuration ("config/mail/digest.da.txt"). */
typedef int (*engine_source_fn)(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err);

struct engine_options {
	const struct settings *settings; /* borrows, until reconfigured */
	struct store *store;		 /* borrows */
	struct clock *clock;		 /* borrows */
	const struct token_key *key;	 /* borrows */
	struct catalogue *catalogues[LANGUAGE_COUNT]; /* takes */
	engine_source_fn source;
	void *source_arg;
};

/* Settles what an earlier run left (mails found sending). */
int engine_open(const struct engine_options *options,
    struct engine **ret_engine, struct error *err) OB_MUST_CHECK;

/*
 * An engine for a rehearsal: it borrows what the other made of its settings,
 * and so ends before that is closed or reconfigured.  Its letters are written
 * and counted, but not put into the form in which they travel.
 */
int engine_open_scratch(const struct engine *like, struct store *store,
    struct clock *clock, struct engine **ret_engine,
    struct error *err) OB_MUST_CHECK;
void engine_close(struct engine *engine); /* accepts NULL */

/*
 * Takes over new settings, catalogues and templates, wholly or not at all;
 * on failure the old ones go on and the options' catalogues are freed.
 */
int engine_reconfigure(struct engine *engine,
    const struct engine_options *options, struct error *err) OB_MUST_CHECK;

const struct settings *engine_settings(const struct engine *engine);
const struct zone *engine_zone(const struct engine *engine);
int64_t engine_now(const struct engine *engine);
const struct catalogue *engine_catalogue(
    const struct engine *engine, enum language language);

#endif
