/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_MIGRATION_H
#define ONBOARD_STORE_MIGRATION_H

#include "base/error.h"

struct db;

/*
 * Brings the schema up to date by the embedded schemas/sql/NNNN_name.sql, in
 * order, one transaction each; new databases walk the same chain.  The
 * version is PRAGMA user_version, read again under the lock.  A backup is
 * taken before the first step on a database that has a version already.
 */
int migration_run(
    struct db *db, const char *path, struct error *err) OB_MUST_CHECK;

/* The version that this program's chain ends with. */
int migration_newest(void);

#endif
