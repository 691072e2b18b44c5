/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/feed_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define FEED_COLUMNS                                                           \
	"SELECT id, purpose, journey_id, network_id, person_id, role, "        \
	"generation, "                                                         \
	"token_hash, content_hash, content_changed_at, tasks_hash, "           \
	"tasks_changed_at, alarm_minutes, last_fetched_at, last_agent, "       \
	"last_status, fetches, fetches_unchanged, revoked_at FROM feed "

enum {
	ADD,
	FIND,
	FIND_HASH,
	FIND_PERSON,
	FIND_PURPOSE,
	FIND_NETWORK,
	LIST_JOURNEY,
	LIST,
	LIST_JOURNEYS,
	LIST_FOLLOWED,
	LIST_LACKING,
	UPDATE,
	NOTE,
	REVOKE,
	IS_REVOKED
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO feed (purpose, journey_id, network_id, "
	    "person_id, role, generation, token_hash) VALUES (:purpose, "
	    ":journey_id, :network_id, :person_id, :role, :generation, "
	    ":token_hash)",
    [FIND] = FEED_COLUMNS "WHERE id = :id",
    [FIND_HASH] = FEED_COLUMNS "WHERE token_hash = :hash",
    [FIND_PERSON] =
	FEED_COLUMNS "WHERE purpose = 'journey' "
		     "AND journey_id = :journey AND person_id = :person",
    [FIND_PURPOSE] =
	FEED_COLUMNS "WHERE purpose = :purpose AND person_id = :person "
		     "AND purpose <> 'journey' AND network_id IS NULL",
    [FIND_NETWORK] =
	FEED_COLUMNS "WHERE network_id = :network AND person_id = :person",
    [LIST_JOURNEY] =
	FEED_COLUMNS "WHERE purpose = 'journey' "
		     "AND journey_id = :journey ORDER BY id LIMIT 10000",
    [LIST] = FEED_COLUMNS "WHERE (:person = 0 OR person_id = :person) "
			  "AND (:purpose IS NULL OR purpose = :purpose) "
			  "ORDER BY id LIMIT 1000000",
    [LIST_JOURNEYS] = "SELECT journey_id FROM activity "
		      "WHERE responsible_id = :person AND planned >= :from "
		      "UNION SELECT a.journey_id FROM activity_participant p "
		      "JOIN activity a ON a.id = p.activity_id "
		      "WHERE p.person_id = :person AND a.planned >= :from "
		      "UNION SELECT a.journey_id FROM activity_left l "
		      "JOIN activity a ON a.id = l.activity_id "
		      "WHERE l.person_id = :person AND a.planned >= :from "
		      "ORDER BY 1 LIMIT 100000",
    [LIST_FOLLOWED] = "SELECT r.journey_id FROM journey_role r "
		      "JOIN journey j ON j.id = r.journey_id "
		      "WHERE r.person_id = :person "
		      "AND r.role = 'coordinator' "
		      "AND (j.state IN ('planned', 'active', 'paused') "
		      "OR j.end_day >= :from) "
		      "ORDER BY r.journey_id LIMIT 100000",
    [LIST_LACKING] = "SELECT p.person_id FROM page p "
		     "LEFT JOIN feed f ON f.purpose = 'person' "
		     "AND f.person_id = p.person_id "
		     "WHERE p.kind = 'person' AND f.id IS NULL "
		     "ORDER BY p.person_id LIMIT 100000",
    [UPDATE] = "UPDATE feed SET generation = :generation, "
	       "token_hash = :token_hash, content_hash = :content_hash, "
	       "content_changed_at = :content_changed_at, "
	       "tasks_hash = :tasks_hash, "
	       "tasks_changed_at = :tasks_changed_at, "
	       "alarm_minutes = :alarm_minutes, "
	       "revoked_at = :revoked_at WHERE id = :id",
    [NOTE] = "UPDATE feed SET "
	     "last_fetched_at = ifnull(:at, last_fetched_at), "
	     "last_agent = :agent, last_status = :status, "
	     "fetches = fetches + :fetches, "
	     "fetches_unchanged = fetches_unchanged + :unchanged "
	     "WHERE id = :id",
    [REVOKE] = "INSERT INTO feed_revoked (token_hash, feed_id, revoked_at) "
	       "VALUES (:hash, :feed, :at)",
    [IS_REVOKED] = "SELECT count(*) FROM feed_revoked "
		   "WHERE token_hash = :hash",
};

const struct table_definition feed_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, feed, id),
    COLUMN(COLUMN_TEXT, feed, purpose),
    COLUMN(COLUMN_ID, feed, journey_id),
    COLUMN(COLUMN_ID, feed, network_id),
    COLUMN(COLUMN_INT64, feed, person_id),
    COLUMN(COLUMN_TEXT, feed, role),
    COLUMN(COLUMN_INT64, feed, generation),
    COLUMN(COLUMN_TEXT, feed, token_hash),
    COLUMN(COLUMN_TEXT, feed, content_hash),
    COLUMN(COLUMN_INT64, feed, content_changed_at),
    COLUMN(COLUMN_TEXT, feed, tasks_hash),
    COLUMN(COLUMN_INT64, feed, tasks_changed_at),
    COLUMN(COLUMN_INT, feed, alarm_minutes),
    COLUMN(COLUMN_INSTANT, feed, last_fetched_at),
    COLUMN(COLUMN_TEXT, feed, last_agent),
    COLUMN(COLUMN_INT, feed, last_status),
    COLUMN(COLUMN_INT64, feed, fetches),
    COLUMN(COLUMN_INT64, feed, fetches_unchanged),
    COLUMN(COLUMN_INSTANT, feed, revoked_at),
};
static const struct shape shape = SHAPE(columns, feed);

