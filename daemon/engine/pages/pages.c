/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/pages.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/activities/activities.h"
#include "engine/cohorts/nominations.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/pages/page_calendar.h"
#include "engine/pages/page_journeys.h"
#include "engine/pages/page_view.h"
#include "engine/roles/people_edit.h"
#include "store/activity_store.h"
#include "store/page_store.h"
#include "store/person_store.h"

static const char *const kind_names[] = {"leader", "person"}; /* as stored */

/* The same for every form of one page, and for nobody else's. */
static void
make_csrf(const struct engine *engine, const struct page *page,
    char token[TOKEN_TEXT_SIZE])
{
	token_make(engine->key, "page-form", page->id, page->generation, token);
}

static int
not_found(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "there is no such page");
}

static int
find_token(struct engine *engine, enum page_kind kind, const char *token,
    struct page *ret_page, struct error *err)
{
	char hash[TOKEN_HASH_SIZE];
	int status;

	if (!token_is_wellformed(token))
		return not_found(err);
	token_hash(token, hash);
	status = page_store_find_hash(engine->store, hash, ret_page, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && strcmp(ret_page->kind, kind_names[kind]) != 0))
		return not_found(err);
	return status;
}

/* With what its forms must bring back; takes the view, whatever comes. */
static int
seal(const struct engine *engine, const struct page *page, bool has_ended,
    json_t *view, json_t **ret_view, struct error *err)
{
	char csrf[TOKEN_TEXT_SIZE];

	if (has_ended) {
		json_decref(view);
		return not_found(err);
	}
	make_csrf(engine, page, csrf);
	(void)json_object_set_new(view, "csrf", json_string(csrf));
	*ret_view = view;
	return OB_OK;
}

int
pages_view(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	bool has_ended = false;
	json_t *view = NULL;
	int status = find_token(engine, kind, token, &page, err);

	if (status != OB_OK)
		return status;
	if (kind == PAGE_LEADER)
		status = page_view_leader(
		    engine, page.journey_id, token, &view, &has_ended, err);
	else
		status = page_view_person(
		    engine, page.person_id, token, &view, &has_ended, err);
	if (status == OB_OK)
		status = seal(engine, &page, has_ended, view, ret_view, err);
	return status;
}

int
pages_calendar(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	bool has_ended = false;
	json_t *view = NULL;
	int status = find_token(engine, kind, token, &page, err);

	if (status == OB_OK)
		status = page_calendar_view(
		    engine, &page, token, &view, &has_ended, err);
	if (status == OB_OK)
		status = seal(engine, &page, has_ended, view, ret_view, err);
	return status;
}

static bool
csrf_fits(
    const struct engine *engine, const struct page *page, const char *csrf)
{
	char expected[TOKEN_TEXT_SIZE];

	make_csrf(engine, page, expected);
	return csrf != NULL && strlen(csrf) == strlen(expected) &&
	       digest_equal(csrf, expected, strlen(expected));
}

/* A link that ended shows nothing, and does nothing either. */
static int
check_open(struct engine *engine, const struct page *page, struct error *err)
{
	bool has_ended = false;
	int status =
	    page_journeys_of_page_have_ended(engine, page, &has_ended, err);

	return status == OB_OK && has_ended ? not_found(err) : status;
}

/* A form that came in: the page that it is from and who acts with it. */
struct form {
	struct page page;
	char actor[32];
};

static void
form_release(struct form *form)
{
	page_store_release(&form->page);
}

/* What every verb of a page begins with. */
static int
open_form(struct engine *engine, enum page_kind kind, const char *token,
    const char *csrf, struct form *ret_form, struct error *err)
{
	int status = find_token(engine, kind, token, &ret_form->page, err);

	if (status != OB_OK)
		return status;
	if (!csrf_fits(engine, &ret_form->page, csrf))
		return error_set(
		    err, OB_EDENIED, "the form is not from this page");
	(void)snprintf(ret_form->actor, sizeof(ret_form->actor),
	    "person:%" PRId64, ret_form->page.person_id);
	return check_open(engine, &ret_form->page, err);
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
		return not_found(err);
	if (status == OB_OK)
		status = acting_today(engine, &acting, err);
	if (status != OB_OK)
		return status;
	if (!acting_is_for(acting, page->person_id, activity.responsible_id) ||
	    (page->journey_id != 0 && activity.journey_id != page->journey_id))
		return not_found(err);
	return OB_OK;
}

int
pages_complete(struct engine *engine, enum page_kind kind, const char *token,
    const char *csrf, int64_t activity_id, struct error *err)
{
	cleanup_(form_release) struct form form = {0};
	char reference[24];
	json_t *view = NULL;
	int status = open_form(engine, kind, token, csrf, &form, err);

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
	cleanup_(form_release) struct form opened = {0};
	int status = open_form(engine, PAGE_PERSON, token, csrf, &opened, err);

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
	cleanup_(form_release) struct form form = {0};
	json_t *view = NULL;
	int status = open_form(engine, kind, token, csrf, &form, err);

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
	cleanup_(form_release) struct form form = {0};
	cleanup_(person_store_release) struct person person = {0};
	const struct person_edit edit = {
	    .channel = channel == NULL ? "?" : channel};
	json_t *view = NULL;
	int status = open_form(engine, kind, token, csrf, &form, err);

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
