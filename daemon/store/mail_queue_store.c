/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/mail_queue_store.h"

#include "base/memory.h"
#include "store/mail_store.h"
#include "store/store_tables.h"

/* What in a mail's history was an attempt. */
#define TRIED                                                                  \
	"mail_id = :id AND outcome NOT IN ('" MAIL_STORE_REFUSED               \
	"', '" MAIL_STORE_NOT_TRIED "', '" MAIL_STORE_LIMIT                    \
	"', '" MAIL_STORE_HELD "', '" MAIL_STORE_RETRIED "') "

enum {
	NOTE_PUT_OFF,
	PUT_OFF,
	COUNT_DAYS,
	COUNT_UNKNOWN,
	NOTE_SENDING,
	RECOVER,
	HOLD_STEP,
	NOTE_HELD,
	LIST_AGES
};

static const char *const sql[] = {
    [NOTE_PUT_OFF] =
	"INSERT INTO mail_attempt (mail_id, at, outcome, reply) "
	"SELECT id, :now, '" MAIL_STORE_NOT_TRIED "', :why FROM mail "
	"WHERE " MAIL_WAITING "AND next_attempt_at <= :now "
	"AND NOT EXISTS (SELECT 1 FROM mail_attempt t "
	"WHERE t.mail_id = mail.id AND t.outcome IN ('" MAIL_STORE_NOT_TRIED
	"', '" MAIL_STORE_REFUSED
	"') AND t.at > :now - 86400) ORDER BY next_attempt_at, id",
    [PUT_OFF] = "UPDATE mail SET state = 'deferred', last_reply = :why "
		"WHERE " MAIL_WAITING "AND next_attempt_at <= :now "
		"AND state = 'queued'",
    [COUNT_DAYS] =
	"SELECT count(DISTINCT at / 86400) FROM mail_attempt WHERE " TRIED
	"AND id >= coalesce((SELECT id FROM mail_attempt WHERE " TRIED
	"ORDER BY id DESC LIMIT 1 OFFSET :attempts - 1), 0)",
    [COUNT_UNKNOWN] =
	"SELECT count(*) FROM mail_attempt "
	"WHERE mail_id = :id AND outcome = '" MAIL_STORE_UNKNOWN "'",
    [NOTE_SENDING] =
	"INSERT INTO mail_attempt (mail_id, at, outcome, reply) "
	"SELECT id, :now, '" MAIL_STORE_UNKNOWN "', 'the program ended before "
	"it knew of an answer' FROM mail WHERE state = 'sending' ORDER BY id",
    [RECOVER] = "UPDATE mail SET state = 'ambiguous', next_attempt_at = :now "
		"WHERE state = 'sending'",
    [HOLD_STEP] =
	"UPDATE mail SET state = 'held' WHERE activity_id = :activity "
	"AND dedup_key = 'step:' || activity_id AND state = 'queued' "
	"AND (SELECT t.outcome FROM mail o JOIN mail_attempt t "
	"ON t.mail_id = o.id WHERE o.activity_id = :activity "
	"AND o.state = 'cancelled' AND t.outcome IN ('" MAIL_STORE_HELD
	"', '" MAIL_STORE_RETRIED "', '" MAIL_STORE_CANCELLED "') "
	"ORDER BY t.id DESC LIMIT 1) = '" MAIL_STORE_HELD "'",
    [NOTE_HELD] = "INSERT INTO mail_attempt (mail_id, at, outcome, reply) "
		  "SELECT id, :now, '" MAIL_STORE_HELD
		  "', 'like the one before it' FROM mail "
		  "WHERE activity_id = :activity AND state = 'held' "
		  "AND dedup_key = 'step:' || activity_id",
    [LIST_AGES] = "SELECT created_at FROM mail WHERE " MAIL_WAITING
		  "ORDER BY created_at, id LIMIT 1000000",
};

const struct table_definition mail_queue_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column age_columns[] = {
    COLUMN(COLUMN_INT64, mail_age, created_at),
};
static const struct shape age_shape = SHAPE(age_columns, mail_age);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_MAIL_QUEUE];
}

int
mail_queue_store_put_off(
    struct store *store, int64_t now, const char *why, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(
		NOTE_PUT_OFF, PARAM_INT(":now", now), PARAM_TEXT(":why", why)),
	    NULL, NULL, NULL, err);

	if (status != OB_OK)
		return status;
	return table_change(table_of(store),
	    QUERY(PUT_OFF, PARAM_INT(":now", now), PARAM_TEXT(":why", why)),
	    NULL, NULL, NULL, err);
}

int
mail_queue_store_count_days(struct store *store, const struct mail *mail,
    int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT_DAYS, PARAM_INT(":id", mail->id),
		PARAM_INT(":attempts", mail->attempts)),
	    ret_count, err);
}

int
mail_queue_store_may_have_arrived(
    struct store *store, int64_t mail_id, bool *ret_may, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(table_of(store),
	    QUERY(COUNT_UNKNOWN, PARAM_INT(":id", mail_id)), &count, err);

	if (status == OB_OK)
		*ret_may = count > 0;
	return status;
}

int
mail_queue_store_recover(struct store *store, int64_t now, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(NOTE_SENDING, PARAM_INT(":now", now)), NULL, NULL, NULL, err);

	if (status != OB_OK)
		return status;
	return table_change(table_of(store),
	    QUERY(RECOVER, PARAM_INT(":now", now)), NULL, NULL, NULL, err);
}

int
mail_queue_store_hold_step(
    struct store *store, int64_t activity_id, int64_t now, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(HOLD_STEP, PARAM_INT(":activity", activity_id)), NULL, NULL,
	    &changed, err);

	if (status != OB_OK || changed == 0)
		return status;
	return table_change(table_of(store),
	    QUERY(NOTE_HELD, PARAM_INT(":activity", activity_id),
		PARAM_INT(":now", now)),
	    NULL, NULL, NULL, err);
}

int
mail_queue_store_list_ages(struct store *store, struct mail_age **ret_ages,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_AGES), &age_shape,
	    ret_ages, ret_count, err);
}
