/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/network_case.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "store/network_store.h"
#include "store/person_store.h"

void
network_case_release(struct network_case *network_case)
{
	network_store_release(&network_case->network);
	free(network_case->members);
	network_meeting_store_free(
	    network_case->meetings, network_case->meeting_count);
	free(network_case->attendance);
	person_store_free(network_case->people, network_case->people_count);
	*network_case = (struct network_case){.engine = NULL};
}

const struct person *
network_case_person(const struct network_case *network_case, int64_t person_id)
{
	for (size_t i = 0; i < network_case->people_count; i++) {
		if (network_case->people[i].id == person_id)
			return &network_case->people[i];
	}
	return NULL;
}

static int
know(struct network_case *network_case, int64_t person_id, struct error *err)
{
	struct person person = {0};
	int status;

	if (network_case_person(network_case, person_id) != NULL)
		return OB_OK;
	status = person_store_find(
	    network_case->engine->store, person_id, &person, err);
	if (status != OB_OK)
		return status;
	network_case->people = memory_resize(network_case->people,
	    network_case->people_count + 1, sizeof(person));
	network_case->people[network_case->people_count++] = person;
	return OB_OK;
}

static int
know_all(struct network_case *network_case, struct error *err)
{
	int status = know(network_case, network_case->network.contact_id, err);

	for (size_t i = 0; status == OB_OK && i < network_case->member_count;
	     i++)
		status =
		    know(network_case, network_case->members[i].person_id, err);
	for (size_t i = 0;
	     status == OB_OK && i < network_case->attendance_count; i++)
		status = know(
		    network_case, network_case->attendance[i].person_id, err);
	return status;
}

static int
load(struct network_case *network_case, int64_t id, struct error *err)
{
	struct store *store = network_case->engine->store;
	const struct network_meeting_filter filter = {id, DATE_NONE, DATE_NONE};
	int status = network_store_find(store, id, &network_case->network, err);

	if (status == OB_ENOTFOUND)
		return error_set(
		    err, OB_ENOTFOUND, "there is no network %" PRId64, id);
	if (status == OB_OK)
		status = network_store_list_members(store, id,
		    &network_case->members, &network_case->member_count, err);
	if (status == OB_OK)
		status = network_meeting_store_list(store, &filter,
		    &network_case->meetings, &network_case->meeting_count, err);
	if (status == OB_OK)
		status = network_meeting_store_list_attendance(store, id,
		    &network_case->attendance, &network_case->attendance_count,
		    err);
	return status == OB_OK ? know_all(network_case, err) : status;
}

int
network_case_load(struct engine *engine, int64_t id,
    struct network_case *ret_case, struct error *err)
{
	struct network_case network_case = {.engine = engine};
	int status = load(&network_case, id, err);

	if (status == OB_OK)
		*ret_case = network_case;
	else
		network_case_release(&network_case);
	return status;
}

bool
network_case_has_member(
    const struct network_case *network_case, int64_t person_id, struct date day)
{
	for (size_t i = 0; i < network_case->member_count; i++) {
		const struct network_member *member = &network_case->members[i];

		if (member->person_id == person_id &&
		    network_is_member_on(member, day))
			return true;
	}
	return false;
}

bool
network_case_concerns(
    const struct network_case *network_case, int64_t person_id, struct date day)
{
	return network_case->network.contact_id == person_id ||
	       network_case_has_member(network_case, person_id, day);
}

int
network_case_count_members(
    const struct network_case *network_case, struct date day)
{
	int count = 0;

	for (size_t i = 0; i < network_case->member_count; i++)
		count += network_is_member_on(&network_case->members[i], day);
	return count;
}

int64_t
network_case_start(
    const struct engine *engine, const struct network_meeting *meeting)
{
	return core_instant(engine, meeting->day, meeting->start_minute);
}

int64_t
network_case_end(
    const struct engine *engine, const struct network_meeting *meeting)
{
	return network_case_start(engine, meeting) +
	       60 * (int64_t)meeting->minutes;
}

const struct network_meeting *
network_case_next(const struct network_case *network_case)
{
	const struct engine *engine = network_case->engine;

	for (size_t i = 0; i < network_case->meeting_count; i++) {
		const struct network_meeting *meeting =
		    &network_case->meetings[i];

		if (meeting->cancelled_at == INSTANT_NONE &&
		    network_case_end(engine, meeting) > core_now(engine))
			return meeting;
	}
	return NULL;
}

int
network_case_attended(const struct network_case *network_case,
    int64_t meeting_id, int64_t person_id)
{
	for (size_t i = 0; i < network_case->attendance_count; i++) {
		const struct network_attendance *row =
		    &network_case->attendance[i];

		if (row->meeting_id == meeting_id &&
		    row->person_id == person_id)
			return row->attended;
	}
	return -1;
}

struct network_count
network_case_count(const struct network_case *network_case, int64_t meeting_id,
    int64_t person_id)
{
	struct network_count count = {0, 0};

	for (size_t i = 0; i < network_case->attendance_count; i++) {
		const struct network_attendance *row =
		    &network_case->attendance[i];

		if ((meeting_id != 0 && row->meeting_id != meeting_id) ||
		    (person_id != 0 && row->person_id != person_id))
			continue;
		count.known++;
		count.came += row->attended;
	}
	return count;
}
