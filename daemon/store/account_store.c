/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/account_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define ACCOUNT_COLUMNS                                                        \
	"SELECT id, person_id, role, area, state, created_at, signed_in_at "   \
	"FROM account "

enum {
	ADD,
	UPDATE,
	FIND,
	FIND_PERSON,
	LIST,
	SET_AUTHENTICATOR,
	FIND_AUTHENTICATOR,
	USE_STEP,
	ADD_RECOVERY,
	USE_RECOVERY,
	DROP_RECOVERY,
	COUNT_RECOVERY
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO account (person_id, role, area, state, created_at, "
	    "signed_in_at) VALUES (:person_id, :role, :area, :state, "
	    ":created_at, :signed_in_at)",
    [UPDATE] = "UPDATE account SET role = :role, area = :area, "
	       "state = :state, signed_in_at = :signed_in_at WHERE id = :id",
    [FIND] = ACCOUNT_COLUMNS "WHERE id = :id",
    [FIND_PERSON] = ACCOUNT_COLUMNS "WHERE person_id = :person",
    [LIST] = ACCOUNT_COLUMNS "ORDER BY id LIMIT 100000",
    [SET_AUTHENTICATOR] =
	"INSERT INTO totp (account_id, generation, confirmed_at, last_step) "
	"VALUES (:account_id, :generation, :confirmed_at, :last_step) "
	"ON CONFLICT (account_id) DO UPDATE SET "
	"generation = excluded.generation, "
	"confirmed_at = excluded.confirmed_at, "
	"last_step = excluded.last_step",
    [FIND_AUTHENTICATOR] =
	"SELECT account_id, generation, confirmed_at, last_step FROM totp "
	"WHERE account_id = :account",
    [USE_STEP] = "UPDATE totp SET last_step = :step "
		 "WHERE account_id = :account AND last_step < :step",
    [ADD_RECOVERY] = "INSERT INTO recovery_code (account_id, code_hash) "
		     "VALUES (:account, :hash)",
    [USE_RECOVERY] = "UPDATE recovery_code SET used_at = :now "
		     "WHERE account_id = :account AND code_hash = :hash "
		     "AND used_at IS NULL",
    [DROP_RECOVERY] = "DELETE FROM recovery_code WHERE account_id = :account",
    [COUNT_RECOVERY] = "SELECT count(*) FROM recovery_code "
		       "WHERE account_id = :account AND used_at IS NULL",
};

const struct table_definition account_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, account, id),
    COLUMN(COLUMN_INT64, account, person_id),
    COLUMN(COLUMN_TEXT, account, role),
    COLUMN(COLUMN_TEXT, account, area),
    COLUMN(COLUMN_TEXT, account, state),
    COLUMN(COLUMN_INT64, account, created_at),
    COLUMN(COLUMN_INSTANT, account, signed_in_at),
};
static const struct shape shape = SHAPE(columns, account);

static const struct column authenticator_columns[] = {
    COLUMN(COLUMN_INT64, authenticator, account_id),
    COLUMN(COLUMN_INT64, authenticator, generation),
    COLUMN(COLUMN_INSTANT, authenticator, confirmed_at),
    COLUMN(COLUMN_INT64, authenticator, last_step),
};
static const struct shape authenticator_shape =
    SHAPE(authenticator_columns, authenticator);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_ACCOUNT];
}

int
account_store_add(struct store *store, const struct account *account,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, account, ret_id, err);
}

int
account_store_update(
    struct store *store, const struct account *account, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(UPDATE), &shape, account, NULL, err);
}

int
account_store_find(struct store *store, int64_t id, struct account *ret_account,
    struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_account, err);
}

int
account_store_find_person(struct store *store, int64_t person_id,
    struct account *ret_account, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_PERSON, PARAM_INT(":person", person_id)), &shape,
	    ret_account, err);
}

int
account_store_list(struct store *store, struct account **ret_accounts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST), &shape,
	    ret_accounts, ret_count, err);
}

void
account_store_release(struct account *account)
{
	table_release(&shape, account);
}

void
account_store_free(struct account *accounts, size_t count)
{
	table_release_list(&shape, accounts, count);
}

int
account_store_set_authenticator(struct store *store,
    const struct authenticator *authenticator, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL(SET_AUTHENTICATOR),
	    &authenticator_shape, authenticator, NULL, err);
}

int
account_store_find_authenticator(struct store *store, int64_t account_id,
    struct authenticator *ret_authenticator, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_AUTHENTICATOR, PARAM_INT(":account", account_id)),
	    &authenticator_shape, ret_authenticator, err);
}

/* A change that must hit its one row. */
static int
use(struct store *store, struct query query, struct error *err)
{
	int changed = 0;
	int status =
	    table_change(table_of(store), query, NULL, NULL, &changed, err);

	if (status == OB_OK && changed != 1)
		return error_set(
		    err, OB_ECONFLICT, "the code is wrong, or was used");
	return status;
}

int
account_store_use_step(
    struct store *store, int64_t account_id, int64_t step, struct error *err)
{
	return use(store,
	    QUERY(USE_STEP, PARAM_INT(":account", account_id),
		PARAM_INT(":step", step)),
	    err);
}

int
account_store_add_recovery(struct store *store, int64_t account_id,
    const char *code_hash, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(ADD_RECOVERY, PARAM_INT(":account", account_id),
		PARAM_TEXT(":hash", code_hash)),
	    NULL, NULL, NULL, err);
}

int
account_store_use_recovery(struct store *store, int64_t account_id,
    const char *code_hash, int64_t now, struct error *err)
{
	return use(store,
	    QUERY(USE_RECOVERY, PARAM_INT(":account", account_id),
		PARAM_TEXT(":hash", code_hash), PARAM_INT(":now", now)),
	    err);
}

int
account_store_drop_recovery(
    struct store *store, int64_t account_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP_RECOVERY, PARAM_INT(":account", account_id)), NULL, NULL,
	    NULL, err);
}

int
account_store_count_recovery(struct store *store, int64_t account_id,
    int64_t *ret_left, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT_RECOVERY, PARAM_INT(":account", account_id)), ret_left,
	    err);
}
