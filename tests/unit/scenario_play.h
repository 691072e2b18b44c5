/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SCENARIO_PLAY_H
#define ONBOARD_TESTS_SCENARIO_PLAY_H

#include <stdint.h>

#include "base/strbuf.h"
#include "scenario_words.h"
#include "world.h"

/* A scenario on its way: the world and whom the lines speak of. */
struct play {
	struct world world;
	bool has_begun;
	struct strbuf config; /* "setting" lines */
	int64_t leader;	      /* the journey that was added or named last */
	size_t mails_seen;    /* deliveries before this are not looked at */
};

/* A line that was understood: what stood for the capitals, and the rest. */
struct line {
	const char *values[WORDS_MAX];
	const struct words *words;
	size_t rest;
};

typedef int (*play_fn)(
    struct play *play, const struct line *line, struct error *err);

struct play_rule {
	const char *pattern;
	play_fn run;
};

extern const struct play_rule play_actions[]; /* ends with pattern NULL */
extern const struct play_rule play_expectations[];

/* Plays one line; an unknown one is a mistake. */
int play_line(struct play *play, const struct words *words,
    struct error *err) OB_MUST_CHECK;

/* "2026-10-01" and "08:00" as an instant. */
int play_instant(struct play *play, const char *day, const char *time,
    int64_t *ret_at, struct error *err) OB_MUST_CHECK;

/* The view of an activity of the leader who is spoken of; a new reference. */
int play_activity(struct play *play, const char *step, json_t **ret_activity,
    struct error *err) OB_MUST_CHECK;

char *play_reference(const struct play *play, const char *step); /* owned */

#endif
