/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/network_meetings.h"

#include <inttypes.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/networks/network_case.h"
#include "engine/networks/networks.h"
#include "engine/people/people.h"
#include "store/person_store.h"

/* Who came to a meeting. */

static int
check_meeting(struct engine *engine, const struct network_meeting *meeting,
    struct error *err)
{
	if (meeting->cancelled_at != INSTANT_NONE)
		return error_refuse(err, OB_ECONFLICT, "", "network_cancelled",
		    "the meeting is cancelled");
	if (network_case_start(engine, meeting) > core_now(engine))
		return error_refuse(err, OB_ECONFLICT, "", "network_not_begun",
		    "the meeting has not begun yet");
	return OB_OK;
}

static int
record(struct change *change, const struct network_case *network_case,
    const struct network_meeting *meeting, const struct network_presence *row,
    struct error *err)
{
	const struct network_attendance attendance = {
	    meeting->id, row->person_id, row->attended};
	int before =
	    network_case_attended(network_case, meeting->id, row->person_id);
	int status;

	if (!network_case_has_member(
		network_case, row->person_id, meeting->day) &&
	    before < 0)
		return error_refuse(err, OB_ENOTFOUND, "", "network_no_member",
		    "they are not in the network '%s'",
		    network_case->network.name);
	if (before == (int)row->attended)
		return OB_OK;
	status = network_meeting_store_set_attendance(
	    change->engine->store, &attendance, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "record-attendance",
	    SUBJECT("network-meeting", meeting->id),
	    before < 0 ? NULL
		       : json_pack("{s:I, s:b}", "person",
			     (json_int_t)row->person_id, "attended", before),
	    json_pack("{s:I, s:b}", "person", (json_int_t)row->person_id,
		"attended", (int)row->attended),
	    err);
}

static int
record_row(struct change *change, const struct network_case *network_case,
    const struct network_meeting *meeting, const struct network_presence *row,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct network_presence known = *row;
	int status = OB_OK;

	if (row->person_id == 0) {
		status =
		    people_find(change->engine, row->address, &person, err);
		known.person_id = person.id;
	}
	return status == OB_OK
		   ? record(change, network_case, meeting, &known, err)
		   : status;
}

int
network_meetings_record(struct engine *engine, const char *actor,
    const struct network_roll *roll, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	cleanup_(
	    network_meeting_store_release) struct network_meeting meeting = {0};
	int64_t network_id = 0;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = network_meetings_find_network(
		    engine, roll->meeting_id, &network_id, err);
	if (status == OB_OK)
		status = network_meeting_store_find(
		    engine->store, roll->meeting_id, &meeting, err);
	if (status == OB_OK)
		status = check_meeting(engine, &meeting, err);
	if (status == OB_OK)
		status = network_case_load(engine, network_id, &found, err);
	for (size_t i = 0; status == OB_OK && i < roll->count; i++)
		status =
		    record_row(&change, &found, &meeting, &roll->rows[i], err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK
		   ? networks_show(engine, network_id, ret_view, err)
		   : status;
}
