/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_network.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/networks/network_case.h"
#include "engine/pages/page_networks.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* A sheet that is put together. */
struct making {
	const struct page_network_place *place;
	const struct network_case *network_case;
	const struct catalogue *catalogue;
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* "3 af 4", or "" while nothing is noted. */
static int
set_attendance(const struct making *making, struct network_count count,
    json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	json_t *values =
	    json_pack("{s:i, s:i}", "came", count.came, "of", count.known);
	int status = OB_OK;

	if (count.known > 0)
		status = catalogue_format(making->catalogue,
		    "page.network_attended", values, &text, err);
	json_decref(values);
	if (status == OB_OK)
		set(view, "attended", json_string(text.buf));
	return status;
}

static int
add_member(const struct making *making, const struct network_member *member,
    json_t *list, struct error *err)
{
	const struct network_case *found = making->network_case;
	const struct person *person =
	    network_case_person(found, member->person_id);
	char since[DATES_TEXT_SIZE];
	char until[DATES_TEXT_SIZE];
	json_t *view = json_pack("{s:s, s:s, s:s, s:s}", "name", person->name,
	    "email", person->email, "since",
	    dates_text_day(making->place->language, member->from_day, since),
	    "until",
	    date_is_none(member->until_day)
		? ""
		: dates_text_day(making->place->language,
		      date_add_days(member->until_day, -1), until));

	(void)json_array_append_new(list, view);
	return set_attendance(
	    making, network_case_count(found, 0, person->id), view, err);
}

static int
add_members(const struct making *making, json_t *view, struct error *err)
{
	const struct network_case *found = making->network_case;
	struct date today = core_today(found->engine);
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < found->member_count; i++) {
		if (network_is_member_on(&found->members[i], today))
			status =
			    add_member(making, &found->members[i], list, err);
	}
	set(view, "has_members", json_boolean(json_array_size(list) > 0));
	set(view, "member_count",
	    json_integer((json_int_t)json_array_size(list)));
	set(view, "members", list);
	return status;
}

/* Those who were to come, and who of them did. */
static json_t *
people_of(
    const struct network_case *found, const struct network_meeting *meeting)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->people_count; i++) {
		const struct person *person = &found->people[i];
		int attended =
		    network_case_attended(found, meeting->id, person->id);

		if (attended < 0 &&
		    !network_case_has_member(found, person->id, meeting->day))
			continue;
		(void)json_array_append_new(
		    list, json_pack("{s:I, s:s, s:b}", "person_id",
			      (json_int_t)person->id, "name", person->name,
			      "came", (int)(attended == 1)));
	}
	return list;
}

static int
add_meeting(const struct making *making, const struct network_meeting *meeting,
    bool is_past, json_t *list, struct error *err)
{
	const struct network_case *found = making->network_case;
	cleanup_(memory_free_ptr) char *when =
	    page_networks_when(making->place->language, meeting);
	cleanup_(memory_free_ptr) char *url = memory_printf(
	    "%s/meetings/%" PRId64, making->place->base_url, meeting->id);
	bool is_cancelled = meeting->cancelled_at != INSTANT_NONE;
	bool can_change = making->place->can_change && !is_cancelled;
	json_t *people = is_past ? people_of(found, meeting) : json_array();
	char iso[DATE_TEXT_SIZE];
	json_t *view = json_pack(
	    "{s:I, s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:b, s:b, s:o}", "id",
	    (json_int_t)meeting->id, "when", when, "place", meeting->place,
	    "url", url, "day", date_format(meeting->day, iso), "time", "",
	    "minutes", meeting->minutes, "is_cancelled", (int)is_cancelled,
	    "can_move", (int)(can_change && !is_past), "can_record",
	    (int)(can_change && json_array_size(people) > 0), "people", people);

	set(view, "time",
	    json_sprintf("%02d:%02d", meeting->start_minute / 60,
		meeting->start_minute % 60));
	set(view, "move_place", json_string(meeting->place));
	set(view, "move_error", json_string(""));
	(void)json_array_append_new(list, view);
	return set_attendance(
	    making, network_case_count(found, meeting->id, 0), view, err);
}

static int
add_meetings(const struct making *making, json_t *view, struct error *err)
{
	const struct network_case *found = making->network_case;
	json_t *coming = json_array();
	json_t *past = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < found->meeting_count; i++) {
		const struct network_meeting *meeting = &found->meetings[i];
		bool is_past = network_case_start(found->engine, meeting) <=
			       core_now(found->engine);

		status = add_meeting(
		    making, meeting, is_past, is_past ? past : coming, err);
	}
	set(view, "has_coming", json_boolean(json_array_size(coming) > 0));
	set(view, "coming", coming);
	set(view, "has_past", json_boolean(json_array_size(past) > 0));
	set(view, "past", past);
	return status;
}

static json_t *
make_head(const struct making *making)
{
	const struct network_case *found = making->network_case;
	const struct network *network = &found->network;
	const struct person *contact =
	    network_case_person(found, network->contact_id);
	bool is_open = network->closed_at == INSTANT_NONE;
	cleanup_(memory_free_ptr) char *for_whom =
	    page_networks_for_whom(making->catalogue, found);

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, "
			 "s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
	    "id", (json_int_t)network->id, "title", network->name, "about",
	    network->about, "for_whom", for_whom, "lead_name", contact->name,
	    "lead_email", contact->email, "base_url", making->place->base_url,
	    "is_open", (int)is_open, "can_change",
	    (int)(making->place->can_change && is_open), "is_hr", 0, "problem",
	    "", "problem_id", "", "plan_error", "", "plan_day", "", "plan_time",
	    "", "plan_minutes", "120", "plan_place", "");
}

int
page_network_view(struct engine *engine, const struct page_network_place *place,
    json_t **ret_view, struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	const struct making making = {
	    place, &found, engine->catalogues[place->language]};
	json_auto_t *view = NULL;
	int status = network_case_load(engine, place->network_id, &found, err);

	if (status != OB_OK)
		return status;
	view = make_head(&making);
	status = add_members(&making, view, err);
	if (status == OB_OK)
		status = add_meetings(&making, view, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
