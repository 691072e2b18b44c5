/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/action_facts.h"

#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/answering.h"
#include "engine/dossier/course.h"
#include "model/role.h"
#include "store/action_link_store.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/person_store.h"

static int
not_found(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "there is no such link");
}

static bool
has_begun(const struct action_facts *facts)
{
	const struct activity *activity = facts->activity;

	if (activity->start_minute < 0)
		return date_before(
		    activity->planned, core_today(facts->engine));
	return activity->start_at <= core_now(facts->engine);
}

static enum action_state
closed_or_held(enum activity_state state)
{
	return state == ACTIVITY_HELD ? ACTION_HELD : ACTION_CLOSED;
}

/* Of what is done by answering, where marking it would do. */
static enum action_state
answerable(enum answering answering)
{
	switch (answering) {
	case ANSWERING_AHEAD:
		return ACTION_SURVEY;
	case ANSWERING_ASKED:
		return ACTION_ASKED;
	case ANSWERING_NONE:
		break;
	}
	return ACTION_OPEN;
}

static int
judge_answer(struct action_facts *facts, struct error *err)
{
	enum activity_state state = dossier_state(facts->activity);
	int status = invitation_store_find_person(facts->engine->store,
	    facts->link.activity_id, facts->link.person_id, &facts->invitation,
	    err);

	if (status == OB_ENOTFOUND)
		return not_found(err);
	if (status != OB_OK)
		return status;
	if (state == ACTIVITY_DONE ||
	    (state == ACTIVITY_PLANNED && has_begun(facts)))
		facts->state = ACTION_OVER;
	else if (state != ACTIVITY_PLANNED)
		facts->state = closed_or_held(state);
	else if (strcmp(facts->invitation.method, "cancel") == 0)
		facts->state = ACTION_OTHER;
	else if (facts->invitation.answered_at != INSTANT_NONE &&
		 facts->invitation.answer_sequence ==
		     facts->invitation.sequence)
		facts->state = ACTION_GIVEN;
	else
		facts->state = ACTION_OPEN;
	return OB_OK;
}

/* The person's to do, or that of somebody for whom the person acts today. */
static int
check_own(const struct action_facts *facts, bool *ret_own, struct error *err)
{
	const struct acting *acting = NULL;
	int status = acting_today(facts->engine, &acting, err);

	if (status == OB_OK)
		*ret_own = acting_is_for(acting, facts->link.person_id,
		    facts->activity->responsible_id);
	return status;
}

static int
judge_done(struct action_facts *facts, struct error *err)
{
	enum activity_state state = dossier_state(facts->activity);
	enum answering answering = ANSWERING_NONE;
	bool is_own = false;
	int status = check_own(facts, &is_own, err);

	if (status == OB_OK)
		status = answering_of(
		    &facts->dossier, facts->activity, &answering, err);
	if (status != OB_OK)
		return status;
	if (state == ACTIVITY_DONE)
		facts->state = ACTION_GIVEN;
	else if (!is_own)
		facts->state = ACTION_OTHER;
	else if (dossier_is_unanswered(facts->activity))
		facts->state = ACTION_UNANSWERED;
	else if (state != ACTIVITY_PLANNED)
		facts->state = closed_or_held(state);
	else if (course_lacks_first_tasks(&facts->dossier, facts->activity))
		facts->state = ACTION_UNWRITTEN;
	else
		facts->state = answerable(answering);
	return OB_OK;
}

/* Of a meeting also who is told when the responsible person cannot come. */
static int
check_moves(const struct action_facts *facts, bool *ret_may, struct error *err)
{
	const int64_t ids[] = {facts->activity->responsible_id,
	    dossier_role(&facts->dossier, ROLE_COORDINATOR)->id,
	    dossier_role(&facts->dossier, ROLE_MANAGER)->id};
	const struct acting *acting = NULL;
	int status = acting_today(facts->engine, &acting, err);

	*ret_may = false;
	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(ids); i++)
		*ret_may = *ret_may ||
			   acting_is_for(acting, facts->link.person_id, ids[i]);
	return status;
}

static bool
stands_as_offered(const struct action_facts *facts)
{
	return facts->activity->planned.day == facts->link.offer_day.day &&
	       facts->activity->start_minute == facts->link.offer_minute;
}

static int
judge_offer(struct action_facts *facts, struct error *err)
{
	const struct action_link *link = &facts->link;
	bool may_move = false;
	int status = check_moves(facts, &may_move, err);

	if (status != OB_OK)
		return status;
	if (!activity_is_open(dossier_state(facts->activity)))
		facts->state = ACTION_CLOSED;
	else if (stands_as_offered(facts))
		facts->state = ACTION_GIVEN;
	else if (!may_move)
		facts->state = ACTION_OTHER;
	else if (core_instant(facts->engine, link->offer_day,
		     link->offer_minute) <= core_now(facts->engine))
		facts->state = ACTION_OVER;
	else
		status = activities_may_move(&facts->dossier, facts->activity,
		    link->offer_day, link->offer_minute, err);
	if (status != OB_ECONFLICT && status != OB_EINVALID)
		return status;
	facts->state = ACTION_TAKEN;
	return OB_OK;
}

typedef int (*judge_fn)(struct action_facts *facts, struct error *err);

static const judge_fn judges[] = {
    [ACTION_ANSWER] = judge_answer,
    [ACTION_DONE] = judge_done,
    [ACTION_OFFER] = judge_offer,
};

static int
load_dossier(struct action_facts *facts, struct error *err)
{
	struct engine *engine = facts->engine;
	cleanup_(activity_store_release) struct activity activity = {0};
	int status = activity_store_find(
	    engine->store, facts->link.activity_id, &activity, err);

	if (status == OB_OK)
		status = person_store_find(
		    engine->store, facts->link.person_id, &facts->person, err);
	if (status == OB_OK)
		status = dossier_load(
		    engine, activity.journey_id, &facts->dossier, err);
	if (status != OB_OK)
		return status;
	facts->activity =
	    dossier_activity_by_id(&facts->dossier, facts->link.activity_id);
	return dossier_has_ended(&facts->dossier) ? not_found(err) : OB_OK;
}

int
action_facts_load(struct engine *engine, const char *token,
    struct action_facts *ret_facts, struct error *err)
{
	cleanup_(action_facts_release) struct action_facts facts = {
	    .engine = engine};
	int status = action_links_find(engine, "a", token, &facts.link, err);

	if (status == OB_OK) {
		facts.purpose = action_links_purpose(&facts.link);
		status = load_dossier(&facts, err);
	}
	if (status == OB_OK)
		status = judges[facts.purpose](&facts, err);
	if (status != OB_OK)
		return status;
	*ret_facts = facts;
	facts = (struct action_facts){0};
	return OB_OK;
}

void
action_facts_release(struct action_facts *facts)
{
	action_link_store_release(&facts->link);
	person_store_release(&facts->person);
	invitation_store_release(&facts->invitation);
	dossier_release(&facts->dossier);
}
