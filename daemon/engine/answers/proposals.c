/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/proposals.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/activities/activities.h"
#include "engine/answers/offers.h"
#include "engine/answers/received_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/invitations/invitations_reply.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/received_mail_store.h"

#define REASON_MAX 1000

int
proposals_tell(struct change *change, struct dossier *dossier,
    const struct received_mail *row, struct error *err)
{
	struct local_time local =
	    zone_to_local(change->engine->zone, row->proposed_start);
	struct offer offer = {
	    .dossier = dossier,
	    .activity = dossier_activity_by_id(dossier, row->activity_id),
	    .about_id = row->person_id,
	    .day = DATE_NONE,
	    .minute = -1,
	    .was_asked_for = true,
	    .wished = local.date,
	    .wished_minute = local.second / 60,
	};
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("proposal:%" PRId64 ":%" PRId64 ":%" PRId64,
		row->activity_id, row->person_id, row->proposed_start);
	struct error ignored = ERROR_INIT;

	if (offer.activity == NULL)
		return OB_OK;
	if (activities_may_move(dossier, offer.activity, offer.wished,
		offer.wished_minute, &ignored) == OB_OK) {
		offer.day = offer.wished;
		offer.minute = offer.wished_minute;
	}
	return offers_mail(change, &offer, MAIL_PROPOSAL, key, err);
}

static int
move(struct change *change, const struct received_mail *row, const char *reason,
    struct error *err)
{
	struct local_time local =
	    zone_to_local(change->engine->zone, row->proposed_start);
	char day[DATE_TEXT_SIZE];
	char to[DATE_TEXT_SIZE + 8];
	char reference[24];
	json_t *view = NULL;
	int status;

	(void)snprintf(
	    reference, sizeof(reference), "%" PRId64, row->activity_id);
	(void)snprintf(to, sizeof(to), "%sT%02d:%02d",
	    date_format(local.date, day), local.second / 3600,
	    local.second / 60 % 60);
	status = activities_move(change->engine, change->actor,
	    &(struct activity_request){
		.reference = reference, .at = to, .note = reason},
	    &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

/* Whoever proposed hears that it stays; also their calendar. */
static int
decline(struct change *change, const struct received_mail *row,
    const char *reason, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(invitation_store_release) struct invitation invitation = {0};
	cleanup_(activity_store_release) struct activity activity = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = invitation_store_find_person(
	    engine->store, row->activity_id, row->person_id, &invitation, err);

	if (status == OB_OK)
		status = activity_store_find(
		    engine->store, row->activity_id, &activity, err);
	if (status == OB_OK)
		status =
		    dossier_load(engine, activity.journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	return invitations_reply_decline(
	    change, &dossier, &invitation, reason, row->id, err);
}

static int
find(struct engine *engine, int64_t id, struct received_mail *ret_row,
    struct error *err)
{
	int status = received_waiting_find(engine, id, ret_row, err);

	if (status == OB_OK && !received_waiting_is_proposal(ret_row))
		return error_refuse(err, OB_ECONFLICT, "", "proposes_no_time",
		    "it proposes no time; use 'settle-received' when it has "
		    "been seen to");
	return status;
}

int
proposals_answer(struct engine *engine, const struct proposal_answer *answer,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(received_mail_store_release) struct received_mail row = {0};
	const char *reason = answer->reason;
	json_t *view = NULL;
	int status = OB_OK;

	if (reason != NULL && reason[0] != '\0')
		status = utf8_check_text("reason", reason, REASON_MAX, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, answer->actor, err);
	if (status == OB_OK)
		status = find(engine, answer->id, &row, err);
	/* Before the move, which settles what it takes. */
	if (status == OB_OK)
		status = received_waiting_close(&change, &row,
		    answer->is_accepted ? "accepted" : "declined", err);
	if (status == OB_OK)
		status = answer->is_accepted
			     ? move(&change, &row, reason, err)
			     : decline(&change, &row, reason, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		status = received_view(engine, &row, &view, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "received", view);
	return status;
}
