/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SEQUENCES_H
#define ONBOARD_TESTS_SEQUENCES_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "../unit/world.h"

/* Random sequences of verbs, and what must hold after each of them. */
#define SEQUENCES_ACTOR "page:1"
#define SEQUENCES_LEADERS 3
#define SEQUENCES_ACTIVITIES 2000

/* An activity as it was seen last. */
struct seen {
	int64_t sequence;
	int64_t planned;
	int64_t start;
	bool is_settled;
};

struct play {
	struct world world;
	uint64_t random;
	struct seen seen[SEQUENCES_ACTIVITIES];
	char what[200]; /* the step, for the one who reads a failure */
	int taken;	/* steps that were not refused */
	int programmes; /* versions that were imported */
};

/* A number from 0 to below - 1. */
uint64_t sequences_draw(struct play *play, uint64_t below);

sqlite3_stmt *sequences_prepare(const struct play *play, const char *sql);

/* Does something that a person, the clock or the mail server may do. */
int sequences_step(struct play *play, struct error *err) OB_MUST_CHECK;

extern const char *const sequences_people[];

/* Fails the test when something does not hold. */
void sequences_check(struct play *play);

/* To be called between a verb and the clock's turn. */
void sequences_check_once(const struct play *play);

#endif
