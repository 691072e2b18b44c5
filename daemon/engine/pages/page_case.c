/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_case.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/activities/activities.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_verbs.h"
#include "store/invitation_store.h"
#include "store/remark_store.h"

void
page_case_release(struct page_case *item)
{
	dossier_release(&item->dossier);
	person_store_release(&item->person);
	page_access_release(&item->opened);
}

int
page_case_load(struct page_case *item, struct error *err)
{
	static const char *const folders[] = {
	    [PAGE_LEADER] = "l", [PAGE_PERSON] = "p"};
	const struct page_form *form = item->form;
	int64_t id = 0;
	int status;

	(void)snprintf(item->reference, sizeof(item->reference), "%" PRId64,
	    form->activity_id);
	status = person_store_find(item->engine->store,
	    item->opened.page.person_id, &item->person, err);
	if (status == OB_OK)
		status = page_reader_init(item->engine, &item->person,
		    folders[form->kind], form->token, &item->reader, err);
	if (status == OB_OK)
		status = activities_find(
		    item->engine, item->reference, &item->dossier, &id, err);
	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status != OB_OK)
		return status;
	item->activity = dossier_activity_by_id(&item->dossier, id);
	if (item->opened.page.journey_id != 0 &&
	    item->activity->journey_id != item->opened.page.journey_id)
		return page_access_lacks(err);
	return OB_OK;
}

static bool
is_own(const struct page_case *item)
{
	return acting_is_for(item->reader.acting, item->opened.page.person_id,
	    item->activity->responsible_id);
}

int
page_case_check_own(const struct page_case *item, struct error *err)
{
	return is_own(item) ? OB_OK : page_access_lacks(err);
}

int
page_case_check_talker(const struct page_case *item, struct error *err)
{
	return page_verbs_was_there(
		   &item->dossier, item->activity, &item->reader)
		   ? OB_OK
		   : page_access_lacks(err);
}

static int
was_invited(
    const struct page_case *item, bool *ret_was_invited, struct error *err)
{
	struct invitation invitation = {0};
	int status = invitation_store_find_person(item->engine->store,
	    item->activity->id, item->opened.page.person_id, &invitation, err);

	invitation_store_release(&invitation);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_was_invited = status == OB_OK;
	return OB_OK;
}

static int
was_reported(
    const struct page_case *item, bool *ret_was_reported, struct error *err)
{
	struct remark *remarks = NULL;
	size_t count = 0;
	bool was = false;
	int status = remark_store_list(
	    item->engine->store, item->activity->id, &remarks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		was = was || strcmp(remarks[i].kind, "cannot") == 0;
	remark_store_free(remarks, count);
	if (status == OB_OK)
		*ret_was_reported = was;
	return status;
}

int
page_case_check_shown(const struct page_case *item, struct error *err)
{
	int64_t person_id = item->opened.page.person_id;
	bool takes_part =
	    dossier_takes_part(&item->dossier, item->activity, person_id);
	bool is_leader = item->form->kind == PAGE_LEADER;
	bool was_shown =
	    takes_part && (is_leader || naming_is_cohort(&item->dossier));
	int status = OB_OK;

	if (is_own(item) || was_shown)
		return OB_OK;
	if (!is_leader && takes_part &&
	    !naming_is_own(&item->dossier, person_id))
		status = was_invited(item, &was_shown, err);
	if (status == OB_OK && !was_shown &&
	    page_verbs_coordinates(
		&item->dossier, item->reader.acting, person_id))
		status = was_reported(item, &was_shown, err);
	if (status != OB_OK)
		return status;
	return was_shown ? OB_OK : page_access_lacks(err);
}

struct page_move
page_case_move(struct page_case *item)
{
	return (struct page_move){
	    .dossier = &item->dossier,
	    .activity = item->activity,
	    .reader = &item->reader,
	    .day = item->form->day,
	    .time = item->form->time,
	};
}
