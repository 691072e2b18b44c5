/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_next.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_people.h"
#include "engine/pages/page_timeline.h"
#include "model/role.h"

static bool
concerns(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	const char *mail_to = dossier_step(dossier, activity)->mail_to;

	return page_activity_is_own(reader, activity) ||
	       dossier_takes_part(dossier, activity, reader->person_id) ||
	       (mail_to != NULL && strcmp(mail_to, ROLE_LEADER) == 0);
}

static bool
is_candidate(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	assert(activity != NULL);
	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    !concerns(dossier, activity, reader))
		return false;
	return page_activity_is_own(reader, activity) ||
	       !date_before(activity->planned, core_today(dossier->engine));
}

/* By day and time; what has no time comes first on its day. */
static bool
is_earlier(const struct activity *a, const struct activity *b)
{
	if (a->planned.day != b->planned.day)
		return date_before(a->planned, b->planned);
	if (a->start_minute != b->start_minute)
		return a->start_minute < b->start_minute;
	return a->position < b->position;
}

/* The first that comes after the given one (NULL: of all), or NULL. */
static const struct activity *
find_after(const struct dossier *dossier, const struct page_reader *reader,
    const struct activity *after)
{
	const struct activity *found = NULL;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (!is_candidate(dossier, activity, reader) ||
		    (after != NULL && !is_earlier(after, activity)))
			continue;
		if (found == NULL || is_earlier(activity, found))
			found = activity;
	}
	return found;
}

static const char *
how_key(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	enum step_kind kind = dossier_step(dossier, activity)->kind;
	bool is_own = page_activity_is_own(reader, activity);

	switch (kind) {
	case STEP_MAIL:
		return "page.how.mail";
	case STEP_CALL:
		return is_own ? "page.how.own_call" : "page.how.call";
	case STEP_MEETING:
		return is_own ? "page.how.own_meeting" : "page.how.meeting";
	case STEP_TASK:
	case STEP_DOCUMENT:
	case STEP_SURVEY:
	case STEP_GATE:
		break;
	}
	return is_own ? "page.how.own" : "page.how.other";
}

static int
add_one(const struct dossier *dossier, const struct page_reader *reader,
    const struct activity *activity, json_t *list, struct error *err)
{
	const struct person *responsible =
	    dossier_person(dossier, activity->responsible_id);
	json_t *view = NULL;
	int status =
	    page_timeline_activity(dossier, activity, reader, &view, err);

	if (status != OB_OK)
		return status;
	status = page_reader_say(reader, view, "how",
	    how_key(dossier, activity, reader),
	    json_pack("{s:s, s:s}", "name", responsible->name, "phone",
		page_people_phone(responsible)),
	    err);
	(void)json_array_append_new(list, view);
	return status;
}

static bool
goes_on(const struct dossier *dossier)
{
	const char *state = dossier->journey.state;

	return strcmp(state, "planned") == 0 || strcmp(state, "active") == 0;
}

int
page_next_add(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	const struct activity *activity = NULL;
	json_t *list = json_array();
	int status = OB_OK;

	while (status == OB_OK && goes_on(dossier) &&
	       json_array_size(list) < PAGE_NEXT_MAX) {
		activity = find_after(dossier, reader, activity);
		if (activity == NULL)
			break;
		status = add_one(dossier, reader, activity, list, err);
	}
	(void)json_object_set_new(
	    view, "has_next", json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, "next", list);
	return status;
}
