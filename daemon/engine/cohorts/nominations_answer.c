/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/cohorts/cohort_answers.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/cohorts/nominations_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "engine/programmes/terms.h"
#include "model/nomination.h"
#include "store/mail_store.h"
#include "store/nomination_store.h"

static int64_t *
answer_of(struct nomination *nomination, enum nomination_side side)
{
	return side == NOMINATION_NOMINEE ? &nomination->person_accepted_at
					  : &nomination->manager_accepted_at;
}

static int
check_open(const struct dossier *dossier, struct nomination *nomination,
    enum nomination_side side, struct error *err)
{
	if (nomination->withdrawn_at != INSTANT_NONE)
		return error_refuse(err, OB_ECONFLICT, "email",
		    "nomination_withdrawn",
		    "the nomination for '%s' is withdrawn",
		    dossier->journey.title);
	if (*answer_of(nomination, side) != INSTANT_NONE)
		return error_refuse(err, OB_ECONFLICT, "by",
		    "nomination_accepted", "the %s has accepted already",
		    side == NOMINATION_NOMINEE ? "participant" : "manager");
	return OB_OK;
}

/*
 * Both accept the same text: one that was changed in between is to be
 * accepted anew by who accepted the old one.
 */
static int
settle_terms(struct change *change, struct dossier *dossier,
    struct nomination *nomination,
    const struct nomination_acceptance *acceptance, struct error *err)
{
	enum nomination_side other = acceptance->side == NOMINATION_NOMINEE
					 ? NOMINATION_MANAGER
					 : NOMINATION_NOMINEE;
	char digest[DIGEST_HEX_SIZE];
	int status =
	    terms_digest(change->engine, dossier->version->id, digest, err);

	if (status != OB_OK)
		return status;
	if (acceptance->terms != NULL && strcmp(acceptance->terms, digest) != 0)
		return error_set_field(err, OB_ECONFLICT, "terms",
		    "the text was changed; read it again");
	if (strcmp(nomination->terms, digest) == 0)
		return OB_OK;
	free(nomination->terms);
	nomination->terms = memory_strdup(digest);
	if (*answer_of(nomination, other) == INSTANT_NONE)
		return OB_OK;
	*answer_of(nomination, other) = INSTANT_NONE;
	status = dossier_know(dossier, nomination->person_id, err);
	if (status == OB_OK)
		status = dossier_know(dossier, nomination->manager_id, err);
	if (status == OB_OK)
		status =
		    nominations_write(change, dossier, nomination, other, err);
	return status;
}

static json_t *
audit_view(const struct dossier *dossier, const struct nomination *nomination)
{
	json_t *view = cohorts_nomination_view(dossier->engine, nomination);

	(void)json_object_set_new(
	    view, "terms", json_string(nomination->terms));
	/* The reason of a withdrawal is deleted; the audit is kept. */
	(void)json_object_del(view, "reason");
	return view;
}

/* The nominee is one of the cohort now: both are told what comes of it. */
static int
welcome(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, struct error *err)
{
	int status = cohorts_recast(change, dossier, err);

	if (status == OB_OK)
		status = nominations_confirm(change, dossier, nomination, err);
	if (status == OB_OK)
		status = cohorts_note_progress(change, dossier, err);
	return status;
}

int
nominations_note_acceptance(struct change *change, struct dossier *dossier,
    struct nomination *nomination,
    const struct nomination_acceptance *acceptance, struct error *err)
{
	json_t *before = audit_view(dossier, nomination);
	int status = check_open(dossier, nomination, acceptance->side, err);

	if (status == OB_OK)
		status =
		    settle_terms(change, dossier, nomination, acceptance, err);
	if (status == OB_OK) {
		*answer_of(nomination, acceptance->side) = acceptance->at;
		status = nomination_store_update(
		    change->engine->store, nomination, err);
	}
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	status = change_audit(change, "accept-nomination",
	    SUBJECT("nomination", nomination->id), before,
	    audit_view(dossier, nomination), err);
	if (status == OB_OK)
		status = nominations_cancel_question(
		    change, nomination, acceptance->side, err);
	if (status == OB_OK && nomination_takes_part(nomination))
		status = welcome(change, dossier, nomination, err);
	return status;
}

/* Nobody is asked who is no longer nominated. */
static int
cancel_mails(struct change *change, const struct nomination *nomination,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *prefix =
	    memory_printf("nomination:%" PRId64 ":", nomination->id);

	return mail_store_cancel_keys(change->engine->store, prefix, err);
}

int
nominations_note_withdrawal(struct change *change, struct dossier *dossier,
    struct nomination *nomination, const char *reason, struct error *err)
{
	json_t *before;
	bool took_part = nomination_takes_part(nomination);
	int status;

	if (nomination->withdrawn_at != INSTANT_NONE)
		return error_refuse(err, OB_ECONFLICT, "email",
		    "nomination_withdrawn",
		    "the nomination for '%s' is withdrawn already",
		    dossier->journey.title);
	before = audit_view(dossier, nomination);
	nomination->withdrawn_at = core_now(change->engine);
	free(nomination->withdrawn_why);
	nomination->withdrawn_why = memory_strdup(reason);
	status =
	    nomination_store_update(change->engine->store, nomination, err);
	if (status == OB_OK)
		status = cancel_mails(change, nomination, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	status = change_audit(change, "withdraw-nomination",
	    SUBJECT("nomination", nomination->id), before,
	    audit_view(dossier, nomination), err);
	if (status == OB_OK && took_part)
		status = cohorts_recast(change, dossier, err);
	if (status == OB_OK && took_part)
		status =
		    cohort_answers_forget(change, dossier, nomination, err);
	if (status == OB_OK)
		status = cohorts_note_progress(change, dossier, err);
	return status;
}
