/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_TALKS_H
#define ONBOARD_ENGINE_ACTIVITIES_TALKS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct activity;
struct call;
struct change;
struct dossier;
struct engine;

/*
 * That a call or meeting was held: on which day, for how long, whether the
 * time was undisturbed, and which of its topics were talked about.  What was
 * said is stored nowhere.  What is done has its talk, what is open has none.
 */
#define TALKS_UNSAID (-1)
#define TALKS_MINUTES_MAX 600

/* What somebody tells of a talk; the rest stays as it is. */
struct talk_facts {
	const char *held_on;	 /* a date, not after today; NULL: unsaid */
	int64_t minutes;	 /* 0: not known; TALKS_UNSAID */
	const char *undisturbed; /* "yes", "no", ""; NULL: unsaid */
	const char *topics; /* ids, blanks or commas between; NULL: unsaid */
};

#define TALKS_NO_FACTS                                                         \
	{                                                                      \
		.minutes = TALKS_UNSAID                                        \
	}

/* Whether they say anything at all. */
bool talks_says(const struct talk_facts *facts);

/* Whether the activity is one; annual events are none. */
bool talks_is(const struct dossier *dossier, const struct activity *activity);

/*
 * Whether pages ask about it: it has topics, its time is to be undisturbed, or
 * it is about the first tasks.
 */
bool talks_is_told_of(
    const struct dossier *dossier, const struct activity *activity);

/* The one of which log-call tells how long it took. */
#define TALKS_WELCOME_CALL "velkomstopkald"

/* A form's text as a number; "" is 0.  OB_EINVALID for "minutes". */
int talks_read_minutes(
    const char *text, int64_t *ret_minutes, struct error *err) OB_MUST_CHECK;

/*
 * Tells of a talk that was held, or corrects what was told:
 * {"activity":{...},"talk":...}, the talk as talks_view() has it.  OB_ECONFLICT
 * for what was not held.
 */
int talks_describe(struct engine *engine, const char *actor,
    const char *reference, const struct talk_facts *facts, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * {"held_on","minutes","undisturbed","topics":[{"id","text","is_ticked"}]}:
 * minutes is null as long as nobody has said; json null for what was not held.
 * Texts are in the language; a topic that its version no longer has is called
 * by its id.
 */
int talks_view(const struct dossier *dossier, const struct activity *activity,
    int language, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Whether the facts would be taken: the error that the verb would give. */
int talks_check(const struct dossier *dossier, const struct activity *activity,
    const struct talk_facts *facts, struct error *err) OB_MUST_CHECK;

/* Puts "talk" beside the activity's view, in the daemon's language. */
int talks_add(const struct dossier *dossier, const struct activity *activity,
    json_t *view, struct error *err) OB_MUST_CHECK;

/*
 * Within the engine, of an activity that is being completed: it was held, and
 * what is told of it (NULL: nothing).  OB_EINVALID for what is no talk.
 */
int talks_hold(struct change *change, const struct dossier *dossier,
    const struct activity *activity, const struct talk_facts *facts,
    struct error *err) OB_MUST_CHECK;

/*
 * Within the engine: a call was logged.  That it completed the step, or was
 * logged after it, tells how long the welcome call of that day took.
 */
int talks_take_call(struct change *change, const struct dossier *dossier,
    const struct call *call, struct error *err) OB_MUST_CHECK;

/* It was not held after all. */
int talks_forget(struct change *change, const struct dossier *dossier,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

/* Talks that the programme wants undisturbed, in some time. */
struct talks_sum {
	int64_t held;
	int64_t told; /* of those: somebody has said whether they were */
	int64_t undisturbed;
};

/* Held from a day on and before another. */
int talks_count_undisturbed(struct engine *engine, struct date from,
    struct date before, struct talks_sum *ret_sum,
    struct error *err) OB_MUST_CHECK;

#endif
