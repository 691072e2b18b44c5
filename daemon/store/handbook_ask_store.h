/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_HANDBOOK_ASK_STORE_H
#define ONBOARD_STORE_HANDBOOK_ASK_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Who was asked to confirm entries of the handbook, and how often. */

/* Adds the row, or changes what it says. */
int handbook_ask_store_put(struct store *store, const struct handbook_ask *ask,
    struct error *err) OB_MUST_CHECK;

/* The entry was confirmed: it is counted anew. */
int handbook_ask_store_forget(
    struct store *store, const char *name, struct error *err) OB_MUST_CHECK;

/* Forgets what is in the handbook no more. */
int handbook_ask_store_tidy(
    struct store *store, struct error *err) OB_MUST_CHECK;

struct handbook_asks {
	struct handbook_ask *rows;
	size_t count;
};

/* All of them; owned: handbook_ask_store_release(). */
int handbook_ask_store_list(struct store *store, struct handbook_asks *ret_asks,
    struct error *err) OB_MUST_CHECK;
/* A mail asks about the entry. */
int handbook_ask_store_tell(struct store *store, int64_t mail_id,
    const char *name, struct error *err) OB_MUST_CHECK;

/*
 * What nobody is asked in that round without the mail; owned:
 * handbook_ask_store_release().
 */
int handbook_ask_store_list_untold(struct store *store, int64_t mail_id,
    struct handbook_asks *ret_asks, struct error *err) OB_MUST_CHECK;

/* Forgets what the mail asks about. */
int handbook_ask_store_untell(
    struct store *store, int64_t mail_id, struct error *err) OB_MUST_CHECK;

/* The mails that ask about the entry and still wait; by id.  free() them. */
int handbook_ask_store_list_waiting(struct store *store, const char *name,
    int64_t **ret_mails, size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Forgets which mails asked about the entry. */
int handbook_ask_store_forget_told(
    struct store *store, const char *name, struct error *err) OB_MUST_CHECK;

void handbook_ask_store_release(struct handbook_asks *asks);

/* NULL: the entry is not among them. */
const struct handbook_ask *handbook_ask_store_find(
    const struct handbook_asks *asks, const char *name);

#endif
