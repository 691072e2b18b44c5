/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "store/db.h"

struct table {
	struct db *db;
	bool is_quiet;
	size_t count;
	sqlite3_stmt *statements[];
};

int
table_open(struct db *db, const struct table_definition *definition,
    bool is_quiet, struct table **ret_table, struct error *err)
{
	struct table *table = memory_alloc(
	    sizeof(*table) + definition->count * sizeof(table->statements[0]));

	table->db = db;
	table->is_quiet = is_quiet;
	table->count = definition->count;
	for (size_t i = 0; i < definition->count; i++) {
		if (sqlite3_prepare_v3(db->handle, definition->sql[i], -1,
			SQLITE_PREPARE_PERSISTENT, &table->statements[i],
			NULL) != SQLITE_OK) {
			int status = db_error(db, "prepare", err);

			table_close(table);
			return status;
		}
	}
	*ret_table = table;
	return OB_OK;
}

void
table_close(struct table *table)
{
	if (table == NULL)
		return;
	for (size_t i = 0; i < table->count; i++)
		(void)sqlite3_finalize(table->statements[i]);
	free(table);
}

sqlite3_stmt *
table_statement(struct table *table, int statement)
{
	assert(statement >= 0 && (size_t)statement < table->count);
	return table->statements[statement];
}

struct db *
table_db(struct table *table)
{
	return table->db;
}

static void
bind_date(sqlite3_stmt *statement, int index, struct date date)
{
	char text[DATE_TEXT_SIZE];

	if (date_is_none(date))
		(void)sqlite3_bind_null(statement, index);
	else
		(void)sqlite3_bind_text(statement, index,
		    date_format(date, text), -1, SQLITE_TRANSIENT);
}

/* Borrowed: every call ends by finish(), which forgets it. */
static void
bind_text(sqlite3_stmt *statement, int index, const char *text)
{
	(void)sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

static void
bind_member(sqlite3_stmt *statement, int index, enum column_type type,
    const void *member)
{
	int64_t integer;

	switch (type) {
	case COLUMN_INT64:
		memcpy(&integer, member, sizeof(integer));
		(void)sqlite3_bind_int64(statement, index, integer);
		break;
	case COLUMN_ID:
		memcpy(&integer, member, sizeof(integer));
		if (integer == 0)
			(void)sqlite3_bind_null(statement, index);
		else
			(void)sqlite3_bind_int64(statement, index, integer);
		break;
	case COLUMN_INSTANT:
		memcpy(&integer, member, sizeof(integer));
		if (integer == INSTANT_NONE)
			(void)sqlite3_bind_null(statement, index);
		else
			(void)sqlite3_bind_int64(statement, index, integer);
		break;
	case COLUMN_INT:
		(void)sqlite3_bind_int(statement, index, *(const int *)member);
		break;
	case COLUMN_BOOL:
		(void)sqlite3_bind_int(
		    statement, index, *(const bool *)member ? 1 : 0);
		break;
	case COLUMN_TEXT:
	case COLUMN_TEXT_OR_NULL:
		bind_text(statement, index, *(char *const *)member);
		break;
	case COLUMN_DATE:
		bind_date(statement, index, *(const struct date *)member);
		break;
	}
}

static void
bind_record(
    sqlite3_stmt *statement, const struct shape *shape, const void *record)
{
	for (size_t i = 0; shape != NULL && i < shape->count; i++) {
		const struct column *column = &shape->columns[i];
		int index =
		    sqlite3_bind_parameter_index(statement, column->parameter);

		if (index > 0)
			bind_member(statement, index, column->type,
			    (const char *)record + column->offset);
	}
}

static void
bind_params(sqlite3_stmt *statement, const struct param *params, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int index =
		    sqlite3_bind_parameter_index(statement, params[i].name);

		assert(index > 0);
		switch (params[i].type) {
		case COLUMN_TEXT:
		case COLUMN_TEXT_OR_NULL:
			bind_text(statement, index, params[i].text);
			break;
		case COLUMN_DATE:
			bind_date(statement, index,
			    (struct date){(int32_t)params[i].integer});
			break;
		case COLUMN_INT64:
		case COLUMN_ID:
		case COLUMN_INT:
		case COLUMN_BOOL:
		case COLUMN_INSTANT:
			bind_member(statement, index,
			    params[i].type == COLUMN_INSTANT ? COLUMN_INSTANT
							     : COLUMN_INT64,
			    &params[i].integer);
			break;
		}
	}
}

static void
finish(sqlite3_stmt *statement)
{
	(void)sqlite3_reset(statement);
	(void)sqlite3_clear_bindings(statement);
}

int
table_change(struct table *table, struct query query, const struct shape *shape,
    const void *record, int *ret_changed, struct error *err)
{
	sqlite3_stmt *prepared = table_statement(table, query.statement);
	int status = OB_OK;

	bind_record(prepared, shape, record);
	bind_params(prepared, query.params, query.count);
	if (sqlite3_step(prepared) != SQLITE_DONE)
		status = db_error(table->db, "change", err);
	else if (ret_changed != NULL)
		*ret_changed = sqlite3_changes(table->db->handle);
	finish(prepared);
	if (!table->is_quiet)
		db_changed(table->db, query.subject, query.id);
	return status;
}

int
table_insert(struct table *table, int statement, const struct shape *shape,
    const void *record, int64_t *ret_id, struct error *err)
{
	return table_insert_of(
	    table, QUERY_ALL(statement), shape, record, ret_id, err);
}

