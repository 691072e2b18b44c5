/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/actions.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "crypto/token.h"
#include "engine/activities/activities.h"
#include "engine/answers/answers.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/links/page_links.h"
#include "engine/pages/action_facts.h"
#include "engine/pages/page_facts.h"
#include "text/catalogue.h"

#define ACTOR_SIZE 32

static const char *const purpose_names[] = {
    [ACTION_ANSWER] = "answer",
    [ACTION_DONE] = "done",
    [ACTION_OFFER] = "offer",
};

static const char *const state_names[] = {
    [ACTION_OPEN] = "open",
    [ACTION_GIVEN] = "given",
    [ACTION_OVER] = "over",
    [ACTION_HELD] = "held",
    [ACTION_CLOSED] = "closed",
    [ACTION_TAKEN] = "taken",
    [ACTION_OTHER] = "other",
    [ACTION_SURVEY] = "survey",
    [ACTION_ASKED] = "asked",
    [ACTION_UNANSWERED] = "unanswered",
    [ACTION_UNWRITTEN] = "unwritten",
};

/* What an answer is called on the page. */
static const struct {
	const char *partstat;
	const char *text_key;
	bool is_button;
} answers[] = {
    {"accepted", "page.answer_accepted", true},
    {"tentative", "page.answer_tentative", true},
    {"declined", "page.answer_declined", true},
    {"delegated", "page.answer_delegated", false},
};

static void
make_csrf(const struct engine *engine, const struct action_link *link,
    char token[TOKEN_TEXT_SIZE])
{
	token_make(
	    engine->key, "action-form", link->id, link->generation, token);
}

static int
check_csrf(
    const struct action_facts *facts, const char *csrf, struct error *err)
{
	char expected[TOKEN_TEXT_SIZE];

	make_csrf(facts->engine, &facts->link, expected);
	if (digest_equal_text(csrf, expected))
		return OB_OK;
	return error_set(err, OB_EDENIED, "the form is not from this page");
}

static enum language
language_of(const struct action_facts *facts)
{
	return core_language(facts->engine, facts->person.language);
}

static const char *
text_of(const struct action_facts *facts, const char *part)
{
	const struct catalogue *catalogue =
	    facts->engine->catalogues[language_of(facts)];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("page.action.%s_%s_%s", purpose_names[facts->purpose],
		state_names[facts->state], part);

	return catalogue_get(catalogue, key);
}

/* "" before the first answer, and for what was answered to another time. */
static const char *
answer_text(const struct action_facts *facts)
{
	if (facts->purpose != ACTION_ANSWER || facts->state != ACTION_GIVEN)
		return "";
	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		if (strcmp(answers[i].partstat, facts->invitation.partstat) ==
		    0)
			return catalogue_get(
			    facts->engine->catalogues[language_of(facts)],
			    answers[i].text_key);
	}
	return "";
}

/* The offered time as if the meeting stood there already. */
static char *
offered_when(const struct action_facts *facts)
{
	const struct action_link *link = &facts->link;
	const struct engine *engine = facts->engine;
	struct activity offered = *facts->activity;
	int minutes = offered.end_minute - offered.start_minute;

	if (facts->purpose != ACTION_OFFER)
		return memory_strdup("");
	offered.planned = link->offer_day;
	offered.start_minute = link->offer_minute;
	offered.end_minute = link->offer_minute + minutes;
	offered.start_at =
	    core_instant(engine, link->offer_day, link->offer_minute);
	offered.end_at = offered.start_at + (int64_t)minutes * 60;
	return phrases_when_in(language_of(facts),
	    core_zone(facts->engine, &facts->person), &offered);
}

/*
 * Who cannot have the offered time finds what else there is, and who has to
 * answer a survey or to write tasks the way to it.
 */
static bool
needs_page(const struct action_facts *facts)
{
	return facts->state == ACTION_SURVEY || facts->state == ACTION_ASKED ||
	       facts->state == ACTION_UNWRITTEN ||
	       (facts->purpose == ACTION_OFFER &&
		   (facts->state == ACTION_TAKEN ||
		       facts->state == ACTION_OVER));
}

static int
add_page(const struct action_facts *facts, json_t *view, struct error *err)
{
	cleanup_(memory_free_ptr) char *url = NULL;
	int status = OB_OK;

	if (needs_page(facts))
		status = page_links_url(
		    &facts->dossier, facts->person.id, &url, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	(void)json_object_set_new(
	    view, "page_url", json_string(url == NULL ? "" : url));
	return OB_OK;
}

static void
add_flags(const struct action_facts *facts, json_t *view)
{
	bool is_open = facts->state == ACTION_OPEN;
	bool is_answer = facts->purpose == ACTION_ANSWER;

	const struct {
		const char *name;
		bool holds;
	} flags[] = {
	    {"can_answer",
		is_answer && (is_open || facts->state == ACTION_GIVEN)},
	    {"can_complete", is_open && facts->purpose == ACTION_DONE},
	    {"can_move", is_open && facts->purpose == ACTION_OFFER},
	    {"is_own", naming_is_own(&facts->dossier, facts->person.id)},
	};

	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		(void)json_object_set_new(
		    view, flags[i].name, json_boolean(flags[i].holds));
}

/* Who has left it is not told where it went since, nor who came instead. */
static bool
may_follow(const struct action_facts *facts)
{
	return facts->state != ACTION_OTHER;
}

static char *
when_of(const struct action_facts *facts)
{
	if (!may_follow(facts))
		return memory_strdup("");
	return phrases_when_in(language_of(facts),
	    core_zone(facts->engine, &facts->person), facts->activity);
}

static json_t *
participants_of(const struct action_facts *facts)
{
	if (!may_follow(facts))
		return json_string("");
	return page_facts_participants(
	    &facts->dossier, facts->activity, language_of(facts));
}

static json_t *
view_of(const struct action_facts *facts, const char *token)
{
	const struct dossier *dossier = &facts->dossier;
	const struct activity *activity = facts->activity;
	enum language language = language_of(facts);
	cleanup_(memory_free_ptr) char *when = when_of(facts);
	cleanup_(memory_free_ptr) char *offered = offered_when(facts);
	cleanup_(memory_free_ptr) char *url = memory_printf("/a/%s", token);
	char csrf[TOKEN_TEXT_SIZE];
	char iso[DATE_TEXT_SIZE];

	make_csrf(facts->engine, &facts->link, csrf);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s, "
			 "s:s, s:s, s:s, s:i}",
	    "language", language_code(language), "municipality",
	    facts->engine->settings->municipality.name, "title",
	    text_of(facts, "title"), "text", text_of(facts, "text"),
	    "activity_title",
	    dossier_step(dossier, activity)->title.in[language], "when", when,
	    "date_iso", date_format(activity->planned, iso), "journey_name",
	    naming_full(dossier), "participants", participants_of(facts),
	    "offer_when", offered, "answer_text", answer_text(facts), "csrf",
	    csrf, "action_url", url, "sequence", facts->invitation.sequence);
}

