/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_forms.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/remarks.h"
#include "engine/pages/leader_pages.h"
#include "engine/pages/page_case.h"
#include "engine/pages/page_talk.h"
#include "text/catalogue.h"

/* The activity's view, wherever the page has it. */
static json_t *
find_activity(json_t *node, int64_t id)
{
	json_t *found = NULL;
	const char *key;
	json_t *child;
	size_t i;

	if (json_is_array(node)) {
		json_array_foreach(node, i, child)
		{
			if (found == NULL)
				found = find_activity(child, id);
		}
		return found;
	}
	if (!json_is_object(node))
		return NULL;
	if (json_integer_value(json_object_get(node, "id")) == id &&
	    json_object_get(node, "comment_url") != NULL)
		return node;
	json_object_foreach(node, key, child)
	{
		if (found == NULL)
			found = find_activity(child, id);
	}
	return found;
}

static void
set_text(json_t *view, const char *field, const char *tail, const char *text)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("%s_%s", field, tail);

	(void)json_object_set_new(
	    view, name, json_string(text == NULL ? "" : text));
}

/* Why a text was refused, or a form that came too late. */
static const char *
why_not(const struct page_case *item)
{
	const struct page_form *form = item->form;
	struct error ignored = ERROR_INIT;

	if (form->verb != PAGE_CANNOT && form->verb != PAGE_COMMENT)
		return "page.form_late";
	if (form->text == NULL ||
	    form->text[strspn(form->text, " \t\r\n")] == '\0' ||
	    utf8_is_blank(form->text, strlen(form->text)))
		return "page.form_empty";
	if (remarks_check_text(form->text, &ignored) == OB_OK)
		return "page.form_late";
	return utf8_length(form->text) > REMARKS_TEXT_MAX
		   ? "page.form_long"
		   : "page.form_characters";
}

/* Whether the form that was refused is still there to be sent again. */
static bool
is_offered(const json_t *activity, const char *field)
{
	cleanup_(memory_free_ptr) char *name = memory_printf("%s_url", field);
	const char *url = json_string_value(json_object_get(activity, name));

	return url != NULL && url[0] != '\0';
}

/* Of the verb's form in the template; NULL: it has none to come back to. */
static const char *const form_fields[] = {
    [PAGE_CANNOT] = "cannot",
    [PAGE_WITHDRAW] = NULL,
    [PAGE_MOVE] = "move",
    [PAGE_COMMENT] = "comment",
    [PAGE_ANSWER] = NULL,
    [PAGE_HELD] = "held",
    [PAGE_TALK] = "talk",
};

/* What the summary leads to: the field, or the activity without it. */
static char *
place_of(const char *field, int64_t activity_id)
{
	return field == NULL ? memory_printf("a%" PRId64, activity_id)
			     : memory_printf("%s-%" PRId64, field, activity_id);
}

/* Another was first: what was written may still be said as a comment. */
static const char *
offer_comment(const struct page_case *item, json_t *activity)
{
	const char *text =
	    catalogue_get(item->reader.catalogue, "page.cannot_noted");

	set_text(activity, "comment", "typed", item->form->text);
	set_text(activity, "comment", "error", text);
	return text;
}

static bool
is_talk(const struct page_form *form)
{
	return form->verb == PAGE_HELD || form->verb == PAGE_TALK;
}

static int
explain(
    struct page_case *item, json_t *activity, json_t *page, struct error *err)
{
	const struct page_form *form = item->form;
	const char *field = form_fields[form->verb];
	const struct page_move move = page_case_move(item);
	bool has_form =
	    activity != NULL && field != NULL && is_offered(activity, field);
	bool is_noted = form->verb == PAGE_CANNOT && activity != NULL &&
			!has_form &&
			json_is_true(json_object_get(activity, "is_reported"));
	cleanup_(memory_free_ptr) char *place =
	    place_of(has_form	? field
		     : is_noted ? form_fields[PAGE_COMMENT]
				: NULL,
		form->activity_id);
	const char *text = catalogue_get(item->reader.catalogue, why_not(item));
	int status = OB_OK;

	if (has_form && form->verb == PAGE_MOVE) {
		status = page_move_explain(&move, activity, err);
		set_text(activity, field, "day", form->day);
		set_text(activity, field, "time", form->time);
		text =
		    json_string_value(json_object_get(activity, "move_error"));
	} else if (has_form && is_talk(form)) {
		free(place);
		place = page_talk_explain(item, activity, &text);
	} else if (has_form) {
		set_text(activity, field, "typed", form->text);
		set_text(activity, field, "error", text);
	} else if (is_noted) {
		text = offer_comment(item, activity);
	}
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(page, "problem", json_string(text));
	(void)json_object_set_new(page, "problem_id", json_string(place));
	return OB_OK;
}

int
page_forms_view(struct engine *engine, const struct page_form *form,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_case_release) struct page_case item = {
	    .form = form, .engine = engine};
	json_auto_t *view = NULL;
	int status = page_access_find(
	    engine, form->kind, form->token, &item.opened.page, err);

	if (status == OB_OK)
		status = page_case_load(&item, err);
	if (status == OB_OK && form->kind == PAGE_LEADER)
		status = leader_pages_activity(
		    engine, form->token, form->activity_id, &view, err);
	else if (status == OB_OK)
		status =
		    pages_view(engine, form->kind, form->token, &view, err);
	if (status == OB_OK)
		status = explain(
		    &item, find_activity(view, form->activity_id), view, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
