/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_COURSE_H
#define ONBOARD_ENGINE_DOSSIER_COURSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/programme.h"

struct activity;
struct annual_day;
struct dossier;

/*
 * A journey's own programme: the steps of its version, and after them what
 * only this journey has: occurrences of recurring steps ("mentor-loebende.2"),
 * first tasks ("first-task.1"), talks that an answer calls for
 * ("follow-up.STEP.12.manager") and annual events ("event.KEY.2027-03-11").
 * An activity's position is its step's place here.
 */
struct course {
	struct programme programme; /* borrows from the version */
	size_t own_from;	    /* steps from here on are owned */
};

#define COURSE_FIRST_TASK "first-task."
#define COURSE_WRITE_TASKS "opgaver-klar" /* "write one to three tasks" */
#define COURSE_EVENT "event."
#define COURSE_FOLLOW_UP "follow-up."
#define COURSE_OWN_POSITION 10000 /* as stored, of what no step stands for */

/*
 * Makes the dossier's course from its version and activities, and gives each
 * activity its position in it.
 */
int course_build(struct dossier *dossier, struct error *err) OB_MUST_CHECK;
void course_free(struct course *course); /* accepts NULL */

/*
 * Adds a step of an occurrence, a first task or an event to the course and
 * returns its position.  The step is taken.  What was borrowed from the
 * course's steps before is invalid afterwards.
 */
size_t course_add(struct dossier *dossier, struct step step);

/* The Nth occurrence of a recurring step, from 1; returns owned. */
struct step course_occurrence(const struct step *step, int number);

/*
 * The step of an activity with words and a day of its own (title, due_rule):
 * the leader's or, of a talk that an answer calls for, its role's; returns
 * owned.
 */
struct step course_own_words(
    const struct dossier *dossier, const struct activity *activity);

/* What is stored as the position of a step of the course. */
int course_stored_position(const struct dossier *dossier, const char *step);

/* The recurring step that an occurrence is of, or NULL. */
const struct step *course_template(
    const struct dossier *dossier, const char *step);

/* An occurrence's number, the 12 of "mentor-loebende.12"; 0 of others. */
int course_number(const char *step);

/* An annual event: its day and time are given, not planned. */
bool course_is_event(const char *step);

/* "event.KEY.2027-03-11", owned; a key has no dots. */
char *course_event_step(const char *key, struct date day);

/* The parts of it; OB_ENOTFOUND, without a text, of what is no such step. */
int course_split_event(
    const char *id, char **ret_key, struct date *ret_day) OB_MUST_CHECK;

/* The step that an event's day is in every journey; returns owned. */
struct step course_event(const struct annual_day *day);

/*
 * Whether the activity asks an introduction for its first tasks, and none
 * stands there: it is done by writing one.
 */
bool course_lacks_first_tasks(
    const struct dossier *dossier, const struct activity *activity);

/* The same by its id, from what is stored of the day; returns owned. */
int course_find_event(const struct dossier *dossier, const char *id,
    struct step *ret_step, struct error *err) OB_MUST_CHECK;
bool course_is_first_task(const char *step);

/*
 * A talk that somebody's answer to a survey calls for: by the step that sent
 * it, the request and the role whose task it is.  Nobody else is told of it,
 * but who runs the journey.
 */
bool course_is_follow_up(const char *step);

/* "follow-up.STEP.REQUEST.ROLE", owned. */
char *course_follow_up_step(
    const char *step, int64_t request_id, const char *role);

#endif
