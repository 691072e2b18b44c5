/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_view.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/invitations/invitations_letter.h"
#include "engine/people/people.h"
#include "store/invitation_store.h"
#include "store/mail_store.h"
#include "store/person_store.h"

struct rows {
	struct invitation *items;
	size_t count;
};

static void
rows_release(struct rows *rows)
{
	invitation_store_free(rows->items, rows->count);
}

/* Of the letter that told it; "" when there was none. */
static int
find_mail_state(struct engine *engine, const struct invitation *row,
    char **ret_state, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	int status = row->mail_id == 0 ? OB_OK
				       : mail_store_find(engine->store,
					     row->mail_id, &mail, err);

	if (status == OB_OK)
		*ret_state =
		    memory_strdup(mail.state == NULL ? "" : mail.state);
	return status;
}

static int
compare(const void *a, const void *b)
{
	const struct invitation *one = a;
	const struct invitation *other = b;

	if (one->told_day.day != other->told_day.day)
		return one->told_day.day < other->told_day.day ? -1 : 1;
	if (one->told_start != other->told_start)
		return one->told_start < other->told_start ? -1 : 1;
	return one->id < other->id ? -1 : 1;
}

static int
add(const struct dossier *dossier, const struct invitation *row, json_t *list,
    struct error *err)
{
	struct engine *engine = dossier->engine;
	cleanup_(person_store_release) struct person person = {0};
	const struct activity *activity =
	    dossier_activity_by_id(dossier, row->activity_id);
	const struct invitations_time told = {
	    row->told_day, row->told_start, row->told_end};
	cleanup_(memory_free_ptr) char *mail_state = NULL;
	int status =
	    person_store_find(engine->store, row->person_id, &person, err);

	if (status == OB_OK)
		status = find_mail_state(engine, row, &mail_state, err);
	if (status != OB_OK)
		return status;
	(void)json_array_append_new(list,
	    json_pack("{s:I, s:s, s:s, s:o, s:s, s:s, s:i, s:o, s:o, s:o, s:s, "
		      "s:s, s:o, s:s, s:b, s:s}",
		"activity", (json_int_t)row->activity_id, "step",
		activity->step, "title",
		dossier_step(dossier, activity)
		    ->title.in[engine->settings->language],
		"person", people_brief(&person), "address", row->address,
		"method", row->method, "sequence", row->sequence, "start",
		nullable_instant(
		    engine, invitations_letter_start(engine, &told)),
		"end",
		nullable_instant(engine, invitations_letter_end(engine, &told)),
		"told", nullable_instant(engine, row->told_at), "mail",
		mail_state, "partstat", row->partstat, "answered",
		nullable_instant(engine, row->answered_at), "answered_by",
		row->answer_by, "verified", (int)row->answer_verified,
		"comment", row->comment));
	return OB_OK;
}

static int
read_rows(const struct dossier *dossier, int64_t activity_id,
    struct rows *ret_rows, struct error *err)
{
	struct store *store = dossier->engine->store;

	if (activity_id != 0)
		return invitation_store_list_activity(store, activity_id,
		    &ret_rows->items, &ret_rows->count, err);
	return invitation_store_list_journey(store, dossier->journey.id,
	    date_from_civil(1900, 1, 1), &ret_rows->items, &ret_rows->count,
	    err);
}

int
invitations_view_of(const struct dossier *dossier, int64_t activity_id,
    json_t **ret_list, struct error *err)
{
	cleanup_(rows_release) struct rows rows = {.items = NULL};
	json_t *list = json_array();
	int status = read_rows(dossier, activity_id, &rows, err);

	if (status == OB_OK && rows.count > 0)
		qsort(rows.items, rows.count, sizeof(rows.items[0]), compare);
	for (size_t i = 0; status == OB_OK && i < rows.count; i++)
		status = add(dossier, &rows.items[i], list, err);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_list = list;
	return OB_OK;
}

int
invitations_view_journey(struct engine *engine, int64_t journey_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *list = NULL;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK)
		status = invitations_view_of(&dossier, 0, &list, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "invitations", list);
	return status;
}
