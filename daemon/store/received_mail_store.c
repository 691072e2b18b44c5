/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/received_mail_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define RECEIVED_COLUMNS                                                       \
	"SELECT id, digest, received_at, kind, sender, activity_id, "          \
	"person_id, mail_id, partstat, sequence, stamp, proposed_start, "      \
	"proposed_end, comment, is_verified, outcome, reason, settled_at, "    \
	"settled_by FROM received_mail "

enum { ADD, FIND, FIND_DIGEST, SETTLE, LIST, LIST_ACTIVITY, COUNT };

static const char *const sql[] = {
    [ADD] = "INSERT INTO received_mail (digest, received_at, kind, sender, "
	    "activity_id, person_id, mail_id, partstat, sequence, stamp, "
	    "proposed_start, proposed_end, comment, is_verified, outcome, "
	    "reason) VALUES (:digest, :received_at, :kind, :sender, "
	    ":activity_id, :person_id, :mail_id, :partstat, :sequence, "
	    ":stamp, :proposed_start, :proposed_end, :comment, "
	    ":is_verified, :outcome, :reason)",
    [FIND] = RECEIVED_COLUMNS "WHERE id = :id",
    [FIND_DIGEST] = RECEIVED_COLUMNS "WHERE digest = :digest",
    [SETTLE] = "UPDATE received_mail SET outcome = :outcome, "
	       "reason = :reason, settled_at = :settled_at, "
	       "settled_by = :settled_by "
	       "WHERE id = :id AND outcome = :expected",
    [LIST] = RECEIVED_COLUMNS "WHERE NOT :review OR outcome = 'review' "
			      "ORDER BY id DESC LIMIT 10000",
    [LIST_ACTIVITY] = RECEIVED_COLUMNS
    "WHERE activity_id = :activity ORDER BY id DESC LIMIT 1000",
    [COUNT] = "SELECT count(*) FROM received_mail WHERE outcome = 'review'",
};

const struct table_definition received_mail_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, received_mail, id),
    COLUMN(COLUMN_TEXT, received_mail, digest),
    COLUMN(COLUMN_INT64, received_mail, received_at),
    COLUMN(COLUMN_TEXT, received_mail, kind),
    COLUMN(COLUMN_TEXT, received_mail, sender),
    COLUMN(COLUMN_ID, received_mail, activity_id),
    COLUMN(COLUMN_ID, received_mail, person_id),
    COLUMN(COLUMN_ID, received_mail, mail_id),
    COLUMN(COLUMN_TEXT, received_mail, partstat),
    COLUMN(COLUMN_INT, received_mail, sequence),
    COLUMN(COLUMN_INSTANT, received_mail, stamp),
    COLUMN(COLUMN_INSTANT, received_mail, proposed_start),
    COLUMN(COLUMN_INSTANT, received_mail, proposed_end),
    COLUMN(COLUMN_TEXT, received_mail, comment),
    COLUMN(COLUMN_BOOL, received_mail, is_verified),
    COLUMN(COLUMN_TEXT, received_mail, outcome),
    COLUMN(COLUMN_TEXT, received_mail, reason),
    COLUMN(COLUMN_INSTANT, received_mail, settled_at),
    COLUMN(COLUMN_TEXT, received_mail, settled_by),
};
static const struct shape shape = SHAPE(columns, received_mail);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_RECEIVED_MAIL];
}

int
received_mail_store_add(struct store *store,
    const struct received_mail *received, int64_t *ret_id, struct error *err)
{
	return table_insert(
	    table_of(store), ADD, &shape, received, ret_id, err);
}

int
received_mail_store_find(struct store *store, int64_t id,
    struct received_mail *ret_received, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_received, err);
}

int
received_mail_store_find_digest(struct store *store, const char *digest,
    struct received_mail *ret_received, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_DIGEST, PARAM_TEXT(":digest", digest)), &shape,
	    ret_received, err);
}

int
received_mail_store_settle(struct store *store,
    const struct received_mail *received, const char *expected_outcome,
    struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(SETTLE, PARAM_TEXT(":expected", expected_outcome)), &shape,
	    received, &changed, err);

	if (status == OB_OK && changed == 0)
		return error_refuse(err, OB_ECONFLICT, "", "meanwhile",
		    "this mail was settled by somebody else meanwhile");
	return status;
}

int
received_mail_store_list(struct store *store, bool is_review,
    struct received_mail **ret_received, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":review", is_review)), &shape, ret_received,
	    ret_count, err);
}

int
received_mail_store_list_activity(struct store *store, int64_t activity_id,
    struct received_mail **ret_received, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ACTIVITY, PARAM_INT(":activity", activity_id)), &shape,
	    ret_received, ret_count, err);
}

int
received_mail_store_count_review(
    struct store *store, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store), QUERY_ALL(COUNT), ret_count, err);
}

void
received_mail_store_release(struct received_mail *received)
{
	table_release(&shape, received);
}

void
received_mail_store_free(struct received_mail *received, size_t count)
{
	table_release_list(&shape, received, count);
}
