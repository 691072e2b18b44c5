/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/openid_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, FIND_STATE, TAKE, COUNT, SWEEP, LINK, FIND_SUBJECT, UNLINK };

static const char *const sql[] = {
    [ADD] = "INSERT INTO openid_sign_in (state_hash, browser_hash, next_path, "
	    "created_at, ends_at) VALUES (:state_hash, :browser_hash, "
	    ":next_path, :created_at, :ends_at)",
    [FIND_STATE] = "SELECT id, state_hash, browser_hash, next_path, "
		   "created_at, ends_at FROM openid_sign_in "
		   "WHERE state_hash = :hash",
    [TAKE] = "DELETE FROM openid_sign_in WHERE id = :id",
    [COUNT] = "SELECT count(*) FROM openid_sign_in",
    [SWEEP] = "DELETE FROM openid_sign_in WHERE ends_at <= :now",
    [LINK] = "INSERT INTO openid_identity (account_id, issuer, subject, "
	     "linked_at) VALUES (:account_id, :issuer, :subject, :linked_at)",
    [FIND_SUBJECT] = "SELECT id, account_id, issuer, subject, linked_at "
		     "FROM openid_identity "
		     "WHERE issuer = :issuer AND subject = :subject",
    [UNLINK] = "DELETE FROM openid_identity WHERE account_id = :account",
};

const struct table_definition openid_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, openid_sign_in, id),
    COLUMN(COLUMN_TEXT, openid_sign_in, state_hash),
    COLUMN(COLUMN_TEXT, openid_sign_in, browser_hash),
    COLUMN(COLUMN_TEXT, openid_sign_in, next_path),
    COLUMN(COLUMN_INT64, openid_sign_in, created_at),
    COLUMN(COLUMN_INT64, openid_sign_in, ends_at),
};
static const struct shape shape = SHAPE(columns, openid_sign_in);

static const struct column identity_columns[] = {
    COLUMN(COLUMN_INT64, openid_identity, id),
    COLUMN(COLUMN_INT64, openid_identity, account_id),
    COLUMN(COLUMN_TEXT, openid_identity, issuer),
    COLUMN(COLUMN_TEXT, openid_identity, subject),
    COLUMN(COLUMN_INT64, openid_identity, linked_at),
};
static const struct shape identity_shape =
    SHAPE(identity_columns, openid_identity);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_OPENID];
}

int
openid_store_add(struct store *store, const struct openid_sign_in *started,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, started, ret_id, err);
}

int
openid_store_find_state(struct store *store, const char *state_hash,
    struct openid_sign_in *ret_started, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_STATE, PARAM_TEXT(":hash", state_hash)), &shape,
	    ret_started, err);
}

int
openid_store_take(struct store *store, int64_t id, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(TAKE, PARAM_INT(":id", id)), NULL, NULL, &changed, err);

	if (status == OB_OK && changed != 1)
		return error_set(err, OB_ECONFLICT,
		    "the sign-in was gone on with meanwhile");
	return status;
}

int
openid_store_count(struct store *store, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store), QUERY_ALL(COUNT), ret_count, err);
}

int
openid_store_sweep(struct store *store, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(SWEEP, PARAM_INT(":now", now)), NULL, NULL, NULL, err);
}

void
openid_store_release(struct openid_sign_in *started)
{
	table_release(&shape, started);
}

int
openid_store_link(struct store *store, const struct openid_identity *identity,
    int64_t *ret_id, struct error *err)
{
	return table_insert(
	    table_of(store), LINK, &identity_shape, identity, ret_id, err);
}

int
openid_store_find_subject(struct store *store, const char *issuer,
    const char *subject, struct openid_identity *ret_identity,
    struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_SUBJECT, PARAM_TEXT(":issuer", issuer),
		PARAM_TEXT(":subject", subject)),
	    &identity_shape, ret_identity, err);
}

int
openid_store_unlink(struct store *store, int64_t account_id,
    bool *ret_was_linked, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(UNLINK, PARAM_INT(":account", account_id)), NULL, NULL,
	    &changed, err);

	if (status == OB_OK)
		*ret_was_linked = changed > 0;
	return status;
}

void
openid_store_release_identity(struct openid_identity *identity)
{
	table_release(&identity_shape, identity);
}
