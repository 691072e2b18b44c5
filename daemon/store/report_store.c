/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/report_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { SET, DROP, LIST };

static const char *const sql[] = {
    [SET] = "INSERT INTO report_text (year, heading, text) "
	    "VALUES (:year, :heading, :text) ON CONFLICT (year, heading) "
	    "DO UPDATE SET text = excluded.text",
    [DROP] = "DELETE FROM report_text "
	     "WHERE year = :year AND heading = :heading",
    [LIST] = "SELECT year, heading, text FROM report_text "
	     "WHERE year = :year ORDER BY heading LIMIT 100",
};

const struct table_definition report_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT, report_text, year),
    COLUMN(COLUMN_TEXT, report_text, heading),
    COLUMN(COLUMN_TEXT, report_text, text),
};
static const struct shape shape = SHAPE(columns, report_text);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_REPORT];
}

int
report_store_set(
    struct store *store, const struct report_text *text, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET), &shape, text, NULL, err);
}

int
report_store_drop(
    struct store *store, int year, const char *heading, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP, PARAM_INT(":year", year),
		PARAM_TEXT(":heading", heading)),
	    NULL, NULL, NULL, err);
}

int
report_store_list(struct store *store, int year, struct report_text **ret_texts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":year", year)), &shape, ret_texts, ret_count,
	    err);
}

void
report_store_free(struct report_text *texts, size_t count)
{
	table_release_list(&shape, texts, count);
}
