/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_VERBS_H
#define ONBOARD_HTTP_HR_VERBS_H

#include "http/hr_form.h"

/* The forms below /hr: what each is about is where its path has it. */
enum hr_verb_subject {
	HR_VERB_JOURNEY,    /* /hr/leaders/{id}/NAME */
	HR_VERB_ACTIVITY,   /* /hr/leaders/{id}/activities/{item}/NAME */
	HR_VERB_CALL,	    /* /hr/leaders/{id}/calls/{item}/NAME */
	HR_VERB_MAIL,	    /* /hr/mail/{item}/NAME */
	HR_VERB_RECEIVED,   /* /hr/received/{item}/NAME */
	HR_VERB_PERSON,	    /* /hr/people/{item}/NAME */
	HR_VERB_DAYS,	    /* /hr/days/NAME */
	HR_VERB_BOARD,	    /* /hr/filters/NAME */
	HR_VERB_FILTER,	    /* /hr/filters/{item}/NAME */
	HR_VERB_ENTRY,	    /* /hr/handbook/{function}/NAME */
	HR_VERB_FOLLOW_UPS, /* /hr/follow-ups/NAME */
	HR_VERB_FOLLOW_UP,  /* /hr/follow-ups/{item}/NAME */
	HR_VERB_REPORT	    /* /hr/reports/{period}/NAME */
};

/* NULL for a name that is none. */
const struct hr_form *hr_verbs_find(
    enum hr_verb_subject subject, const char *name);

/* /hr/leaders/new */
extern const struct hr_form hr_verbs_new_leader;

/* Each file's own forms, for hr_verbs_find() alone. */
struct hr_verb {
	enum hr_verb_subject subject;
	struct hr_form form;
};

extern const struct hr_verb hr_verbs_of_activities[]; /* end with a NULL name */
extern const struct hr_verb hr_verbs_of_filters[];
extern const struct hr_verb hr_verbs_of_journeys[];
extern const struct hr_verb hr_verbs_of_papers[];
extern const struct hr_verb hr_verbs_of_talks[];
extern const struct hr_verb hr_verbs_of_tasks[];
extern const struct hr_verb hr_verbs_of_days[];
extern const struct hr_verb hr_verbs_of_handbook[];
extern const struct hr_verb hr_verbs_of_exits[];
extern const struct hr_verb hr_verbs_of_reports[];

/* The reader may see the journey, and the activity is one of it. */
int hr_verbs_admit(struct hr_call *call, struct error *err) OB_MUST_CHECK;

/* Everybody may who sees the pages below /hr. */
int hr_verbs_admit_all(struct hr_call *call, struct error *err) OB_MUST_CHECK;

/* The journey's page; owned. */
char *hr_verbs_back(const struct hr_call *call, const json_t *view);

#endif
