/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/memory.h"
#include "engine/cohorts/potential_bank.h"
#include "engine/hr/hr_list_rows.h"
#include "text/json_text.h"

/* Who reads it is in the audit. */
int
hr_list_potential(struct hr_list *list, struct error *err)
{
	cleanup_(memory_free_ptr) char *actor =
	    memory_printf("person:%" PRId64, list->scope->person_id);
	json_auto_t *view = NULL;
	const json_t *item;
	size_t i;
	int status = potential_bank_list(list->engine, actor, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "potential"), i, item)
	{
		const json_t *person = json_object_get(item, "person");
		json_t *row = hr_list_row(list, (int64_t)i + 1);

		if (row == NULL)
			continue;
		hr_list_cell(list, row, json_text_of(person, "name"), NULL);
		hr_list_cell(list, row, json_text_of(person, "email"), NULL);
		hr_list_cell(list, row, json_text_of(item, "course"), NULL);
		hr_list_cell(
		    list, row, json_text_of(item, "consented_on"), NULL);
		hr_list_cell(list, row, json_text_of(item, "expires_on"), NULL);
	}
	return OB_OK;
}
