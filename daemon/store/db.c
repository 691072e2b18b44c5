/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/db.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/migration.h"

static int
status_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return OB_EBUSY;
	case SQLITE_CONSTRAINT:
		return OB_ECONFLICT;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
		return OB_EIO;
	case SQLITE_NOMEM:
		return OB_EINTERNAL;
	default:
		return OB_EDB;
	}
}

static const char *
advice_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
		return "; free some disk space, nothing was changed";
	case SQLITE_IOERR:
		return "; check the disk and the limits on file sizes, nothing "
		       "was changed";
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return "; restore a backup";
	case SQLITE_CANTOPEN:
		return "; check that the folder exists and may be written";
	case SQLITE_BUSY:
		return "; another process holds it, is onboardd running?";
	default:
		return "";
	}
}

int
db_error(struct db *db, const char *what, struct error *err)
{
	int code = sqlite3_extended_errcode(db->handle);

	return error_set(err, status_of(code), "cannot %s the database: %s%s",
	    what, sqlite3_errmsg(db->handle), advice_of(code));
}

int
db_execute(struct db *db, const char *sql, struct error *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_error(db, "change", err);
	return OB_OK;
}

int
db_read_integer(
    struct db *db, const char *sql, int64_t *ret_value, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	int status = OB_OK;

	if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) !=
		SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW)
		status = db_error(db, "read", err);
	else
		*ret_value = sqlite3_column_int64(statement, 0);
	(void)sqlite3_finalize(statement);
	return status;
}

static int
configure(struct db *db, struct error *err)
{
	static const char *const pragmas[] = {
	    "PRAGMA journal_mode = WAL",
	    "PRAGMA synchronous = FULL",
	    "PRAGMA foreign_keys = ON",
	    "PRAGMA trusted_schema = OFF",
	    "PRAGMA secure_delete = ON",
	    "PRAGMA cell_size_check = ON",
	};

	(void)sqlite3_busy_timeout(db->handle, 1000);
	(void)sqlite3_extended_result_codes(db->handle, 1);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	for (size_t i = 0; i < ARRAY_LEN(pragmas); i++) {
		int status = db_execute(db, pragmas[i], err);

		if (status != OB_OK)
			return status;
	}
	return OB_OK;
}

/* Our own by its application id, or empty and so ours to be. */
static int
check_identity(struct db *db, const char *path, struct error *err)
{
	int64_t application_id = 0;
	int64_t tables = 0;
	int status =
	    db_read_integer(db, "PRAGMA application_id", &application_id, err);

	if (status == OB_OK)
		status = db_read_integer(
		    db, "SELECT count(*) FROM sqlite_schema", &tables, err);
	if (status != OB_OK)
		return status;
	if (application_id == DB_APPLICATION_ID ||
	    (application_id == 0 && tables == 0))
		return OB_OK;
	return error_set(err, OB_EDB,
	    "'%s' is a database of another program; give 'state_dir' a folder "
	    "of its own",
	    path);
}

void
db_make_private(const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (file >= 0)
		(void)close(file);
}

int
db_open(const char *path, struct db *ret_db, struct error *err)
{
	struct db db = {.handle = NULL};
	int status;

	if (strcmp(path, STORE_IN_MEMORY) != 0)
		db_make_private(path);
	if (sqlite3_open_v2(path, &db.handle,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
		NULL) != SQLITE_OK) {
		status = error_set(err, OB_EIO,
		    "cannot open the database '%s': %s; check that the folder "
		    "exists and may be written",
		    path, sqlite3_errmsg(db.handle));
		db_close(&db);
		return status;
	}
	status = check_identity(&db, path, err);
	if (status == OB_OK)
		status = configure(&db, err);
	if (status == OB_OK)
		status = migration_run(&db, path, err);
	if (status != OB_OK) {
		db_close(&db);
		return status;
	}
	if (strcmp(path, STORE_IN_MEMORY) != 0)
		(void)chmod(path, 0600);
	*ret_db = db;
	return OB_OK;
}

void
db_close(struct db *db)
{
	for (size_t i = 0; i < DB_WORDS; i++)
		(void)sqlite3_finalize(db->words[i]);
	memset(db->words, 0, sizeof(db->words));
	(void)sqlite3_close(db->handle);
	db->handle = NULL;
}

/* SQLite's code; each verb says these, so they are prepared only once. */
static int
say(struct db *db, enum db_word word)
{
	static const char *const sql[DB_WORDS] = {
	    [DB_BEGIN] = "BEGIN IMMEDIATE",
	    [DB_BEGIN_INNER] = "SAVEPOINT inner",
	    [DB_COMMIT] = "COMMIT",
	    [DB_COMMIT_INNER] = "RELEASE inner",
	};
	sqlite3_stmt **statement = &db->words[word];
	int code = SQLITE_OK;

	if (*statement == NULL)
		code = sqlite3_prepare_v3(db->handle, sql[word], -1,
		    SQLITE_PREPARE_PERSISTENT, statement, NULL);
	if (code != SQLITE_OK)
		return code;
	(void)sqlite3_step(*statement);
	return sqlite3_reset(*statement);
}

int
db_begin(struct db *db, struct error *err)
{
	if (db->depth > 0 && sqlite3_get_autocommit(db->handle))
		return error_set(err, OB_EDB,
		    "cannot change the database: what was begun is lost");
	if (db->depth == 0)
		db->has_told = false;
	if (say(db, db->depth == 0 ? DB_BEGIN : DB_BEGIN_INNER) != SQLITE_OK)
		return db_error(db, "change", err);
	db->depth++;
	return OB_OK;
}

int
db_commit(struct db *db, struct error *err)
{
	int status;

	if (say(db, db->depth > 1 ? DB_COMMIT_INNER : DB_COMMIT) == SQLITE_OK) {
		db->depth -= db->depth > 0 ? 1 : 0;
		return OB_OK;
	}
	status = db_error(db, "save in", err);
	db_rollback(db);
	return status;
}

void
db_rollback(struct db *db)
{
	const char *sql =
	    db->depth > 1 ? "ROLLBACK TO inner; RELEASE inner" : "ROLLBACK";

	db->depth -= db->depth > 0 ? 1 : 0;
	/* After a full disk SQLite has rolled back all by itself. */
	if (db->handle != NULL && !sqlite3_get_autocommit(db->handle))
		(void)sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	if (db->has_told)
		db_changed(db, STORE_ANYTHING, 0);
	db->has_told = db->depth > 0 && db->has_told;
}

void
db_changed(struct db *db, enum store_subject subject, int64_t id)
{
	db->has_told = true;
	if (db->watch.changed != NULL)
		db->watch.changed(db->watch.arg, subject, id);
}
