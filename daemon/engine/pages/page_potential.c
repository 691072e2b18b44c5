/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_potential.h"

#include "base/memory.h"
#include "engine/cohorts/potential_bank.h"
#include "engine/cohorts/potential_offer.h"
#include "engine/core/core.h"
#include "engine/pages/page_access.h"
#include "text/dates_text.h"

int
page_potential_needs_page(struct engine *engine, int64_t person_id,
    bool *ret_needs, struct error *err)
{
	struct potential_bank_standing standing;
	int status = potential_bank_standing(engine, person_id, &standing, err);

	if (status != OB_OK || standing.is_in) {
		*ret_needs = status == OB_OK;
		return status;
	}
	return potential_offer_is_open(engine, person_id, ret_needs, err);
}

int
page_potential_add(struct engine *engine, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	cleanup_(memory_free_ptr) char *join =
	    page_reader_url(reader, "/potential/join");
	cleanup_(memory_free_ptr) char *leave =
	    page_reader_url(reader, "/potential/leave");
	struct potential_bank_standing standing;
	char until[DATES_TEXT_SIZE] = "";
	json_t *potential = json_object();
	int status =
	    potential_bank_standing(engine, reader->person_id, &standing, err);

	if (status == OB_OK)
		status = page_reader_say(reader, potential, "offer",
		    standing.is_in ? "page.potential_renewal"
				   : "page.potential_offer",
		    json_pack(
			"{s:i}", "months", engine->settings->potential.months),
		    err);
	if (status != OB_OK) {
		json_decref(potential);
		return status;
	}
	(void)json_object_update_new(potential,
	    json_pack("{s:b, s:b, s:s, s:s, s:s}", "is_in", (int)standing.is_in,
		"can_join", (int)(standing.cohort_id != 0), "until",
		dates_text_long(reader->language, standing.expires, until),
		"join_url", join, "leave_url", leave));
	(void)json_object_set_new(view, "has_potential",
	    json_boolean(standing.is_in || standing.cohort_id != 0));
	(void)json_object_set_new(view, "potential", potential);
	return OB_OK;
}

int
page_potential_act(struct engine *engine,
    const struct page_potential_form *form, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	int status = page_access_open_form(
	    engine, PAGE_PERSON, form->token, form->csrf, &opened, err);

	if (status != OB_OK)
		return status;
	return form->joins
		   ? potential_bank_join(engine, opened.page.person_id, err)
		   : potential_bank_leave(engine, opened.page.person_id, err);
}
