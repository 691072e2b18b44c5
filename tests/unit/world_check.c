/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "invitation_reader.h"
#include "store/mail_store.h"
#include "store/store_tables.h"
#include "world.h"

/* What must hold whatever happened. */

static struct date
day_of(const struct world *world, const struct delivery *delivery)
{
	return zone_to_local(engine_zone(world->engine), delivery->at).date;
}

/* Two functions may have one mailbox, and each its own digest. */
static int
check_digests(const struct world *world, const struct delivery *first,
    const struct delivery *second, struct error *err)
{
	cleanup_(mail_store_release) struct mail one = {0};
	cleanup_(mail_store_release) struct mail other = {0};
	char day[DATE_TEXT_SIZE];
	int status = mail_store_find(world->store, first->id, &one, err);

	if (status == OB_OK)
		status = mail_store_find(world->store, second->id, &other, err);
	if (status != OB_OK || one.person_id != other.person_id)
		return status;
	return error_set(err, OB_EINTERNAL, "%s got two digests on %s",
	    first->to, date_format(day_of(world, first), day));
}

static int
check_pair(const struct world *world, const struct delivery *first,
    const struct delivery *second, struct error *err)
{
	if (strcmp(first->message_id, second->message_id) == 0) {
		if (first->came_back)
			return OB_OK;
		if (!first->was_lost)
			return error_set(err, OB_EINTERNAL,
			    "'%s' to %s came twice", first->subject, first->to);
		if (strcmp(first->bytes, second->bytes) != 0)
			return error_set(err, OB_EINTERNAL,
			    "'%s' to %s came again with other bytes",
			    first->subject, first->to);
		return OB_OK;
	}
	if (strcmp(first->kind, "digest") == 0 &&
	    strcmp(second->kind, "digest") == 0 &&
	    strcmp(first->to, second->to) == 0 &&
	    day_of(world, first).day == day_of(world, second).day)
		return check_digests(world, first, second, err);
	return OB_OK;
}

static int
check_delivery(const struct world *world, const struct delivery *delivery,
    struct error *err)
{
	char text[INSTANT_TEXT_SIZE];

	if (!delivery->is_outside)
		return OB_OK;
	return error_set(err, OB_EINTERNAL,
	    "'%s' left outside the send window, at %s", delivery->subject,
	    instant_format(engine_zone(world->engine), delivery->at, text));
}

static bool
is_invitation(const struct delivery *delivery)
{
	return strcmp(delivery->kind, "invitation") == 0 ||
	       strcmp(delivery->kind, "invitation-cancelled") == 0;
}

/* What clients go by: who invites, who is invited, and which method. */
static int
check_entry(const struct delivery *delivery, const struct invitation_read *read,
    struct error *err)
{
	bool is_cancel = strcmp(delivery->kind, "invitation") != 0;

	if (strcmp(read->organizer, read->from) != 0)
		return error_set(err, OB_EINTERNAL,
		    "'%s' is from %s, but its organiser is %s",
		    delivery->subject, read->from, read->organizer);
	if (strcmp(read->attendee, delivery->to) != 0)
		return error_set(err, OB_EINTERNAL,
		    "'%s' is to %s, but its attendee is %s", delivery->subject,
		    delivery->to, read->attendee);
	if (strcmp(read->method, is_cancel ? "CANCEL" : "REQUEST") != 0 ||
	    strcmp(read->method, read->part_method) != 0 ||
	    strcmp(read->status, is_cancel ? "CANCELLED" : "CONFIRMED") != 0)
		return error_set(err, OB_EINTERNAL,
		    "'%s' is a %s, its part says %s and its status is %s",
		    delivery->subject, read->method, read->part_method,
		    read->status);
	return OB_OK;
}

/* The last that a person's calendar heard of the same meeting before. */
static bool
find_before(const struct world *world, const struct delivery *delivery,
    const struct invitation_read *read, struct invitation_read *ret_before)
{
	for (const struct delivery *at = delivery; at-- > world->deliveries;) {
		if (is_invitation(at) && strcmp(at->to, delivery->to) == 0 &&
		    strcmp(at->message_id, delivery->message_id) != 0 &&
		    invitation_reader_read(at->bytes, ret_before) &&
		    strcmp(ret_before->uid, read->uid) == 0)
			return true;
	}
	return false;
}

