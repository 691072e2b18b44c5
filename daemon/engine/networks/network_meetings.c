/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/network_meetings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/networks/network_case.h"
#include "engine/networks/network_letters.h"
#include "engine/networks/networks.h"

#define MINUTES_DEFAULT 120
#define DAY_MINUTES 1440
#define MINUTES_MAX DAY_MINUTES
#define PLACE_MAX_CHARS 500
#define MONTHS_AHEAD 24

/* A meeting that a verb changes, and its network as it is stored. */
struct work {
	struct change change;
	struct network_case network_case;
	struct network_meeting meeting;
	int64_t start_before; /* INSTANT_NONE: it is new */
	bool dry_run;
	int told;
};

#define WORK_INIT                                                              \
	{                                                                      \
		.change = CHANGE_INIT, .start_before = INSTANT_NONE            \
	}

static void
work_release(struct work *work)
{
	change_release(&work->change);
	network_case_release(&work->network_case);
	network_meeting_store_release(&work->meeting);
}

static int
find_meeting(struct engine *engine, int64_t id,
    struct network_meeting *ret_meeting, struct error *err)
{
	int status =
	    network_meeting_store_find(engine->store, id, ret_meeting, err);

	return status == OB_ENOTFOUND
		   ? error_set(err, OB_ENOTFOUND,
			 "there is no network meeting %" PRId64, id)
		   : status;
}

int
network_meetings_find_network(struct engine *engine, int64_t id,
    int64_t *ret_network_id, struct error *err)
{
	cleanup_(
	    network_meeting_store_release) struct network_meeting meeting = {0};
	int status = find_meeting(engine, id, &meeting, err);

	if (status == OB_OK)
		*ret_network_id = meeting.network_id;
	return status;
}

static int
begin(struct work *work, struct engine *engine, const char *actor,
    int64_t network_id, struct error *err)
{
	int status = change_begin(&work->change, engine, actor, err);

	return status == OB_OK ? networks_load_open(engine, network_id,
				     &work->network_case, err)
			       : status;
}

/* One that is still to be. */
static int
begin_change(struct work *work, struct engine *engine, const char *actor,
    int64_t id, struct error *err)
{
	int status = find_meeting(engine, id, &work->meeting, err);

	if (status == OB_OK)
		status =
		    begin(work, engine, actor, work->meeting.network_id, err);
	if (status != OB_OK)
		return status;
	if (work->meeting.cancelled_at != INSTANT_NONE)
		return error_refuse(err, OB_ECONFLICT, "", "network_cancelled",
		    "the meeting is cancelled");
	work->start_before = network_case_start(engine, &work->meeting);
	if (work->start_before <= core_now(engine))
		return error_refuse(err, OB_ECONFLICT, "", "network_begun",
		    "the meeting has begun or is over");
	return OB_OK;
}

static int
set_start(struct engine *engine, const char *text,
    struct network_meeting *meeting, struct error *err)
{
	struct date last = date_add_months(core_today(engine), MONTHS_AHEAD);
	struct local_time local;
	int64_t at = 0;
	int status;

	if (text == NULL && meeting->id != 0)
		return OB_OK;
	if (text == NULL)
		return error_refuse(err, OB_EINVALID, "start", "missing",
		    "say when it begins, as 2027-02-03T13:00");
	status = instant_parse(engine->zone, text, &at, err);
	if (status != OB_OK)
		return error_name_field(err, "start");
	if (at <= core_now(engine))
		return error_refuse(err, OB_EINVALID, "start", "network_past",
		    "'%s' has passed", text);
	local = zone_to_local(engine->zone, at);
	if (date_before(last, local.date))
		return error_refuse(err, OB_EINVALID, "start", "network_far",
		    "'%s' lies too far ahead; at most %d months", text,
		    MONTHS_AHEAD);
	meeting->day = local.date;
	meeting->start_minute = local.second / 60;
	return OB_OK;
}

