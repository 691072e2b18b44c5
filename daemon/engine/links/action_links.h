/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LINKS_ACTION_LINKS_H
#define ONBOARD_ENGINE_LINKS_ACTION_LINKS_H

#include <jansson.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"

struct engine;

/*
 * Links in mails that do one thing for one person (RFC 8058, and rule 52 of
 * docs/interoperability.md): opening one shows a page, only its form acts.
 * The database keeps the hash of the token alone; what is asked for twice has
 * the same link, so that a later mail does not end an earlier one.  What the
 * pages show and do is actions.h's.
 */
enum action_purpose {
	ACTION_ANSWER,	   /* of an invitation */
	ACTION_DONE,	   /* marks an activity as done */
	ACTION_OFFER,	   /* moves a meeting to a time that was free */
	ACTION_UNSUBSCRIBE /* reminders once a week instead of daily */
};

struct action_request {
	enum action_purpose purpose;
	int64_t person_id;     /* who gets the mail, and alone may use it */
	int64_t activity_id;   /* ignored for ACTION_UNSUBSCRIBE */
	struct date offer_day; /* ignored but for ACTION_OFFER */
	int offer_minute;      /* local, of that day; the same */
};

/*
 * "<public_url>/a/<token>", or "/u/<token>" for unsubscribing; owned.  Makes
 * the row if there is none: call it in the transaction of the mail.
 */
int action_links_url(struct engine *engine,
    const struct action_request *request, char **ret_url,
    struct error *err) OB_MUST_CHECK;

/*
 * What was mailed opens nothing from now on, as when a stranger has it; the
 * next action_links_url() gives another.  Nothing happens when there is none.
 */
int action_links_renew(struct engine *engine,
    const struct action_request *request, struct error *err) OB_MUST_CHECK;

/* The same for every link that was mailed to the person. */
int action_links_renew_of(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * Sets "done_url" of a line in a mail, "" where the reader cannot mark the
 * activity as done now, as a meeting before its day; and "survey_url", "" where
 * the reader has no survey to answer for it.
 */
int action_links_add_done(const struct dossier *dossier,
    const struct activity *activity, int64_t reader_id, json_t *line,
    struct error *err) OB_MUST_CHECK;

/* The same for a line that is for nobody to do: both are "". */
void action_links_add_none(json_t *line);

/*
 * What a token of the folder ("a" or "u") opens; OB_ENOTFOUND for anything
 * else.  Release it by action_link_store_release().
 */
int action_links_find(struct engine *engine, const char *folder,
    const char *token, struct action_link *ret_link,
    struct error *err) OB_MUST_CHECK;

enum action_purpose action_links_purpose(const struct action_link *link);

#endif
