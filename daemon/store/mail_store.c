/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/mail_store.h"

#include "base/memory.h"
#include "store/mail_queue_store.h"
#include "store/store_tables.h"

#define MAIL_COLUMNS                                                           \
	"SELECT id, dedup_key, kind, journey_id, activity_id, person_id, "     \
	"to_address, subject, message_id, state, attempts, created_at, "       \
	"next_attempt_at, not_after, sent_at, last_reply, urgent, "            \
	"priority FROM mail "

/* What the limit of a day counts, the digest apart. */
#define COUNTED                                                                \
	"AND urgent = 0 AND kind NOT IN ('digest', 'welcome', "                \
	"'welcome-pack', 'practical', 'invitation', "                          \
	"'invitation-cancelled')"

#define UNSENT "state IN ('queued', 'deferred', 'ambiguous', 'held') "

#define OF_JOURNEY                                                             \
	"journey_id = :journey "                                               \
	"AND kind NOT IN ('invitation', 'invitation-cancelled') AND " UNSENT

#define UNDER_KEYS "dedup_key >= :prefix AND dedup_key < :prefix || '~' "

enum {
	ADD,
	FIND,
	FIND_KEY,
	FIND_MESSAGE,
	FIND_FIRST,
	FIND_LAST,
	BYTES,
	LIST,
	LIST_DUE,
	LIST_EXPIRED,
	NEXT_DUE,
	COUNT_DAY,
	UPDATE,
	READDRESS,
	ADD_ATTEMPT,
	LIST_ATTEMPTS,
	CLEAR_BYTES,
	CLEAR_UNSENT,
	COUNT,
	CANCEL_ACTIVITY,
	NOTE_JOURNEY,
	CANCEL_JOURNEY,
	LIST_DIGESTS,
	TAKE_BACK,
	LIST_MAIL_WAITING,
	LIST_UNSENT,
	LIST_SHARED,
	COUNT_CARRIED,
	RELEASE_STEP,
	CANCEL_KEYS,
	LIST_KEYS,
	NOTE_KEYS
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO mail (dedup_key, kind, journey_id, activity_id, "
	    "person_id, to_address, subject, message_id, state, attempts, "
	    "created_at, next_attempt_at, not_after, sent_at, last_reply, "
	    "urgent, priority, bytes) VALUES (:dedup_key, :kind, :journey_id, "
	    ":activity_id, "
	    ":person_id, :to_address, :subject, :message_id, :state, "
	    ":attempts, :created_at, :next_attempt_at, :not_after, :sent_at, "
	    ":last_reply, :urgent, :priority, CAST(:bytes AS BLOB))",
    [FIND] = MAIL_COLUMNS "WHERE id = :id",
    [FIND_KEY] = MAIL_COLUMNS "WHERE dedup_key = :key",
    [FIND_MESSAGE] = MAIL_COLUMNS "WHERE message_id = :message",
    [FIND_FIRST] = MAIL_COLUMNS
    "WHERE person_id = :person AND kind = :kind ORDER BY id LIMIT 1",
    [FIND_LAST] = MAIL_COLUMNS
    "WHERE person_id = :person AND kind = :kind ORDER BY id DESC LIMIT 1",
    [BYTES] = "SELECT bytes FROM mail WHERE id = :id AND bytes IS NOT NULL",
    [LIST] = MAIL_COLUMNS "WHERE (:state IS NULL OR state = :state) "
			  "AND (:to IS NULL OR to_address = :to "
			  "COLLATE NOCASE) ORDER BY id LIMIT 1000000",
    [LIST_DUE] =
	MAIL_COLUMNS "WHERE " MAIL_WAITING "AND next_attempt_at <= :now "
		     "AND (attempts > 0) = :tried "
		     "ORDER BY urgent DESC, priority, "
		     "next_attempt_at, id LIMIT :max",
    [LIST_EXPIRED] = MAIL_COLUMNS "WHERE not_after <= :now AND " UNSENT
				  "ORDER BY not_after, id LIMIT 100000",
    /* The plus keeps SQLite from reading all mails that the person had. */
    [COUNT_DAY] =
	"SELECT (SELECT count(*) FROM mail WHERE person_id = :person "
	"AND sent_at >= :since " COUNTED ") + (SELECT count(*) FROM mail "
	"WHERE +person_id = :person AND state = 'sending' " COUNTED ")",
    [NEXT_DUE] = "SELECT min(next_attempt_at) FROM mail WHERE " MAIL_WAITING,
    [UPDATE] = "UPDATE mail SET state = :state, attempts = :attempts, "
	       "next_attempt_at = :next_attempt_at, sent_at = :sent_at, "
	       "last_reply = :last_reply "
	       "WHERE id = :id AND state = :expected",
    [READDRESS] = "UPDATE mail SET to_address = :to_address, "
		  "bytes = CAST(:bytes AS BLOB) WHERE id = :id",
    [ADD_ATTEMPT] = "INSERT INTO mail_attempt (mail_id, at, outcome, reply) "
		    "VALUES (:mail_id, :at, :outcome, :reply)",
    [LIST_ATTEMPTS] = "SELECT mail_id, at, outcome, reply FROM mail_attempt "
		      "WHERE mail_id = :id ORDER BY id LIMIT 10000",
    [CLEAR_BYTES] = "UPDATE mail SET bytes = NULL WHERE bytes IS NOT NULL "
		    "AND sent_at IS NOT NULL AND sent_at < :before "
		    "AND state IN ('sent', 'failed', 'cancelled')",
    [CLEAR_UNSENT] = "UPDATE mail SET bytes = NULL WHERE bytes IS NOT NULL "
		     "AND sent_at IS NULL AND next_attempt_at < :before "
		     "AND state IN ('failed', 'cancelled')",
    [CANCEL_ACTIVITY] = "UPDATE mail SET state = 'cancelled' "
			"WHERE activity_id = :activity "
			"AND state IN ('queued', 'deferred', 'held')",
    [NOTE_JOURNEY] = "INSERT INTO mail_attempt (mail_id, at, outcome, reply) "
		     "SELECT id, :now, '" MAIL_STORE_OVER "', '' FROM mail "
		     "WHERE " OF_JOURNEY,
    [CANCEL_JOURNEY] = "UPDATE mail SET state = 'cancelled' WHERE " OF_JOURNEY,
    [LIST_DIGESTS] =
	MAIL_COLUMNS "WHERE kind = 'digest' AND not_after > :now AND " UNSENT
		     "ORDER BY not_after, id LIMIT 100000",
    [TAKE_BACK] = "UPDATE mail SET state = 'cancelled', "
		  "dedup_key = dedup_key || ':' || id, "
		  "message_id = message_id || '-' || id WHERE id = :id "
		  "AND " UNSENT,
    [LIST_MAIL_WAITING] =
	MAIL_COLUMNS "WHERE " OF_JOURNEY "ORDER BY id LIMIT 100000",
    [LIST_UNSENT] = MAIL_COLUMNS "WHERE person_id = :person AND kind = :kind "
				 "AND state IN ('queued', 'deferred') "
				 "ORDER BY id LIMIT 100000",
    [LIST_SHARED] =
	MAIL_COLUMNS "WHERE journey_id IS NULL AND kind = 'notice' "
		     "AND state IN ('queued', 'deferred', 'held') AND id IN "
		     "(SELECT r.mail_id FROM activity a "
		     "JOIN reminder r ON r.activity_id = a.id "
		     "WHERE a.journey_id = :journey "
		     "AND r.mail_id IS NOT NULL) ORDER BY id LIMIT 100000",
    [COUNT_CARRIED] = "SELECT count(*) FROM mail "
		      "WHERE activity_id = :activity "
		      "AND (state IN ('sending', 'sent', 'ambiguous') "
		      "OR (state = 'held' AND id IN (SELECT mail_id "
		      "FROM mail_attempt WHERE mail_id = mail.id "
		      "AND outcome = '" MAIL_STORE_UNKNOWN "')))",
    [RELEASE_STEP] =
	"UPDATE mail SET state = iif(state = 'failed', state, 'cancelled'), "
	"dedup_key = dedup_key || ':' || id, "
	"message_id = message_id || '-' || id "
	"WHERE activity_id = :activity "
	"AND dedup_key = 'step:' || activity_id "
	"AND (state IN ('queued', 'deferred', 'held') "
	"OR (:given_up AND state IN ('cancelled', 'failed')))",
    [CANCEL_KEYS] =
	"UPDATE mail SET state = 'cancelled' "
	"WHERE " UNDER_KEYS "AND state IN ('queued', 'deferred', 'held')",
    [LIST_KEYS] = MAIL_COLUMNS "WHERE " UNDER_KEYS "ORDER BY id LIMIT 10000",
    [NOTE_KEYS] =
	"INSERT INTO mail_attempt (mail_id, at, outcome, reply) "
	"SELECT id, :now, '" MAIL_STORE_SUPERSEDED "', '' FROM mail "
	"WHERE " UNDER_KEYS "AND state IN ('queued', 'deferred', 'held')",
    [COUNT] = "SELECT count(*) FROM mail WHERE state = :state",
};

const struct table_definition mail_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, mail, id),
    COLUMN(COLUMN_TEXT, mail, dedup_key),
    COLUMN(COLUMN_TEXT, mail, kind),
    COLUMN(COLUMN_ID, mail, journey_id),
    COLUMN(COLUMN_ID, mail, activity_id),
    COLUMN(COLUMN_INT64, mail, person_id),
    COLUMN(COLUMN_TEXT, mail, to_address),
    COLUMN(COLUMN_TEXT, mail, subject),
    COLUMN(COLUMN_TEXT, mail, message_id),
    COLUMN(COLUMN_TEXT, mail, state),
    COLUMN(COLUMN_INT, mail, attempts),
    COLUMN(COLUMN_INT64, mail, created_at),
    COLUMN(COLUMN_INT64, mail, next_attempt_at),
    COLUMN(COLUMN_INSTANT, mail, not_after),
    COLUMN(COLUMN_INSTANT, mail, sent_at),
    COLUMN(COLUMN_TEXT, mail, last_reply),
    COLUMN(COLUMN_BOOL, mail, urgent),
    COLUMN(COLUMN_INT, mail, priority),
};
static const struct shape shape = SHAPE(columns, mail);

