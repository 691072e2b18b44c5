/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/pages.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/cohorts/nominations.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_calendar.h"
#include "engine/pages/page_leader.h"
#include "engine/pages/page_view.h"
#include "engine/roles/people_edit.h"
#include "store/activity_store.h"
#include "store/page_store.h"
#include "store/person_store.h"

int
pages_view(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	bool has_ended = false;
	json_t *view = NULL;
	int status = page_access_find(engine, kind, token, &page, err);

	if (status != OB_OK)
		return status;
	if (kind == PAGE_LEADER)
		status = page_leader_view(
		    engine, page.journey_id, token, &view, &has_ended, err);
	else
		status = page_view_person(
		    engine, page.person_id, token, &view, &has_ended, err);
	if (status == OB_OK)
		status = page_access_seal(
		    engine, &page, has_ended, view, ret_view, err);
	return status;
}

int
pages_calendar(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	bool has_ended = false;
	json_t *view = NULL;
	int status = page_access_find(engine, kind, token, &page, err);

	if (status == OB_OK)
		status = page_calendar_view(
		    engine, &page, token, &view, &has_ended, err);
	if (status == OB_OK)
		status = page_access_seal(
		    engine, &page, has_ended, view, ret_view, err);
	return status;
}

/* Whether the activity is this person's to do today, on this page. */
static int
check_own(struct engine *engine, const struct page *page, int64_t activity_id,
    struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	const struct acting *acting = NULL;
	int status =
	    activity_store_find(engine->store, activity_id, &activity, err);

	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status == OB_OK)
		status = acting_today(engine, &acting, err);
	if (status != OB_OK)
		return status;
	if (!acting_is_for(acting, page->person_id, activity.responsible_id) ||
	    (page->journey_id != 0 && activity.journey_id != page->journey_id))
		return page_access_lacks(err);
	return OB_OK;
}

int
pages_complete(struct engine *engine, enum page_kind kind, const char *token,
    const char *csrf, int64_t activity_id, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form form = {0};
	char reference[24];
	json_t *view = NULL;
	int status =
	    page_access_open_form(engine, kind, token, csrf, &form, err);

	if (status == OB_OK)
		status = check_own(engine, &form.page, activity_id, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(reference, sizeof(reference), "%" PRId64, activity_id);
	status = activities_complete(engine, form.actor,
	    &(struct activity_request){
		.reference = reference, .at = NULL, .note = NULL},
	    &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

int
pages_answer_nomination(struct engine *engine, const char *token,
    const char *csrf, struct nomination_form *form, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	int status = page_access_open_form(
	    engine, PAGE_PERSON, token, csrf, &opened, err);

	if (status != OB_OK)
		return status;
	form->person_id = opened.page.person_id;
	return nominations_answer(engine, opened.actor, form, err);
}

static int
change_feed(struct engine *engine, const char *actor,
    const struct page_feed_change *change, json_t **ret_view, struct error *err)
{
	switch (change->verb) {
	case PAGE_FEED_ROTATE:
		return feeds_rotate(
		    engine, actor, change->feed_id, ret_view, err);
	case PAGE_FEED_REVOKE:
		return feeds_revoke(
		    engine, actor, change->feed_id, ret_view, err);
	case PAGE_FEED_ALARMS:
		break;
	}
	return feeds_edit(engine, actor, change->feed_id,
	    change->alarms == NULL ? "" : change->alarms, ret_view, err);
}

int
pages_change_feed(struct engine *engine, enum page_kind kind, const char *token,
    const char *csrf, const struct page_feed_change *change, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form form = {0};
	json_t *view = NULL;
	int status =
	    page_access_open_form(engine, kind, token, csrf, &form, err);

	if (status == OB_OK)
		status = page_calendar_check(
		    engine, &form.page, change->feed_id, err);
	if (status != OB_OK)
		return status;
	status = change_feed(engine, form.actor, change, &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

int
pages_set_channel(struct engine *engine, enum page_kind kind, const char *token,
    const char *csrf, const char *channel, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form form = {0};
	cleanup_(person_store_release) struct person person = {0};
	const struct person_edit edit = {
	    .channel = channel == NULL ? "?" : channel};
	json_t *view = NULL;
	int status =
	    page_access_open_form(engine, kind, token, csrf, &form, err);

	if (status == OB_OK)
		status = person_store_find(
		    engine->store, form.page.person_id, &person, err);
	if (status != OB_OK)
		return status;
	status =
	    people_edit(engine, form.actor, person.email, &edit, &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}
