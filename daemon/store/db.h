/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_DB_H
#define ONBOARD_STORE_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "store/store.h"

/* What is said to SQLite around each change. */
enum db_word { DB_BEGIN, DB_BEGIN_INNER, DB_COMMIT, DB_COMMIT_INNER, DB_WORDS };

/*
 * The one SQLite connection: WAL with synchronous=FULL, foreign keys, a
 * schema brought up to date by numbered migrations.  Included in store/ only;
 * everybody else sees store.h.  A failed commit leaves nothing behind.
 */
struct db {
	sqlite3 *handle;
	sqlite3_stmt *words[DB_WORDS]; /* prepared when first said */
	struct store_watch watch;
	bool has_told; /* of a change in the open transaction */
	int depth;     /* of transactions within transactions */
};

#define DB_APPLICATION_ID 0x4f4e4244 /* "ONBD" */

/*
 * Opens or makes the database file, walks the missing migrations (a backup
 * PATH.before-NNNN is written before the first, unless the file is new), and
 * refuses a foreign or newer file.
 */
int db_open(
    const char *path, struct db *ret_db, struct error *err) OB_MUST_CHECK;
void db_close(struct db *db);

/*
 * Makes a missing file so that only its owner may read it: names and addresses
 * lie in it, and SQLite gives the files beside it the same rights.
 */
void db_make_private(const char *path);

/*
 * A transaction begun within another ends with that one: its commit keeps
 * nothing by itself, its rollback undoes only what came since it began.
 */
int db_begin(struct db *db, struct error *err) OB_MUST_CHECK;
int db_commit(struct db *db, struct error *err) OB_MUST_CHECK;
void db_rollback(struct db *db); /* harmless without a transaction */

/* Tells who watches, if anybody does. */
void db_changed(struct db *db, enum store_subject subject, int64_t id);

/* Maps SQLite's last error: full disk and I/O are told as such. */
int db_error(struct db *db, const char *what, struct error *err);

int db_execute(struct db *db, const char *sql, struct error *err) OB_MUST_CHECK;
int db_read_integer(struct db *db, const char *sql, int64_t *ret_value,
    struct error *err) OB_MUST_CHECK;

#endif
