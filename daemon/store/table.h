/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_TABLE_H
#define ONBOARD_STORE_TABLE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "store/store.h"

/*
 * How a store file runs its SQL.  The file declares its statements (all
 * prepared at open, so one that does not fit the schema fails at start) and
 * the shape of its record; binding, reading and releasing follow the shape.
 * Included in store/ only.
 */
struct db;
struct store;

enum column_type {
	COLUMN_INT64,
	COLUMN_ID, /* int64_t, 0 is NULL */
	COLUMN_INT,
	COLUMN_BOOL,
	COLUMN_TEXT, /* owned char *, NULL reads as "" */
	COLUMN_TEXT_OR_NULL,
	COLUMN_DATE,	/* DATE_NONE is NULL */
	COLUMN_INSTANT, /* INSTANT_NONE is NULL */
};

struct column {
	const char *parameter; /* ":name" */
	enum column_type type;
	size_t offset;
};

#define COLUMN(type, record, member)                                           \
	{                                                                      \
		":" #member, type, offsetof(struct record, member)             \
	}

/* A SELECT lists its columns in exactly this order. */
struct shape {
	const struct column *columns;
	size_t count;
	size_t size; /* of the record */
};

#define SHAPE(columns, record)                                                 \
	{                                                                      \
		columns, sizeof(columns) / sizeof((columns)[0]),               \
		    sizeof(struct record)                                      \
	}

struct param {
	const char *name;
	enum column_type type;
	int64_t integer;
	const char *text;
};

#define PARAM_INT(name, value) ((struct param){name, COLUMN_INT64, value, NULL})
#define PARAM_TEXT(name, value)                                                \
	((struct param){name, COLUMN_TEXT_OR_NULL, 0, value})
#define PARAM_DATE(name, value)                                                \
	((struct param){name, COLUMN_DATE, (value).day, NULL})
#define PARAM_INSTANT(name, value)                                             \
	((struct param){name, COLUMN_INSTANT, value, NULL})

/*
 * A statement with its parameters; the parameters live as long as the call.
 * A change says what it concerns, for who watches; by default anything.
 */
struct query {
	int statement;
	const struct param *params;
	size_t count;
	enum store_subject subject;
	int64_t id;
};

#define QUERY(statement, ...)                                                  \
	((struct query){statement, PARAMS(__VA_ARGS__), STORE_ANYTHING, 0})
#define QUERY_ALL(statement)                                                   \
	((struct query){statement, NULL, 0, STORE_ANYTHING, 0})
#define QUERY_ALL_OF(subject, id, statement)                                   \
	((struct query){statement, NULL, 0, subject, id})
#define QUERY_OF(subject, id, statement, ...)                                  \
	((struct query){statement, PARAMS(__VA_ARGS__), subject, id})

#define PARAMS(...)                                                            \
	((const struct param[]){__VA_ARGS__}),                                 \
	    (sizeof((const struct param[]){__VA_ARGS__}) /                     \
		sizeof(struct param))

/* A store file's statements: SQL texts in the order of the file's enum. */
struct table_definition {
	const char *const *sql;
	size_t count;
};

struct table;

/* is_quiet: nobody who watches hears of its changes. */
int table_open(struct db *db, const struct table_definition *definition,
    bool is_quiet, struct table **ret_table, struct error *err) OB_MUST_CHECK;
void table_close(struct table *table);

/*
 * Runs a change.  Shape and record may be NULL; the query's parameters come
 * besides.  ret_changed may be NULL.  OB_ECONFLICT for a broken constraint.
 */
int table_change(struct table *table, struct query query,
    const struct shape *shape, const void *record, int *ret_changed,
    struct error *err) OB_MUST_CHECK;

/* table_change for an INSERT; gives the new row's id. */
int table_insert(struct table *table, int statement, const struct shape *shape,
    const void *record, int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* The same for a query that says what it concerns. */
int table_insert_of(struct table *table, struct query query,
    const struct shape *shape, const void *record, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND, without a text, when no row fits; ret_record owns its texts. */
int table_find(struct table *table, struct query query,
    const struct shape *shape, void *ret_record,
    struct error *err) OB_MUST_CHECK;

/* Returns an owned array of records, NULL when there are none. */
int table_list(struct table *table, struct query query,
    const struct shape *shape, void *ret_items, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* The first column of the first row; OB_ENOTFOUND when it is NULL or none. */
int table_integer(struct table *table, struct query query, int64_t *ret_value,
    struct error *err) OB_MUST_CHECK;

/* The same of a date, which is stored as text. */
int table_day(struct table *table, struct query query, struct date *ret_day,
    struct error *err) OB_MUST_CHECK;

/* Frees what a record owns and forgets it. */
void table_release(const struct shape *shape, void *record);
void table_release_list(const struct shape *shape, void *items, size_t count);

/* The raw statement, for BLOBs only; reset by the caller. */
sqlite3_stmt *table_statement(struct table *table, int statement);
struct db *table_db(struct table *table);

#endif
