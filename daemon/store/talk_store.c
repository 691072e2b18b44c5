/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/talk_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { SET, FIND, REMOVE, CLEAR_TOPICS, ADD_TOPIC, LIST_TOPICS, COUNT };

static const char *const sql[] = {
    [SET] = "INSERT INTO talk (activity_id, held_on, minutes, undisturbed, "
	    "recorded_by, recorded_at) VALUES (:activity_id, :held_on, "
	    ":minutes, :undisturbed, :recorded_by, :recorded_at) "
	    "ON CONFLICT (activity_id) DO UPDATE SET held_on = :held_on, "
	    "minutes = :minutes, undisturbed = :undisturbed, "
	    "recorded_by = :recorded_by, recorded_at = :recorded_at",
    [FIND] = "SELECT activity_id, held_on, minutes, undisturbed, "
	     "recorded_by, recorded_at FROM talk WHERE activity_id = :id",
    [REMOVE] = "DELETE FROM talk WHERE activity_id = :id",
    [CLEAR_TOPICS] = "DELETE FROM talk_topic WHERE activity_id = :id",
    [ADD_TOPIC] = "INSERT OR IGNORE INTO talk_topic (activity_id, topic) "
		  "VALUES (:activity_id, :topic)",
    [LIST_TOPICS] = "SELECT activity_id, topic FROM talk_topic "
		    "WHERE activity_id = :id ORDER BY topic LIMIT 1000",
    [COUNT] = "SELECT count(*) FROM talk t "
	      "JOIN activity a ON a.id = t.activity_id "
	      "WHERE t.held_on >= :from AND t.held_on < :before "
	      "AND a.undisturbed = 1 "
	      "AND (:word IS NULL OR t.undisturbed = :word)",
};

const struct table_definition talk_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, talk, activity_id),
    COLUMN(COLUMN_DATE, talk, held_on),
    COLUMN(COLUMN_INT, talk, minutes),
    COLUMN(COLUMN_TEXT, talk, undisturbed),
    COLUMN(COLUMN_TEXT, talk, recorded_by),
    COLUMN(COLUMN_INT64, talk, recorded_at),
};
static const struct shape shape = SHAPE(columns, talk);

static const struct column topic_columns[] = {
    COLUMN(COLUMN_INT64, talk_topic, activity_id),
    COLUMN(COLUMN_TEXT, talk_topic, topic),
};
static const struct shape topic_shape = SHAPE(topic_columns, talk_topic);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_TALK];
}

int
talk_store_set(struct store *store, const struct talk *talk, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET), &shape, talk, NULL, err);
}

int
talk_store_find(struct store *store, int64_t activity_id, struct talk *ret_talk,
    struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":id", activity_id)), &shape, ret_talk, err);
}

int
talk_store_remove(struct store *store, int64_t activity_id, struct error *err)
{
	int status = talk_store_clear_topics(store, activity_id, err);

	if (status != OB_OK)
		return status;
	return table_change(table_of(store),
	    QUERY(REMOVE, PARAM_INT(":id", activity_id)), NULL, NULL, NULL,
	    err);
}

void
talk_store_release(struct talk *talk)
{
	table_release(&shape, talk);
}

int
talk_store_clear_topics(
    struct store *store, int64_t activity_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(CLEAR_TOPICS, PARAM_INT(":id", activity_id)), NULL, NULL,
	    NULL, err);
}

int
talk_store_add_topic(
    struct store *store, const struct talk_topic *topic, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL(ADD_TOPIC), &topic_shape,
	    topic, NULL, err);
}

int
talk_store_list_topics(struct store *store, int64_t activity_id,
    struct talk_topic **ret_topics, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_TOPICS, PARAM_INT(":id", activity_id)), &topic_shape,
	    ret_topics, ret_count, err);
}

void
talk_store_free_topics(struct talk_topic *topics, size_t count)
{
	table_release_list(&topic_shape, topics, count);
}

int
talk_store_count_undisturbed(struct store *store, struct date from,
    struct date before, const char *word, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT, PARAM_DATE(":from", from),
		PARAM_DATE(":before", before), PARAM_TEXT(":word", word)),
	    ret_count, err);
}
