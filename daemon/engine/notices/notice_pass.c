/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/notice_pass.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/notices/step_mails.h"
#include "model/role.h"

/*
 * The responsible person was not told yet.  What the program does by itself
 * (the system's mails) is no task to tell of.
 */
static bool
is_news(const struct dossier *dossier, const struct activity *activity)
{
	return activity->noticed_id != activity->responsible_id &&
	       activity_is_open(dossier_state(activity)) &&
	       dossier_step(dossier, activity)->kind != STEP_MAIL;
}

/* Without a notice in its ladder only a hand-over is told. */
static bool
is_silent(const struct dossier *dossier, const struct activity *activity)
{
	return activity->noticed_id == 0 &&
	       !dossier_step(dossier, activity)->ladder.notice;
}

/* Who hears all in the welcome mail, which is still to come; 0 nobody. */
static int64_t
who_waits(const struct dossier *dossier)
{
	return step_mails_welcome_is_open(dossier) ? dossier->journey.leader_id
						   : 0;
}

bool
notice_pass_has_news(const struct dossier *dossier)
{
	int64_t waits = who_waits(dossier);

	/* Told when something opens the pages again, to which it leads. */
	if (dossier_has_ended(dossier))
		return false;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (activity->responsible_id != waits &&
		    is_news(dossier, activity))
			return true;
	}
	return false;
}

static void
add_news(struct notice_pass *pass, struct dossier *dossier)
{
	int64_t waits = who_waits(dossier);

	for (size_t i = 0; i < dossier->activity_count; i++) {
		struct activity *activity = &dossier->activities[i];

		if (activity->responsible_id == waits ||
		    !is_news(dossier, activity))
			continue;
		pass->news = memory_resize(
		    pass->news, pass->news_count + 1, sizeof(pass->news[0]));
		pass->news[pass->news_count++] = (struct news){
		    .task = {dossier, activity, activity->responsible_id,
			activity->noticed_id != 0},
		    .is_silent = is_silent(dossier, activity),
		};
	}
}

static int
compare_ids(int64_t left, int64_t right)
{
	if (left == right)
		return 0;
	return left < right ? -1 : 1;
}

static int
compare_news(const void *a, const void *b)
{
	const struct notice_task *left = &((const struct news *)a)->task;
	const struct notice_task *right = &((const struct news *)b)->task;
	int order = compare_ids(left->owner_id, right->owner_id);

	if (order == 0)
		order = compare_ids(
		    left->dossier->journey.id, right->dossier->journey.id);
	return order == 0 ? compare_ids(left->activity->id, right->activity->id)
			  : order;
}

static void
find_owners(struct notice_pass *pass)
{
	struct news_owner *owner = NULL;

	qsort(
	    pass->news, pass->news_count, sizeof(pass->news[0]), compare_news);
	pass->owners = memory_alloc(pass->news_count * sizeof(pass->owners[0]));
	for (size_t i = 0; i < pass->news_count; i++) {
		if (i == 0 || pass->news[i].task.owner_id !=
				  pass->news[i - 1].task.owner_id) {
			owner = &pass->owners[pass->owner_count];
			owner->from = i;
			owner->set = pass->owner_count++;
		}
		owner->until = i + 1;
	}
}

/*
 * The owner, or those who act for the owner today.  What is a group's that
 * lost its members is the coordinator's to mend.
 */
static int64_t *
receivers_of(const struct acting *acting, const struct notice_task *task,
    size_t *ret_count)
{
	int64_t *ids = acting_receivers(acting, task->owner_id, ret_count);

	if (*ret_count > 1 || ids[0] != task->owner_id ||
	    acting_has_mailbox(dossier_person(task->dossier, task->owner_id)))
		return ids;
	free(ids);
	return acting_receivers(acting,
	    dossier_role(task->dossier, ROLE_COORDINATOR)->id, ret_count);
}

static void
add_hearings(
    struct notice_pass *pass, const struct acting *acting, size_t owner)
{
	for (size_t i = pass->owners[owner].from; i < pass->owners[owner].until;
	     i++) {
		cleanup_(memory_free_ptr) int64_t *ids = NULL;
		size_t count = 0;

		if (pass->news[i].is_silent)
			continue;
		ids = receivers_of(acting, &pass->news[i].task, &count);
		pass->hearings = memory_resize(pass->hearings,
		    pass->hearing_count + count, sizeof(pass->hearings[0]));
		for (size_t k = 0; k < count; k++)
			pass->hearings[pass->hearing_count++] =
			    (struct news_hearing){owner, ids[k], i};
	}
}

size_t
notice_pass_set(const struct notice_pass *pass, size_t owner)
{
	while (pass->owners[owner].set != owner)
		owner = pass->owners[owner].set;
	return owner;
}

static int
compare_persons(const void *a, const void *b)
{
	const struct news_hearing *left = a;
	const struct news_hearing *right = b;

	return compare_ids(left->person_id, right->person_id);
}

static int
compare_hearings(const void *a, const void *b)
{
	const struct news_hearing *left = a;
	const struct news_hearing *right = b;

	if (left->set != right->set)
		return left->set < right->set ? -1 : 1;
	if (left->person_id != right->person_id)
		return compare_ids(left->person_id, right->person_id);
	return left->news < right->news ? -1 : 1;
}

/* The hearings name their owners so far. */
static void
find_sets(struct notice_pass *pass)
{
	struct news_hearing *hearings = pass->hearings;

	qsort(hearings, pass->hearing_count, sizeof(hearings[0]),
	    compare_persons);
	for (size_t i = 1; i < pass->hearing_count; i++) {
		size_t first = notice_pass_set(pass, hearings[i - 1].set);
		size_t second = notice_pass_set(pass, hearings[i].set);

		if (hearings[i].person_id == hearings[i - 1].person_id)
			pass->owners[first].set = second;
	}
	for (size_t i = 0; i < pass->hearing_count; i++)
		hearings[i].set = notice_pass_set(pass, hearings[i].set);
	qsort(hearings, pass->hearing_count, sizeof(hearings[0]),
	    compare_hearings);
}

static int
gather(struct notice_pass *pass, const int64_t *journeys, size_t count,
    struct error *err)
{
	const struct acting *acting = NULL;
	int status = acting_today(pass->shelf.engine, &acting, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct dossier *dossier = NULL;

		status = dossier_shelf_take(
		    &pass->shelf, journeys[i], &dossier, err);
		if (status == OB_OK)
			add_news(pass, dossier);
	}
	if (status != OB_OK || pass->news_count == 0)
		return status;
	find_owners(pass);
	for (size_t i = 0; i < pass->owner_count; i++)
		add_hearings(pass, acting, i);
	if (pass->hearing_count > 0)
		find_sets(pass);
	return OB_OK;
}

int
notice_pass_load(struct engine *engine, const int64_t *journeys, size_t count,
    struct notice_pass *pass, struct error *err)
{
	int status;

	*pass = (struct notice_pass){.shelf = {.engine = engine}};
	status = gather(pass, journeys, count, err);
	if (status != OB_OK)
		notice_pass_release(pass);
	return status;
}

void
notice_pass_release(struct notice_pass *pass)
{
	free(pass->news);
	free(pass->owners);
	free(pass->hearings);
	dossier_shelf_release(&pass->shelf);
	*pass = (struct notice_pass){.news = NULL};
}
