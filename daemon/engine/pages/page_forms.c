/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_forms.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/activities/remarks.h"
#include "engine/activities/talks.h"
#include "engine/answers/answers.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/pages/page_case.h"
#include "engine/pages/page_talk.h"
#include "engine/pages/page_verbs.h"
#include "store/invitation_store.h"

static struct remark_request
request_of(const struct page_case *item)
{
	return (struct remark_request){
	    .actor = item->opened.actor,
	    .person_id = item->opened.page.person_id,
	    .activity_id = item->activity->id,
	    .text = item->form->text,
	};
}

static int
act_cannot(struct page_case *item, struct error *err)
{
	struct remark_request request = request_of(item);

	return remarks_report(item->engine, &request, err);
}

static int
act_withdraw(struct page_case *item, struct error *err)
{
	struct remark_request request = request_of(item);

	return remarks_withdraw(item->engine, &request, err);
}

static int
act_comment(struct page_case *item, struct error *err)
{
	struct remark_request request = request_of(item);

	return remarks_comment(item->engine, &request, err);
}

static int
act_move(struct page_case *item, struct error *err)
{
	struct page_move move = page_case_move(item);
	char to[PAGE_MOVE_TEXT_SIZE];
	json_t *view = NULL;
	int status;

	if (!page_verbs_may_move(&item->dossier, item->activity))
		return error_set(err, OB_ECONFLICT,
		    "'%s' cannot be moved any longer", item->activity->step);
	status = page_move_read(&move, to, err);
	if (status == OB_OK)
		status = activities_move(item->engine, item->opened.actor,
		    &(struct activity_request){
			.reference = item->reference, .at = to},
		    &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

/* Nobody says yes to a time that the page did not show. */
static int
check_sequence(const struct page_case *item, struct error *err)
{
	struct invitation invitation = {0};
	char expected[16];
	const char *shown = item->form->sequence;
	int status = invitation_store_find_person(item->engine->store,
	    item->activity->id, item->opened.page.person_id, &invitation, err);

	(void)snprintf(expected, sizeof(expected), "%d", invitation.sequence);
	invitation_store_release(&invitation);
	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status != OB_OK)
		return status;
	if (dossier_state(item->activity) != ACTIVITY_PLANNED ||
	    item->activity->start_at <= core_now(item->engine))
		return error_set(
		    err, OB_ECONFLICT, "it cannot be answered any longer");
	if (shown == NULL || strcmp(shown, expected) != 0)
		return error_set_field(err, OB_ECONFLICT, "sequence",
		    "the meeting was changed after the page was shown");
	return OB_OK;
}

static int
act_answer(struct page_case *item, struct error *err)
{
	static const char *const words[] = {
	    "accepted", "tentative", "declined"};
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct answer answer = {
	    .activity_id = item->activity->id,
	    .person_id = item->opened.page.person_id,
	    .by = "page",
	    .is_verified = true,
	    .stamp = INSTANT_NONE,
	    .sequence = -1,
	};
	enum answer_outcome outcome;
	int status = check_sequence(item, err);

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (item->form->answer != NULL &&
		    strcmp(words[i], item->form->answer) == 0)
			answer.partstat = words[i];
	}
	if (status == OB_OK && answer.partstat == NULL)
		status = error_set_field(
		    err, OB_EINVALID, "answer", "that is not an answer");
	if (status == OB_OK)
		status = change_begin(
		    &change, item->engine, item->opened.actor, err);
	if (status == OB_OK)
		status = answers_set(
		    &change, &item->dossier, &answer, &outcome, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

/* With what is said of the first tasks, where the talk is about them. */
static int
with_outcomes(struct page_case *item, struct change *change, int status,
    struct error *err)
{
	const char *outcomes = item->form->outcomes;

	if (status == OB_OK && outcomes != NULL &&
	    strcmp(item->activity->step, FIRST_TASKS_TALK) == 0)
		status = first_tasks_rate_all(
		    change, item->dossier.journey.id, outcomes, err);
	return status == OB_OK ? change_commit(change, err) : status;
}

static int
act_held(struct page_case *item, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct talk_facts facts;
	json_auto_t *view = NULL;
	int status = page_talk_read(item, &facts, err);

	if (status == OB_OK)
		status = change_begin(
		    &change, item->engine, item->opened.actor, err);
	if (status == OB_OK)
		status = activities_complete(item->engine, item->opened.actor,
		    &(struct activity_request){.reference = item->reference,
			.talk = page_talk_says(item, &facts) ? &facts : NULL},
		    &view, err);
	return with_outcomes(item, &change, status, err);
}

static int
act_talk(struct page_case *item, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct talk_facts facts;
	json_auto_t *view = NULL;
	int status = page_talk_read(item, &facts, err);

	if (status == OB_OK)
		status = change_begin(
		    &change, item->engine, item->opened.actor, err);
	if (status == OB_OK)
		status = talks_describe(item->engine, item->opened.actor,
		    item->reference, &facts, &view, err);
	return with_outcomes(item, &change, status, err);
}

/* check_sequence() asks for the invitation. */
static int
check_nothing(const struct page_case *item, struct error *err)
{
	(void)item;
	(void)err;
	return OB_OK;
}

/* One row for each verb; check: whether the activity is there for the person.
 */
static const struct {
	const char *name;
	int (*check)(const struct page_case *item, struct error *err);
	int (*act)(struct page_case *item, struct error *err);
} verbs[] = {
    [PAGE_CANNOT] = {"cannot", page_case_check_own, act_cannot},
    [PAGE_WITHDRAW] = {"withdraw", page_case_check_own, act_withdraw},
    [PAGE_MOVE] = {"move", page_case_check_own, act_move},
    [PAGE_COMMENT] = {"comment", page_case_check_shown, act_comment},
    [PAGE_ANSWER] = {"answer", check_nothing, act_answer},
    [PAGE_HELD] = {"held", page_case_check_own, act_held},
    [PAGE_TALK] = {"talk", page_case_check_talker, act_talk},
};

bool
page_forms_parse_verb(const char *name, enum page_verb *ret_verb)
{
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (strcmp(verbs[i].name, name) == 0) {
			*ret_verb = (enum page_verb)i;
			return true;
		}
	}
	return false;
}

int
page_forms_act(
    struct engine *engine, const struct page_form *form, struct error *err)
{
	cleanup_(page_case_release) struct page_case item = {
	    .form = form, .engine = engine};
	int status = page_access_open_form(
	    engine, form->kind, form->token, form->csrf, &item.opened, err);

	if (status == OB_OK)
		status = page_case_load(&item, err);
	if (status == OB_OK)
		status = verbs[form->verb].check(&item, err);
	return status == OB_OK ? verbs[form->verb].act(&item, err) : status;
}
