/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_STORE_H
#define ONBOARD_STORE_STORE_H

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
int store_open(const char *path, struct store **ret_store,
    struct error *err) OB_MUST_CHECK;
void store_close(struct store *store); /* accepts NULL */

int store_begin(struct store *store, struct error *err) OB_MUST_CHECK;
int store_commit(struct store *store, struct error *err) OB_MUST_CHECK;
void store_rollback(struct store *store); /* harmless when none is open */

/* PRAGMA quick_check: OB_EDB tells what is broken. */
int store_check(struct store *store, struct error *err) OB_MUST_CHECK;

#endif
