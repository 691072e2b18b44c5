/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_address.h"

#include <string.h>

#include "engine/core/core.h"
#include "engine/letters/letters_address.h"
#include "engine/links/action_links.h"

bool
invitations_address_is_given_up(
    const struct dossier *dossier, const struct invitation *row)
{
	return !letters_address_is_own(
	    dossier_person(dossier, row->person_id), row->address);
}

int
invitations_address_has_other(const struct dossier *dossier,
    const struct invitation *row, bool *ret_has, struct error *err)
{
	struct engine *engine = dossier->engine;
	const struct person *person = dossier_person(dossier, row->person_id);
	const char *address = NULL;
	int status;

	*ret_has = false;
	if (!letters_address_is_bad(person, row->address) &&
	    letters_address_is_own(person, row->address))
		return OB_OK;
	status = letters_address_choose(
	    engine, person, core_now(engine), &address, err);
	if (status == OB_OK)
		*ret_has = strcmp(address, row->address) != 0 &&
			   !letters_address_is_bad(person, address);
	return status;
}

int
invitations_address_leave(
    struct engine *engine, struct invitation *row, struct error *err)
{
	const struct action_request answer = {
	    .purpose = ACTION_ANSWER,
	    .person_id = row->person_id,
	    .activity_id = row->activity_id,
	};

	row->was_answered = false;
	return action_links_renew(engine, &answer, err);
}
