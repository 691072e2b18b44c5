/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_sheet.h"

#include <inttypes.h>

#include "base/memory.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_case.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static json_t *
topics_of(const struct page_case *item)
{
	const struct step *step = dossier_step(&item->dossier, item->activity);
	json_t *list = json_array();

	for (size_t i = 0; i < step->topic_count; i++)
		(void)json_array_append_new(
		    list, json_string(
			      step->topics[i].text.in[item->reader.language]));
	return list;
}

/* Where the talk stands on the page that the reader comes from. */
static void
add_back(const struct page_case *item, json_t *view)
{
	cleanup_(memory_free_ptr) char *tail = memory_printf(
	    item->form->kind == PAGE_LEADER ? "/activities/%" PRId64
					    : "#a%" PRId64,
	    item->activity->id);
	cleanup_(memory_free_ptr) char *url =
	    page_reader_url(&item->reader, tail);

	set(view, "back_url", json_string(url));
}

static int
check(const struct page_case *item, struct error *err)
{
	if (dossier_step(&item->dossier, item->activity)->topic_count == 0 ||
	    dossier_has_ended(&item->dossier))
		return page_access_lacks(err);
	return page_case_check_talker(item, err);
}

int
page_sheet_view(struct engine *engine, const struct page_form *form,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_case_release) struct page_case item = {
	    .form = form, .engine = engine};
	json_t *view;
	int status = page_access_find(
	    engine, form->kind, form->token, &item.opened.page, err);

	if (status == OB_OK)
		status = page_case_load(&item, err);
	if (status == OB_OK)
		status = check(&item, err);
	if (status != OB_OK)
		return status;
	view = page_reader_view(
	    engine, &item.reader, &item.person, "page.sheet_link");
	(void)json_object_update_missing_new(view,
	    page_activity_facts(&item.dossier, item.activity, &item.reader));
	set(view, "talk_title",
	    json_string(dossier_step(&item.dossier, item.activity)
			    ->title.in[item.reader.language]));
	set(view, "topics", topics_of(&item));
	add_back(&item, view);
	return page_access_seal(
	    engine, &item.opened.page, false, view, ret_view, err);
}
