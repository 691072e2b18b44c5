/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/own_data_store.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/memory.h"
#include "store/store_tables.h"

#define ACTOR_SIZE 32
#define NEWEST "LIMIT 10000" /* OWN_DATA_MAX */

enum { JOURNEYS, MAILS, TASKS, ANSWERS, LETTERS, REMARKS, ENTRIES };

static const char *const sql[] = {
    [JOURNEYS] = "SELECT id FROM journey WHERE leader_id = :person "
		 "AND kind <> 'cohort' ORDER BY id LIMIT 1000",
    [MAILS] = "SELECT kind, to_address, state, created_at, sent_at FROM mail "
	      "WHERE person_id = :person ORDER BY id DESC " NEWEST,
    [TASKS] = "SELECT a.step, a.state, a.planned FROM activity a "
	      "JOIN journey j ON j.id = a.journey_id "
	      "WHERE a.responsible_id = :person "
	      "AND (j.leader_id <> :person OR j.kind = 'cohort') "
	      "ORDER BY a.planned DESC, a.id DESC " NEWEST,
    [ANSWERS] = "SELECT a.step, i.told_day, i.partstat, i.answered_at, "
		"i.answer_by, i.comment FROM invitation i "
		"JOIN activity a ON a.id = i.activity_id "
		"WHERE i.person_id = :person "
		"ORDER BY i.told_day DESC, i.id DESC " NEWEST,
    [LETTERS] = "SELECT received_at, kind, outcome, comment "
		"FROM received_mail WHERE person_id = :person "
		"ORDER BY id DESC " NEWEST,
    [REMARKS] = "SELECT a.step, r.kind, r.text, r.said_at, r.ended_at "
		"FROM remark r JOIN activity a ON a.id = r.activity_id "
		"WHERE r.person_id = :person ORDER BY r.id DESC " NEWEST,
    [ENTRIES] =
	"SELECT at, actor, verb, entity FROM audit WHERE id IN ("
	"SELECT id FROM audit WHERE actor = :actor UNION "
	"SELECT id FROM audit WHERE entity = 'person' "
	"AND entity_id = :person UNION "
	"SELECT id FROM audit WHERE entity = 'journey' AND entity_id IN "
	"(SELECT id FROM journey WHERE leader_id = :person "
	"AND kind <> 'cohort') UNION "
	"SELECT id FROM audit WHERE entity = 'activity' AND entity_id IN "
	"(SELECT a.id FROM journey j JOIN activity a ON a.journey_id = j.id "
	"WHERE j.leader_id = :person AND j.kind <> 'cohort' "
	"AND a.step NOT GLOB 'follow-up.*') UNION "
	"SELECT id FROM audit WHERE entity = 'feed' AND entity_id IN "
	"(SELECT id FROM feed WHERE person_id = :person)) "
	"ORDER BY id DESC " NEWEST,
};

const struct table_definition own_data_store_definition = {sql, ARRAY_LEN(sql)};

struct own_journey {
	int64_t id;
};

static const struct column journey_columns[] = {
    COLUMN(COLUMN_INT64, own_journey, id),
};
static const struct shape journey_shape = SHAPE(journey_columns, own_journey);

static const struct column mail_columns[] = {
    COLUMN(COLUMN_TEXT, own_mail, kind),
    COLUMN(COLUMN_TEXT, own_mail, to_address),
    COLUMN(COLUMN_TEXT, own_mail, state),
    COLUMN(COLUMN_INT64, own_mail, created_at),
    COLUMN(COLUMN_INSTANT, own_mail, sent_at),
};
static const struct shape mail_shape = SHAPE(mail_columns, own_mail);

static const struct column task_columns[] = {
    COLUMN(COLUMN_TEXT, own_task, step),
    COLUMN(COLUMN_TEXT, own_task, state),
    COLUMN(COLUMN_DATE, own_task, planned),
};
static const struct shape task_shape = SHAPE(task_columns, own_task);

static const struct column answer_columns[] = {
    COLUMN(COLUMN_TEXT, own_answer, step),
    COLUMN(COLUMN_DATE, own_answer, told_day),
    COLUMN(COLUMN_TEXT, own_answer, partstat),
    COLUMN(COLUMN_INSTANT, own_answer, answered_at),
    COLUMN(COLUMN_TEXT, own_answer, answer_by),
    COLUMN(COLUMN_TEXT, own_answer, comment),
};
static const struct shape answer_shape = SHAPE(answer_columns, own_answer);

