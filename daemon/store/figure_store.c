/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/figure_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define COLUMNS "year, quarter, figure, area, permille, employees"
#define SAME                                                                   \
	"year = :year AND quarter = :quarter AND figure = :figure "            \
	"AND area = :area"

enum { PUT, FIND, DROP, LIST, FIRST_YEAR, LAST_YEAR };

static const char *const sql[] = {
    [PUT] = "INSERT OR REPLACE INTO figure (" COLUMNS ") VALUES "
	    "(:year, :quarter, :figure, :area, :permille, :employees)",
    [FIND] = "SELECT " COLUMNS " FROM figure WHERE " SAME,
    [DROP] = "DELETE FROM figure WHERE " SAME,
    [LIST] = "SELECT " COLUMNS " FROM figure WHERE year = :year "
	     "ORDER BY quarter, figure, area LIMIT 40000",
    [FIRST_YEAR] = "SELECT min(year) FROM figure",
    [LAST_YEAR] = "SELECT max(year) FROM figure",
};

const struct table_definition figure_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT, figure, year),
    COLUMN(COLUMN_INT, figure, quarter),
    COLUMN(COLUMN_TEXT, figure, figure),
    COLUMN(COLUMN_TEXT, figure, area),
    COLUMN(COLUMN_INT, figure, permille),
    COLUMN(COLUMN_INT64, figure, employees),
};
static const struct shape shape = SHAPE(columns, figure);

#define QUERY_LIKE(statement, like)                                            \
	QUERY(statement, PARAM_INT(":year", (like)->year),                     \
	    PARAM_INT(":quarter", (like)->quarter),                            \
	    PARAM_TEXT(":figure", (like)->figure),                             \
	    PARAM_TEXT(":area", (like)->area))

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_FIGURE];
}

int
figure_store_put(
    struct store *store, const struct figure *figure, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(PUT), &shape, figure, NULL, err);
}

int
figure_store_find(struct store *store, const struct figure *like,
    struct figure *ret_figure, struct error *err)
{
	return table_find(
	    table_of(store), QUERY_LIKE(FIND, like), &shape, ret_figure, err);
}

void
figure_store_release(struct figure *figure)
{
	table_release(&shape, figure);
}

int
figure_store_drop(
    struct store *store, const struct figure *like, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_LIKE(DROP, like), NULL, NULL, NULL, err);
}

int
figure_store_list(struct store *store, int year, struct figure **ret_figures,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":year", year)), &shape, ret_figures,
	    ret_count, err);
}

void
figure_store_free(struct figure *figures, size_t count)
{
	table_release_list(&shape, figures, count);
}

int
figure_store_years(
    struct store *store, int *ret_first, int *ret_last, struct error *err)
{
	int64_t first = 0;
	int64_t last = 0;
	int status =
	    table_integer(table_of(store), QUERY_ALL(FIRST_YEAR), &first, err);

	if (status == OB_OK)
		status = table_integer(
		    table_of(store), QUERY_ALL(LAST_YEAR), &last, err);
	if (status != OB_OK)
		return status;
	*ret_first = (int)first;
	*ret_last = (int)last;
	return OB_OK;
}