int
actions_view(struct engine *engine, const char *token, json_t **ret_view,
    struct error *err)
{
	cleanup_(action_facts_release) struct action_facts facts = {0};
	json_t *view;
	int status = action_facts_load(engine, token, &facts, err);

	if (status != OB_OK)
		return status;
	view = view_of(&facts, token);
	add_flags(&facts, view);
	status = add_page(&facts, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

static int
closed(const struct action_facts *facts, struct error *err)
{
	return error_set(err, OB_ECONFLICT, "it cannot be done any longer: %s",
	    state_names[facts->state]);
}

static bool
is_button(const char *partstat)
{
	for (size_t i = 0; partstat != NULL && i < ARRAY_LEN(answers); i++) {
		if (strcmp(answers[i].partstat, partstat) == 0)
			return answers[i].is_button;
	}
	return false;
}

/* Nobody says yes to a time that the page did not show. */
static int
check_sequence(
    const struct action_facts *facts, const char *shown, struct error *err)
{
	char expected[16];

	(void)snprintf(
	    expected, sizeof(expected), "%d", facts->invitation.sequence);
	if (shown != NULL && strcmp(shown, expected) == 0)
		return OB_OK;
	return error_set_field(err, OB_ECONFLICT, "sequence",
	    "the meeting was changed after the page was shown");
}

static int
act_answer(struct action_facts *facts, const char *actor,
    const struct action_form *form, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct answer answer = {
	    .activity_id = facts->activity->id,
	    .person_id = facts->person.id,
	    .partstat = form->answer,
	    .by = "link",
	    .is_verified = true,
	    .stamp = INSTANT_NONE,
	    .sequence = -1,
	};
	enum answer_outcome outcome;
	int status;

	if (!is_button(form->answer))
		return error_set_field(
		    err, OB_EINVALID, "answer", "that is not an answer");
	if (facts->state != ACTION_OPEN && facts->state != ACTION_GIVEN)
		return closed(facts, err);
	status = check_sequence(facts, form->sequence, err);
	if (status == OB_OK)
		status = change_begin(&change, facts->engine, actor, err);
	if (status == OB_OK)
		status = answers_set(
		    &change, &facts->dossier, &answer, &outcome, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static int
act_done(struct action_facts *facts, const char *actor,
    const struct action_form *form, struct error *err)
{
	char reference[24];
	json_t *view = NULL;
	int status;

	(void)form;
	if (facts->state == ACTION_GIVEN)
		return OB_OK;
	if (facts->state != ACTION_OPEN)
		return closed(facts, err);
	(void)snprintf(
	    reference, sizeof(reference), "%" PRId64, facts->activity->id);
	status = activities_complete(facts->engine, actor,
	    &(struct activity_request){.reference = reference}, &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

static int
act_offer(struct action_facts *facts, const char *actor,
    const struct action_form *form, struct error *err)
{
	const struct action_link *link = &facts->link;
	char reference[24];
	char day[DATE_TEXT_SIZE];
	char to[DATE_TEXT_SIZE + 8];
	json_t *view = NULL;
	int status;

	(void)form;
	if (facts->state == ACTION_GIVEN)
		return OB_OK;
	if (facts->state != ACTION_OPEN)
		return closed(facts, err);
	(void)snprintf(
	    reference, sizeof(reference), "%" PRId64, facts->activity->id);
	(void)snprintf(to, sizeof(to), "%sT%02d:%02d",
	    date_format(link->offer_day, day), link->offer_minute / 60,
	    link->offer_minute % 60);
	status = activities_move(facts->engine, actor,
	    &(struct activity_request){.reference = reference, .at = to}, &view,
	    err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

typedef int (*act_fn)(struct action_facts *facts, const char *actor,
    const struct action_form *form, struct error *err);

static const act_fn acts[] = {
    [ACTION_ANSWER] = act_answer,
    [ACTION_DONE] = act_done,
    [ACTION_OFFER] = act_offer,
};

int
actions_act(struct engine *engine, const char *token,
    const struct action_form *form, struct error *err)
{
	cleanup_(action_facts_release) struct action_facts facts = {0};
	char actor[ACTOR_SIZE];
	int status = action_facts_load(engine, token, &facts, err);

	if (status == OB_OK)
		status = check_csrf(&facts, form->csrf, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(
	    actor, sizeof(actor), "person:%" PRId64, facts.person.id);
	return acts[facts.purpose](&facts, actor, form, err);
}
