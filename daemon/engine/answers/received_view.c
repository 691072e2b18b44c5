/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/answers/received_private.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/people/people.h"
#include "store/activity_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"

#define KEY_SIZE 96

/* What it means and what to do, in the instance's language. */
static const char *
explanation(const struct engine *engine, const struct received_mail *row)
{
	const struct catalogue *catalogue =
	    engine->catalogues[engine->settings->language];
	char key[KEY_SIZE];

	(void)snprintf(key, sizeof(key), "received.%s", row->reason);
	return catalogue_has(catalogue, key) ? catalogue_get(catalogue, key)
					     : row->reason;
}

static int
add_person(struct engine *engine, const struct received_mail *row, json_t *view,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = OB_OK;

	if (row->person_id != 0)
		status = person_store_find(
		    engine->store, row->person_id, &person, err);
	if (status == OB_OK)
		(void)json_object_set_new(view, "person",
		    row->person_id == 0 ? json_null() : people_brief(&person));
	return status;
}

void
received_shelf_release(struct received_shelf *shelf)
{
	for (size_t i = 0; i < shelf->count; i++)
		dossier_release(&shelf->items[i]);
	free(shelf->items);
}

/* Borrowed until the next call. */
static int
find_dossier(struct received_shelf *shelf, int64_t journey_id,
    const struct dossier **ret_dossier, struct error *err)
{
	struct dossier dossier = {0};
	int status;

	for (size_t i = 0; i < shelf->count; i++) {
		if (shelf->items[i].journey.id == journey_id) {
			*ret_dossier = &shelf->items[i];
			return OB_OK;
		}
	}
	status = dossier_load(shelf->engine, journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	shelf->items = memory_resize(
	    shelf->items, shelf->count + 1, sizeof(shelf->items[0]));
	shelf->items[shelf->count] = dossier;
	*ret_dossier = &shelf->items[shelf->count++];
	return OB_OK;
}

static int
add_meeting(struct received_shelf *shelf, const struct received_mail *row,
    json_t *view, struct error *err)
{
	struct engine *engine = shelf->engine;
	cleanup_(activity_store_release) struct activity activity = {0};
	const struct dossier *dossier = NULL;
	const struct activity *meeting;
	int status;

	if (row->activity_id == 0)
		return OB_OK;
	status = activity_store_find(
	    engine->store, row->activity_id, &activity, err);
	if (status == OB_OK)
		status =
		    find_dossier(shelf, activity.journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	meeting = dossier_activity_by_id(dossier, row->activity_id);
	(void)json_object_set_new(
	    view, "leader", json_integer((json_int_t)activity.journey_id));
	(void)json_object_set_new(view, "step", json_string(activity.step));
	(void)json_object_set_new(
	    view, "start", nullable_instant(engine, meeting->start_at));
	(void)json_object_set_new(view, "title",
	    json_string(dossier_step(dossier, meeting)
			    ->title.in[engine->settings->language]));
	return OB_OK;
}

int
received_view_on(struct received_shelf *shelf, const struct received_mail *row,
    json_t **ret_view, struct error *err)
{
	struct engine *engine = shelf->engine;
	json_t *view = json_pack(
	    "{s:I, s:o, s:s, s:s, s:n, s:o, s:n, s:s, s:n, s:o, s:s, s:b, s:o, "
	    "s:o, s:s, s:s, s:s, s:s, s:o, s:s}",
	    "id", (json_int_t)row->id, "received",
	    nullable_instant(engine, row->received_at), "kind", row->kind,
	    "sender", row->sender, "leader", "activity",
	    nullable_id(row->activity_id), "step", "title", "", "start", "mail",
	    nullable_id(row->mail_id), "partstat", row->partstat, "verified",
	    (int)row->is_verified, "proposed_start",
	    nullable_instant(engine, row->proposed_start), "proposed_end",
	    nullable_instant(engine, row->proposed_end), "comment",
	    row->comment, "outcome", row->outcome, "reason", row->reason,
	    "explanation", explanation(engine, row), "settled",
	    nullable_instant(engine, row->settled_at), "settled_by",
	    row->settled_by);
	int status = add_person(engine, row, view, err);

	if (status == OB_OK)
		status = add_meeting(shelf, row, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

int
received_view(struct engine *engine, const struct received_mail *row,
    json_t **ret_view, struct error *err)
{
	cleanup_(received_shelf_release) struct received_shelf shelf = {
	    .engine = engine};

	return received_view_on(&shelf, row, ret_view, err);
}
