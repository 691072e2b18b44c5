/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "calendar/feed.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "message/address.h"
#include "model/role.h"
#include "store/feed_store.h"
#include "store/person_store.h"

/* A feed that a verb changes, and whose it is. */
struct changing {
	struct change change;
	struct feed feed;
	struct person person;
};

#define CHANGING_INIT                                                          \
	{                                                                      \
		.change = CHANGE_INIT                                          \
	}

static void
changing_release(struct changing *changing)
{
	change_release(&changing->change);
	feed_store_release(&changing->feed);
	person_store_release(&changing->person);
}

static int
begin(struct changing *changing, struct engine *engine, const char *actor,
    int64_t feed_id, struct error *err)
{
	int status = feeds_flush(engine, err);

	if (status == OB_OK)
		status = change_begin(&changing->change, engine, actor, err);
	if (status != OB_OK)
		return status;
	status = feed_store_find(engine->store, feed_id, &changing->feed, err);
	if (status == OB_ENOTFOUND)
		status = error_set(
		    err, OB_ENOTFOUND, "there is no feed %" PRId64, feed_id);
	return status == OB_OK
		   ? person_store_find(engine->store, changing->feed.person_id,
			 &changing->person, err)
		   : status;
}

/* Stores the feed, and who did what to it. */
static int
end(struct changing *changing, const char *verb, json_t *before, json_t *after,
    json_t **ret_view, struct error *err)
{
	struct engine *engine = changing->change.engine;
	int status = feed_store_update(engine->store, &changing->feed, err);

	if (status != OB_OK) {
		json_decref(before);
		json_decref(after);
		return status;
	}
	status = change_audit(&changing->change, verb,
	    SUBJECT("feed", changing->feed.id), before, after, err);
	if (status == OB_OK)
		status = change_commit(&changing->change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "feed",
		    feeds_view(engine, &changing->feed, &changing->person));
	return status;
}

/* The old address answers "gone". */
static int
renew(struct engine *engine, struct feed *feed, struct error *err)
{
	int status = feed_store_revoke(
	    engine->store, feed->token_hash, feed->id, core_now(engine), err);

	feed->generation++;
	feeds_set_hash(engine, feed);
	return status;
}

int
feeds_renew_of(struct engine *engine, int64_t person_id, struct error *err)
{
	const struct feed_filter filter = {.person_id = person_id};
	struct feed *feeds = NULL;
	size_t count = 0;
	int status =
	    feed_store_list(engine->store, &filter, &feeds, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		status = renew(engine, &feeds[i], err);
		if (status == OB_OK)
			status =
			    feed_store_update(engine->store, &feeds[i], err);
	}
	feed_store_free(feeds, count);
	return status;
}

int
feeds_rotate(struct engine *engine, const char *actor, int64_t feed_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(changing_release) struct changing changing = CHANGING_INIT;
	struct feed *feed = &changing.feed;
	int status = begin(&changing, engine, actor, feed_id, err);

	if (status == OB_OK)
		status = renew(engine, feed, err);
	if (status != OB_OK)
		return status;
	feed->revoked_at = INSTANT_NONE;
	return end(&changing, "rotate-feed",
	    json_pack(
		"{s:I}", "generation", (json_int_t)(feed->generation - 1)),
	    json_pack("{s:I}", "generation", (json_int_t)feed->generation),
	    ret_view, err);
}

int
feeds_revoke(struct engine *engine, const char *actor, int64_t feed_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(changing_release) struct changing changing = CHANGING_INIT;
	int status = begin(&changing, engine, actor, feed_id, err);

	if (status != OB_OK)
		return status;
	if (changing.feed.revoked_at != INSTANT_NONE)
		return error_set(err, OB_ECONFLICT,
		    "feed %" PRId64 " is revoked already; rotate-feed opens "
		    "it again",
		    feed_id);
	changing.feed.revoked_at = core_now(engine);
	return end(&changing, "revoke-feed", json_pack("{s:b}", "revoked", 0),
	    json_pack("{s:b}", "revoked", 1), ret_view, err);
}

/* "off" is -1. */
static int
read_alarms(const char *text, int *ret_minutes, struct error *err)
{
	char *end_of_number = NULL;
	long minutes;

	if (strcmp(text, "off") == 0) {
		*ret_minutes = -1;
		return OB_OK;
	}
	minutes = strtol(text, &end_of_number, 10);
	if (text[0] < '0' || text[0] > '9' || *end_of_number != '\0' ||
	    minutes > FEED_ALARM_MAX)
		return error_set_field(err, OB_EINVALID, "alarms",
		    "cannot use the alarm '%s': it is 'off' or a number of "
		    "minutes from 0 to %d",
		    text, FEED_ALARM_MAX);
	*ret_minutes = (int)minutes;
	return OB_OK;
}

