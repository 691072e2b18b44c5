/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_content.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/invitations_told.h"
#include "engine/dossier/naming.h"
#include "engine/feeds/feed_events.h"
#include "engine/feeds/feed_words.h"
#include "engine/links/page_links.h"
#include "store/handover_store.h"

/* One journey in somebody's calendar. */
struct content {
	const struct dossier *dossier;
	const struct feed_reader *reader;
	struct feed_entries *entries;
	int64_t *owners; /* for whom the person acts today */
	size_t owner_count;
	struct activity_left *left; /* what others have taken over */
	size_t left_count;
	char *leader_url; /* of the own journey's page, or NULL */
};

static void
content_release(struct content *content)
{
	free(content->owners);
	free(content->left);
	free(content->leader_url);
}

static bool
is_cancelled(const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	return state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED;
}

static bool
is_responsible(const struct content *content, const struct activity *activity)
{
	for (size_t i = 0; i < content->owner_count; i++) {
		if (activity->responsible_id == content->owners[i])
			return true;
	}
	return false;
}

/* The person's own, or that of somebody for whom the person acts. */
static bool
is_own(const struct content *content, const struct activity *activity)
{
	for (size_t i = 0; i < content->owner_count; i++) {
		if (activity->responsible_id == content->owners[i] ||
		    dossier_takes_part(
			content->dossier, activity, content->owners[i]))
			return true;
	}
	return false;
}

/* When somebody else took it over; INSTANT_NONE when nobody did. */
static int64_t
left_at(const struct content *content, const struct activity *activity)
{
	for (size_t i = 0; i < content->left_count; i++) {
		if (content->left[i].activity_id == activity->id)
			return content->left[i].left_at;
	}
	return INSTANT_NONE;
}

bool
feed_content_is_still_shown(
    const struct engine *engine, struct date day, int64_t cancelled_at)
{
	struct date last =
	    date_add_days(zone_to_local(engine->zone, cancelled_at).date,
		FEED_CONTENT_CANCELLED_DAYS);

	return !date_before(date_max(day, last), core_today(engine));
}

static bool
is_still_shown(const struct content *content, const struct activity *activity,
    int64_t cancelled_at)
{
	return feed_content_is_still_shown(
	    content->dossier->engine, activity->planned, cancelled_at);
}

static bool
is_in_window(const struct feed_reader *reader, struct date day)
{
	return date_is_none(reader->from) ||
	       (reader->from.day <= day.day && day.day <= reader->until.day);
}

/* Cancelled from the start: no calendar ever had it. */
static bool
was_never_shown(const struct activity *activity)
{
	return is_cancelled(activity) && activity->sequence == 0;
}

/* Mails go by themselves: nobody has to follow them. */
static bool
is_followed(const struct content *content, const struct activity *activity)
{
	if (dossier_step(content->dossier, activity)->kind == STEP_MAIL)
		return false;
	if (is_cancelled(activity))
		return is_still_shown(content, activity, activity->changed_at);
	return activity_is_open(dossier_state(activity));
}

static bool
belongs(const struct content *content, const struct activity *activity)
{
	int64_t left = left_at(content, activity);

	if (!is_in_window(content->reader, activity->planned) ||
	    invitations_told_hides(content->reader->invitations,
		content->reader->invitation_count, activity,
		content->reader->person->id))
		return false;
	if (content->reader->purpose == FEED_COORDINATOR)
		return !was_never_shown(activity) &&
		       is_followed(content, activity);
	if (!is_own(content, activity))
		return left != INSTANT_NONE &&
		       is_still_shown(content, activity, left);
	if (was_never_shown(activity))
		return false;
	return !is_cancelled(activity) ||
	       is_still_shown(content, activity, activity->changed_at);
}

/* Meetings and calls are no tasks, although some last the whole day. */
static bool
is_task(const struct content *content, const struct activity *activity)
{
	enum step_kind kind = dossier_step(content->dossier, activity)->kind;

	return content->reader->has_tasks && activity->start_minute < 0 &&
	       kind != STEP_MEETING && kind != STEP_CALL &&
	       is_responsible(content, activity);
}

