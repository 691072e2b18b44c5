/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_PROGRAMMES_H
#define ONBOARD_ENGINE_HR_HR_PROGRAMMES_H

#include <jansson.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"
#include "text/catalogue.h"

struct engine;

/*
 * Programmes and their versions to read.  A coordinator of one area sees those
 * of everybody and of that area; another's are OB_ENOTFOUND.  A version is
 * told as {"version","url","whom","since","steps","running","all",
 * "is_current","is_withdrawn","has_previous","compare_url","has_decision",
 * "decision"}: whom it is for, since when, how many journeys of the area are on
 * it, who decided it and why, in a sentence.  is_current: new leaders there
 * begin on it.  Directors are told no "running" and "all", and each page says
 * in "has_use" whether they are there.
 */

/* Versions of a programme that the list shows, the newest. */
#define HR_PROGRAMMES_ROWS 20

/*
 * {"has_programmes","programmes":[{"id","title","kind","count","has_more",
 * "can_compare","action","from","to","has_decisions","versions":[...]}]}; from
 * and to are choices of what to compare: [{"value","label","is_chosen"}].
 */
int hr_programmes_view(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * One version, with "id", "title", "kind", "may_decide", whether who reads it
 * may note who decided it, "reminders", the ladder that most of its steps have,
 * and "phases":[{"title","count","steps":[{"title","kind",
 * "due","latest","responsible",...,"has_guide","guide_html"}]}].
 */
int hr_programmes_version(struct engine *engine, const struct hr_scope *scope,
    const char *id, const char *version, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * {"title","version","decision"} of one version; the decision as
 * programme_decisions.h has it.
 */
int hr_programmes_decision(struct engine *engine, const struct hr_scope *scope,
    const char *id, const char *version, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Two versions, by their numbers as text; NULL and "" are the newest and the
 * one before it.  {"id","title","from","to","newer", told as above, and what
 * programme_changes.h says}; newer is the one with the greater number.
 */
struct hr_programmes_pair {
	const char *id;
	const char *from;
	const char *to;
};

int hr_programmes_comparison(struct engine *engine,
    const struct hr_scope *scope, const struct hr_programmes_pair *pair,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Within the area: phases and steps of a programme, in the words of it. */
json_t *hr_programmes_phases(
    const struct programme *programme, const struct catalogue *catalogue);

#endif
