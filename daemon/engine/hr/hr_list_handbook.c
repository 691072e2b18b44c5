/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/hr/hr_handbook.h"
#include "engine/hr/hr_list_rows.h"
#include "store/handbook_store.h"
#include "store/person_store.h"

/* On what day, and by whom; both empty where nobody has. */
static int
add_confirmation(struct hr_list *list, json_t *row, const char *name,
    const struct handbook_confirmations *known, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	const struct handbook_confirmation *found =
	    handbook_store_find_confirmation(known, name);
	char day[DATE_TEXT_SIZE];
	int status;

	if (found == NULL || found->confirmed_at == 0) {
		hr_list_cell(list, row, NULL, NULL);
		hr_list_cell(list, row, NULL, NULL);
		return OB_OK;
	}
	status = person_store_find(
	    list->engine->store, found->person_id, &person, err);
	if (status != OB_OK)
		return status;
	(void)date_format(
	    zone_to_local(list->engine->zone, found->confirmed_at).date, day);
	hr_list_cell(list, row, day, NULL);
	hr_list_cell(list, row, person.name, NULL);
	return OB_OK;
}

static int
add_row(struct hr_list *list, const struct handbook_entry *entry,
    const struct handbook_confirmations *known, int64_t number,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/handbook/%s/edit-entry", entry->name);
	cleanup_(memory_free_ptr) char *removal =
	    memory_printf("/hr/handbook/%s/remove-entry", entry->name);
	cleanup_(memory_free_ptr) char *place = handbook_place(entry);
	json_t *row = hr_list_row(list, number);
	int status;

	if (row == NULL)
		return OB_OK;
	hr_list_cell(list, row, entry->title.in[list->scope->language], NULL);
	hr_list_cell(list, row, place, NULL);
	hr_list_cell(list, row, entry->contact_name, NULL);
	hr_list_cell(list, row, entry->contact_email, NULL);
	hr_list_cell(list, row, entry->deputy_name, NULL);
	hr_list_cell(list, row, entry->phone, NULL);
	hr_list_cell(list, row, entry->mail, NULL);
	status = add_confirmation(list, row, entry->name, known, err);
	if (status != OB_OK || !hr_handbook_may_edit(list->scope, entry))
		return status;
	hr_list_link(list, row, "hr_link.edit-entry", url);
	if (!entry->is_filed)
		hr_list_link(list, row, "hr_link.remove-entry", removal);
	return OB_OK;
}

int
hr_list_handbook_entries(struct hr_list *list, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	struct store *store = list->engine->store;
	int status = handbook_store_load(store, &handbook, err);

	if (status == OB_OK)
		status = handbook_store_confirmations(store, &known, err);
	for (size_t i = 0; status == OB_OK && i < handbook->count; i++)
		status = add_row(
		    list, &handbook->entries[i], &known, (int64_t)i + 1, err);
	return status;
}
