/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/leader_pages.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_facts.h"
#include "engine/pages/page_handbook.h"
#include "engine/pages/page_job_description.h"
#include "engine/pages/page_leader.h"
#include "engine/pages/page_my_data.h"
#include "engine/pages/page_people.h"
#include "engine/pages/page_reader.h"
#include "model/role.h"
#include "store/page_store.h"

/* A page behind the leader's, being put together. */
struct making {
	struct page page;
	struct dossier dossier;
	struct page_reader reader;
	json_t *view;
};

static void
making_release(struct making *making)
{
	page_store_release(&making->page);
	dossier_release(&making->dossier);
	json_decref(making->view);
}

static const struct person *
leader_of(const struct making *making)
{
	return dossier_role(&making->dossier, ROLE_LEADER);
}

static void
add_links(struct making *making)
{
	static const struct {
		const char *name;
		const char *tail;
	} links[] = {
	    {"back_url", ""},
	    {"handbook_url", "/handbook"},
	    {"export_url", "/my-data/export"},
	};

	for (size_t i = 0; i < ARRAY_LEN(links); i++) {
		cleanup_(memory_free_ptr) char *url =
		    page_reader_url(&making->reader, links[i].tail);

		(void)json_object_set_new(
		    making->view, links[i].name, json_string(url));
	}
	page_facts_add_leader(
	    &making->dossier, making->reader.language, making->view);
}

/* Whose page it is, with what all of these pages say. */
static int
open_page(struct engine *engine, const char *token, const char *title_key,
    struct making *making, struct error *err)
{
	int status =
	    page_access_find(engine, PAGE_LEADER, token, &making->page, err);

	if (status == OB_OK)
		status = dossier_load(
		    engine, making->page.journey_id, &making->dossier, err);
	if (status == OB_OK)
		status = page_reader_init(engine, leader_of(making), "l", token,
		    &making->reader, err);
	if (status != OB_OK)
		return status;
	making->view = page_reader_view(
	    engine, &making->reader, leader_of(making), title_key);
	add_links(making);
	return OB_OK;
}

static int
close_page(struct making *making, json_t **ret_view, struct error *err)
{
	return page_access_seal(making->dossier.engine, &making->page,
	    dossier_has_ended(&making->dossier), TAKE_PTR(making->view),
	    ret_view, err);
}

int
leader_pages_activity(struct engine *engine, const char *token,
    int64_t activity_id, json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	struct page_leader_place place = {
	    .activity_id = activity_id, .token = token};
	bool has_ended = false;
	json_t *view = NULL;
	int status = page_access_find(engine, PAGE_LEADER, token, &page, err);

	if (status != OB_OK)
		return status;
	place.journey_id = page.journey_id;
	status = page_leader_activity(engine, &place, &view, &has_ended, err);
	if (status == OB_OK)
		status = page_access_seal(
		    engine, &page, has_ended, view, ret_view, err);
	return status;
}

int
leader_pages_handbook(struct engine *engine, const char *token,
    const char *query, json_t **ret_view, struct error *err)
{
	cleanup_(making_release) struct making making = {0};
	struct programme_scope where;
	const struct page_handbook_query wanted = {
	    .text = query, .where = &where, .has_names = true};
	int status =
	    open_page(engine, token, "page.handbook_heading", &making, err);

	if (status != OB_OK)
		return status;
	where = (struct programme_scope){
	    making.dossier.journey.area, making.dossier.journey.workplace};
	status = page_handbook_add(
	    engine, &making.reader, &wanted, making.view, err);
	if (status == OB_OK)
		status = close_page(&making, ret_view, err);
	return status;
}

int
leader_pages_my_data(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(making_release) struct making making = {0};
	const struct person *coordinator;
	int status =
	    open_page(engine, token, "page.my_data_heading", &making, err);

	if (status == OB_OK)
		status = page_my_data_add(engine, &making.reader,
		    leader_of(&making), making.view, err);
	if (status != OB_OK)
		return status;
	coordinator = dossier_role(&making.dossier, ROLE_COORDINATOR);
	(void)json_object_set_new(
	    making.view, "coordinator_name", json_string(coordinator->name));
	(void)json_object_set_new(making.view, "coordinator_mail",
	    json_string(page_people_mail(coordinator)));
	return close_page(&making, ret_view, err);
}

static int
audit_export(struct engine *engine, const char *actor, int64_t person_id,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = change_audit(&change, "export-data",
		    SUBJECT("person", person_id), NULL, NULL, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
leader_pages_take_data(struct engine *engine, const char *token,
    const char *csrf, json_t **ret_data, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form form = {0};
	cleanup_(making_release) struct making making = {0};
	int status =
	    page_access_open_form(engine, PAGE_LEADER, token, csrf, &form, err);

	if (status == OB_OK)
		status = open_page(
		    engine, token, "page.my_data_heading", &making, err);
	if (status != OB_OK)
		return status;
	status = audit_export(engine, form.actor, form.page.person_id, err);
	if (status == OB_OK)
		status = page_my_data_export(
		    engine, leader_of(&making), ret_data, err);
	return status;
}

int
leader_pages_job_description(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(making_release) struct making making = {0};
	int status = open_page(engine, token, "page.job_title", &making, err);

	if (status == OB_OK &&
	    making.dossier.version->kind != PROGRAMME_ONBOARDING)
		status = page_access_lacks(err);
	if (status == OB_OK)
		status = page_job_description_add(
		    &making.dossier, &making.reader, making.view, err);
	if (status == OB_OK)
		status = close_page(&making, ret_view, err);
	return status;
}
