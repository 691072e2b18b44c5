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

int
network_meetings_record(struct engine *engine, const char *actor, int64_t id,
    const struct network_presence *rows, size_t count, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	cleanup_(
	    network_meeting_store_release) struct network_meeting meeting = {0};
	int64_t network_id = 0;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status =
		    network_meetings_find_network(engine, id, &network_id, err);
	if (status == OB_OK)
		status = network_meeting_store_find(
		    engine->store, id, &meeting, err);
	if (status == OB_OK)
		status = check_meeting(engine, &meeting, err);
	if (status == OB_OK)
		status = network_case_load(engine, network_id, &found, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = record(&change, &found, &meeting, &rows[i], err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK
		   ? networks_show(engine, network_id, ret_view, err)
		   : status;
}

int
network_meetings_record_one(struct engine *engine, const char *actor,
    int64_t id, const char *address, bool attended, json_t **ret_view,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct network_presence row = {.attended = attended};
	int status = people_find(engine, address, &person, err);

	row.person_id = person.id;
	return status == OB_OK ? network_meetings_record(
				     engine, actor, id, &row, 1, ret_view, err)
			       : status;
}
