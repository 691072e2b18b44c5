/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/session_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define SESSION_COLUMNS                                                        \
	"SELECT id, account_id, token_hash, stage, address, agent, "           \
	"next_path, tries, created_at, seen_at, ends_at, is_openid "           \
	"FROM session "

enum { ADD, FIND_HASH, FIND, SEE, COUNT_TRY, END, END_ACCOUNT, SWEEP, LIST };

static const char *const sql[] = {
    [ADD] = "INSERT INTO session (account_id, token_hash, stage, "
	    "address, agent, next_path, tries, created_at, seen_at, ends_at, "
	    "is_openid) VALUES (:account_id, :token_hash, :stage, :address, "
	    ":agent, :next_path, :tries, :created_at, :seen_at, :ends_at, "
	    ":is_openid)",
    [FIND_HASH] = SESSION_COLUMNS "WHERE token_hash = :hash",
    [FIND] = SESSION_COLUMNS "WHERE id = :id",
    [SEE] = "UPDATE session SET seen_at = :now WHERE id = :id",
    [COUNT_TRY] = "UPDATE session SET tries = tries + 1 WHERE id = :id",
    [END] = "DELETE FROM session WHERE id = :id",
    [END_ACCOUNT] = "DELETE FROM session WHERE account_id = :account",
    [SWEEP] = "DELETE FROM session "
	      "WHERE ends_at <= :now OR seen_at <= :since",
    [LIST] = SESSION_COLUMNS "WHERE account_id = :account "
			     "ORDER BY id LIMIT 1000",
};

const struct table_definition session_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, session_record, id),
    COLUMN(COLUMN_INT64, session_record, account_id),
    COLUMN(COLUMN_TEXT, session_record, token_hash),
    COLUMN(COLUMN_TEXT, session_record, stage),
    COLUMN(COLUMN_TEXT, session_record, address),
    COLUMN(COLUMN_TEXT, session_record, agent),
    COLUMN(COLUMN_TEXT, session_record, next_path),
    COLUMN(COLUMN_INT, session_record, tries),
    COLUMN(COLUMN_INT64, session_record, created_at),
    COLUMN(COLUMN_INT64, session_record, seen_at),
    COLUMN(COLUMN_INT64, session_record, ends_at),
    COLUMN(COLUMN_BOOL, session_record, is_openid),
};
static const struct shape shape = SHAPE(columns, session_record);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SESSION];
}

int
session_store_add(struct store *store, const struct session_record *session,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, session, ret_id, err);
}

int
session_store_find_hash(struct store *store, const char *token_hash,
    struct session_record *ret_session, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_HASH, PARAM_TEXT(":hash", token_hash)), &shape,
	    ret_session, err);
}

int
session_store_find(struct store *store, int64_t id,
    struct session_record *ret_session, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_session, err);
}

static int
change(
    struct store *store, struct query query, int *ret_count, struct error *err)
{
	return table_change(table_of(store), query, NULL, NULL, ret_count, err);
}

int
session_store_see(
    struct store *store, int64_t id, int64_t now, struct error *err)
{
	return change(store,
	    QUERY(SEE, PARAM_INT(":id", id), PARAM_INT(":now", now)), NULL,
	    err);
}

int
session_store_count_try(struct store *store, int64_t id, struct error *err)
{
	return change(store, QUERY(COUNT_TRY, PARAM_INT(":id", id)), NULL, err);
}

int
session_store_end(struct store *store, int64_t id, struct error *err)
{
	return change(store, QUERY(END, PARAM_INT(":id", id)), NULL, err);
}

int
session_store_end_account(
    struct store *store, int64_t account_id, int *ret_count, struct error *err)
{
	return change(store,
	    QUERY(END_ACCOUNT, PARAM_INT(":account", account_id)), ret_count,
	    err);
}

int
session_store_sweep(
    struct store *store, int64_t now, int64_t seen_since, struct error *err)
{
	return change(store,
	    QUERY(
		SWEEP, PARAM_INT(":now", now), PARAM_INT(":since", seen_since)),
	    NULL, err);
}

int
session_store_list(struct store *store, int64_t account_id,
    struct session_record **ret_sessions, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":account", account_id)), &shape,
	    ret_sessions, ret_count, err);
}

void
session_store_release(struct session_record *session)
{
	table_release(&shape, session);
}

void
session_store_free(struct session_record *sessions, size_t count)
{
	table_release_list(&shape, sessions, count);
}
