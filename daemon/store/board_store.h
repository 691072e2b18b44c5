/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_BOARD_STORE_H
#define ONBOARD_STORE_BOARD_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct store;

/*
 * All journeys at once, as those look at them who see to them all: what is
 * read here is counted and gathered by the database, since loading each
 * journey would take too long.  Cohorts are left out.  Nothing is written.
 */

/* Whose journeys are read. */
struct board_scope {
	const char *area;   /* "": all areas */
	const char *state;  /* "": what is planned, active or paused */
	struct date today;  /* for what has come and what is still ahead */
	const char *called; /* the step that a call completes */
};

struct board_journey {
	int64_t id;
	int64_t programme_id;
	char *kind;
	char *state;
	char *recruitment;
	struct date first_day;
	struct date last_day;
	char *title;
	char *area;
	char *workplace;
	char *leader;
	char *manager; /* "": nobody has been named */
	int64_t manager_id;
	char *mentor; /* "": nobody has been named */
	char *people; /* names of all who hold a role */
	bool has_work_address;
	bool work_address_asked; /* the coordinator was told it is missing */
	bool is_called;		 /* the step of calling is done */
	int64_t called_at;	 /* the first call; INSTANT_NONE: none */
	int declined;		 /* invitations to what is still ahead */
};

/* The earliest first day first. */
int board_store_list(struct store *store, const struct board_scope *scope,
    struct board_journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void board_store_free(struct board_journey *journeys, size_t count);

/* As little of an activity as counting takes. */
struct board_mark {
	int64_t journey_id;
	int position; /* as stored */
	int state;    /* enum activity_state */
	struct date planned;
	struct date latest;
};

/* Of the same journeys; ordered by journey. */
int board_store_list_marks(struct store *store, const struct board_scope *scope,
    struct board_mark **ret_marks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Open, in a running journey. */
struct board_activity {
	int64_t id;
	int64_t journey_id;
	int64_t programme_id;
	int position; /* as stored */
	char *step;
	char *state;
	char *title; /* its own, or "" */
	struct date planned;
	struct date latest;
	int start_minute;
	int64_t owner_id;
	char *owner;
	char *leader;
	char *area;
	bool is_escalated; /* told to somebody above, on this day's account */
};

/* Planned on or before the day, the earliest first. */
int board_store_list_open(struct store *store, const struct board_scope *scope,
    struct date until, struct board_activity **ret_activities,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Those of them that somebody above was told of, on their day's account. */
int board_store_list_escalated(struct store *store,
    const struct board_scope *scope, struct board_activity **ret_activities,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void board_store_free_activities(
    struct board_activity *activities, size_t count);

/* A day on which something open is still ahead, in journeys of an area. */
struct board_day {
	struct date day;
	char *area;
};

int board_store_list_days(struct store *store, const struct board_scope *scope,
    struct board_day **ret_days, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void board_store_free_days(struct board_day *days, size_t count);

/* What waits for somebody who can see to it. */
struct board_matter {
	int64_t id;	    /* of the row: mail, received mail, ... */
	int64_t journey_id; /* 0: of several or none */
	int64_t activity_id;
	int64_t programme_id;
	int position;
	char *step;
	char *title; /* the activity's own, or "" */
	char *leader;
	char *person;
	char *detail; /* an address, a subject, a role, a word for why */
	int64_t at;   /* INSTANT_NONE: not known */
};

enum board_matter_kind {
	BOARD_FAILED_MAIL,
	BOARD_BAD_ADDRESS,
	BOARD_REVIEW,  /* of mail that came in; detail: why it waits */
	BOARD_DECLINE, /* of a meeting ahead */
	BOARD_ROLE,    /* that nobody has been named for; detail: its name */
	BOARD_CANNOT   /* be done, says its owner; detail: why */
};

#define BOARD_MATTER_COUNT 6

/* At most 1000 of a kind, the oldest first. */
int board_store_list_matters(struct store *store,
    const struct board_scope *scope, enum board_matter_kind kind,
    struct board_matter **ret_matters, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void board_store_free_matters(struct board_matter *matters, size_t count);

/* The areas that there are journeys of, by name. */
struct board_area {
	char *name;
};

int board_store_list_areas(struct store *store, const struct board_scope *scope,
    struct board_area **ret_areas, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void board_store_free_areas(struct board_area *areas, size_t count);

/* In which running journeys somebody occurs whose address is refused. */
struct board_concern {
	int64_t journey_id;
};

int board_store_list_unreached(struct store *store,
    const struct board_scope *scope, struct board_concern **ret_concerns,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* In which running journeys something is reported as impossible. */
int board_store_list_reported(struct store *store,
    const struct board_scope *scope, struct board_concern **ret_concerns,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Who has anything to do with the scope's journeys, ended ones, too. */
struct board_person {
	int64_t id;
	char *name;
	char *email;
	bool is_bad;	/* mail servers refuse an address of theirs */
	bool is_leader; /* of a journey of the scope */
	int open;	/* activities that are theirs, in running journeys */
};

/* By name. */
int board_store_list_people(struct store *store,
    const struct board_scope *scope, struct board_person **ret_people,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void board_store_free_people(struct board_person *people, size_t count);

/* How many journeys there are on a programme's version, cohorts, too. */
struct board_use {
	int64_t programme_id;
	int running;
	int all;
};

/* Versions without any are left out. */
int board_store_list_uses(struct store *store, const struct board_scope *scope,
    struct board_use **ret_uses, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
