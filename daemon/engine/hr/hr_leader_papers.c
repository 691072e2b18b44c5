/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/hr/hr_leader.h"
#include "engine/hr/hr_papers.h"
#include "store/call_store.h"
#include "store/invitation_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* Sets a list and whether there is anything in it; takes the list. */
static void
set_list(json_t *view, const char *name, json_t *list)
{
	cleanup_(memory_free_ptr) char *has = memory_printf("has_%s", name);

	(void)json_object_set_new(
	    view, has, json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, name, list);
}

static json_t *
pauses_view(const struct dossier *dossier, const struct hr_scope *scope)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->pause_count; i++) {
		char from[DATES_TEXT_SIZE];
		char until[DATES_TEXT_SIZE];

		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s}", "from",
			      dates_text_day(scope->language,
				  dossier->pauses[i].from_day, from),
			      "until",
			      dates_text_day(scope->language,
				  dossier->pauses[i].until_day, until)));
	}
	return list;
}

static int
add_calls(const struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err)
{
	struct call *calls = NULL;
	size_t count = 0;
	json_t *list;
	int status = call_store_list(
	    dossier->engine->store, dossier->journey.id, &calls, &count, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; i < count; i++) {
		cleanup_(memory_free_ptr) char *when =
		    hr_papers_when(dossier->engine, scope, calls[i].held_at);
		cleanup_(memory_free_ptr) char *url = memory_printf(
		    "/hr/leaders/%" PRId64 "/calls/%" PRId64 "/withdraw",
		    dossier->journey.id, calls[i].id);

		(void)json_array_append_new(
		    list, json_pack("{s:s, s:i, s:s}", "when", when, "minutes",
			      calls[i].minutes, "url", url));
	}
	call_store_free(calls, count);
	set_list(view, "calls", list);
	return OB_OK;
}

static json_t *
invitation_view(const struct dossier *dossier, const struct hr_scope *scope,
    const struct invitation *row)
{
	const struct catalogue *words =
	    dossier->engine->catalogues[scope->language];
	const struct activity *activity =
	    dossier_activity_by_id(dossier, row->activity_id);
	cleanup_(memory_free_ptr) char *when =
	    phrases_moment(scope->language, row->told_day, row->told_start);
	cleanup_(memory_free_ptr) char *answer =
	    memory_printf("hr_answer.%s", row->partstat);

	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:s}", "title",
	    dossier_step(dossier, activity)->title.in[scope->language],
	    "person", dossier_person(dossier, row->person_id)->name, "when",
	    when, "answer", catalogue_get(words, answer), "is_declined",
	    (int)(row->partstat[0] == 'd' && row->partstat[2] == 'c'),
	    "is_withdrawn", (int)(row->method[0] == 'c'), "comment",
	    row->comment);
}

static int
add_invitations(struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err)
{
	struct invitation *rows = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = invitation_store_list_journey(dossier->engine->store,
	    dossier->journey.id, date_from_civil(1900, 1, 1), &rows, &count,
	    err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		/* Some were invited who hold no role any more. */
		status = dossier_know(dossier, rows[i].person_id, err);
		if (status == OB_OK && dossier_activity_by_id(dossier,
					   rows[i].activity_id) != NULL)
			(void)json_array_append_new(
			    list, invitation_view(dossier, scope, &rows[i]));
	}
	invitation_store_free(rows, count);
	set_list(view, "invitations", list);
	return status;
}

int
hr_leader_add_papers(struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err)
{
	const struct log_scope log = {
	    .area = "", .journey_id = dossier->journey.id, .max = HR_PAGE_ROWS};
	json_t *mails = NULL;
	json_t *audit = NULL;
	int status = add_calls(dossier, scope, view, err);

	if (status == OB_OK)
		status = add_invitations(dossier, scope, view, err);
	if (status == OB_OK)
		status = hr_papers_mails(
		    dossier->engine, scope, &log, "", &mails, err);
	if (status == OB_OK)
		set_list(view, "mails", mails);
	if (status == OB_OK)
		status =
		    hr_papers_audit(dossier->engine, scope, &log, &audit, err);
	if (status == OB_OK)
		set_list(view, "audit", audit);
	set_list(view, "pauses", pauses_view(dossier, scope));
	return status;
}