/* A record that is an id and nothing else. */
static const struct column id_columns[] = {{":id", COLUMN_INT64, 0}};
static const struct shape id_shape = {id_columns, 1, sizeof(int64_t)};

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_FEED];
}

int
feed_store_add(struct store *store, const struct feed *feed, int64_t *ret_id,
    struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, feed, ret_id, err);
}

int
feed_store_find(
    struct store *store, int64_t id, struct feed *ret_feed, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_feed, err);
}

int
feed_store_find_hash(struct store *store, const char *token_hash,
    struct feed *ret_feed, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_HASH, PARAM_TEXT(":hash", token_hash)), &shape, ret_feed,
	    err);
}

int
feed_store_find_person(struct store *store, int64_t journey_id,
    int64_t person_id, struct feed *ret_feed, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_PERSON, PARAM_INT(":journey", journey_id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_feed, err);
}

int
feed_store_find_purpose(struct store *store, const char *purpose,
    int64_t person_id, struct feed *ret_feed, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_PURPOSE, PARAM_TEXT(":purpose", purpose),
		PARAM_INT(":person", person_id)),
	    &shape, ret_feed, err);
}

int
feed_store_find_network(struct store *store, int64_t network_id,
    int64_t person_id, struct feed *ret_feed, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_NETWORK, PARAM_INT(":network", network_id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_feed, err);
}

int
feed_store_list_journey(struct store *store, int64_t journey_id,
    struct feed **ret_feeds, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_feeds, ret_count, err);
}

int
feed_store_list(struct store *store, const struct feed_filter *filter,
    struct feed **ret_feeds, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":person", filter->person_id),
		PARAM_TEXT(":purpose", filter->purpose)),
	    &shape, ret_feeds, ret_count, err);
}

int
feed_store_list_journeys(struct store *store, const struct feed_journeys_of *of,
    int64_t **ret_ids, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(of->is_coordinator ? LIST_FOLLOWED : LIST_JOURNEYS,
		PARAM_INT(":person", of->person_id),
		PARAM_DATE(":from", of->from)),
	    &id_shape, ret_ids, ret_count, err);
}

int
feed_store_list_lacking(struct store *store, int64_t **ret_people,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_LACKING), &id_shape,
	    ret_people, ret_count, err);
}

int
feed_store_update(
    struct store *store, const struct feed *feed, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(UPDATE), &shape, feed, NULL, err);
}

int
feed_store_note(
    struct store *store, const struct feed_note *note, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(NOTE, PARAM_INT(":id", note->feed_id),
		PARAM_INSTANT(":at", note->fetched_at),
		PARAM_TEXT(":agent", note->agent),
		PARAM_INT(":status", note->status),
		PARAM_INT(":fetches", note->fetches),
		PARAM_INT(":unchanged", note->unchanged)),
	    NULL, NULL, NULL, err);
}

int
feed_store_revoke(struct store *store, const char *token_hash, int64_t feed_id,
    int64_t at, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(REVOKE, PARAM_TEXT(":hash", token_hash),
		PARAM_INT(":feed", feed_id), PARAM_INT(":at", at)),
	    NULL, NULL, NULL, err);
}

int
feed_store_is_revoked(struct store *store, const char *token_hash,
    bool *ret_revoked, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(table_of(store),
	    QUERY(IS_REVOKED, PARAM_TEXT(":hash", token_hash)), &count, err);

	if (status == OB_OK)
		*ret_revoked = count > 0;
	return status;
}

void
feed_store_release(struct feed *feed)
{
	table_release(&shape, feed);
}

void
feed_store_free(struct feed *feeds, size_t count)
{
	table_release_list(&shape, feeds, count);
}
