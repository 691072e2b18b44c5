/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_wanted.h"

#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/notices/step_mails.h"
#include "engine/roles/hearers.h"

/* Who hears of one activity. */
struct hearers {
	int64_t *ids;
	size_t count;
};

struct finder {
	struct dossier *dossier;
	struct invitations_wanted wanted;
	struct acting *acting; /* of day */
	struct date day;
	bool is_leader_waiting; /* for the welcome mail, the first to come */
};

static void
finder_release(struct finder *finder)
{
	acting_free(finder->acting);
	invitations_wanted_release(&finder->wanted);
}

static void
hearers_release(struct hearers *hearers)
{
	free(hearers->ids);
}

static void
add_hearer(void *arg, int64_t person_id, enum hearing hearing)
{
	struct hearers *hearers = arg;

	(void)hearing;
	hearers->ids = memory_resize(
	    hearers->ids, hearers->count + 1, sizeof(*hearers->ids));
	hearers->ids[hearers->count++] = person_id;
}

/* person_id: 0 for anybody's. */
static bool
has_invitation(const struct dossier *dossier, const struct activity *activity,
    int64_t person_id)
{
	for (size_t i = 0; i < dossier->invitation_count; i++) {
		const struct invitation *row = &dossier->invitations[i];

		if (row->activity_id == activity->id &&
		    (person_id == 0 || row->person_id == person_id))
			return true;
	}
	return false;
}

static bool
is_ahead(const struct dossier *dossier, const struct activity *activity)
{
	return invitations_wanted_has_time(dossier, activity) &&
	       (invitations_wanted_is_near(dossier, activity) ||
		   has_invitation(dossier, activity, 0));
}

/* Somebody who acts for two, or takes part as well, comes once. */
static struct invitations_wanted_item *
find(const struct finder *finder, const struct activity *activity,
    int64_t person_id)
{
	for (size_t i = finder->wanted.count; i-- > 0;) {
		struct invitations_wanted_item *item = &finder->wanted.items[i];

		if (item->activity != activity)
			return NULL;
		if (item->person_id == person_id)
			return item;
	}
	return NULL;
}

/*
 * Who organizes is no attendee (rule 47 of docs/interoperability.md): the
 * answers would come from the mailbox that they go to.
 */
static bool
is_organizer(const struct engine *engine, const struct person *person)
{
	return strcasecmp(person->email, engine->from_address) == 0 ||
	       strcasecmp(person->work_email, engine->from_address) == 0;
}

static bool
takes_invitations(const struct engine *engine, const struct person *person)
{
	if (is_organizer(engine, person))
		return false;
	if (person->channel[0] == '\0')
		return engine->settings->invitations.channel ==
		       CHANNEL_INVITATION;
	return person->channel[0] == 'i';
}

static int
add(struct finder *finder, struct activity *activity, int64_t person_id,
    int64_t owner_id, struct error *err)
{
	struct invitations_wanted *wanted = &finder->wanted;
	struct invitations_wanted_item *item =
	    find(finder, activity, person_id);
	const struct person *person;
	int status = OB_OK;

	if (item != NULL) {
		if (owner_id == person_id)
			item->owner_id = owner_id;
		return OB_OK;
	}
	status = dossier_know(finder->dossier, person_id, err);
	if (status != OB_OK)
		return status;
	person = dossier_person(finder->dossier, person_id);
	if (!acting_has_mailbox(person))
		return OB_OK;
	wanted->items = memory_resize(
	    wanted->items, wanted->count + 1, sizeof(*wanted->items));
	wanted->items[wanted->count++] = (struct invitations_wanted_item){
	    .activity = activity,
	    .person_id = person_id,
	    .owner_id = owner_id,
	    .is_invited = takes_invitations(finder->dossier->engine, person),
	};
	return OB_OK;
}

/* A meeting is attended by who acts on its day, whoever does today. */
static int
act_on(struct finder *finder, struct date day, struct error *err)
{
	struct acting *acting = NULL;
	int status = OB_OK;

	if (finder->acting != NULL && finder->day.day == day.day)
		return OB_OK;
	status = acting_load(finder->dossier->engine, day, &acting, err);
	if (status != OB_OK)
		return status;
	acting_free(finder->acting);
	finder->acting = acting;
	finder->day = day;
	return OB_OK;
}

static int
add_receivers(struct finder *finder, struct activity *activity,
    int64_t owner_id, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = OB_OK;

	if (finder->is_leader_waiting &&
	    owner_id == finder->dossier->journey.leader_id &&
	    !has_invitation(finder->dossier, activity, owner_id))
		return OB_OK;
	ids = acting_receivers(finder->acting, owner_id, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add(finder, activity, ids[i], owner_id, err);
	return status;
}

static int
find_of(struct finder *finder, struct activity *activity, struct error *err)
{
	cleanup_(hearers_release) struct hearers hearers = {.ids = NULL};
	int status = act_on(finder, activity->planned, err);

	if (status != OB_OK)
		return status;
	hearers_each_on(
	    finder->dossier, activity, activity->planned, add_hearer, &hearers);
	for (size_t i = 0; status == OB_OK && i < hearers.count; i++)
		status = add_receivers(finder, activity, hearers.ids[i], err);
	return status;
}

bool
invitations_wanted_has_time(
    const struct dossier *dossier, const struct activity *activity)
{
	return activity_is_open(dossier_state(activity)) &&
	       activity->start_minute >= 0 &&
	       activity->end_minute > activity->start_minute &&
	       activity->start_at > core_now(dossier->engine);
}

bool
invitations_wanted_is_near(
    const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;

	return !date_before(date_add_days(core_today(engine),
				engine->settings->invitations.days_ahead),
	    activity->planned);
}

int
invitations_wanted_find(struct dossier *dossier,
    struct invitations_wanted *ret_wanted, struct error *err)
{
	cleanup_(finder_release) struct finder finder = {
	    .dossier = dossier,
	    .is_leader_waiting = step_mails_welcome_is_open(dossier),
	};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (is_ahead(dossier, activity))
			status = find_of(&finder, activity, err);
	}
	if (status != OB_OK)
		return status;
	*ret_wanted = finder.wanted;
	finder.wanted = (struct invitations_wanted){.items = NULL};
	return OB_OK;
}

void
invitations_wanted_release(struct invitations_wanted *wanted)
{
	free(wanted->items);
	*wanted = (struct invitations_wanted){.items = NULL};
}
