/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/follow_ups.h"

#include <inttypes.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "model/exit_reason.h"
#include "store/follow_up_store.h"
#include "store/person_store.h"

#define TITLE_MAX 200

static int
view_of(struct engine *engine, const struct follow_up *row, json_t **ret_view,
    struct error *err)
{
	cleanup_(person_store_release) struct person owner = {0};
	bool is_done = row->done_at != INSTANT_NONE;
	char at[INSTANT_TEXT_SIZE];
	char due[DATE_TEXT_SIZE];
	int status =
	    person_store_find(engine->store, row->owner_id, &owner, err);

	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:I, s:s, s:s, s:o, s:s, s:o, s:b}", "id",
	    (json_int_t)row->id, "period", row->period, "title", row->title,
	    "owner", people_brief(&owner), "due", date_format(row->due, due),
	    "done_at",
	    is_done
		? json_string(instant_format(engine->zone, row->done_at, at))
		: json_null(),
	    "is_late",
	    (int)(!is_done && date_before(row->due, core_today(engine))));
	return OB_OK;
}

/* {"follow_up":...} of the row as it is stored now. */
static int
show(struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(follow_up_store_release) struct follow_up row = {0};
	json_t *view = NULL;
	int status = follow_up_store_find(engine->store, id, &row, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "there is no follow-up %" PRId64
		    "; 'onboardctl list-follow-ups' lists them",
		    id);
	if (status == OB_OK)
		status = view_of(engine, &row, &view, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "follow_up", view);
	return status;
}

static int
need(const char *field, const char *text, const char *advice, struct error *err)
{
	if (text != NULL && text[0] != '\0')
		return OB_OK;
	return error_refuse(
	    err, OB_EINVALID, field, "missing", "say %s", advice);
}

static int
check_needed(const struct follow_up_request *request, struct error *err)
{
	int status =
	    need("period", request->period, "which half year it is for", err);

	if (status == OB_OK)
		status =
		    need("title", request->title, "what is to be done", err);
	if (status == OB_OK)
		status = need("owner", request->owner, "who does it", err);
	if (status == OB_OK)
		status =
		    need("due", request->due, "until when it is done", err);
	if (status == OB_OK &&
	    utf8_check_line("title", request->title, TITLE_MAX, err) != OB_OK)
		status = error_name_field(err, "title");
	return status;
}

static int
read(const struct engine *engine, const struct follow_up_request *request,
    struct follow_up *row, struct error *err)
{
	struct half_year period;
	int status = check_needed(request, err);

	if (status == OB_OK)
		status = exit_reason_read_period(request->period, &period, err);
	if (status != OB_OK)
		return status;
	status = date_parse(request->due, &row->due, err);
	if (status != OB_OK)
		return error_name_field(err, "due");
	if (date_before(row->due, core_today(engine)))
		return error_refuse(err, OB_EINVALID, "due", "past",
		    "'%s' is over; say a day that is to come", request->due);
	return OB_OK;
}

int
follow_ups_add(struct engine *engine, const char *actor,
    const struct follow_up_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(person_store_release) struct person owner = {0};
	struct follow_up row = {
	    .added_at = core_now(engine), .done_at = INSTANT_NONE};
	int status = read(engine, request, &row, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = people_ensure(
		    &change, "owner", request->owner, &owner, err);
	if (status != OB_OK)
		return status;
	row.period = (char *)(uintptr_t)request->period;
	row.title = (char *)(uintptr_t)request->title;
	row.owner_id = owner.id;
	status = follow_up_store_add(engine->store, &row, &row.id, err);
	if (status == OB_OK)
		status = change_audit(&change, "add-follow-up",
		    SUBJECT("follow_up", row.id), NULL,
		    json_pack("{s:s, s:s, s:I, s:s}", "period", row.period,
			"title", row.title, "owner", (json_int_t)owner.id,
			"due", request->due),
		    err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? show(engine, row.id, ret_view, err) : status;
}

int
follow_ups_finish(struct engine *engine, const char *actor, int64_t id,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	json_auto_t *before = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = show(engine, id, &before, err);
	if (status == OB_OK)
		status = follow_up_store_finish(
		    engine->store, id, core_now(engine), err);
	if (status == OB_OK)
		status = change_audit(&change, "complete-follow-up",
		    SUBJECT("follow_up", id), NULL, NULL, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? show(engine, id, ret_view, err) : status;
}

int
follow_ups_list(struct engine *engine, const char *period, json_t **ret_view,
    struct error *err)
{
	struct follow_up *rows = NULL;
	json_auto_t *list = json_array();
	struct half_year half_year;
	size_t count = 0;
	int status = period == NULL
			 ? OB_OK
			 : exit_reason_read_period(period, &half_year, err);

	if (status == OB_OK)
		status = follow_up_store_list(
		    engine->store, period, &rows, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *view = NULL;

		status = view_of(engine, &rows[i], &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	follow_up_store_free(rows, count);
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "follow_ups", list);
	return status;
}