static const struct column attempt_columns[] = {
    COLUMN(COLUMN_INT64, mail_attempt, mail_id),
    COLUMN(COLUMN_INT64, mail_attempt, at),
    COLUMN(COLUMN_TEXT, mail_attempt, outcome),
    COLUMN(COLUMN_TEXT, mail_attempt, reply),
};
static const struct shape attempt_shape = SHAPE(attempt_columns, mail_attempt);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_MAIL];
}

int
mail_store_add(struct store *store, const struct mail *mail, const void *bytes,
    size_t len, int64_t *ret_id, struct error *err)
{
	sqlite3_stmt *statement = table_statement(table_of(store), ADD);
	struct mail same = {0};
	int status = mail_store_find_key(store, mail->dedup_key, &same, err);

	mail_store_release(&same);
	if (status == OB_OK)
		return error_set(err, OB_EEXISTS, "this mail exists already");
	if (status != OB_ENOTFOUND)
		return status;
	(void)sqlite3_bind_blob64(statement,
	    sqlite3_bind_parameter_index(statement, ":bytes"), bytes, len,
	    SQLITE_STATIC);
	return table_insert(table_of(store), ADD, &shape, mail, ret_id, err);
}

int
mail_store_find(
    struct store *store, int64_t id, struct mail *ret_mail, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_mail, err);
}

