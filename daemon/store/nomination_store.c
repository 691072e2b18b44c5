/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/nomination_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define NOMINATION_COLUMNS                                                     \
	"SELECT n.id, n.journey_id, n.person_id, n.manager_id, "               \
	"n.nominated_on, n.terms, n.person_accepted_at, "                      \
	"n.manager_accepted_at, n.withdrawn_at, n.withdrawn_why, "             \
	"n.consent_asked_on "                                                  \
	"FROM nomination n "

enum {
	ADD,
	UPDATE,
	FIND,
	FIND_PERSON,
	LIST_JOURNEY,
	LIST_PERSON,
	LIST_UNASKED,
	NOTE_CONSENT_ASKED,
	FORGET_REASONS
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO nomination (journey_id, person_id, manager_id, "
	    "nominated_on, terms) VALUES (:journey_id, :person_id, "
	    ":manager_id, :nominated_on, :terms)",
    [UPDATE] = "UPDATE nomination SET manager_id = :manager_id, "
	       "nominated_on = :nominated_on, terms = :terms, "
	       "person_accepted_at = :person_accepted_at, "
	       "manager_accepted_at = :manager_accepted_at, "
	       "withdrawn_at = :withdrawn_at, "
	       "withdrawn_why = :withdrawn_why WHERE id = :id",
    [FIND] = NOMINATION_COLUMNS "WHERE n.id = :id",
    [FIND_PERSON] = NOMINATION_COLUMNS
    "WHERE n.journey_id = :journey AND n.person_id = :person",
    [LIST_JOURNEY] = NOMINATION_COLUMNS
    "WHERE n.journey_id = :journey ORDER BY n.id LIMIT 100000",
    [LIST_PERSON] = NOMINATION_COLUMNS
    "JOIN journey j ON j.id = n.journey_id "
    "WHERE (n.person_id = :person OR n.manager_id = :person) "
    "AND j.state <> 'cancelled' ORDER BY n.id LIMIT 10000",
    [LIST_UNASKED] = NOMINATION_COLUMNS
    "JOIN journey j ON j.id = n.journey_id "
    "WHERE n.consent_asked_on IS NULL AND n.withdrawn_at IS NULL "
    "AND n.person_accepted_at IS NOT NULL "
    "AND n.manager_accepted_at IS NOT NULL "
    "AND j.state IN ('active', 'ended') AND j.end_day >= :since "
    "ORDER BY n.journey_id, n.id LIMIT 100000",
    [NOTE_CONSENT_ASKED] = "UPDATE nomination SET consent_asked_on = :day "
			   "WHERE id = :id",
    [FORGET_REASONS] =
	"UPDATE nomination SET withdrawn_why = '' WHERE withdrawn_why <> '' "
	"AND journey_id IN (SELECT id FROM journey WHERE kind = 'cohort' "
	"AND (state IN ('ended', 'cancelled') OR end_day < :before))",
};

const struct table_definition nomination_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, nomination, id),
    COLUMN(COLUMN_INT64, nomination, journey_id),
    COLUMN(COLUMN_INT64, nomination, person_id),
    COLUMN(COLUMN_INT64, nomination, manager_id),
    COLUMN(COLUMN_DATE, nomination, nominated_on),
    COLUMN(COLUMN_TEXT, nomination, terms),
    COLUMN(COLUMN_INSTANT, nomination, person_accepted_at),
    COLUMN(COLUMN_INSTANT, nomination, manager_accepted_at),
    COLUMN(COLUMN_INSTANT, nomination, withdrawn_at),
    COLUMN(COLUMN_TEXT, nomination, withdrawn_why),
    COLUMN(COLUMN_DATE, nomination, consent_asked_on),
};
static const struct shape shape = SHAPE(columns, nomination);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_NOMINATION];
}

int
nomination_store_add(struct store *store, const struct nomination *nomination,
    int64_t *ret_id, struct error *err)
{
	return table_insert(
	    table_of(store), ADD, &shape, nomination, ret_id, err);
}

int
nomination_store_update(
    struct store *store, const struct nomination *nomination, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(UPDATE), &shape, nomination, NULL, err);
}

int
nomination_store_find(struct store *store, int64_t id,
    struct nomination *ret_nomination, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_nomination, err);
}

int
nomination_store_find_person(struct store *store, int64_t journey_id,
    int64_t person_id, struct nomination *ret_nomination, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_PERSON, PARAM_INT(":journey", journey_id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_nomination, err);
}

int
nomination_store_list_journey(struct store *store, int64_t journey_id,
    struct nomination **ret_nominations, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_nominations, ret_count, err);
}

int
nomination_store_list_person(struct store *store, int64_t person_id,
    struct nomination **ret_nominations, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PERSON, PARAM_INT(":person", person_id)), &shape,
	    ret_nominations, ret_count, err);
}

int
nomination_store_list_unasked(struct store *store, struct date since,
    struct nomination **ret_nominations, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_UNASKED, PARAM_DATE(":since", since)), &shape,
	    ret_nominations, ret_count, err);
}

int
nomination_store_note_consent_asked(
    struct store *store, int64_t id, struct date day, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(NOTE_CONSENT_ASKED, PARAM_INT(":id", id),
		PARAM_DATE(":day", day)),
	    NULL, NULL, NULL, err);
}

int
nomination_store_forget_reasons(
    struct store *store, struct date before, int *ret_count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(FORGET_REASONS, PARAM_DATE(":before", before)), NULL, NULL,
	    ret_count, err);
}

void
nomination_store_release(struct nomination *nomination)
{
	table_release(&shape, nomination);
}

void
nomination_store_free(struct nomination *nominations, size_t count)
{
	table_release_list(&shape, nominations, count);
}
