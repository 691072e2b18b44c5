/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/networks.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/feeds/feeds.h"
#include "engine/links/page_links.h"
#include "engine/networks/network_case.h"
#include "engine/people/people.h"
#include "store/network_store.h"
#include "store/person_store.h"

/* One on its way in or out. */
struct move {
	struct change change;
	struct network_case network_case;
};

#define MOVE_INIT                                                              \
	{                                                                      \
		.change = CHANGE_INIT                                          \
	}

static void
move_release(struct move *move)
{
	change_release(&move->change);
	network_case_release(&move->network_case);
}

static int
begin(struct move *move, struct engine *engine, const char *actor, int64_t id,
    struct error *err)
{
	int status = change_begin(&move->change, engine, actor, err);

	return status == OB_OK
		   ? networks_load_open(engine, id, &move->network_case, err)
		   : status;
}

static json_t *
member_facts(const struct network_member *member)
{
	return json_pack("{s:I, s:o, s:o}", "person",
	    (json_int_t)member->person_id, "from",
	    nullable_date(member->from_day), "until",
	    nullable_date(member->until_day));
}

static int
store_member(struct change *change, const char *verb,
    const struct network_member *member, json_t *before, struct error *err)
{
	int status =
	    network_store_set_member(change->engine->store, member, err);

	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	return change_audit(change, verb,
	    SUBJECT("network", member->network_id), before,
	    member_facts(member), err);
}

static int
check_place(const struct move *move, const struct network_member *member,
    struct error *err)
{
	const struct network_case *found = &move->network_case;
	struct date today = core_today(found->engine);

	if (network_case_has_member(found, member->person_id, today))
		return error_refuse(err, OB_EEXISTS, "person", "network_member",
		    "they are in the network '%s' already",
		    found->network.name);
	if (network_case_count_members(found, today) >= NETWORKS_MEMBERS_MAX)
		return error_refuse(err, OB_ELIMIT, "", "network_full",
		    "the network '%s' has %d members already",
		    found->network.name, NETWORKS_MEMBERS_MAX);
	return OB_OK;
}

/* A member has a page to leave by, and calendars of the meetings. */
static int
enter(struct move *move, int64_t person_id, struct date from, struct error *err)
{
	struct engine *engine = move->change.engine;
	const struct network_member member = {
	    .network_id = move->network_case.network.id,
	    .person_id = person_id,
	    .from_day = from,
	    .until_day = DATE_NONE,
	};
	int status = check_place(move, &member, err);

	if (status == OB_OK)
		status = store_member(
		    &move->change, "join-network", &member, NULL, err);
	if (status == OB_OK)
		status = page_links_ensure_own(engine, person_id, err);
	if (status == OB_OK)
		status = feeds_ensure_person(engine, person_id, err);
	if (status == OB_OK)
		status = feeds_ensure_network(
		    engine, member.network_id, person_id, err);
	return status == OB_OK ? change_commit(&move->change, err) : status;
}

static int
leave(struct move *move, int64_t person_id, struct error *err)
{
	struct engine *engine = move->change.engine;
	struct network_member member = {0};
	json_t *before;
	int status = network_store_find_member(engine->store,
	    move->network_case.network.id, person_id, core_today(engine),
	    &member, err);

	if (status == OB_ENOTFOUND)
		return error_refuse(err, OB_ENOTFOUND, "", "network_no_member",
		    "they are not in the network '%s'",
		    move->network_case.network.name);
	if (status != OB_OK)
		return status;
	before = member_facts(&member);
	member.until_day = core_today(engine);
	status =
	    store_member(&move->change, "leave-network", &member, before, err);
	return status == OB_OK ? change_commit(&move->change, err) : status;
}

static int
read_from(struct engine *engine, const char *text, struct date *ret_day,
    struct error *err)
{
	struct date today = core_today(engine);
	int status;

	*ret_day = today;
	if (text == NULL)
		return OB_OK;
	status = date_parse(text, ret_day, err);
	if (status != OB_OK)
		return error_name_field(err, "from");
	if (date_before(today, *ret_day))
		return error_refuse(err, OB_EINVALID, "from", "network_ahead",
		    "'%s' lies ahead; a member joins today or has joined "
		    "before",
		    text);
	return OB_OK;
}

int
networks_add_member(struct engine *engine, const char *actor,
    const struct network_joining *joining, json_t **ret_view, struct error *err)
{
	cleanup_(move_release) struct move move = MOVE_INIT;
	cleanup_(person_store_release) struct person found = {0};
	struct date day = DATE_NONE;
	int status = OB_OK;

	if (joining->person == NULL)
		status = error_refuse(err, OB_EINVALID, "person", "missing",
		    "say who joins the network");
	if (status == OB_OK)
		status = read_from(engine, joining->from, &day, err);
	if (status == OB_OK)
		status = begin(&move, engine, actor, joining->network_id, err);
	if (status == OB_OK)
		status = people_ensure(
		    &move.change, "person", joining->person, &found, err);
	if (status == OB_OK)
		status = enter(&move, found.id, day, err);
	return status == OB_OK
		   ? networks_show(engine, joining->network_id, ret_view, err)
		   : status;
}

int
networks_remove_member(struct engine *engine, const char *actor, int64_t id,
    const char *address, json_t **ret_view, struct error *err)
{
	cleanup_(move_release) struct move move = MOVE_INIT;
	cleanup_(person_store_release) struct person found = {0};
	int status = begin(&move, engine, actor, id, err);

	if (status == OB_OK)
		status = people_find(engine, address, &found, err);
	if (status == OB_OK)
		status = leave(&move, found.id, err);
	return status == OB_OK ? networks_show(engine, id, ret_view, err)
			       : status;
}

int
networks_join(struct engine *engine, const char *actor, int64_t id,
    int64_t person_id, struct error *err)
{
	cleanup_(move_release) struct move move = MOVE_INIT;
	int status = begin(&move, engine, actor, id, err);

	return status == OB_OK
		   ? enter(&move, person_id, core_today(engine), err)
		   : status;
}

int
networks_part(struct engine *engine, const char *actor, int64_t id,
    int64_t person_id, struct error *err)
{
	cleanup_(move_release) struct move move = MOVE_INIT;
	int status = begin(&move, engine, actor, id, err);

	return status == OB_OK ? leave(&move, person_id, err) : status;
}

/* Ends on the day what would go on, or goes on with what ends on it. */
static int
set_until(struct change *change, int64_t person_id, struct date day,
    struct date until, struct error *err)
{
	struct network_member *members = NULL;
	size_t count = 0;
	bool leaves = date_is_none(day);
	int status = network_store_list_memberships(
	    change->engine->store, person_id, &members, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct network_member *member = &members[i];
		bool goes_on = date_is_none(member->until_day) ||
			       date_before(until, member->until_day);
		json_t *before;

		if (leaves ? !goes_on : member->until_day.day != day.day)
			continue;
		before = member_facts(member);
		member->until_day =
		    leaves ? date_max(until, member->from_day) : DATE_NONE;
		status = store_member(change,
		    leaves ? "leave-network" : "join-network", member, before,
		    err);
	}
	free(members);
	return status;
}

int
networks_leave_all(struct change *change, int64_t person_id, struct date day,
    struct error *err)
{
	return set_until(change, person_id, DATE_NONE, day, err);
}

int
networks_stay(struct change *change, int64_t person_id, struct date day,
    struct error *err)
{
	return set_until(change, person_id, day, DATE_NONE, err);
}
