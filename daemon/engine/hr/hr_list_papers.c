/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/hr/hr_list_rows.h"
#include "engine/hr/hr_papers.h"

/* The lists that may be long: the database gives what is shown alone. */

static const char *
member(const json_t *view, const char *name)
{
	return json_string_value(json_object_get(view, name));
}

static void
add_verb(struct hr_list *list, json_t *row, const json_t *mail,
    const char *flag, const char *verb)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("%s/%s", member(mail, "url"), verb);
	cleanup_(memory_free_ptr) char *key = memory_printf("hr_link.%s", verb);

	if (json_is_true(json_object_get(mail, flag)))
		hr_list_link(list, row, key, url);
}

static void
add_mail(struct hr_list *list, const json_t *mail)
{
	json_t *row = hr_list_row(
	    list, (int64_t)json_integer_value(json_object_get(mail, "id")));
	bool has_leader = json_is_true(json_object_get(mail, "has_leader"));

	hr_list_cell(list, row, member(mail, "when"), NULL);
	hr_list_cell(list, row, member(mail, "state_text"), NULL);
	hr_list_cell(list, row, member(mail, "person"), NULL);
	hr_list_cell(list, row, member(mail, "address"), NULL);
	hr_list_cell(list, row, member(mail, "subject"), NULL);
	hr_list_cell(list, row, member(mail, "leader"),
	    has_leader ? member(mail, "leader_url") : NULL);
	add_verb(list, row, mail, "can_retry", "retry");
	add_verb(list, row, mail, "can_hold", "hold");
	add_verb(list, row, mail, "can_cancel", "cancel-mail");
}

/* The rows that were read are those from the list's first one on. */
static void
begin(struct hr_list *list, const json_t *rows)
{
	list->total = list->first;
	if (json_array_size(rows) == 0)
		list->total = 0;
}

int
hr_list_papers_mail(struct hr_list *list, struct error *err)
{
	const struct log_scope scope = {
	    .area = list->scope->area, .first = list->first, .max = list->max};
	json_auto_t *mails = NULL;
	const json_t *mail;
	int64_t count = 0;
	size_t i;
	int status = log_store_count_mail(
	    list->engine->store, &scope, list->state, &count, err);

	if (status == OB_OK)
		status = hr_papers_mails(list->engine, list->scope, &scope,
		    list->state, &mails, err);
	if (status != OB_OK)
		return status;
	begin(list, mails);
	json_array_foreach(mails, i, mail)
	{
		add_mail(list, mail);
	}
	list->total = (size_t)count;
	return OB_OK;
}

int
hr_list_papers_audit(struct hr_list *list, struct error *err)
{
	const struct log_scope scope = {
	    .area = "", .first = list->first, .max = list->max};
	json_auto_t *entries = NULL;
	const json_t *entry;
	int64_t count = 0;
	size_t i;
	int status = log_store_count_audit(list->engine->store, &count, err);

	if (status == OB_OK)
		status = hr_papers_audit(
		    list->engine, list->scope, &scope, &entries, err);
	if (status != OB_OK)
		return status;
	begin(list, entries);
	json_array_foreach(entries, i, entry)
	{
		json_t *row = hr_list_row(list,
		    (int64_t)json_integer_value(json_object_get(entry, "id")));

		hr_list_cell(list, row, member(entry, "at_iso"), NULL);
		hr_list_cell(list, row, member(entry, "actor"), NULL);
		hr_list_cell(list, row, member(entry, "verb"), NULL);
		hr_list_cell(list, row, member(entry, "entity"), NULL);
		hr_list_number(list, row,
		    (int64_t)json_integer_value(
			json_object_get(entry, "entity_id")));
	}
	list->total = (size_t)count;
	return OB_OK;
}
