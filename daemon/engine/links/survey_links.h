/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LINKS_SURVEY_LINKS_H
#define ONBOARD_ENGINE_LINKS_SURVEY_LINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"

struct engine;

/*
 * The personal links to surveys, "/s/<token>".  The database keeps the hash of
 * the token alone; a reminder leads to the same link as the first mail.
 */

/* Adds the row, with the hash of its token, and sets its id. */
int survey_links_add(struct engine *engine, struct survey_request *request,
    struct error *err) OB_MUST_CHECK;

/* "<public_url>/s/<token>", owned; and the same as a path of this site. */
char *survey_links_url(
    const struct engine *engine, const struct survey_request *request);
char *survey_links_path(
    const struct engine *engine, const struct survey_request *request);

/*
 * By which the mail that asks or asks again is known, owned; and what waits to
 * bring the link is not sent any more.
 */
char *survey_links_mail_key(const struct survey_request *request);
int survey_links_withdraw_mails(struct engine *engine,
    const struct survey_request *request, struct error *err) OB_MUST_CHECK;

/* What was mailed to the person opens nothing from now on. */
int survey_links_renew_of(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * The survey that the person is to answer for the activity, or has answered
 * and may look at: its path, "" for none; owned.
 */
char *survey_links_path_of(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id, bool *ret_is_answered);

/*
 * What a mail leads to as long as the person has not answered: the link of the
 * survey's own mail, "" for none; owned.
 */
char *survey_links_url_of(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id);

/*
 * OB_ENOTFOUND for what opens nothing.  Release it by
 * survey_request_store_release().
 */
int survey_links_find(struct engine *engine, const char *token,
    struct survey_request *ret_request, struct error *err) OB_MUST_CHECK;

#endif
