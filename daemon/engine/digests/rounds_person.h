/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_ROUNDS_PERSON_H
#define ONBOARD_ENGINE_DIGESTS_ROUNDS_PERSON_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/digests/rounds.h"
#include "engine/networks/network_news.h"

struct change;

/* The lists of a digest, in their order in the mail. */
enum rounds_section {
	SECTION_CHANGED,
	SECTION_DUE,
	SECTION_BEHIND,
	SECTION_ESCALATED,
	SECTION_WAITING,
	SECTION_COMING,
	SECTION_LATE_STARTED,
	SECTION_NONE,
};

#define SECTION_COUNT SECTION_NONE
#define ROUNDS_RUNG_SIZE 48
#define ROUNDS_LATE_START "late-start"

/* A rung that this round works through for the person. */
struct rounds_mark {
	const struct rounds_entry *entry;
	char rung[ROUNDS_RUNG_SIZE];
	const char *outcome;
	bool is_news;	      /* a change or a late start */
	bool is_for_overview; /* dropped, once an overview shows it */
};

/*
 * What one person is to hear.  A digest goes when a rung comes today,
 * something changed, or an overview has something to say, which each journey
 * has on the first plain day of its area's week.
 */
struct rounds_person {
	const struct rounds *rounds;
	const struct person *person;
	const struct rounds_entry *entries;
	size_t count;
	struct rounds_mark *marks;
	size_t mark_count;
	bool has_news;
	bool has_overview;	      /* that goes today */
	struct network_news networks; /* of meetings; goes with the digest */
};

/* The entries are one person's. */
void rounds_person_judge(struct rounds_person *person);
void rounds_person_release(struct rounds_person *person);

bool rounds_person_gets_digest(const struct rounds_person *person);

/* Where an entry stands in the digest, after rounds_person_judge(). */
enum rounds_section rounds_person_section(
    const struct rounds_person *person, const struct rounds_entry *entry);

/*
 * Whether the entry, which stands there, has a line: on a quiet day only what
 * is of the day, and what is told.
 */
bool rounds_person_shows(const struct rounds_person *person,
    const struct rounds_entry *entry, enum rounds_section section);

/* Whether a rung of the activity is told today; a change is none. */
bool rounds_person_tells(
    const struct rounds_person *person, const struct activity *activity);

/* Whether the change of the entry's activity is news to the person. */
bool rounds_person_sees_change(const struct rounds_entry *entry);

/*
 * Writes the person's digest, after rounds_person_judge(); *ret_is_new says
 * whether there was none today.
 */
int rounds_person_queue(struct change *change,
    const struct rounds_person *person, int64_t *ret_mail_id, bool *ret_is_new,
    struct error *err) OB_MUST_CHECK;

#endif
