/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/reminder_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define REMINDER_COLUMNS                                                       \
	"SELECT r.activity_id, r.rung, r.planned, r.person_id, r.told_on, "    \
	"r.outcome, r.mail_id FROM "

enum { SET, COUNT, LIST_JOURNEY, LIST_MAIL, LIST_ROUND, DROP_MAIL };

static const char *const sql[] = {
    [SET] = "INSERT INTO reminder (activity_id, rung, planned, person_id, "
	    "told_on, outcome, mail_id) VALUES (:activity_id, :rung, "
	    ":planned, :person_id, :told_on, :outcome, :mail_id) "
	    "ON CONFLICT DO UPDATE SET told_on = excluded.told_on, "
	    "outcome = excluded.outcome, mail_id = excluded.mail_id",
    [COUNT] = "SELECT count(*) FROM reminder WHERE activity_id = :activity "
	      "AND rung = :rung AND person_id = :person",
    [LIST_JOURNEY] = REMINDER_COLUMNS
    "activity a JOIN reminder r ON r.activity_id = a.id "
    "WHERE a.journey_id = :journey "
    "ORDER BY r.activity_id, r.planned, r.told_on, r.rung, r.person_id "
    "LIMIT 1000000",
    [LIST_MAIL] = REMINDER_COLUMNS
    "reminder r WHERE r.mail_id = :mail "
    "ORDER BY r.activity_id, r.rung, r.planned, r.person_id LIMIT 100000",
    [LIST_ROUND] = REMINDER_COLUMNS
    "activity a JOIN journey j ON j.id = a.journey_id "
    "JOIN reminder r ON r.activity_id = a.id AND r.planned = a.planned "
    "WHERE a.id IN (" ROUND_ACTIVITIES ") "
    "AND j.state IN ('active', 'paused') "
    "ORDER BY a.journey_id, a.position, a.id, r.told_on, r.rung, r.person_id "
    "LIMIT 1000000",
    [DROP_MAIL] = "DELETE FROM reminder WHERE mail_id = :mail",
};

const struct table_definition reminder_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, reminder, activity_id),
    COLUMN(COLUMN_TEXT, reminder, rung),
    COLUMN(COLUMN_DATE, reminder, planned),
    COLUMN(COLUMN_INT64, reminder, person_id),
    COLUMN(COLUMN_DATE, reminder, told_on),
    COLUMN(COLUMN_TEXT, reminder, outcome),
    COLUMN(COLUMN_ID, reminder, mail_id),
};
static const struct shape shape = SHAPE(columns, reminder);

int
reminder_store_list_journey(struct store *store, int64_t journey_id,
    struct reminder **ret_reminders, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_REMINDER],
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_reminders, ret_count, err);
}

int
reminder_store_list_mail(struct store *store, int64_t mail_id,
    struct reminder **ret_reminders, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_REMINDER],
	    QUERY(LIST_MAIL, PARAM_INT(":mail", mail_id)), &shape,
	    ret_reminders, ret_count, err);
}

int
reminder_store_set(
    struct store *store, const struct reminder *reminder, struct error *err)
{
	return table_change(store->tables[TABLE_REMINDER], QUERY_ALL(SET),
	    &shape, reminder, NULL, err);
}

int
reminder_store_exists(struct store *store, int64_t activity_id,
    const char *rung, int64_t person_id, bool *ret_exists, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(store->tables[TABLE_REMINDER],
	    QUERY(COUNT, PARAM_INT(":activity", activity_id),
		PARAM_TEXT(":rung", rung), PARAM_INT(":person", person_id)),
	    &count, err);

	if (status == OB_OK)
		*ret_exists = count > 0;
	return status;
}

int
reminder_store_list_round(struct store *store, struct date until,
    struct reminder **ret_reminders, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_REMINDER],
	    QUERY(LIST_ROUND, PARAM_DATE(":until", until)), &shape,
	    ret_reminders, ret_count, err);
}

int
reminder_store_drop_mail(
    struct store *store, int64_t mail_id, struct error *err)
{
	return table_change(store->tables[TABLE_REMINDER],
	    QUERY(DROP_MAIL, PARAM_INT(":mail", mail_id)), NULL, NULL, NULL,
	    err);
}

void
reminder_store_free(struct reminder *reminders, size_t count)
{
	table_release_list(&shape, reminders, count);
}
