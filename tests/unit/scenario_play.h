/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SCENARIO_PLAY_H
#define ONBOARD_TESTS_SCENARIO_PLAY_H

#include <jansson.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "engine/answers/received.h"
#include "scenario_words.h"
#include "world.h"

/* The address of a calendar, as a program keeps it. */
struct play_feed {
	char address[100];
	char token[120];
};

/* A scenario on its way: the world and whom the lines speak of. */
struct play {
	struct world world;
	bool has_begun;
	struct strbuf config; /* "setting" lines */
	int64_t leader;	      /* the journey that was added or named last */
	json_t *simulated;    /* the last simulation's result, or NULL */
	size_t mails_seen;    /* deliveries before this are not looked at */
	struct play_feed feeds[20];
	size_t feed_count;
	struct strbuf calendar_file; /* its events */
	int64_t notes;		     /* events that the last import left out */
	json_t *review;		     /* what the last import or review told */
	json_t *answer;		     /* of the last verb on a whole journey */
	struct strbuf table; /* the lines with "|" behind the last line */
	json_t *import;	     /* what became of the last table */
	struct received_outcome received; /* of the last mail that came in */
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
extern const struct play_rule play_explanations[];
extern const struct play_rule play_mails[];
extern const struct play_rule play_people[];
extern const struct play_rule play_group_actions[];
extern const struct play_rule play_group_expectations[];
extern const struct play_rule play_programme_rules[];
extern const struct play_rule play_simulations[];
extern const struct play_rule play_calendar[];
extern const struct play_rule play_handbook_rules[];
extern const struct play_rule play_journey_rules[]; /* of both kinds */
extern const struct play_rule play_import[];
extern const struct play_rule play_invitations[];
extern const struct play_rule play_page_rules[];
extern const struct play_rule play_leader_page_rules[];
extern const struct play_rule play_feeds[];
extern const struct play_rule play_hr[];
extern const struct play_rule play_mentors[];
extern const struct play_rule play_talks[];
extern const struct play_rule play_measures[];
extern const struct play_rule play_networks[];
extern const struct play_rule play_exits[];
extern const struct play_rule play_comparison[];
extern const struct play_rule play_bottlenecks[];
extern const struct play_rule play_received[];
extern const struct play_rule play_surveys[];

/* Plays one line; an unknown one is a mistake. */
int play_line(struct play *play, const struct words *words,
    struct error *err) OB_MUST_CHECK;

/* "2026-10-01" and "08:00" as an instant. */
int play_instant(struct play *play, const char *day, const char *time,
    int64_t *ret_at, struct error *err) OB_MUST_CHECK;

/* The view of an activity of the leader who is spoken of; a new reference. */
int play_activity(struct play *play, const char *step, json_t **ret_activity,
    struct error *err) OB_MUST_CHECK;

/* The last mail of a kind to an address, whatever became of it. */
int play_mail(struct play *play, const char *kind, const char *to,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

char *play_reference(const struct play *play, const char *step); /* owned */

/* What somebody was told of a step's meeting; OB_ENOTFOUND. */
struct invitation;
int play_invitation(struct play *play, const char *step, const char *address,
    struct invitation *ret_row, struct error *err) OB_MUST_CHECK;

#endif
