/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/overlay_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { REPLACE, REMOVE, LIST };

static const char *const sql[] = {
    [REPLACE] =
	("INSERT INTO programme_overlay (overlay, key, area, "
	 "workplace, source, imported_at) VALUES (:overlay, :key, "
	 ":area, :workplace, :source, :imported_at) "
	 "ON CONFLICT (overlay) DO UPDATE SET key = excluded.key, "
	 "area = excluded.area, workplace = excluded.workplace, "
	 "source = excluded.source, imported_at = excluded.imported_at"),
    [REMOVE] = "DELETE FROM programme_overlay WHERE overlay = :overlay",
    [LIST] = ("SELECT overlay, key, area, workplace, source, imported_at "
	      "FROM programme_overlay ORDER BY overlay LIMIT 10000"),
};

const struct table_definition overlay_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, programme_overlay, overlay),
    COLUMN(COLUMN_TEXT, programme_overlay, key),
    COLUMN(COLUMN_TEXT, programme_overlay, area),
    COLUMN(COLUMN_TEXT, programme_overlay, workplace),
    COLUMN(COLUMN_TEXT, programme_overlay, source),
    COLUMN(COLUMN_INT64, programme_overlay, imported_at),
};
static const struct shape shape = SHAPE(columns, programme_overlay);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_OVERLAY];
}

int
overlay_store_replace(struct store *store,
    const struct programme_overlay *overlay, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(REPLACE), &shape, overlay, NULL, err);
}

int
overlay_store_remove(
    struct store *store, const char *overlay, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(REMOVE, PARAM_TEXT(":overlay", overlay)), NULL, NULL, NULL,
	    err);
}

int
overlay_store_list(struct store *store, struct programme_overlay **ret_overlays,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST), &shape,
	    ret_overlays, ret_count, err);
}

void
overlay_store_free(struct programme_overlay *overlays, size_t count)
{
	table_release_list(&shape, overlays, count);
}
