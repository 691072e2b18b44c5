/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_FIRST_TASKS_H
#define ONBOARD_ENGINE_ACTIVITIES_FIRST_TASKS_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct acting;
struct change;
struct engine;

/*
 * One to three concrete tasks of the first month, each with a goal and with
 * how it is seen that the goal is reached.  Each is an activity of the
 * leader's, "first-task.1" and so on.
 */
#define FIRST_TASKS_MAX 3

struct first_task_request {
	const char *title;
	const char *goal;
	const char *seen_by;
	const char *due; /* a date, at most a month after the first workday */
};

/*
 * {"activity":{...},"rules":[...]}, and "moved":{"asked","text"} when it stands
 * on another day than was asked for; OB_ECONFLICT when there are three, or
 * one with this title.
 */
int first_tasks_add(struct engine *engine, const char *actor,
    int64_t journey_id, const struct first_task_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Gives one that is open other words, or another day: {"activity":{...}}.
 * OB_ENOTFOUND for what is no first task of the journey; days as
 * activities_move() has them.
 */
struct first_task_place {
	int64_t journey_id;
	int64_t activity_id;
};

int first_tasks_edit(struct engine *engine, const char *actor,
    const struct first_task_place *place,
    const struct first_task_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * What became of one, at the talk about the first result: a word of
 * first_tasks_outcomes (NULL ends them) or "" to take it back.  One
 * that is reached is done by it, and open again when that is taken back; the
 * others say nothing of that.  {"activity":{...}}; OB_EINVALID for another
 * activity or word, OB_ECONFLICT for one that was given up.
 */
#define FIRST_TASKS_TALK "resultat" /* "status on the concrete tasks" */
extern const char *const first_tasks_outcomes[];

int first_tasks_rate(struct engine *engine, const char *actor,
    const char *reference, const char *outcome, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Within a change, of several: "12:reached 13:partly", by their ids, which are
 * the journey's.
 */
int first_tasks_rate_all(struct change *outer, int64_t journey_id,
    const char *outcomes, struct error *err) OB_MUST_CHECK;

/* Within the engine: all three texts are there, and not too long. */
int first_tasks_check_texts(
    const struct first_task_request *request, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when another than the one excepted (0: none) has the title. */
int first_tasks_check_title(const struct dossier *dossier, int64_t except,
    const char *title, struct error *err) OB_MUST_CHECK;

/*
 * Whether the person acts for the nearest leader, or for whoever is responsible
 * for writing them or talking them through, in an introduction that goes on.
 */
bool first_tasks_is_writer(const struct dossier *dossier,
    const struct acting *acting, int64_t person_id);

/* Whether the step asks for them. */
bool first_tasks_is_asked_by(const char *step);

/* The last day of the first month, a pause not counted. */
struct date first_tasks_last_day(const struct dossier *dossier);

/* Those that are done or planned within the month; at least one is wanted. */
size_t first_tasks_count(const struct dossier *dossier);

/*
 * OB_EINVALID when the day comes later than a month after the first workday, a
 * pause not counted.
 */
int first_tasks_check_day(const struct dossier *dossier, const char *field,
    struct date day, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when one that was skipped would be one too many. */
int first_tasks_check_reopening(const struct dossier *dossier,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

/*
 * The first day is another than the one that was: open tasks are due as many
 * workdays from it as they stood from that, and within its month.
 */
void first_tasks_follow(struct dossier *dossier, struct date was);

#endif
