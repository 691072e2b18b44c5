/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/people/people.h"
#include "model/feed_agent.h"
#include "store/feed_store.h"
#include "store/person_store.h"

static json_t *
number_or_null(int64_t number, bool is_there)
{
	return is_there ? json_integer((json_int_t)number) : json_null();
}

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* Who fetched it last, and how often anybody did. */
static void
add_fetches(const struct engine *engine, const struct feed *feed, json_t *view)
{
	bool was_fetched = feed->last_fetched_at != INSTANT_NONE;

	set(view, "last_fetched",
	    nullable_instant(engine, feed->last_fetched_at));
	set(view, "fetched_seconds_ago",
	    was_fetched ? json_integer((json_int_t)(core_now(engine) -
						    feed->last_fetched_at))
			: json_null());
	set(view, "status",
	    number_or_null(feed->last_status, feed->last_status != 0));
	set(view, "agent", json_string(feed->last_agent));
	set(view, "agent_family",
	    feed->last_status == 0 ? json_null()
				   : json_string(feed_agent_name(
					 feed_agent_find(feed->last_agent))));
	set(view, "fetches", json_integer((json_int_t)feed->fetches));
	set(view, "unchanged",
	    json_integer((json_int_t)feed->fetches_unchanged));
}

json_t *
feeds_view(const struct engine *engine, const struct feed *feed,
    const struct person *person)
{
	cleanup_(memory_free_ptr) char *url = feeds_address(engine, feed);
	json_t *view = json_pack("{s:I, s:s, s:s, s:o, s:s}", "id",
	    (json_int_t)feed->id, "purpose", feed->purpose, "role", feed->role,
	    "person", people_brief(person), "url", url);

	set(view, "leader",
	    number_or_null(feed->journey_id, feed->journey_id != 0));
	add_fetches(engine, feed, view);
	set(view, "alarms",
	    number_or_null(feed->alarm_minutes, feed->alarm_minutes >= 0));
	set(view, "revoked", nullable_instant(engine, feed->revoked_at));
	return view;
}

/*
 * Somebody who left the journey, has nothing in it, or acts for nobody who
 * has (any more), keeps the row but is not shown.
 */
static bool
is_known(const struct dossier *dossier, const struct acting *acting,
    int64_t person_id)
{
	for (size_t i = 0; i < dossier->people_count; i++) {
		int64_t owner_id = dossier->people[i].id;

		if (acting_is_for(acting, person_id, owner_id) &&
		    dossier_involves(dossier, owner_id))
			return true;
	}
	return false;
}

static int
add_view(struct engine *engine, const struct feed *feed, json_t *list,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status =
	    person_store_find(engine->store, feed->person_id, &person, err);

	/* The members of a group without a mailbox have calendars instead. */
	if (status == OB_OK && acting_has_mailbox(&person))
		(void)json_array_append_new(
		    list, feeds_view(engine, feed, &person));
	return status;
}

/* Those of persons who have a part in the journey. */
static int
list_journey(const struct dossier *dossier, struct feed **ret_feeds,
    size_t *ret_count, struct error *err)
{
	const struct acting *acting = NULL;
	struct feed *feeds = NULL;
	size_t count = 0;
	size_t kept = 0;
	int status = acting_today(dossier->engine, &acting, err);

	if (status == OB_OK)
		status = feed_store_list_journey(dossier->engine->store,
		    dossier->journey.id, &feeds, &count, err);
	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		if (is_known(dossier, acting, feeds[i].person_id))
			feeds[kept++] = feeds[i];
		else
			feed_store_release(&feeds[i]);
	}
	*ret_feeds = feeds;
	*ret_count = kept;
	return OB_OK;
}

int
feeds_of_journey(
    const struct dossier *dossier, json_t **ret_feeds, struct error *err)
{
	struct feed *feeds = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = list_journey(dossier, &feeds, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_view(dossier->engine, &feeds[i], list, err);
	feed_store_free(feeds, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_feeds = list;
	return OB_OK;
}

int
feeds_list(struct engine *engine, int64_t journey_id, json_t **ret_view,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *feeds = NULL;
	int status = feeds_flush(engine, err);

	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &dossier, err);
	if (status == OB_OK)
		status = feeds_of_journey(&dossier, &feeds, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "feeds", feeds);
	return status;
}

static int
read_filter(struct engine *engine, const struct feed_list_request *request,
    struct feed_filter *filter, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	enum feed_purpose known = FEED_JOURNEY;
	int status = OB_OK;

	if (request->purpose != NULL)
		status = feed_purpose_parse(request->purpose, &known, err);
	if (status == OB_OK && request->person != NULL)
		status = people_find(engine, request->person, &person, err);
	if (status != OB_OK)
		return status;
	*filter = (struct feed_filter){person.id, request->purpose};
	return OB_OK;
}

static int
list_stored(struct engine *engine, const struct feed_filter *filter,
    json_t *list, struct error *err)
{
	struct feed *feeds = NULL;
	size_t count = 0;
	int status =
	    feed_store_list(engine->store, filter, &feeds, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_view(engine, &feeds[i], list, err);
	feed_store_free(feeds, count);
	return status;
}

static int
read_number(const char *text, int64_t *ret_number, struct error *err)
{
	char *end = NULL;
	long long number = strtoll(text, &end, 10);

	if (text[0] < '1' || text[0] > '9' || *end != '\0')
		return error_set_field(err, OB_EINVALID, "leader",
		    "'%s' is no leader's number", text);
	*ret_number = number;
	return OB_OK;
}

/* A journey's feeds are few: those that are not asked for are left out. */
static int
list_of_journey(struct engine *engine, const char *leader,
    const struct feed_filter *filter, json_t *list, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct feed *feeds = NULL;
	size_t count = 0;
	int64_t journey_id = 0;
	int status = read_number(leader, &journey_id, err);

	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &dossier, err);
	if (status == OB_OK)
		status = list_journey(&dossier, &feeds, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if ((filter->person_id == 0 ||
			filter->person_id == feeds[i].person_id) &&
		    (filter->purpose == NULL ||
			strcmp(filter->purpose, feeds[i].purpose) == 0))
			status = add_view(engine, &feeds[i], list, err);
	}
	feed_store_free(feeds, count);
	return status;
}

int
feeds_list_all(struct engine *engine, const struct feed_list_request *request,
    json_t **ret_view, struct error *err)
{
	struct feed_filter filter = {0};
	json_t *list = json_array();
	int status = read_filter(engine, request, &filter, err);

	if (status == OB_OK)
		status = feeds_flush(engine, err);
	if (status == OB_OK)
		status = request->leader == NULL
			     ? list_stored(engine, &filter, list, err)
			     : list_of_journey(
				   engine, request->leader, &filter, list, err);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "feeds", list);
	return OB_OK;
}
