/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/sign_in_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define LINK_COLUMNS                                                           \
	"SELECT id, address_key, browser_hash, token_hash, account_id, "       \
	"state, next_path, tries, created_at, ends_at, mail_id "               \
	"FROM sign_in_link "

enum {
	ADD,
	UPDATE,
	FIND_HASH,
	FIND_BROWSER,
	COUNT_TRY,
	LIST_ASKED,
	COUNT,
	END_ACCOUNT,
	SWEEP,
	CLEAR_LETTERS,
	COUNT_LIMIT,
	READ_LIMIT,
	SWEEP_LIMITS
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO sign_in_link (address_key, browser_hash, token_hash, "
	    "account_id, state, next_path, tries, created_at, ends_at, "
	    "mail_id) VALUES (:address_key, :browser_hash, :token_hash, "
	    ":account_id, :state, :next_path, :tries, :created_at, :ends_at, "
	    ":mail_id)",
    [UPDATE] = "UPDATE sign_in_link SET token_hash = :token_hash, "
	       "account_id = :account_id, state = :state, mail_id = :mail_id "
	       "WHERE id = :id AND state = :expected",
    [FIND_HASH] = LINK_COLUMNS "WHERE token_hash = :hash",
    [FIND_BROWSER] = LINK_COLUMNS "WHERE browser_hash = :hash "
				  "ORDER BY id DESC LIMIT 1",
    [COUNT_TRY] = "UPDATE sign_in_link SET tries = tries + 1 WHERE id = :id",
    [LIST_ASKED] = LINK_COLUMNS "WHERE state = 'asked' ORDER BY id LIMIT 100",
    [COUNT] = "SELECT count(*) FROM sign_in_link",
    [END_ACCOUNT] = "DELETE FROM sign_in_link WHERE account_id = :account",
    [SWEEP] = "DELETE FROM sign_in_link WHERE ends_at <= :now",
    [CLEAR_LETTERS] =
	"UPDATE mail SET bytes = NULL WHERE kind = 'sign-in' "
	"AND bytes IS NOT NULL AND (state IN ('sent', 'failed', 'cancelled') "
	"OR (not_after <= :now AND state IN ('queued', 'deferred', 'held')))",
    [COUNT_LIMIT] =
	"INSERT INTO rate_limit (subject, since, count) "
	"VALUES (:subject, :since, :count) ON CONFLICT (subject) DO UPDATE "
	"SET count = iif(since <= :before, 1, count + 1), "
	"since = iif(since <= :before, excluded.since, since)",
    [READ_LIMIT] = "SELECT count FROM rate_limit WHERE subject = :subject",
    [SWEEP_LIMITS] = "DELETE FROM rate_limit WHERE since <= :before",
};

const struct table_definition sign_in_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, sign_in_link, id),
    COLUMN(COLUMN_TEXT, sign_in_link, address_key),
    COLUMN(COLUMN_TEXT, sign_in_link, browser_hash),
    COLUMN(COLUMN_TEXT_OR_NULL, sign_in_link, token_hash),
    COLUMN(COLUMN_ID, sign_in_link, account_id),
    COLUMN(COLUMN_TEXT, sign_in_link, state),
    COLUMN(COLUMN_TEXT, sign_in_link, next_path),
    COLUMN(COLUMN_INT, sign_in_link, tries),
    COLUMN(COLUMN_INT64, sign_in_link, created_at),
    COLUMN(COLUMN_INT64, sign_in_link, ends_at),
    COLUMN(COLUMN_ID, sign_in_link, mail_id),
};
static const struct shape shape = SHAPE(columns, sign_in_link);

static const struct column limit_columns[] = {
    COLUMN(COLUMN_TEXT, rate_limit, subject),
    COLUMN(COLUMN_INT64, rate_limit, since),
    COLUMN(COLUMN_INT64, rate_limit, count),
};
static const struct shape limit_shape = SHAPE(limit_columns, rate_limit);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SIGN_IN];
}

int
sign_in_store_add(struct store *store, const struct sign_in_link *link,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, link, ret_id, err);
}

int
sign_in_store_update(struct store *store, const struct sign_in_link *link,
    const char *expected_state, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(UPDATE, PARAM_TEXT(":expected", expected_state)), &shape,
	    link, &changed, err);

	if (status == OB_OK && changed != 1)
		return error_set(err, OB_ECONFLICT,
		    "the sign-in was gone on with meanwhile");
	return status;
}

int
sign_in_store_find_hash(struct store *store, const char *token_hash,
    struct sign_in_link *ret_link, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_HASH, PARAM_TEXT(":hash", token_hash)), &shape, ret_link,
	    err);
}

int
sign_in_store_find_browser(struct store *store, const char *browser_hash,
    struct sign_in_link *ret_link, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_BROWSER, PARAM_TEXT(":hash", browser_hash)), &shape,
	    ret_link, err);
}

static int
change(struct store *store, struct query query, struct error *err)
{
	return table_change(table_of(store), query, NULL, NULL, NULL, err);
}

int
sign_in_store_count_try(struct store *store, int64_t id, struct error *err)
{
	return change(store, QUERY(COUNT_TRY, PARAM_INT(":id", id)), err);
}

int
sign_in_store_list_asked(struct store *store, struct sign_in_link **ret_links,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_ASKED), &shape,
	    ret_links, ret_count, err);
}

int
sign_in_store_count(struct store *store, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store), QUERY_ALL(COUNT), ret_count, err);
}

int
sign_in_store_end_account(
    struct store *store, int64_t account_id, struct error *err)
{
	return change(
	    store, QUERY(END_ACCOUNT, PARAM_INT(":account", account_id)), err);
}

int
sign_in_store_sweep(struct store *store, int64_t now, struct error *err)
{
	int status = change(store, QUERY(SWEEP, PARAM_INT(":now", now)), err);

	return status == OB_OK
		   ? change(store, QUERY(CLEAR_LETTERS, PARAM_INT(":now", now)),
			 err)
		   : status;
}

void
sign_in_store_release(struct sign_in_link *link)
{
	table_release(&shape, link);
}

void
sign_in_store_free(struct sign_in_link *links, size_t count)
{
	table_release_list(&shape, links, count);
}

int
sign_in_store_count_limit(struct store *store, const struct rate_limit *limit,
    int64_t since, int64_t *ret_count, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(COUNT_LIMIT, PARAM_INT(":before", since)), &limit_shape,
	    limit, NULL, err);

	if (status != OB_OK)
		return status;
	return table_integer(table_of(store),
	    QUERY(READ_LIMIT, PARAM_TEXT(":subject", limit->subject)),
	    ret_count, err);
}

int
sign_in_store_sweep_limits(
    struct store *store, int64_t before, struct error *err)
{
	return change(
	    store, QUERY(SWEEP_LIMITS, PARAM_INT(":before", before)), err);
}
