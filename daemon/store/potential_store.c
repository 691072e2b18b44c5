/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/potential_store.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/store_tables.h"

#define SELECT                                                                 \
	"SELECT person_id, journey_id, consented_at, expires_on, reminded_on " \
	"FROM potential "

/*
 * Of those whose consent goes, who are few and so looked at first; one that is
 * being sent is not pulled away.
 */
#define LEAVERS_MAILS                                                          \
	"(SELECT m.id FROM potential q CROSS JOIN mail m "                     \
	"ON m.person_id = q.person_id AND m.kind = 'potential' "               \
	"WHERE (q.person_id = :person OR q.expires_on <= :today) "             \
	"AND m.state <> 'sending')"

enum {
	PUT,
	REMOVE,
	FIND,
	LIST_ENDING,
	NOTE_REMINDER,
	FORGET_REMINDER,
	FORGET_ANSWERS,
	FORGET_ATTEMPTS,
	FORGET_MAILS,
	EXPIRE,
	LIST
};

static const char *const sql[] = {
    [PUT] = "INSERT OR REPLACE INTO potential (person_id, journey_id, "
	    "consented_at, expires_on, reminded_on) VALUES (:person_id, "
	    ":journey_id, :consented_at, :expires_on, :reminded_on)",
    [REMOVE] = "DELETE FROM potential WHERE person_id = :person",
    [FIND] = SELECT "WHERE person_id = :person",
    [LIST_ENDING] = SELECT "WHERE expires_on <= :until "
			   "AND reminded_on IS NULL "
			   "ORDER BY expires_on, person_id LIMIT 10000",
    [NOTE_REMINDER] = "UPDATE potential SET reminded_on = :day "
		      "WHERE person_id = :person",
    [FORGET_REMINDER] = "UPDATE potential SET reminded_on = NULL "
			"WHERE person_id = :person",
    [FORGET_ANSWERS] = "UPDATE received_mail SET mail_id = NULL "
		       "WHERE mail_id IN " LEAVERS_MAILS,
    [FORGET_ATTEMPTS] =
	"DELETE FROM mail_attempt WHERE mail_id IN " LEAVERS_MAILS,
    [FORGET_MAILS] = "DELETE FROM mail WHERE id IN " LEAVERS_MAILS,
    [EXPIRE] = "DELETE FROM potential WHERE expires_on <= :today",
    [LIST] = SELECT "ORDER BY expires_on, person_id LIMIT 10000",
};

const struct table_definition potential_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, potential, person_id),
    COLUMN(COLUMN_INT64, potential, journey_id),
    COLUMN(COLUMN_INT64, potential, consented_at),
    COLUMN(COLUMN_DATE, potential, expires_on),
    COLUMN(COLUMN_DATE, potential, reminded_on),
};
static const struct shape shape = SHAPE(columns, potential);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_POTENTIAL];
}

int
potential_store_put(
    struct store *store, const struct potential *potential, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(PUT), &shape, potential, NULL, err);
}

int
potential_store_remove(
    struct store *store, int64_t person_id, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(REMOVE, PARAM_INT(":person", person_id)), NULL, NULL,
	    &changed, err);

	if (status == OB_OK && changed == 0)
		return error_set(
		    err, OB_ECONFLICT, "there is no consent to withdraw");
	return status;
}

int
potential_store_find(struct store *store, int64_t person_id,
    struct potential *ret_potential, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":person", person_id)), &shape, ret_potential,
	    err);
}

int
potential_store_list_ending(struct store *store, struct date until,
    struct potential **ret_list, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ENDING, PARAM_DATE(":until", until)), &shape, ret_list,
	    ret_count, err);
}

int
potential_store_note_reminder(
    struct store *store, int64_t person_id, struct date day, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(NOTE_REMINDER, PARAM_INT(":person", person_id),
		PARAM_DATE(":day", day)),
	    NULL, NULL, NULL, err);
}

int
potential_store_forget_reminder(
    struct store *store, int64_t person_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(FORGET_REMINDER, PARAM_INT(":person", person_id)), NULL, NULL,
	    NULL, err);
}

int
potential_store_forget_mails(struct store *store, int64_t person_id,
    struct date today, struct error *err)
{
	static const int verbs[] = {
	    FORGET_ANSWERS, FORGET_ATTEMPTS, FORGET_MAILS};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(verbs); i++)
		status = table_change(table_of(store),
		    QUERY(verbs[i], PARAM_INT(":person", person_id),
			PARAM_DATE(":today", today)),
		    NULL, NULL, NULL, err);
	return status;
}

int
potential_store_expire(
    struct store *store, struct date today, int *ret_count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(EXPIRE, PARAM_DATE(":today", today)), NULL, NULL, ret_count,
	    err);
}

int
potential_store_list(struct store *store, struct potential **ret_list,
    size_t *ret_count, struct error *err)
{
	return table_list(
	    table_of(store), QUERY_ALL(LIST), &shape, ret_list, ret_count, err);
}

void
potential_store_free(struct potential *list)
{
	free(list);
}
