/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/invitations/invitations_letter.h"
#include "engine/invitations/invitations_past.h"
#include "engine/invitations/invitations_wanted.h"
#include "engine/letters/letters_address.h"
#include "engine/letters/mail_texts.h"
#include "store/invitation_store.h"
#include "store/person_store.h"

static bool
is_of_kind(const char *kind, enum mail_kind wanted)
{
	return strcmp(kind, mail_texts_kind_name(wanted)) == 0;
}

bool
invitations_check_is_kind(const char *kind)
{
	return is_of_kind(kind, MAIL_INVITATION) ||
	       is_of_kind(kind, MAIL_INVITATION_CANCELLED);
}

/* For whom the person comes to the meeting. */
static int
find_owner(struct dossier *dossier, const struct invitation *row,
    int64_t *ret_owner_id, struct error *err)
{
	struct invitations_wanted wanted = {.items = NULL};
	int status = dossier_know_invitations(dossier, err);

	if (status == OB_OK)
		status = invitations_wanted_find(dossier, &wanted, err);
	*ret_owner_id = row->person_id;
	for (size_t i = 0; i < wanted.count; i++) {
		const struct invitations_wanted_item *item = &wanted.items[i];

		if (item->activity->id == row->activity_id &&
		    item->person_id == row->person_id)
			*ret_owner_id = item->owner_id;
	}
	invitations_wanted_release(&wanted);
	return status;
}

/* The attendee is the receiver: both change, or neither. */
static int
readdress(struct change *change, struct invitation *row, struct mail *mail,
    const char *address, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct invitations_letter letter = {
	    .dossier = &dossier,
	    .person_id = row->person_id,
	    .sequence = row->sequence,
	    .time = {row->told_day, row->told_start, row->told_end},
	    .address = address,
	    .partstat = row->partstat,
	};
	int status = dossier_load(engine, mail->journey_id, &dossier, err);

	if (status == OB_OK)
		status = find_owner(&dossier, row, &letter.owner_id, err);
	if (status == OB_OK)
		status = dossier_know(&dossier, row->person_id, err);
	if (status != OB_OK)
		return status;
	letter.activity = dossier_activity_by_id(&dossier, row->activity_id);
	free(mail->to_address);
	mail->to_address = memory_strdup(address);
	status = invitations_letter_rewrite(change, &letter, mail, err);
	if (status != OB_OK)
		return status;
	free(row->address);
	row->address = memory_strdup(address);
	return invitation_store_update(engine->store, row, err);
}

static int
check_address(struct change *change, struct invitation *row, struct mail *mail,
    const struct person *person, struct error *err)
{
	struct engine *engine = change->engine;
	struct invitations_past past = {.count = 0};
	const char *address = NULL;
	int status = letters_address_choose(
	    engine, person, core_now(engine), &address, err);

	if (status != OB_OK || strcmp(address, row->address) == 0)
		return status;
	status = invitations_past_read(
	    engine, row->activity_id, row->person_id, &past, err);
	if (status != OB_OK || past.is_known)
		return status;
	return readdress(change, row, mail, address, err);
}

static int
check_request(struct change *change, struct invitation *row, struct mail *mail,
    enum invitations_verdict *ret_verdict, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = person_store_find(
	    change->engine->store, row->person_id, &person, err);

	if (status == OB_OK)
		status = check_address(change, row, mail, &person, err);
	if (status == OB_OK && letters_address_is_bad(&person, row->address))
		*ret_verdict = INVITATIONS_UNREACHABLE;
	return status;
}

static int
check_cancel(struct engine *engine, const struct invitation *row,
    enum invitations_verdict *ret_verdict, struct error *err)
{
	struct invitations_past past = {.count = 0};
	int status = invitations_past_read(
	    engine, row->activity_id, row->person_id, &past, err);

	if (status == OB_OK && !past.is_known)
		*ret_verdict = INVITATIONS_OUTDATED;
	return status;
}

int
invitations_check_mail(struct change *change, struct mail *mail,
    enum invitations_verdict *ret_verdict, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(invitation_store_release) struct invitation row = {0};
	int status;

	*ret_verdict = INVITATIONS_TRUE;
	/* What may have arrived is still needed to know what arrived. */
	if (strcmp(mail->state, "ambiguous") == 0 ||
	    (engine->is_scratch && mail->created_at == core_now(engine)))
		return OB_OK;
	status = invitation_store_find_mail(engine->store, mail->id, &row, err);
	if (status == OB_ENOTFOUND) {
		*ret_verdict = INVITATIONS_OUTDATED;
		return OB_OK;
	}
	if (status != OB_OK)
		return status;
	return is_of_kind(mail->kind, MAIL_INVITATION)
		   ? check_request(change, &row, mail, ret_verdict, err)
		   : check_cancel(engine, &row, ret_verdict, err);
}
