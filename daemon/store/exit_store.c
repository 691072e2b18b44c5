/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/exit_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum {
	ADD,
	FIND,
	ADD_REASON,
	LIST_REASONS,
	ADD_NOTE,
	FIND_NOTE,
	EXPIRE,
	REMOVE_NOTE,
	REMOVE_REASONS,
	REMOVE
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO exit_interview (journey_id, held_on, "
	    "interviewer_id, recorded_at) VALUES (:journey_id, :held_on, "
	    ":interviewer_id, :recorded_at)",
    [FIND] = "SELECT journey_id, held_on, interviewer_id, recorded_at "
	     "FROM exit_interview WHERE journey_id = :journey",
    [ADD_REASON] = "INSERT INTO exit_reason (journey_id, reason, is_main) "
		   "VALUES (:journey_id, :reason, :is_main)",
    [LIST_REASONS] = "SELECT journey_id, reason, is_main FROM exit_reason "
		     "WHERE journey_id = :journey "
		     "ORDER BY is_main DESC, reason LIMIT 100",
    [ADD_NOTE] = "INSERT INTO exit_note (journey_id, text, expires_on) "
		 "VALUES (:journey_id, :text, :expires_on)",
    [FIND_NOTE] = "SELECT journey_id, text, expires_on FROM exit_note "
		  "WHERE journey_id = :journey",
    [EXPIRE] = "DELETE FROM exit_note WHERE expires_on <= :today",
    [REMOVE_NOTE] = "DELETE FROM exit_note WHERE journey_id = :journey",
    [REMOVE_REASONS] = "DELETE FROM exit_reason WHERE journey_id = :journey",
    [REMOVE] = "DELETE FROM exit_interview WHERE journey_id = :journey",
};

const struct table_definition exit_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, exit_interview, journey_id),
    COLUMN(COLUMN_DATE, exit_interview, held_on),
    COLUMN(COLUMN_INT64, exit_interview, interviewer_id),
    COLUMN(COLUMN_INT64, exit_interview, recorded_at),
};
static const struct shape shape = SHAPE(columns, exit_interview);

static const struct column reason_columns[] = {
    COLUMN(COLUMN_INT64, exit_reason, journey_id),
    COLUMN(COLUMN_TEXT, exit_reason, reason),
    COLUMN(COLUMN_BOOL, exit_reason, is_main),
};
static const struct shape reason_shape = SHAPE(reason_columns, exit_reason);

static const struct column note_columns[] = {
    COLUMN(COLUMN_INT64, exit_note, journey_id),
    COLUMN(COLUMN_TEXT, exit_note, text),
    COLUMN(COLUMN_DATE, exit_note, expires_on),
};
static const struct shape note_shape = SHAPE(note_columns, exit_note);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_EXIT];
}

int
exit_store_add(struct store *store, const struct exit_interview *interview,
    struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(ADD), &shape, interview, NULL, err);
}

int
exit_store_find(struct store *store, int64_t journey_id,
    struct exit_interview *ret_interview, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":journey", journey_id)), &shape,
	    ret_interview, err);
}

int
exit_store_add_reason(
    struct store *store, const struct exit_reason *reason, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL(ADD_REASON),
	    &reason_shape, reason, NULL, err);
}

int
exit_store_list_reasons(struct store *store, int64_t journey_id,
    struct exit_reason **ret_reasons, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_REASONS, PARAM_INT(":journey", journey_id)),
	    &reason_shape, ret_reasons, ret_count, err);
}

void
exit_store_free_reasons(struct exit_reason *reasons, size_t count)
{
	table_release_list(&reason_shape, reasons, count);
}

int
exit_store_add_note(
    struct store *store, const struct exit_note *note, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(ADD_NOTE), &note_shape, note, NULL, err);
}

int
exit_store_find_note(struct store *store, int64_t journey_id,
    struct exit_note *ret_note, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_NOTE, PARAM_INT(":journey", journey_id)), &note_shape,
	    ret_note, err);
}

void
exit_store_release_note(struct exit_note *note)
{
	table_release(&note_shape, note);
}

int
exit_store_expire(
    struct store *store, struct date today, int *ret_count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(EXPIRE, PARAM_DATE(":today", today)), NULL, NULL, ret_count,
	    err);
}

int
exit_store_remove(
    struct store *store, int64_t journey_id, int *ret_count, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(REMOVE_NOTE, PARAM_INT(":journey", journey_id)), NULL, NULL,
	    NULL, err);

	if (status == OB_OK)
		status = table_change(table_of(store),
		    QUERY(REMOVE_REASONS, PARAM_INT(":journey", journey_id)),
		    NULL, NULL, NULL, err);
	return status == OB_OK
		   ? table_change(table_of(store),
			 QUERY(REMOVE, PARAM_INT(":journey", journey_id)), NULL,
			 NULL, ret_count, err)
		   : status;
}