static int
set_minutes(int64_t minutes, struct network_meeting *meeting, struct error *err)
{
	if (minutes == 0)
		return OB_OK;
	if (minutes < 1 || minutes > MINUTES_MAX)
		return error_refuse(err, OB_EINVALID, "minutes",
		    "network_minutes",
		    "a meeting lasts 1 to %d minutes, not %" PRId64,
		    MINUTES_MAX, minutes);
	meeting->minutes = (int)minutes;
	return OB_OK;
}

static int
set_place(const char *place, struct network_meeting *meeting, struct error *err)
{
	int status = OB_OK;

	if (place == NULL)
		return OB_OK;
	if (place[0] != '\0')
		status = utf8_check_line("place", place, PLACE_MAX_CHARS, err);
	if (status != OB_OK)
		return status;
	free(meeting->place);
	meeting->place = memory_strdup(place);
	return OB_OK;
}

static int
set_all(struct work *work, const struct network_meeting_request *request,
    struct error *err)
{
	int status =
	    set_start(work->change.engine, request->start, &work->meeting, err);

	if (status == OB_OK)
		status = set_minutes(request->minutes, &work->meeting, err);
	if (status == OB_OK &&
	    work->meeting.start_minute + work->meeting.minutes > DAY_MINUTES)
		status = error_refuse(err, OB_EINVALID, "minutes",
		    "network_midnight", "a meeting ends on its own day");
	return status == OB_OK ? set_place(request->place, &work->meeting, err)
			       : status;
}

static json_t *
facts_of(const struct network_meeting *meeting)
{
	return json_pack("{s:I, s:o, s:o, s:i, s:s, s:b}", "network",
	    (json_int_t)meeting->network_id, "day", nullable_date(meeting->day),
	    "start", nullable_time(meeting->start_minute), "minutes",
	    meeting->minutes, "place", meeting->place, "cancelled",
	    (int)(meeting->cancelled_at != INSTANT_NONE));
}

/* Nobody is to hear too late of what is near, or was to be. */
static int
tell(struct work *work, struct error *err)
{
	int status = network_letters_note_actor(
	    &work->change, &work->network_case, &work->meeting, err);

	return status == OB_OK
		   ? network_letters_tell(&work->change, &work->network_case,
			 &work->meeting, work->start_before, &work->told, err)
		   : status;
}

static int
end(struct work *work, const char *verb, json_t *before, json_t **ret_view,
    struct error *err)
{
	struct engine *engine = work->change.engine;
	cleanup_(network_case_release) struct network_case after = {
	    .engine = NULL};
	int status = change_audit(&work->change, verb,
	    SUBJECT("network-meeting", work->meeting.id), before,
	    facts_of(&work->meeting), err);

	if (status == OB_OK)
		status = tell(work, err);
	if (status == OB_OK)
		status = network_case_load(
		    engine, work->meeting.network_id, &after, err);
	if (status == OB_OK && !work->dry_run)
		status = change_commit(&work->change, err);
	if (status != OB_OK)
		return status;
	*ret_view = networks_view(&after);
	(void)json_object_set_new(
	    *ret_view, "meeting", facts_of(&work->meeting));
	(void)json_object_set_new(*ret_view, "told", json_integer(work->told));
	(void)json_object_set_new(
	    *ret_view, "dry_run", json_boolean(work->dry_run));
	return OB_OK;
}

static int
check_count(const struct network_case *network_case, struct error *err)
{
	int ahead = 0;

	for (size_t i = 0; i < network_case->meeting_count; i++)
		ahead += !date_before(network_case->meetings[i].day,
		    core_today(network_case->engine));
	if (ahead >= NETWORK_MEETINGS_AHEAD_MAX)
		return error_refuse(err, OB_ELIMIT, "", "network_meetings_full",
		    "the network has %d meetings planned already",
		    NETWORK_MEETINGS_AHEAD_MAX);
	return OB_OK;
}

