/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/log_store.h"

#include <assert.h>

#include "base/memory.h"
#include "store/store_tables.h"

#define MAIL_COLUMNS                                                           \
	"SELECT m.id, m.journey_id, m.kind, m.subject, m.to_address, p.name, " \
	"l.name, m.state, m.attempts, m.created_at, m.next_attempt_at, "       \
	"m.sent_at, m.last_reply "

#define MAIL_TABLES                                                            \
	"FROM mail m JOIN person p ON p.id = m.person_id "                     \
	"LEFT JOIN journey j ON j.id = m.journey_id "                          \
	"LEFT JOIN person l ON l.id = j.leader_id "

/*
 * Of the area's journeys, or of none and to somebody who has a part there; how
 * somebody signs in is no matter of an area, nor who stands in the potential
 * bank.
 */
#define MAIL_IN_SCOPE                                                          \
	"(:state = '' OR m.state = :state) AND (:area = '' "                   \
	"OR j.area = :area OR (j.id IS NULL AND "                              \
	"m.kind NOT IN ('sign-in', 'account', 'potential') "                   \
	"AND EXISTS (SELECT 1 "                                                \
	"FROM journey_role r JOIN journey o ON o.id = r.journey_id "           \
	"WHERE r.person_id = m.person_id AND o.area = :area))) "

#define AUDIT_COLUMNS                                                          \
	"SELECT id, at, actor, verb, entity, entity_id FROM audit "

enum {
	LIST_MAIL,
	LIST_JOURNEYS_MAIL,
	COUNT_MAIL,
	LIST_AUDIT,
	LIST_JOURNEYS_AUDIT,
	COUNT_AUDIT
};

static const char *const sql[] = {
    [LIST_MAIL] = MAIL_COLUMNS MAIL_TABLES
    "WHERE " MAIL_IN_SCOPE "ORDER BY m.id DESC LIMIT :max OFFSET :first",
    [LIST_JOURNEYS_MAIL] = MAIL_COLUMNS MAIL_TABLES
    "WHERE m.journey_id = :journey "
    "AND " MAIL_IN_SCOPE "ORDER BY m.id DESC LIMIT :max OFFSET :first",
    [COUNT_MAIL] = "SELECT count(*) " MAIL_TABLES "WHERE " MAIL_IN_SCOPE,
    [LIST_AUDIT] = AUDIT_COLUMNS "ORDER BY id DESC LIMIT :max OFFSET :first",
    [LIST_JOURNEYS_AUDIT] =
	"SELECT id, at, actor, verb, entity, entity_id FROM ("
	"SELECT * FROM audit WHERE entity = 'journey' "
	"AND entity_id = :journey UNION ALL "
	"SELECT u.* FROM activity a JOIN audit u ON u.entity = 'activity' "
	"AND u.entity_id = a.id WHERE a.journey_id = :journey) "
	"ORDER BY id DESC LIMIT :max OFFSET :first",
    [COUNT_AUDIT] = "SELECT count(*) FROM audit",
};

const struct table_definition log_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column mail_columns[] = {
    COLUMN(COLUMN_INT64, log_mail, id),
    COLUMN(COLUMN_ID, log_mail, journey_id),
    COLUMN(COLUMN_TEXT, log_mail, kind),
    COLUMN(COLUMN_TEXT, log_mail, subject),
    COLUMN(COLUMN_TEXT, log_mail, address),
    COLUMN(COLUMN_TEXT, log_mail, person),
    COLUMN(COLUMN_TEXT, log_mail, leader),
    COLUMN(COLUMN_TEXT, log_mail, state),
    COLUMN(COLUMN_INT, log_mail, attempts),
    COLUMN(COLUMN_INT64, log_mail, created_at),
    COLUMN(COLUMN_INT64, log_mail, next_attempt_at),
    COLUMN(COLUMN_INSTANT, log_mail, sent_at),
    COLUMN(COLUMN_TEXT, log_mail, last_reply),
};
static const struct shape mail_shape = SHAPE(mail_columns, log_mail);

static const struct column entry_columns[] = {
    COLUMN(COLUMN_INT64, log_entry, id),
    COLUMN(COLUMN_INT64, log_entry, at),
    COLUMN(COLUMN_TEXT, log_entry, actor),
    COLUMN(COLUMN_TEXT, log_entry, verb),
    COLUMN(COLUMN_TEXT, log_entry, entity),
    COLUMN(COLUMN_INT64, log_entry, entity_id),
};
static const struct shape entry_shape = SHAPE(entry_columns, log_entry);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_LOG];
}

int
log_store_list_mail(struct store *store, const struct log_scope *scope,
    const char *state, struct log_mail **ret_mails, size_t *ret_count,
    struct error *err)
{
	if (scope->journey_id != 0)
		return table_list(table_of(store),
		    QUERY(LIST_JOURNEYS_MAIL,
			PARAM_INT(":journey", scope->journey_id),
			PARAM_TEXT(":state", state),
			PARAM_TEXT(":area", scope->area),
			PARAM_INT(":max", (int64_t)scope->max),
			PARAM_INT(":first", (int64_t)scope->first)),
		    &mail_shape, ret_mails, ret_count, err);
	return table_list(table_of(store),
	    QUERY(LIST_MAIL, PARAM_TEXT(":state", state),
		PARAM_TEXT(":area", scope->area),
		PARAM_INT(":max", (int64_t)scope->max),
		PARAM_INT(":first", (int64_t)scope->first)),
	    &mail_shape, ret_mails, ret_count, err);
}

int
log_store_count_mail(struct store *store, const struct log_scope *scope,
    const char *state, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT_MAIL, PARAM_TEXT(":state", state),
		PARAM_TEXT(":area", scope->area)),
	    ret_count, err);
}

void
log_store_free_mail(struct log_mail *mails, size_t count)
{
	table_release_list(&mail_shape, mails, count);
}

int
log_store_list_audit(struct store *store, const struct log_scope *scope,
    struct log_entry **ret_entries, size_t *ret_count, struct error *err)
{
	if (scope->journey_id != 0)
		return table_list(table_of(store),
		    QUERY(LIST_JOURNEYS_AUDIT,
			PARAM_INT(":journey", scope->journey_id),
			PARAM_INT(":max", (int64_t)scope->max),
			PARAM_INT(":first", (int64_t)scope->first)),
		    &entry_shape, ret_entries, ret_count, err);
	assert(scope->area[0] == '\0');
	return table_list(table_of(store),
	    QUERY(LIST_AUDIT, PARAM_INT(":max", (int64_t)scope->max),
		PARAM_INT(":first", (int64_t)scope->first)),
	    &entry_shape, ret_entries, ret_count, err);
}

int
log_store_count_audit(
    struct store *store, int64_t *ret_count, struct error *err)
{
	return table_integer(
	    table_of(store), QUERY_ALL(COUNT_AUDIT), ret_count, err);
}

void
log_store_free_audit(struct log_entry *entries, size_t count)
{
	table_release_list(&entry_shape, entries, count);
}
