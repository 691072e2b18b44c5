/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_BOARD_H
#define ONBOARD_ENGINE_HR_HR_BOARD_H

#include <jansson.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/* What to show of the board, as text; NULL and "" are everything. */
struct hr_board_filter {
	const char *area;
	const char *state;   /* of the journey; "": what runs */
	const char *kind;    /* onboarding or exit */
	const char *phase;   /* a phase's number */
	const char *flag;    /* hr_journeys_flag_name() */
	const char *manager; /* a person's id */
	const char *text; /* words in the leader's name, the job, the workplace,
			     or the name of somebody with a role */
	const char *page; /* a number from 1 */
};

/*
 * All journeys by the phase in which they are now, HR_PAGE_ROWS at once:
 * {"today","today_iso","has_journeys","total","phases":[{"kind","phase",
 * "title","count","journeys":[...]}],"counts":{...},"filter":{...},
 * "is_filtered","areas","managers","states","flags","pages":{...}}.  The
 * counts are of the whole scope, whatever the filter.  OB_EINVALID names the
 * member of the filter that cannot be read.
 */
int hr_board_view(struct engine *engine, const struct hr_scope *scope,
    const struct hr_board_filter *filter, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * How many there are, and of whom nothing else is told: {"today","counts",
 * "phases":[{"kind","title","count","open","overdue"}],"areas":[...],
 * "flags":[{"name","text","count"}]}.  A word is in the place of each number
 * that is about few people (hr_few.h); "has_journeys" while there are enough.
 */
int hr_board_figures(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
