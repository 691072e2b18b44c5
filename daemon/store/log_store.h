/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_LOG_STORE_H
#define ONBOARD_STORE_LOG_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct store;

/*
 * What was sent and what was done, as lists to look through: the newest
 * first, so many at once.  Nothing is written.
 */
struct log_scope {
	const char *area;   /* "": all areas */
	int64_t journey_id; /* 0: of all journeys */
	size_t first;	    /* rows before it are left out */
	size_t max;
};

struct log_mail {
	int64_t id;
	int64_t journey_id; /* 0: of several or none */
	char *kind;
	char *subject;
	char *address;
	char *person;
	char *leader; /* "" of several or none */
	char *state;
	int attempts;
	int64_t created_at;
	int64_t next_attempt_at;
	int64_t sent_at;
	char *last_reply;
};

/* state: "" is any.  Mail of no journey belongs to the areas of its person. */
int log_store_list_mail(struct store *store, const struct log_scope *scope,
    const char *state, struct log_mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int log_store_count_mail(struct store *store, const struct log_scope *scope,
    const char *state, int64_t *ret_count, struct error *err) OB_MUST_CHECK;
void log_store_free_mail(struct log_mail *mails, size_t count);

struct log_entry {
	int64_t id;
	int64_t at;
	char *actor;
	char *verb;
	char *entity;
	int64_t entity_id;
};

/*
 * The audit: of one journey and its activities, or all of it, where the area
 * must be "".
 */
int log_store_list_audit(struct store *store, const struct log_scope *scope,
    struct log_entry **ret_entries, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int log_store_count_audit(
    struct store *store, int64_t *ret_count, struct error *err) OB_MUST_CHECK;
void log_store_free_audit(struct log_entry *entries, size_t count);

#endif
