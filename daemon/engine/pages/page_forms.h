/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_FORMS_H
#define ONBOARD_ENGINE_PAGES_PAGE_FORMS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/pages/pages.h"

/* The forms of one activity on a personal page. */
enum page_verb {
	PAGE_CANNOT,   /* says why it cannot be done */
	PAGE_WITHDRAW, /* takes that back */
	PAGE_MOVE,     /* to another day, within the step's latest */
	PAGE_COMMENT,  /* for everybody on the activity */
	PAGE_ANSWER,   /* to the own invitation */
	PAGE_HELD,     /* a talk was held: it is done, and what is told of it */
	PAGE_TALK      /* tells of one that is done */
};

/* "cannot", "withdraw", ...: the last part of the form's address. */
bool page_forms_parse_verb(const char *name, enum page_verb *ret_verb);

/* What a form sends; NULL for a field that was not sent. */
struct page_form {
	enum page_kind kind;
	const char *token;
	const char *csrf;
	enum page_verb verb;
	int64_t activity_id;
	const char *text;     /* of cannot and comment */
	const char *day;      /* of move, "2026-12-14" */
	const char *time;     /* "10:30" */
	const char *answer;   /* accepted, tentative, declined */
	const char *sequence; /* of the meeting, as the page showed it */
	const char *held_on;  /* of held and talk, "2026-12-14" */
	const char *minutes;
	const char *undisturbed; /* yes, no */
	const char *topics;	 /* ids with blanks between */
	const char *outcomes;	 /* as first_tasks_rate_all() */
};

/*
 * Does it for the person whose page it is.  OB_EDENIED for a wrong csrf,
 * OB_ENOTFOUND for what is not the person's (for a comment: what the person
 * has no part in), OB_EINVALID and OB_ECONFLICT when it may not be.
 */
int page_forms_act(struct engine *engine, const struct page_form *form,
    struct error *err) OB_MUST_CHECK;

/*
 * The page that has the form, the leader's of the activity or pages_view(),
 * with the refused form as it was sent, and why: "problem" says it
 * on top and "problem_id" names the field, or the activity if the form is
 * there no more.
 */
int page_forms_view(struct engine *engine, const struct page_form *form,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