int
mail_store_find_key(struct store *store, const char *dedup_key,
    struct mail *ret_mail, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_KEY, PARAM_TEXT(":key", dedup_key)), &shape, ret_mail,
	    err);
}

int
mail_store_find_message(struct store *store, const char *message_id,
    struct mail *ret_mail, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_MESSAGE, PARAM_TEXT(":message", message_id)), &shape,
	    ret_mail, err);
}

int
mail_store_find_thread(struct store *store, int64_t person_id, const char *kind,
    struct mail *ret_first, struct mail *ret_last, struct error *err)
{
	int status = table_find(table_of(store),
	    QUERY(FIND_FIRST, PARAM_INT(":person", person_id),
		PARAM_TEXT(":kind", kind)),
	    &shape, ret_first, err);

	if (status != OB_OK)
		return status;
	return table_find(table_of(store),
	    QUERY(FIND_LAST, PARAM_INT(":person", person_id),
		PARAM_TEXT(":kind", kind)),
	    &shape, ret_last, err);
}

int
mail_store_bytes(struct store *store, int64_t id, struct strbuf *ret_bytes,
    struct error *err)
{
	sqlite3_stmt *statement = table_statement(table_of(store), BYTES);
	int status = OB_OK;
	int code;

	(void)sqlite3_bind_int64(statement, 1, id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		strbuf_add(ret_bytes, sqlite3_column_blob(statement, 0),
		    (size_t)sqlite3_column_bytes(statement, 0));
	else if (code == SQLITE_DONE)
		status = error_set(err, OB_ENOTFOUND,
		    "the text of mail %lld is no longer kept", (long long)id);
	else
		status = db_error(&store->db, "read", err);
	(void)sqlite3_reset(statement);
	return status;
}

int
mail_store_list(struct store *store, const char *state, const char *to_address,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":state", state),
		PARAM_TEXT(":to", to_address)),
	    &shape, ret_mails, ret_count, err);
}