int
network_meetings_plan(struct engine *engine, const char *actor,
    int64_t network_id, const struct network_meeting_request *request,
    json_t **ret_view, struct error *err)
{
	cleanup_(work_release) struct work work = WORK_INIT;
	int status = begin(&work, engine, actor, network_id, err);

	if (status != OB_OK)
		return status;
	work.dry_run = request->dry_run;
	work.meeting = (struct network_meeting){
	    .network_id = network_id,
	    .minutes = MINUTES_DEFAULT,
	    .place = memory_strdup(""),
	    .uid = core_new_uid(engine),
	    .changed_at = core_now(engine),
	    .cancelled_at = INSTANT_NONE,
	};
	status = check_count(&work.network_case, err);
	if (status == OB_OK)
		status = set_all(&work, request, err);
	if (status == OB_OK)
		status = network_meeting_store_add(
		    engine->store, &work.meeting, &work.meeting.id, err);
	return status == OB_OK
		   ? end(&work, "plan-network-meeting", NULL, ret_view, err)
		   : status;
}

/* As calendars know a change of the same entry. */
static int
store_changed(struct work *work, struct error *err)
{
	work->meeting.sequence++;
	work->meeting.changed_at = core_now(work->change.engine);
	return network_meeting_store_update(
	    work->change.engine->store, &work->meeting, err);
}

int
network_meetings_move(struct engine *engine, const char *actor, int64_t id,
    const struct network_meeting_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(work_release) struct work work = WORK_INIT;
	json_auto_t *before = NULL;
	json_auto_t *after = NULL;
	int status = begin_change(&work, engine, actor, id, err);

	if (status != OB_OK)
		return status;
	work.dry_run = request->dry_run;
	before = facts_of(&work.meeting);
	status = set_all(&work, request, err);
	if (status != OB_OK)
		return status;
	after = facts_of(&work.meeting);
	if (json_equal(before, after))
		return error_refuse(err, OB_ECONFLICT, "", "network_same",
		    "the meeting stands so already");
	status = store_changed(&work, err);
	return status == OB_OK ? end(&work, "move-network-meeting",
				     TAKE_PTR(before), ret_view, err)
			       : status;
}

int
network_meetings_cancel(struct engine *engine, const char *actor, int64_t id,
    bool dry_run, json_t **ret_view, struct error *err)
{
	cleanup_(work_release) struct work work = WORK_INIT;
	json_auto_t *before = NULL;
	int status = begin_change(&work, engine, actor, id, err);

	if (status != OB_OK)
		return status;
	work.dry_run = dry_run;
	before = facts_of(&work.meeting);
	work.meeting.cancelled_at = core_now(engine);
	status = store_changed(&work, err);
	return status == OB_OK ? end(&work, "cancel-network-meeting",
				     TAKE_PTR(before), ret_view, err)
			       : status;
}

static int
cancel_one(struct change *change, const struct network_case *network_case,
    struct network_meeting *meeting, struct error *err)
{
	struct engine *engine = change->engine;
	json_t *before = facts_of(meeting);
	int told = 0;
	int status;

	meeting->cancelled_at = core_now(engine);
	meeting->changed_at = core_now(engine);
	meeting->sequence++;
	status = network_meeting_store_update(engine->store, meeting, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	status = change_audit(change, "cancel-network-meeting",
	    SUBJECT("network-meeting", meeting->id), before, facts_of(meeting),
	    err);
	if (status == OB_OK)
		status = network_letters_note_actor(
		    change, network_case, meeting, err);
	if (status == OB_OK)
		status = network_letters_tell(change, network_case, meeting,
		    network_case_start(engine, meeting), &told, err);
	return status;
}

int
network_meetings_cancel_all(
    struct change *change, struct network_case *network_case, struct error *err)
{
	struct engine *engine = change->engine;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < network_case->meeting_count;
	     i++) {
		struct network_meeting *meeting = &network_case->meetings[i];

		if (meeting->cancelled_at == INSTANT_NONE &&
		    network_case_start(engine, meeting) > core_now(engine))
			status = cancel_one(change, network_case, meeting, err);
	}
	return status;
}
