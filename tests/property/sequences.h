/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SEQUENCES_H
#define ONBOARD_TESTS_SEQUENCES_H

#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "../unit/world.h"

/* Random sequences of verbs, and what must hold after each of them. */
#define SEQUENCES_ACTOR "page:1"
#define SEQUENCES_LEADERS 3
#define SEQUENCES_ACTIVITIES 2000
#define SEQUENCES_ENTRIES 16384 /* of all feeds; a power of two */
#define SEQUENCES_CLOCK "clock" /* what stands in what when it went on */

/* An activity as it was seen last. */
struct seen {
	int64_t sequence;
	int64_t planned;
	int64_t start;
	bool is_settled;
};

/* A line of a mail that tells news of an activity. */
struct news {
	int64_t mail;
	int hands; /* how often work had changed hands then */
	char *about;
	char *says;
};

/* An entry of a feed as it was fetched last. */
struct entry {
	uint64_t id; /* 0: none */
	long sequence;
	char when[100]; /* its times */
	bool is_on;
};

struct play {
	struct world world;
	bool invites;  /* meetings are invitations */
	bool was_away; /* somebody: entries come and go by themselves */
	uint64_t random;
	struct seen seen[SEQUENCES_ACTIVITIES];
	/* The day on which a changed calendar left it, until it moves. */
	int64_t left_on[SEQUENCES_ACTIVITIES];
	struct entry entries[SEQUENCES_ENTRIES];
	struct news *news;
	size_t news_count;
	int64_t last_mail; /* up to which mails were read */
	int64_t last_told; /* the same of invitations */
	int64_t last_verb; /* when somebody did something */
	int hands;	   /* how often work may have changed hands */
	int leaders;	   /* that were added or tried */
	int made;	   /* versions, events, tasks, files: for their names */
	char what[200];	   /* the step, for the one who reads a failure */
	int taken;	   /* steps that were not refused */
};

/* A number from 0 to below - 1. */
uint64_t sequences_draw(struct play *play, uint64_t below);
bool sequences_happens(struct play *play, uint64_t one_in);

/* Owned: any activity as LEADER:STEP, of those of which this SQL is true. */
char *sequences_draw_activity(struct play *play, const char *where);
int64_t sequences_draw_leader(struct play *play);
const char *sequences_draw_person(struct play *play);
char *sequences_draw_day(struct play *play, int from, uint64_t count);
char *sequences_draw_workday(struct play *play, int from, uint64_t count);
const char *sequences_draw_area(struct play *play);

void sequences_note(
    struct play *play, const char *what, const char *on, const char *more);

/*
 * The view (taken) is looked at by nobody.  Its address is given, because the
 * verb that makes it is called for the other argument.
 */
int sequences_drop(int status, json_t **view);

sqlite3_stmt *sequences_prepare(const struct play *play, const char *sql);

/* What may happen; one that is heavier happens more often. */
struct sequences_verb {
	int (*run)(struct play *play, struct error *err);
	unsigned weight; /* 0 ends a table */
};

extern const struct sequences_verb sequences_activity_verbs[];
extern const struct sequences_verb sequences_journey_verbs[];
extern const struct sequences_verb sequences_people_verbs[];
extern const struct sequences_verb sequences_calendar_verbs[];
extern const struct sequences_verb sequences_clock_verbs[];

/* Does something that a person, the clock or the mail server may do. */
int sequences_step(struct play *play, struct error *err) OB_MUST_CHECK;

/* Adds the first leaders. */
int sequences_begin(struct play *play, struct error *err) OB_MUST_CHECK;

/* The calendar changed: what stands on a day that is closed now may stay. */
void sequences_leave(struct play *play, bool is_reviewed);

/* Fails the test when something does not hold. */
void sequences_check(struct play *play);

/* To be called between a verb and the clock's turn. */
void sequences_check_once(const struct play *play);

/* What was seen before: settled stays settled, a sequence never falls. */
void sequences_check_history(struct play *play);

/* No news twice: of the mails that have come since. */
void sequences_check_mails(struct play *play);

/* When the morning's digests have gone: what is due today stands in one. */
void sequences_check_told(const struct play *play);

/* Invitations are answered, and who gets them changes. */
int sequences_answer(struct play *play, struct error *err) OB_MUST_CHECK;

/* After the clock's turn; where meetings are invitations. */
void sequences_check_invitations(struct play *play);

/* The calendar that somebody subscribes to, as it is fetched. */
void sequences_check_feeds(struct play *play);

#endif
