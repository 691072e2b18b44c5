/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_STORE_H
#define ONBOARD_STORE_STORE_H

#include <stdint.h>

#include "base/error.h"

/*
 * All that is kept, in one SQLite file.  The *_store.h headers say what can be
 * asked of each kind of record; none of their functions begins a transaction:
 * that is the engine's, one for each verb.  Used from one thread.
 */
struct store;

/*
 * Opens or makes PATH and brings its schema up to date (migration.h).  Clear
 * errors for what cannot be opened, is another program's or is newer.
 */
#define STORE_IN_MEMORY ":memory:" /* a path: gone when closed */
int store_open(const char *path, struct store **ret_store,
    struct error *err) OB_MUST_CHECK;
void store_close(struct store *store); /* accepts NULL */

/* Transactions may stand within one another (db.h). */
int store_begin(struct store *store, struct error *err) OB_MUST_CHECK;
int store_commit(struct store *store, struct error *err) OB_MUST_CHECK;
void store_rollback(struct store *store); /* harmless when none is open */

/*
 * Told of each change, before it is committed, and of each rollback: what was
 * read before may no longer be so.  Mails, audit rows, feeds and pages are
 * nobody's concern.
 */
enum store_subject {
	STORE_ANYTHING,
	STORE_NEW, /* a row that nothing was read of yet */
	STORE_JOURNEY,
	STORE_ACTIVITY,
	STORE_PERSON
};

struct store_watch {
	void (*changed)(void *arg, enum store_subject subject, int64_t id);
	void *arg;
};

void store_set_watch(struct store *store, struct store_watch watch);

/* PRAGMA quick_check: OB_EDB tells what is broken. */
int store_check(struct store *store, struct error *err) OB_MUST_CHECK;

#endif
