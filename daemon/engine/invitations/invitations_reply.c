/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_reply.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/invitation.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/invitations/invitations_letter.h"
#include "engine/invitations/invitations_past.h"
#include "engine/letters/letters.h"
#include "engine/links/page_links.h"
#include "engine/notices/changes.h"
#include "store/invitation_store.h"

static struct invitations_time
told_time(const struct invitation *row)
{
	return (struct invitations_time){
	    row->told_day, row->told_start, row->told_end};
}

static bool
is_open(const struct activity *activity, const struct invitation *row)
{
	return activity != NULL && activity_is_open(dossier_state(activity)) &&
	       strcmp(row->method, "cancel") != 0;
}

static int
write_again(struct change *change, struct dossier *dossier,
    struct invitation *row, size_t count, struct error *err)
{
	cleanup_(memory_free_ptr) char *address = memory_strdup(row->address);
	const struct invitations_letter letter = {
	    .dossier = dossier,
	    .activity = dossier_activity_by_id(dossier, row->activity_id),
	    .person_id = row->person_id,
	    .owner_id = row->person_id,
	    .sequence = row->sequence,
	    .time = told_time(row),
	    .address = address,
	    .partstat = row->partstat,
	};
	char *used = NULL;
	int status = invitations_letter_queue(
	    change, &letter, count, &row->mail_id, &used, err);

	free(used);
	if (status == OB_OK)
		status =
		    invitation_store_update(change->engine->store, row, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "invite-again",
	    SUBJECT("invitation", row->id), NULL,
	    json_pack("{s:i}", "sequence", row->sequence), err);
}

int
invitations_reply_again(struct change *change, struct dossier *dossier,
    struct invitation *row, struct error *err)
{
	struct invitations_past past = {.count = 0};
	int status = OB_OK;

	if (!is_open(dossier_activity_by_id(dossier, row->activity_id), row))
		return OB_OK;
	status = invitations_past_read(
	    change->engine, row->activity_id, row->person_id, &past, err);
	if (status != OB_OK || past.is_waiting)
		return status;
	status = dossier_know(dossier, row->person_id, err);
	if (status == OB_OK)
		status = write_again(change, dossier, row, past.count, err);
	return status;
}

/* What the mail that declines is made of. */
struct declining {
	struct dossier *dossier;
	const struct invitation *row;
	const struct activity *activity;
	const struct person *person;
	enum language language;
	const char *reason; /* or "" */
	char *summary;
	char *page_url;
	struct strbuf calendar;
};

static void
declining_release(struct declining *declining)
{
	free(declining->summary);
	free(declining->page_url);
	strbuf_release(&declining->calendar);
}

static int
write_calendar(struct declining *declining, struct error *err)
{
	const struct engine *engine = declining->dossier->engine;
	const struct invitation *row = declining->row;
	const struct invitation_content content = {
	    .method = INVITATION_DECLINECOUNTER,
	    .uid = declining->activity->uid,
	    .sequence = row->sequence,
	    .stamp = core_now(engine),
	    .zone = engine->zone,
	    .date = row->told_day,
	    .start = row->told_start,
	    .end = row->told_end,
	    .summary = declining->summary,
	    .url = declining->page_url,
	    .comment = declining->reason[0] == '\0' ? NULL : declining->reason,
	    .organizer_name = engine->from_name,
	    .organizer_address = engine->from_address,
	    .attendee_name = declining->person->name,
	    .attendee_address = row->address,
	};

	/* A rehearsal sends nothing. */
	if (engine->is_scratch)
		return OB_OK;
	return invitation_build(&content, &declining->calendar, err);
}

static json_t *
make_view(const struct declining *declining)
{
	struct engine *engine = declining->dossier->engine;
	const struct invitations_time time = told_time(declining->row);
	const struct activity then = {
	    .planned = time.day,
	    .start_minute = time.start,
	    .end_minute = time.end,
	    .start_at = invitations_letter_start(engine, &time),
	    .end_at = invitations_letter_end(engine, &time),
	};
	cleanup_(memory_free_ptr) char *when = phrases_when_in(
	    declining->language, core_zone(engine, declining->person), &then);

	return json_pack("{s:s, s:s, s:s, s:b}", "summary", declining->summary,
	    "when", when, "reason", declining->reason, "has_reason",
	    (int)(declining->reason[0] != '\0'));
}

static int
queue(struct change *change, const struct declining *declining, const char *key,
    struct error *err)
{
	const struct engine *engine = change->engine;
	const struct invitations_time time = told_time(declining->row);
	int64_t start = invitations_letter_start(engine, &time);
	const struct letter_meeting meeting = {
	    .address = declining->row->address,
	    .calendar = declining->calendar.buf,
	    .method = invitation_method_name(INVITATION_DECLINECOUNTER),
	    .not_after = start,
	};

	return letters_queue(change,
	    &(struct letter_request){
		.kind = MAIL_PROPOSAL_DECLINED,
		.dedup_key = key,
		.dossier = declining->dossier,
		.to = declining->person,
		.journey_id = declining->dossier->journey.id,
		.is_urgent = changes_is_near(engine, start),
		.is_for_themself = true,
		.meeting = &meeting,
		.view = make_view(declining),
	    },
	    NULL, err);
}

int
invitations_reply_decline(struct change *change, struct dossier *dossier,
    const struct invitation *row, const char *reason, int64_t number,
    struct error *err)
{
	cleanup_(declining_release) struct declining declining = {
	    .dossier = dossier,
	    .row = row,
	    .activity = dossier_activity_by_id(dossier, row->activity_id),
	    .reason = reason == NULL ? "" : reason,
	    .calendar = STRBUF_INIT,
	};
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("proposal-declined:%" PRId64, number);
	int status = OB_OK;

	if (!is_open(declining.activity, row))
		return OB_OK;
	status = dossier_know(dossier, row->person_id, err);
	if (status != OB_OK)
		return status;
	declining.person = dossier_person(dossier, row->person_id);
	declining.language =
	    core_language(change->engine, declining.person->language);
	declining.summary = naming_entry(
	    dossier, declining.activity, declining.person, declining.language);
	status = page_links_ensure_one(dossier, row->person_id, err);
	if (status == OB_OK)
		status = page_links_url(
		    dossier, row->person_id, &declining.page_url, err);
	if (status == OB_OK)
		status = write_calendar(&declining, err);
	if (status == OB_OK)
		status = queue(change, &declining, key, err);
	return status;
}
