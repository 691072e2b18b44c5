/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_ACTION_FACTS_H
#define ONBOARD_ENGINE_PAGES_ACTION_FACTS_H

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/links/action_links.h"

/* How it stands with what a link is for, today. */
enum action_state {
	ACTION_OPEN,   /* can be done */
	ACTION_GIVEN,  /* was done; an answer can still be changed */
	ACTION_OVER,   /* its time has passed */
	ACTION_HELD,   /* something else comes first */
	ACTION_CLOSED, /* cancelled, skipped, done */
	ACTION_TAKEN,  /* the offered time is not free any longer */
	ACTION_OTHER,  /* not this person's any longer */
	ACTION_SURVEY, /* done by answering the survey that is sent on its day
			*/
	ACTION_ASKED,  /* the same, and it was sent */
	ACTION_UNANSWERED, /* nobody answered it in time */
	ACTION_UNWRITTEN   /* done by writing a first task */
};

/* All that a link is about. */
struct action_facts {
	struct engine *engine;
	struct action_link link;
	enum action_purpose purpose;
	struct person person; /* whose link it is */
	struct dossier dossier;
	struct activity *activity;    /* of the dossier */
	struct invitation invitation; /* of an answer */
	enum action_state state;
};

/*
 * Reads what the token of "/a/" opens; OB_ENOTFOUND for none, and when
 * dossier_has_ended().  Changes nothing.
 */
int action_facts_load(struct engine *engine, const char *token,
    struct action_facts *ret_facts, struct error *err) OB_MUST_CHECK;
void action_facts_release(struct action_facts *facts);

#endif
