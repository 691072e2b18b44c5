/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/migration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "store/db.h"

#define SQL_FOLDER "schemas/sql/"

/* NNNN of schemas/sql/NNNN_name.sql, or 0. */
static int
number_of(const char *path)
{
	const char *name = path + strlen(SQL_FOLDER);

	if (strncmp(path, SQL_FOLDER, strlen(SQL_FOLDER)) != 0 ||
	    strspn(name, "0123456789") != 4 || name[4] != '_')
		return 0;
	return (int)strtol(name, NULL, 10);
}

static const struct embedded_file *
find_step(int version)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (number_of(embedded_files[i].path) == version)
			return &embedded_files[i];
	}
	return NULL;
}

int
migration_newest(void)
{
	int newest = 0;

	while (find_step(newest + 1) != NULL)
		newest++;
	return newest;
}

static int
read_version(struct db *db, int *ret_version, struct error *err)
{
	int64_t version = 0;
	int status = db_read_integer(db, "PRAGMA user_version", &version, err);

	if (status == OB_OK)
		*ret_version = (int)version;
	return status;
}

static int
back_up(struct db *db, const char *path, int version, struct error *err)
{
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("%s.before-%04d", path, version);
	sqlite3_stmt *statement = NULL;
	int status = OB_OK;

	/* A copy from an attempt that was cut short is of the same version. */
	(void)remove(target);
	db_make_private(target);
	if (sqlite3_prepare_v2(db->handle, "VACUUM INTO :target", -1,
		&statement, NULL) != SQLITE_OK ||
	    sqlite3_bind_text(statement, 1, target, -1, SQLITE_STATIC) !=
		SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_DONE)
		status = db_error(db, "back up", err);
	(void)sqlite3_finalize(statement);
	return status;
}

static int
check_foreign_keys(struct db *db, const char *name, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	int code;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA foreign_key_check", -1,
		&statement, NULL) != SQLITE_OK)
		return db_error(db, "check", err);
	code = sqlite3_step(statement);
	(void)sqlite3_finalize(statement);
	if (code == SQLITE_DONE)
		return OB_OK;
	return error_set(err, OB_EDB,
	    "the migration '%s' would leave rows without what they refer to",
	    name);
}

/* Inside the exclusive transaction that the caller began. */
static int
apply_locked(struct db *db, const struct embedded_file *step, int version,
    struct error *err)
{
	char stamp[128];
	int present = 0;
	int status = read_version(db, &present, err);

	if (status != OB_OK || present >= version)
		return status;
	status = db_execute(db, step->bytes, err);
	if (status == OB_OK)
		status = check_foreign_keys(db, step->path, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(stamp, sizeof(stamp),
	    "PRAGMA user_version = %d; PRAGMA application_id = %d", version,
	    DB_APPLICATION_ID);
	return db_execute(db, stamp, err);
}

static int
apply(struct db *db, int version, struct error *err)
{
	const struct embedded_file *step = find_step(version);
	int status = db_execute(db, "BEGIN EXCLUSIVE", err);

	if (status == OB_OK)
		status = apply_locked(db, step, version, err);
	if (status == OB_OK)
		status = db_commit(db, err);
	if (status == OB_OK)
		return OB_OK;
	db_rollback(db);
	if (err != NULL)
		(void)error_wrap(err, "cannot apply '%s'", step->path);
	return status;
}

/* Foreign keys are off outside the transactions, or a table could not be
 * built anew; each step checks them before it commits. */
static int
apply_all(struct db *db, int from, int to, struct error *err)
{
	int status = db_execute(db, "PRAGMA foreign_keys = OFF", err);

	for (int version = from + 1; status == OB_OK && version <= to;
	     version++)
		status = apply(db, version, err);
	if (status != OB_OK)
		return status;
	return db_execute(db, "PRAGMA foreign_keys = ON", err);
}

int
migration_run(struct db *db, const char *path, struct error *err)
{
	int newest = migration_newest();
	int present = 0;
	int status = read_version(db, &present, err);

	if (status != OB_OK || present == newest)
		return status;
	if (present > newest)
		return error_set(err, OB_EDB,
		    "'%s' was written by a newer onboardd (schema %d, this "
		    "program knows %d); install that version or restore a "
		    "backup",
		    path, present, newest);
	if (present > 0)
		status = back_up(db, path, present, err);
	if (status != OB_OK)
		return status;
	return apply_all(db, present, newest, err);
}
