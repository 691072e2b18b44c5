/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/network_sheet.h"

#include <string.h>

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/hr/hr_refusal.h"
#include "engine/networks/networks.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/form.h"
#include "text/catalogue.h"

/* Who came to a meeting has a field each, with room for who has left since. */
_Static_assert(NETWORKS_MEMBERS_MAX + 50 <= FORM_FIELDS_MAX,
    "the attendance of a full network fits no form");

static const char *
field_of(const void *arg, const char *name)
{
	return exchange_form(arg, name);
}

int
network_sheet_read(struct exchange *exchange, bool is_of_meeting,
    struct page_network_form *ret_form, struct error *err)
{
	struct page_network_form form = {
	    .verb = exchange_parameter(exchange, "verb"),
	    .field = field_of,
	    .arg = exchange,
	};
	int status = exchange_read_form(exchange, err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &form.network_id, err);
	if (status == OB_OK && is_of_meeting)
		status = api_id(exchange, "meeting", &form.meeting_id, err);
	if (status == OB_OK)
		*ret_form = form;
	return status;
}

bool
network_sheet_is_refusal(const struct error *err)
{
	return err->status == OB_EINVALID || err->status == OB_ECONFLICT ||
	       err->status == OB_EEXISTS || err->status == OB_ELIMIT ||
	       (err->status == OB_ENOTFOUND && err->key[0] != '\0');
}

/* The sheet is there: who is no member on it is a conflict. */
int
network_sheet_status(const struct error *err)
{
	return err->status == OB_ENOTFOUND ? 409
					   : exchange_status_of(err->status);
}

/* What a form of a meeting brought, under the names that it is shown by. */
static void
keep_typed(
    const struct exchange *exchange, const char *const names[4], json_t *view)
{
	static const char *const fields[] = {"day", "time", "minutes", "place"};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		const char *value = exchange_form(exchange, fields[i]);

		(void)json_object_set_new(
		    view, names[i], json_string(value != NULL ? value : ""));
	}
}

/* The form for a new meeting again, open and as it was filled in. */
static void
give_back_plan(const struct exchange *exchange, const char *text, json_t *view)
{
	static const char *const names[] = {
	    "plan_day", "plan_time", "plan_minutes", "plan_place"};

	keep_typed(exchange, names, view);
	(void)json_object_set_new(view, "plan_error", json_string(text));
	(void)json_object_set_new(view, "problem_id", json_string("plan-day"));
}

/* NULL for one that is not to come, and so has no such form. */
static json_t *
find_coming(const json_t *view, const char *id)
{
	json_t *meeting;
	size_t i;

	json_array_foreach(json_object_get(view, "coming"), i, meeting)
	{
		cleanup_(memory_free_ptr) char *own =
		    memory_printf("%" JSON_INTEGER_FORMAT,
			json_integer_value(json_object_get(meeting, "id")));

		if (id != NULL && strcmp(own, id) == 0 &&
		    json_is_true(json_object_get(meeting, "can_move")))
			return meeting;
	}
	return NULL;
}

/* The same of a meeting that was to be moved. */
static void
give_back_move(const struct exchange *exchange, const char *text, json_t *view)
{
	static const char *const names[] = {
	    "day", "time", "minutes", "move_place"};
	const char *id = exchange_parameter(exchange, "meeting");
	cleanup_(memory_free_ptr) char *place =
	    memory_printf("day-%s", id == NULL ? "" : id);
	json_t *meeting = find_coming(view, id);

	if (meeting == NULL)
		return;
	keep_typed(exchange, names, meeting);
	(void)json_object_set_new(meeting, "move_error", json_string(text));
	(void)json_object_set_new(view, "problem_id", json_string(place));
}

void
network_sheet_set_problem(struct engine *engine,
    const struct exchange *exchange, enum language language,
    const struct error *why, json_t *view)
{
	const struct hr_scope scope = {.area = "", .language = language};
	cleanup_(memory_free_ptr) char *said =
	    hr_refusal_text(engine, &scope, 0, why);
	const char *verb = exchange_parameter(exchange, "verb");
	const char *text =
	    said != NULL ? said
			 : catalogue_get(engine_catalogue(engine, language),
			       "page.network_refused");

	(void)json_object_set_new(view, "problem", json_string(text));
	(void)json_object_set_new(view, "problem_id", json_string("coming"));
	if (verb != NULL && strcmp(verb, "plan") == 0)
		give_back_plan(exchange, text, view);
	if (verb != NULL && strcmp(verb, "move") == 0)
		give_back_move(exchange, text, view);
}