/*
 * A task is another entry than the event that it is elsewhere: whoever has
 * both calendars must not find one uid in two kinds of component.
 */
static void
make_task(struct feed_entry *entry, const struct activity *activity, char **uid)
{
	*uid = memory_printf("todo-%s", activity->uid);
	entry->kind = FEED_TASK;
	entry->uid = *uid;
	entry->is_done = dossier_state(activity) == ACTIVITY_DONE;
	if (activity->settled_at == INSTANT_NONE)
		return;
	entry->done_at = activity->settled_at;
	if (entry->changed_at < activity->settled_at)
		entry->changed_at = activity->settled_at;
}

static int
add_entry(const struct content *content, const struct activity *activity,
    struct error *err)
{
	const struct feed_reader *reader = content->reader;
	const struct dossier *dossier = content->dossier;
	cleanup_(strbuf_release) struct strbuf description = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *summary =
	    naming_entry(dossier, activity, reader->person, reader->language);
	cleanup_(memory_free_ptr) char *uid = NULL;
	bool follows = reader->purpose == FEED_COORDINATOR;
	bool is_theirs = is_own(content, activity);
	struct feed_entry entry = {
	    .uid = activity->uid,
	    .sequence = activity->sequence,
	    .changed_at = activity->changed_at,
	    .all_day = activity->start_minute < 0,
	    .date = activity->planned,
	    .start = activity->start_minute,
	    .end = activity->end_minute,
	    .summary = summary,
	    .url = content->leader_url != NULL ? content->leader_url
					       : reader->page_url,
	    .category = feed_words_phase(dossier, activity, reader->language),
	    .cancelled = is_cancelled(activity) || (!is_theirs && !follows),
	    .busy = activity->start_minute >= 0 && is_theirs,
	    .is_private = follows,
	    .has_alarm = reader->alarm_minutes >= 0 && is_theirs,
	    .alarm_minutes = reader->alarm_minutes,
	};
	int status = feed_words_description(
	    dossier, activity, reader, &description, err);

	if (status != OB_OK)
		return status;
	entry.description = description.buf;
	if (is_task(content, activity))
		make_task(&entry, activity, &uid);
	feed_entries_add(content->entries, &entry);
	return OB_OK;
}

/* An annual event of others' is one meeting, whoever they are. */
static bool
is_common(const struct content *content, const struct activity *activity)
{
	return content->reader->purpose != FEED_JOURNEY &&
	       course_is_event(activity->step) &&
	       !naming_is_own(content->dossier, content->reader->person->id);
}

static int
add_activity(const struct content *content, const struct activity *activity,
    struct error *err)
{
	if (!belongs(content, activity))
		return OB_OK;
	if (is_common(content, activity))
		return feed_events_add_step(content->dossier->engine,
		    content->reader, activity, content->entries, err);
	return add_entry(content, activity, err);
}

/* Whose activities the calendar shows, and which it has lost. */
static int
find_own(struct content *content, struct error *err)
{
	struct engine *engine = content->dossier->engine;
	int64_t person_id = content->reader->person->id;
	const struct acting *acting = NULL;
	int status = acting_today(engine, &acting, err);

	if (status != OB_OK)
		return status;
	content->owners =
	    acting_owners(acting, person_id, &content->owner_count);
	return handover_store_list(engine->store, content->dossier->journey.id,
	    person_id, &content->left, &content->left_count, err);
}

int
feed_content_add(const struct dossier *dossier,
    const struct feed_reader *reader, struct feed_entries *entries,
    struct error *err)
{
	cleanup_(content_release) struct content content = {
	    .dossier = dossier,
	    .reader = reader,
	    .entries = entries,
	};
	int status = find_own(&content, err);

	if (status == OB_OK && naming_is_own(dossier, reader->person->id))
		status = page_links_url(
		    dossier, reader->person->id, &content.leader_url, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count; i++)
		status = add_activity(&content, &dossier->activities[i], err);
	return status;
}