int
feeds_edit(struct engine *engine, const char *actor, int64_t feed_id,
    const char *alarms, json_t **ret_view, struct error *err)
{
	cleanup_(changing_release) struct changing changing = CHANGING_INIT;
	int minutes = -1;
	int before;
	int status = read_alarms(alarms, &minutes, err);

	if (status == OB_OK)
		status = begin(&changing, engine, actor, feed_id, err);
	if (status != OB_OK)
		return status;
	before = changing.feed.alarm_minutes;
	changing.feed.alarm_minutes = minutes;
	return end(&changing, "edit-feed", json_pack("{s:i}", "alarms", before),
	    json_pack("{s:i}", "alarms", minutes), ret_view, err);
}

static int
read_purpose(
    const char *text, enum feed_purpose *ret_purpose, struct error *err)
{
	int status = feed_purpose_parse(text, ret_purpose, err);

	if (status == OB_OK && *ret_purpose == FEED_JOURNEY)
		return error_set_field(err, OB_EINVALID, "purpose",
		    "the feeds of a journey come with it; list-feeds shows "
		    "them");
	return status;
}

/* The configured one follows journeys that are still to come. */
static int
is_configured(const struct change *change, const struct person *person,
    bool *ret_is, struct error *err)
{
	const char *text = change->engine->settings->people.coordinator;
	cleanup_(address_release) struct address address = {0};
	cleanup_(person_store_release) struct person other = {0};
	int status;

	*ret_is = false;
	if (text[0] == '\0')
		return OB_OK;
	status = address_parse_field("people.coordinator", text, &address, err);
	if (status == OB_OK)
		status =
		    people_find(change->engine, address.address, &other, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	*ret_is = status == OB_OK && other.id == person->id;
	return status;
}

static int
check_coordinator(
    const struct change *change, const struct person *person, struct error *err)
{
	const struct feed_journeys_of of = {person->id, {0}, true};
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	bool is_default = false;
	int status = feed_store_list_journeys(
	    change->engine->store, &of, &ids, &count, err);

	if (status == OB_OK && count == 0)
		status = is_configured(change, person, &is_default, err);
	if (status == OB_OK && count == 0 && !is_default)
		return error_set_field(err, OB_EINVALID, "person",
		    "%s is the coordinator of no journey", person->name);
	return status;
}

static int
check_free(const struct change *change, enum feed_purpose purpose,
    const struct person *person, struct error *err)
{
	cleanup_(feed_store_release) struct feed feed = {0};
	int status = feed_store_find_purpose(change->engine->store,
	    feed_purpose_name(purpose), person->id, &feed, err);

	if (status == OB_OK)
		return error_set(err, OB_EEXISTS,
		    "%s has this calendar already: feed %" PRId64, person->name,
		    feed.id);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

int
feeds_add(struct engine *engine, const char *actor, const char *purpose,
    const char *person, json_t **ret_view, struct error *err)
{
	cleanup_(changing_release) struct changing changing = CHANGING_INIT;
	struct feed_owner owner = {FEED_PERSON, 0, 0, 0, ""};
	int64_t id = 0;
	int status = read_purpose(purpose, &owner.purpose, err);

	if (status == OB_OK)
		status = change_begin(&changing.change, engine, actor, err);
	if (status == OB_OK)
		status = people_ensure(
		    &changing.change, "person", person, &changing.person, err);
	if (status == OB_OK)
		status = check_free(
		    &changing.change, owner.purpose, &changing.person, err);
	if (status == OB_OK && owner.purpose == FEED_COORDINATOR) {
		owner.role = ROLE_COORDINATOR;
		status =
		    check_coordinator(&changing.change, &changing.person, err);
	}
	owner.person_id = changing.person.id;
	if (status == OB_OK)
		status = feeds_create(engine, &owner, &id, err);
	if (status == OB_OK)
		status =
		    feed_store_find(engine->store, id, &changing.feed, err);
	if (status != OB_OK)
		return status;
	return end(&changing, "add-feed", NULL,
	    json_pack("{s:s, s:I}", "purpose", purpose, "person",
		(json_int_t)owner.person_id),
	    ret_view, err);
}