static const struct column letter_columns[] = {
    COLUMN(COLUMN_INT64, own_letter, received_at),
    COLUMN(COLUMN_TEXT, own_letter, kind),
    COLUMN(COLUMN_TEXT, own_letter, outcome),
    COLUMN(COLUMN_TEXT, own_letter, comment),
};
static const struct shape letter_shape = SHAPE(letter_columns, own_letter);

static const struct column remark_columns[] = {
    COLUMN(COLUMN_TEXT, own_remark, step),
    COLUMN(COLUMN_TEXT, own_remark, kind),
    COLUMN(COLUMN_TEXT, own_remark, text),
    COLUMN(COLUMN_INT64, own_remark, said_at),
    COLUMN(COLUMN_INSTANT, own_remark, ended_at),
};
static const struct shape remark_shape = SHAPE(remark_columns, own_remark);

static const struct column entry_columns[] = {
    COLUMN(COLUMN_INT64, own_entry, at),
    COLUMN(COLUMN_TEXT, own_entry, actor),
    COLUMN(COLUMN_TEXT, own_entry, verb),
    COLUMN(COLUMN_TEXT, own_entry, entity),
};
static const struct shape entry_shape = SHAPE(entry_columns, own_entry);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_OWN_DATA];
}

int
own_data_store_journeys(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err)
{
	struct own_journey *rows = NULL;
	int64_t *ids;
	size_t count = 0;
	int status = table_list(table_of(store),
	    QUERY(JOURNEYS, PARAM_INT(":person", person_id)), &journey_shape,
	    &rows, &count, err);

	if (status != OB_OK)
		return status;
	ids = memory_alloc((count + 1) * sizeof(*ids));
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	table_release_list(&journey_shape, rows, count);
	*ret_ids = ids;
	*ret_count = count;
	return OB_OK;
}

int
own_data_store_mails(struct store *store, int64_t person_id,
    struct own_mail **ret_mails, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(MAILS, PARAM_INT(":person", person_id)), &mail_shape,
	    ret_mails, ret_count, err);
}

void
own_data_store_free_mails(struct own_mail *mails, size_t count)
{
	table_release_list(&mail_shape, mails, count);
}

int
own_data_store_tasks(struct store *store, int64_t person_id,
    struct own_task **ret_tasks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(TASKS, PARAM_INT(":person", person_id)), &task_shape,
	    ret_tasks, ret_count, err);
}

void
own_data_store_free_tasks(struct own_task *tasks, size_t count)
{
	table_release_list(&task_shape, tasks, count);
}

int
own_data_store_answers(struct store *store, int64_t person_id,
    struct own_answer **ret_answers, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(ANSWERS, PARAM_INT(":person", person_id)), &answer_shape,
	    ret_answers, ret_count, err);
}

void
own_data_store_free_answers(struct own_answer *answers, size_t count)
{
	table_release_list(&answer_shape, answers, count);
}

int
own_data_store_letters(struct store *store, int64_t person_id,
    struct own_letter **ret_letters, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LETTERS, PARAM_INT(":person", person_id)), &letter_shape,
	    ret_letters, ret_count, err);
}

void
own_data_store_free_letters(struct own_letter *letters, size_t count)
{
	table_release_list(&letter_shape, letters, count);
}

int
own_data_store_remarks(struct store *store, int64_t person_id,
    struct own_remark **ret_remarks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(REMARKS, PARAM_INT(":person", person_id)), &remark_shape,
	    ret_remarks, ret_count, err);
}

void
own_data_store_free_remarks(struct own_remark *remarks, size_t count)
{
	table_release_list(&remark_shape, remarks, count);
}

int
own_data_store_entries(struct store *store, int64_t person_id,
    struct own_entry **ret_entries, size_t *ret_count, struct error *err)
{
	char actor[ACTOR_SIZE];

	(void)snprintf(actor, sizeof(actor), "person:%" PRId64, person_id);
	return table_list(table_of(store),
	    QUERY(ENTRIES, PARAM_INT(":person", person_id),
		PARAM_TEXT(":actor", actor)),
	    &entry_shape, ret_entries, ret_count, err);
}

void
own_data_store_free_entries(struct own_entry *entries, size_t count)
{
	table_release_list(&entry_shape, entries, count);
}
