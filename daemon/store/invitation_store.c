/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/invitation_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define INVITATION_COLUMNS                                                     \
	"SELECT i.id, i.activity_id, i.person_id, i.address, i.method, "       \
	"i.sequence, i.told_day, i.told_start, i.told_end, i.told_at, "        \
	"i.mail_id, i.partstat, i.answered_at, i.answer_stamp, "               \
	"i.answer_sequence, i.answer_by, i.answer_verified, i.comment, "       \
	"i.was_answered FROM invitation i "

enum {
	ADD,
	UPDATE,
	FIND,
	FIND_PERSON,
	FIND_MAIL,
	LIST_JOURNEY,
	LIST_ACTIVITY,
	LIST_ROUND,
	LIST_PERSON
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO invitation (journey_id, activity_id, person_id, "
	    "address, method, sequence, told_day, told_start, told_end, "
	    "told_at, mail_id) VALUES ("
	    "(SELECT journey_id FROM activity WHERE id = :activity_id), "
	    ":activity_id, :person_id, :address, :method, :sequence, "
	    ":told_day, :told_start, :told_end, :told_at, :mail_id)",
    [UPDATE] = "UPDATE invitation SET address = :address, method = :method, "
	       "sequence = :sequence, told_day = :told_day, "
	       "told_start = :told_start, told_end = :told_end, "
	       "told_at = :told_at, mail_id = :mail_id, partstat = :partstat, "
	       "answered_at = :answered_at, answer_stamp = :answer_stamp, "
	       "answer_sequence = :answer_sequence, answer_by = :answer_by, "
	       "answer_verified = :answer_verified, comment = :comment, "
	       "was_answered = :was_answered WHERE id = :id",
    [FIND] = INVITATION_COLUMNS "WHERE i.id = :id",
    [FIND_PERSON] = INVITATION_COLUMNS
    "WHERE i.activity_id = :activity AND i.person_id = :person",
    [FIND_MAIL] =
	INVITATION_COLUMNS "WHERE i.mail_id = :mail ORDER BY i.id LIMIT 1",
    [LIST_JOURNEY] = INVITATION_COLUMNS
    "WHERE i.journey_id = :journey AND i.told_day >= :from "
    "ORDER BY i.activity_id, i.person_id LIMIT 1000000",
    [LIST_ACTIVITY] = INVITATION_COLUMNS "WHERE i.activity_id = :activity "
					 "ORDER BY i.person_id LIMIT 10000",
    [LIST_ROUND] = INVITATION_COLUMNS
    "JOIN activity a ON a.id = i.activity_id "
    "JOIN journey j ON j.id = a.journey_id "
    "WHERE a.id IN (SELECT id FROM activity " ROUND_CHANGED " UNION "
    "SELECT id FROM activity " ROUND_WITHDRAWN ") "
    "AND j.state IN ('active', 'paused') "
    "ORDER BY a.journey_id, a.position, a.id, i.person_id LIMIT 1000000",
    [LIST_PERSON] = INVITATION_COLUMNS "WHERE i.person_id = :person "
				       "ORDER BY i.activity_id LIMIT 1000000",
};

const struct table_definition invitation_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, invitation, id),
    COLUMN(COLUMN_INT64, invitation, activity_id),
    COLUMN(COLUMN_INT64, invitation, person_id),
    COLUMN(COLUMN_TEXT, invitation, address),
    COLUMN(COLUMN_TEXT, invitation, method),
    COLUMN(COLUMN_INT, invitation, sequence),
    COLUMN(COLUMN_DATE, invitation, told_day),
    COLUMN(COLUMN_INT, invitation, told_start),
    COLUMN(COLUMN_INT, invitation, told_end),
    COLUMN(COLUMN_INT64, invitation, told_at),
    COLUMN(COLUMN_ID, invitation, mail_id),
    COLUMN(COLUMN_TEXT, invitation, partstat),
    COLUMN(COLUMN_INSTANT, invitation, answered_at),
    COLUMN(COLUMN_INSTANT, invitation, answer_stamp),
    COLUMN(COLUMN_INT, invitation, answer_sequence),
    COLUMN(COLUMN_TEXT, invitation, answer_by),
    COLUMN(COLUMN_BOOL, invitation, answer_verified),
    COLUMN(COLUMN_TEXT, invitation, comment),
    COLUMN(COLUMN_BOOL, invitation, was_answered),
};
static const struct shape shape = SHAPE(columns, invitation);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_INVITATION];
}

int
invitation_store_add(struct store *store, const struct invitation *invitation,
    int64_t *ret_id, struct error *err)
{
	return table_insert_of(table_of(store), QUERY_ALL_OF(STORE_NEW, 0, ADD),
	    &shape, invitation, ret_id, err);
}

int
invitation_store_update(
    struct store *store, const struct invitation *invitation, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL_OF(STORE_NEW, 0, UPDATE),
	    &shape, invitation, NULL, err);
}

int
invitation_store_find(struct store *store, int64_t id,
    struct invitation *ret_invitation, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_invitation, err);
}

int
invitation_store_find_person(struct store *store, int64_t activity_id,
    int64_t person_id, struct invitation *ret_invitation, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_PERSON, PARAM_INT(":activity", activity_id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_invitation, err);
}

int
invitation_store_find_mail(struct store *store, int64_t mail_id,
    struct invitation *ret_invitation, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_MAIL, PARAM_INT(":mail", mail_id)), &shape,
	    ret_invitation, err);
}

int
invitation_store_list_journey(struct store *store, int64_t journey_id,
    struct date from, struct invitation **ret_invitations, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id),
		PARAM_DATE(":from", from)),
	    &shape, ret_invitations, ret_count, err);
}

int
invitation_store_list_activity(struct store *store, int64_t activity_id,
    struct invitation **ret_invitations, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ACTIVITY, PARAM_INT(":activity", activity_id)), &shape,
	    ret_invitations, ret_count, err);
}

int
invitation_store_list_round(struct store *store,
    struct invitation **ret_invitations, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_ROUND), &shape,
	    ret_invitations, ret_count, err);
}

int
invitation_store_list_person(struct store *store, int64_t person_id,
    struct invitation **ret_invitations, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PERSON, PARAM_INT(":person", person_id)), &shape,
	    ret_invitations, ret_count, err);
}

void
invitation_store_release(struct invitation *invitation)
{
	table_release(&shape, invitation);
}

void
invitation_store_free(struct invitation *invitations, size_t count)
{
	table_release_list(&shape, invitations, count);
}
