/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/handbook_ask_store.h"

#include <string.h>

#include "base/memory.h"
#include "store/store_tables.h"

enum {
	PUT,
	FORGET,
	TIDY,
	LIST,
	TELL,
	LIST_UNTOLD,
	UNTELL,
	LIST_WAITING,
	FORGET_TOLD
};

static const char *const sql[] = {
    [PUT] = "INSERT OR REPLACE INTO handbook_ask (name, since, asked, "
	    "asked_on) VALUES (:name, :since, :asked, :asked_on)",
    [FORGET] = "DELETE FROM handbook_ask WHERE name = :name",
    [TIDY] = "DELETE FROM handbook_ask WHERE name NOT IN "
	     "(SELECT name FROM handbook_entry)",
    [LIST] = "SELECT name, since, asked, asked_on FROM handbook_ask "
	     "ORDER BY name LIMIT 1000",
    [TELL] = "INSERT INTO handbook_told (mail_id, name) VALUES (:mail, :name)",
    /* Of two who are asked in one round it is enough that one is. */
    [LIST_UNTOLD] =
	"SELECT a.name, a.since, a.asked, a.asked_on FROM handbook_told t "
	"JOIN mail m ON m.id = t.mail_id JOIN handbook_ask a ON a.name = "
	"t.name WHERE t.mail_id = :mail AND a.asked > 0 AND NOT EXISTS "
	"(SELECT 1 FROM handbook_told o JOIN mail n ON n.id = o.mail_id "
	"WHERE o.name = t.name AND n.id <> m.id "
	"AND n.state NOT IN ('cancelled', 'failed') "
	"AND n.created_at > m.created_at - 86400) "
	"ORDER BY a.name LIMIT 1000",
    [UNTELL] = "DELETE FROM handbook_told WHERE mail_id = :mail",
    [LIST_WAITING] =
	"SELECT t.mail_id FROM handbook_told t JOIN mail m ON m.id = "
	"t.mail_id WHERE t.name = :name AND m.state IN "
	"('queued', 'deferred', 'held') ORDER BY t.mail_id LIMIT 10000",
    [FORGET_TOLD] = "DELETE FROM handbook_told WHERE name = :name",
};

const struct table_definition handbook_ask_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, handbook_ask, name),
    COLUMN(COLUMN_DATE, handbook_ask, since),
    COLUMN(COLUMN_INT, handbook_ask, asked),
    COLUMN(COLUMN_DATE, handbook_ask, asked_on),
};
static const struct shape shape = SHAPE(columns, handbook_ask);

static const struct column id_columns[] = {
    {":id", COLUMN_INT64, 0},
};
static const struct shape id_shape = {
    id_columns, ARRAY_LEN(id_columns), sizeof(int64_t)};

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_HANDBOOK_ASK];
}

int
handbook_ask_store_put(
    struct store *store, const struct handbook_ask *ask, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(PUT), &shape, ask, NULL, err);
}

int
handbook_ask_store_forget(
    struct store *store, const char *name, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(FORGET, PARAM_TEXT(":name", name)), NULL, NULL, NULL, err);
}

int
handbook_ask_store_tidy(struct store *store, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(TIDY), NULL, NULL, NULL, err);
}

int
handbook_ask_store_list(
    struct store *store, struct handbook_asks *ret_asks, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST), &shape,
	    &ret_asks->rows, &ret_asks->count, err);
}

int
handbook_ask_store_tell(
    struct store *store, int64_t mail_id, const char *name, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(TELL, PARAM_INT(":mail", mail_id), PARAM_TEXT(":name", name)),
	    NULL, NULL, NULL, err);
}

int
handbook_ask_store_list_untold(struct store *store, int64_t mail_id,
    struct handbook_asks *ret_asks, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_UNTOLD, PARAM_INT(":mail", mail_id)), &shape,
	    &ret_asks->rows, &ret_asks->count, err);
}

int
handbook_ask_store_untell(
    struct store *store, int64_t mail_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(UNTELL, PARAM_INT(":mail", mail_id)), NULL, NULL, NULL, err);
}

int
handbook_ask_store_list_waiting(struct store *store, const char *name,
    int64_t **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_WAITING, PARAM_TEXT(":name", name)), &id_shape,
	    ret_mails, ret_count, err);
}

int
handbook_ask_store_forget_told(
    struct store *store, const char *name, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(FORGET_TOLD, PARAM_TEXT(":name", name)), NULL, NULL, NULL,
	    err);
}

void
handbook_ask_store_release(struct handbook_asks *asks)
{
	table_release_list(&shape, asks->rows, asks->count);
	*asks = (struct handbook_asks){.count = 0};
}

const struct handbook_ask *
handbook_ask_store_find(const struct handbook_asks *asks, const char *name)
{
	for (size_t i = 0; i < asks->count; i++) {
		if (strcmp(asks->rows[i].name, name) == 0)
			return &asks->rows[i];
	}
	return NULL;
}