int
table_insert_of(struct table *table, struct query query,
    const struct shape *shape, const void *record, int64_t *ret_id,
    struct error *err)
{
	int status = table_change(table, query, shape, record, NULL, err);

	if (status == OB_OK && ret_id != NULL)
		*ret_id = sqlite3_last_insert_rowid(table->db->handle);
	return status;
}

static char *
read_text(sqlite3_stmt *statement, int index, bool or_null)
{
	const char *text = (const char *)sqlite3_column_text(statement, index);

	if (text == NULL && or_null)
		return NULL;
	return memory_strdup(text == NULL ? "" : text);
}

static struct date
read_date(sqlite3_stmt *statement, int index)
{
	const char *text = (const char *)sqlite3_column_text(statement, index);
	struct date date = DATE_NONE;

	if (text == NULL || date_parse(text, &date, NULL) != OB_OK)
		return DATE_NONE;
	return date;
}

static void
read_member(
    sqlite3_stmt *statement, int index, enum column_type type, void *member)
{
	int64_t integer;

	switch (type) {
	case COLUMN_INT64:
	case COLUMN_ID:
		integer = sqlite3_column_int64(statement, index);
		memcpy(member, &integer, sizeof(integer));
		break;
	case COLUMN_INSTANT:
		integer = INSTANT_NONE;
		if (sqlite3_column_type(statement, index) != SQLITE_NULL)
			integer = sqlite3_column_int64(statement, index);
		memcpy(member, &integer, sizeof(integer));
		break;
	case COLUMN_INT:
		*(int *)member = sqlite3_column_int(statement, index);
		break;
	case COLUMN_BOOL:
		*(bool *)member = sqlite3_column_int(statement, index) != 0;
		break;
	case COLUMN_TEXT:
	case COLUMN_TEXT_OR_NULL:
		*(char **)member =
		    read_text(statement, index, type == COLUMN_TEXT_OR_NULL);
		break;
	case COLUMN_DATE:
		*(struct date *)member = read_date(statement, index);
		break;
	}
}

static void
read_record(sqlite3_stmt *statement, const struct shape *shape, void *record)
{
	assert((size_t)sqlite3_column_count(statement) == shape->count);
	for (size_t i = 0; i < shape->count; i++)
		read_member(statement, (int)i, shape->columns[i].type,
		    (char *)record + shape->columns[i].offset);
}

int
table_find(struct table *table, struct query query, const struct shape *shape,
    void *ret_record, struct error *err)
{
	sqlite3_stmt *prepared = table_statement(table, query.statement);
	int status = OB_OK;
	int code;

	bind_params(prepared, query.params, query.count);
	code = sqlite3_step(prepared);
	if (code == SQLITE_ROW)
		read_record(prepared, shape, ret_record);
	else if (code == SQLITE_DONE)
		status = error_set(err, OB_ENOTFOUND, "not found");
	else
		status = db_error(table->db, "read", err);
	finish(prepared);
	return status;
}

int
table_list(struct table *table, struct query query, const struct shape *shape,
    void *ret_items, size_t *ret_count, struct error *err)
{
	sqlite3_stmt *prepared = table_statement(table, query.statement);
	char *items = NULL;
	size_t count = 0;
	size_t room = 0;
	int code;

	bind_params(prepared, query.params, query.count);
	while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
		if (count == room) {
			room = room == 0 ? 16 : room * 2;
			items = memory_resize(items, room, shape->size);
		}
		memset(items + count * shape->size, 0, shape->size);
		read_record(prepared, shape, items + count * shape->size);
		count++;
	}
	finish(prepared);
	if (code != SQLITE_DONE) {
		table_release_list(shape, items, count);
		return db_error(table->db, "read", err);
	}
	memcpy(ret_items, &items, sizeof(items));
	*ret_count = count;
	return OB_OK;
}

/* A statement that stands on a value, to be finished whatever comes of it. */
static int
find_value(struct table *table, const struct query *query,
    sqlite3_stmt *prepared, struct error *err)
{
	int code;

	bind_params(prepared, query->params, query->count);
	code = sqlite3_step(prepared);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return db_error(table->db, "read", err);
	if (code == SQLITE_DONE ||
	    sqlite3_column_type(prepared, 0) == SQLITE_NULL)
		return error_set(err, OB_ENOTFOUND, "not found");
	return OB_OK;
}

int
table_integer(struct table *table, struct query query, int64_t *ret_value,
    struct error *err)
{
	sqlite3_stmt *prepared = table_statement(table, query.statement);
	int status = find_value(table, &query, prepared, err);

	if (status == OB_OK)
		*ret_value = sqlite3_column_int64(prepared, 0);
	finish(prepared);
	return status;
}

int
table_day(struct table *table, struct query query, struct date *ret_day,
    struct error *err)
{
	sqlite3_stmt *prepared = table_statement(table, query.statement);
	int status = find_value(table, &query, prepared, err);

	if (status == OB_OK)
		*ret_day = read_date(prepared, 0);
	finish(prepared);
	return status;
}

void
table_release(const struct shape *shape, void *record)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct column *column = &shape->columns[i];

		if (column->type == COLUMN_TEXT ||
		    column->type == COLUMN_TEXT_OR_NULL)
			memory_free_ptr((char *)record + column->offset);
	}
}

void
table_release_list(const struct shape *shape, void *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		table_release(shape, (char *)items + i * shape->size);
	free(items);
}