int
mail_store_list_due(struct store *store, const struct mail_due *due,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_DUE, PARAM_INT(":now", due->now),
		PARAM_INT(":tried", due->were_tried ? 1 : 0),
		PARAM_INT(":max", (int64_t)due->max)),
	    &shape, ret_mails, ret_count, err);
}

int
mail_store_list_expired(struct store *store, int64_t now,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_EXPIRED, PARAM_INT(":now", now)), &shape, ret_mails,
	    ret_count, err);
}

int
mail_store_count_day(struct store *store, int64_t person_id, int64_t since,
    int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT_DAY, PARAM_INT(":person", person_id),
		PARAM_INT(":since", since)),
	    ret_count, err);
}

int
mail_store_next_due(struct store *store, int64_t *ret_at, struct error *err)
{
	return table_integer(table_of(store), QUERY_ALL(NEXT_DUE), ret_at, err);
}

int
mail_store_update(struct store *store, const struct mail *mail,
    const char *expected_state, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(UPDATE, PARAM_TEXT(":expected", expected_state)), &shape,
	    mail, &changed, err);

	if (status == OB_OK && changed == 0)
		status = error_refuse(err, OB_ECONFLICT, "", "meanwhile",
		    "mail %lld is no longer %s", (long long)mail->id,
		    expected_state);
	return status;
}

int
mail_store_readdress(struct store *store, const struct mail *mail,
    const void *bytes, size_t len, struct error *err)
{
	sqlite3_stmt *statement = table_statement(table_of(store), READDRESS);

	(void)sqlite3_bind_blob64(statement,
	    sqlite3_bind_parameter_index(statement, ":bytes"), bytes, len,
	    SQLITE_STATIC);
	return table_change(
	    table_of(store), QUERY_ALL(READDRESS), &shape, mail, NULL, err);
}

int
mail_store_add_attempt(
    struct store *store, const struct mail_attempt *attempt, struct error *err)
{
	return table_insert(
	    table_of(store), ADD_ATTEMPT, &attempt_shape, attempt, NULL, err);
}

int
mail_store_list_attempts(struct store *store, int64_t mail_id,
    struct mail_attempt **ret_attempts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ATTEMPTS, PARAM_INT(":id", mail_id)), &attempt_shape,
	    ret_attempts, ret_count, err);
}

