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

/* The form for a new meeting again, open and as it was filled in. */
static void
give_back_plan(const struct exchange *exchange, const char *text, json_t *view)
{
	static const char *const fields[] = {"day", "time", "minutes", "place"};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		cleanup_(memory_free_ptr) char *name =
		    memory_printf("plan_%s", fields[i]);
		const char *value = exchange_form(exchange, fields[i]);

		(void)json_object_set_new(
		    view, name, json_string(value != NULL ? value : ""));
	}
	(void)json_object_set_new(view, "plan_error", json_string(text));
	(void)json_object_set_new(view, "problem_id", json_string("plan-day"));
}

void
network_sheet_set_problem(struct engine *engine,
    const struct exchange *exchange, enum language language,
    const struct error *why, json_t *view)
{
	const struct hr_scope scope = {"", language, 0};
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
}
