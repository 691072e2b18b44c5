/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/networks.h"

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/networks/network_case.h"
#include "engine/people/people.h"
#include "store/network_store.h"

int
networks_load_open(struct engine *engine, int64_t id,
    struct network_case *ret_case, struct error *err)
{
	int status = network_case_load(engine, id, ret_case, err);

	if (status != OB_OK || ret_case->network.closed_at == INSTANT_NONE)
		return status;
	(void)error_refuse(err, OB_ECONFLICT, "", "network_closed",
	    "the network '%s' is closed", ret_case->network.name);
	network_case_release(ret_case);
	return OB_ECONFLICT;
}

static json_t *
count_view(struct network_count count)
{
	return json_pack("{s:i, s:i}", "came", count.came, "of", count.known);
}

static json_t *
meeting_view(const struct network_case *network_case,
    const struct network_meeting *meeting)
{
	return json_pack("{s:I, s:o, s:o, s:i, s:s, s:i, s:o, s:o}", "id",
	    (json_int_t)meeting->id, "day", nullable_date(meeting->day),
	    "start", nullable_time(meeting->start_minute), "minutes",
	    meeting->minutes, "place", meeting->place, "sequence",
	    meeting->sequence, "cancelled",
	    nullable_instant(network_case->engine, meeting->cancelled_at),
	    "attendance",
	    count_view(network_case_count(network_case, meeting->id, 0)));
}

static json_t *
network_view(const struct network_case *network_case)
{
	const struct engine *engine = network_case->engine;
	const struct network *network = &network_case->network;
	const struct network_meeting *next = network_case_next(network_case);

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:i, s:o}",
	    "id", (json_int_t)network->id, "name", network->name, "about",
	    network->about, "welcomes", network->welcomes, "area",
	    network->area, "level", network->level, "contact",
	    people_brief(
		network_case_person(network_case, network->contact_id)),
	    "closed", nullable_instant(engine, network->closed_at), "members",
	    network_case_count_members(network_case, core_today(engine)),
	    "next",
	    next == NULL ? json_null() : meeting_view(network_case, next));
}

static json_t *
member_view(const struct network_case *network_case,
    const struct network_member *member)
{
	return json_pack("{s:o, s:o, s:o, s:o}", "person",
	    people_brief(network_case_person(network_case, member->person_id)),
	    "from", nullable_date(member->from_day), "until",
	    nullable_date(member->until_day), "attendance",
	    count_view(network_case_count(network_case, 0, member->person_id)));
}

json_t *
networks_view(const struct network_case *network_case)
{
	json_t *members = json_array();
	json_t *meetings = json_array();

	for (size_t i = 0; i < network_case->member_count; i++)
		(void)json_array_append_new(members,
		    member_view(network_case, &network_case->members[i]));
	for (size_t i = 0; i < network_case->meeting_count; i++)
		(void)json_array_append_new(meetings,
		    meeting_view(network_case, &network_case->meetings[i]));
	return json_pack("{s:o, s:o, s:o}", "network",
	    network_view(network_case), "members", members, "meetings",
	    meetings);
}

int
networks_show(
    struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	int status = network_case_load(engine, id, &found, err);

	if (status == OB_OK)
		*ret_view = networks_view(&found);
	return status;
}

int
networks_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct network *networks = NULL;
	size_t count = 0;
	json_auto_t *list = json_array();
	int status = network_store_list(engine->store, &networks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(network_case_release) struct network_case found = {
		    .engine = NULL};

		status = network_case_load(engine, networks[i].id, &found, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, network_view(&found));
	}
	network_store_free(networks, count);
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "networks", list);
	return status;
}