/* After a lost answer an old one may come again behind a new one. */
static bool
is_repeated(const struct world *world, const struct delivery *delivery)
{
	for (const struct delivery *at = delivery; at-- > world->deliveries;) {
		if (strcmp(at->message_id, delivery->message_id) == 0)
			return true;
	}
	return false;
}

/* Sent once more because it was asked for: later, and nothing else is new. */
static bool
is_again(const struct world *world, const struct invitation_read *read,
    const struct invitation_read *before)
{
	int64_t asked = 0;

	return db_read_integer(&world->store->db,
		   "SELECT count(*) FROM audit WHERE verb = 'invite-again'",
		   &asked, NULL) == OB_OK &&
	       asked > 0 && read->sequence == before->sequence &&
	       strcmp(read->method, "REQUEST") == 0 &&
	       strcmp(before->method, "REQUEST") == 0 &&
	       strcmp(read->start, before->start) == 0 &&
	       strcmp(read->attendee, before->attendee) == 0 &&
	       strcmp(read->stamp, before->stamp) > 0;
}

/* The numbers rise, and nothing is called off that nobody has. */
static int
check_invitation(const struct world *world, const struct delivery *delivery,
    struct error *err)
{
	struct invitation_read read;
	struct invitation_read before;
	bool is_known;
	int status;

	if (!is_invitation(delivery) || is_repeated(world, delivery))
		return OB_OK;
	if (!invitation_reader_read(delivery->bytes, &read))
		return error_set(err, OB_EINTERNAL,
		    "'%s' is not what calendars read", delivery->subject);
	status = check_entry(delivery, &read, err);
	if (status != OB_OK)
		return status;
	is_known = find_before(world, delivery, &read, &before);
	if (strcmp(read.method, "CANCEL") == 0 &&
	    (!is_known || strcmp(before.method, "CANCEL") == 0))
		return error_set(err, OB_EINTERNAL,
		    "'%s' to %s calls off what nobody was invited to",
		    delivery->subject, delivery->to);
	if (is_known && read.sequence <= before.sequence &&
	    !is_again(world, &read, &before))
		return error_set(err, OB_EINTERNAL,
		    "'%s' to %s has sequence %d after %d", delivery->subject,
		    delivery->to, read.sequence, before.sequence);
	return OB_OK;
}

/* Everything can be listed, and each activity as it is shown alone. */
static int
check_list(struct world *world, struct error *err)
{
	const struct activities_filter all = {.leader = NULL};
	json_auto_t *view = NULL;
	size_t index;
	json_t *item;
	int status = activities_list(world->engine, &all, &view, err);

	json_array_foreach(json_object_get(view, "activities"), index, item)
	{
		cleanup_(memory_free_ptr) char *id =
		    memory_printf("%" JSON_INTEGER_FORMAT,
			json_integer_value(json_object_get(item, "id")));
		json_auto_t *alone = NULL;

		if (status == OB_OK)
			status =
			    activities_show(world->engine, id, &alone, err);
		if (status == OB_OK &&
		    !json_equal(item, json_object_get(alone, "activity")))
			return error_set(err, OB_EINTERNAL,
			    "activity %s is listed otherwise than shown", id);
	}
	return status;
}

int
world_check_kept(struct world *world, struct error *err)
{
	int status = store_check(world->store, err);

	if (status == OB_OK)
		status = change_verify_audit(world->engine, err);
	for (size_t i = 0; status == OB_OK && i < world->delivery_count; i++) {
		status = check_delivery(world, &world->deliveries[i], err);
		if (status == OB_OK)
			status =
			    check_invitation(world, &world->deliveries[i], err);
		for (size_t k = 0; status == OB_OK && k < i; k++)
			status = check_pair(world, &world->deliveries[k],
			    &world->deliveries[i], err);
	}
	return status;
}

int
world_check(struct world *world, struct error *err)
{
	int status = world_check_kept(world, err);

	if (status == OB_OK)
		status = check_list(world, err);
	return status == OB_OK ? world_lint_feeds(world, err) : status;
}
