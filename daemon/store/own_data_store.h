/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_OWN_DATA_STORE_H
#define ONBOARD_STORE_OWN_DATA_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct store;

/*
 * What is stored about one person, for that person to read (GDPR, article 15).
 * Lists have the newest first, and at most OWN_DATA_MAX rows.
 */
#define OWN_DATA_MAX 10000

/* A mail that was written to the person: that it was, not what it says. */
struct own_mail {
	char *kind;
	char *to_address;
	char *state;
	int64_t created_at;
	int64_t sent_at; /* INSTANT_NONE: not yet */
};

/* What the person is responsible for in other people's journeys. */
struct own_task {
	char *step;
	char *state;
	struct date planned;
};

/* An invitation, with the person's answer. */
struct own_answer {
	char *step;
	struct date told_day;
	char *partstat;
	int64_t answered_at; /* INSTANT_NONE: not yet */
	char *answer_by;
	char *comment;
};

/* A mail of the person's that came in. */
struct own_letter {
	int64_t received_at;
	char *kind;
	char *outcome;
	char *comment;
};

/* What the person said of an activity. */
struct own_remark {
	char *step;
	char *kind;
	char *text;
	int64_t said_at;
	int64_t ended_at; /* INSTANT_NONE: not taken back */
};

/*
 * What was done by the person, or to the person, the person's journeys, what
 * is in them, and the person's calendars.
 */
struct own_entry {
	int64_t at;
	char *actor;
	char *verb;
	char *entity;
};

/* The journeys that the person leads, the oldest first; free() the array. */
int own_data_store_journeys(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err) OB_MUST_CHECK;

int own_data_store_mails(struct store *store, int64_t person_id,
    struct own_mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void own_data_store_free_mails(struct own_mail *mails, size_t count);

int own_data_store_tasks(struct store *store, int64_t person_id,
    struct own_task **ret_tasks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void own_data_store_free_tasks(struct own_task *tasks, size_t count);

int own_data_store_answers(struct store *store, int64_t person_id,
    struct own_answer **ret_answers, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void own_data_store_free_answers(struct own_answer *answers, size_t count);

int own_data_store_letters(struct store *store, int64_t person_id,
    struct own_letter **ret_letters, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void own_data_store_free_letters(struct own_letter *letters, size_t count);

int own_data_store_remarks(struct store *store, int64_t person_id,
    struct own_remark **ret_remarks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void own_data_store_free_remarks(struct own_remark *remarks, size_t count);

int own_data_store_entries(struct store *store, int64_t person_id,
    struct own_entry **ret_entries, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void own_data_store_free_entries(struct own_entry *entries, size_t count);

#endif