void
mail_store_free_attempts(struct mail_attempt *attempts, size_t count)
{
	table_release_list(&attempt_shape, attempts, count);
}

int
mail_store_clear_bytes(
    struct store *store, int64_t before, int *ret_count, struct error *err)
{
	int unsent = 0;
	int status = table_change(table_of(store),
	    QUERY(CLEAR_BYTES, PARAM_INT(":before", before)), NULL, NULL,
	    ret_count, err);

	if (status == OB_OK)
		status = table_change(table_of(store),
		    QUERY(CLEAR_UNSENT, PARAM_INT(":before", before)), NULL,
		    NULL, &unsent, err);
	*ret_count += unsent;
	return status;
}

int
mail_store_count(struct store *store, const char *state, int64_t *ret_count,
    struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT, PARAM_TEXT(":state", state)), ret_count, err);
}

void
mail_store_release(struct mail *mail)
{
	table_release(&shape, mail);
}

void
mail_store_free(struct mail *mails, size_t count)
{
	table_release_list(&shape, mails, count);
}

int
mail_store_cancel_activity(
    struct store *store, int64_t activity_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(CANCEL_ACTIVITY, PARAM_INT(":activity", activity_id)), NULL,
	    NULL, NULL, err);
}

int
mail_store_cancel_journey(struct store *store, int64_t journey_id, int64_t now,
    int *ret_count, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(NOTE_JOURNEY, PARAM_INT(":journey", journey_id),
		PARAM_INT(":now", now)),
	    NULL, NULL, NULL, err);

	if (status != OB_OK)
		return status;
	return table_change(table_of(store),
	    QUERY(CANCEL_JOURNEY, PARAM_INT(":journey", journey_id)), NULL,
	    NULL, ret_count, err);
}

int
mail_store_list_digests(struct store *store, int64_t now,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_DIGESTS, PARAM_INT(":now", now)), &shape, ret_mails,
	    ret_count, err);
}

int
mail_store_take_back(struct store *store, int64_t id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(TAKE_BACK, PARAM_INT(":id", id)), NULL, NULL, NULL, err);
}

int
mail_store_list_waiting(struct store *store, int64_t journey_id,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_MAIL_WAITING, PARAM_INT(":journey", journey_id)), &shape,
	    ret_mails, ret_count, err);
}

int
mail_store_list_unsent(struct store *store, int64_t person_id, const char *kind,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_UNSENT, PARAM_INT(":person", person_id),
		PARAM_TEXT(":kind", kind)),
	    &shape, ret_mails, ret_count, err);
}

int
mail_store_list_shared(struct store *store, int64_t journey_id,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_SHARED, PARAM_INT(":journey", journey_id)), &shape,
	    ret_mails, ret_count, err);
}

int
mail_store_is_carried(struct store *store, int64_t activity_id,
    bool *ret_carried, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(table_of(store),
	    QUERY(COUNT_CARRIED, PARAM_INT(":activity", activity_id)), &count,
	    err);

	if (status == OB_OK)
		*ret_carried = count > 0;
	return status;
}

int
mail_store_release_step(
    struct store *store, int64_t activity_id, bool given_up, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(RELEASE_STEP, PARAM_INT(":activity", activity_id),
		PARAM_INT(":given_up", given_up ? 1 : 0)),
	    NULL, NULL, NULL, err);
}

int
mail_store_cancel_keys(
    struct store *store, const char *prefix, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(CANCEL_KEYS, PARAM_TEXT(":prefix", prefix)), NULL, NULL, NULL,
	    err);
}

int
mail_store_list_keys(struct store *store, const char *prefix,
    struct mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_KEYS, PARAM_TEXT(":prefix", prefix)), &shape, ret_mails,
	    ret_count, err);
}

int
mail_store_supersede(
    struct store *store, const char *prefix, int64_t now, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(NOTE_KEYS, PARAM_TEXT(":prefix", prefix),
		PARAM_INT(":now", now)),
	    NULL, NULL, NULL, err);

	return status == OB_OK ? mail_store_cancel_keys(store, prefix, err)
			       : status;
}
