/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/survey_request_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define COLUMNS                                                                \
	"SELECT r.id, r.survey_id, r.survey, r.activity_id, r.journey_id, "    \
	"r.person_id, r.generation, r.token_hash, r.state, r.asked_at, "       \
	"r.answered_at, r.closes_on, r.reminders FROM survey_request r "

enum {
	ADD,
	UPDATE,
	FIND_HASH,
	FIND_OF,
	LIST_JOURNEY,
	LIST_PERSON,
	LIST,
	LIST_ANSWERED,
	LIST_CLOSED,
	COUNT_FORGOTTEN,
	CLOSE_PAST,
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO survey_request (survey_id, survey, activity_id, "
	    "journey_id, person_id, generation, token_hash, state, asked_at, "
	    "answered_at, closes_on, reminders) VALUES (:survey_id, :survey, "
	    ":activity_id, :journey_id, :person_id, :generation, :token_hash, "
	    ":state, :asked_at, :answered_at, :closes_on, :reminders)",
    [UPDATE] = "UPDATE survey_request SET survey_id = :survey_id, "
	       "generation = :generation, token_hash = :token_hash, "
	       "state = :state, asked_at = :asked_at, "
	       "answered_at = :answered_at, closes_on = :closes_on, "
	       "reminders = :reminders WHERE id = :id AND state = :expected",
    [FIND_HASH] = COLUMNS "WHERE r.token_hash = :hash",
    [FIND_OF] = COLUMNS "WHERE r.activity_id = :activity "
			"AND r.person_id = :person "
			"AND r.state IN ('open', 'answered') "
			"ORDER BY r.state DESC, r.id LIMIT 1",
    [LIST_JOURNEY] =
	COLUMNS "WHERE r.journey_id = :journey ORDER BY r.id LIMIT 10000",
    [LIST_PERSON] =
	COLUMNS "WHERE r.person_id = :person ORDER BY r.id LIMIT 10000",
    [LIST] = COLUMNS "WHERE (:journey = 0 OR r.journey_id = :journey) "
		     "AND (:state IS NULL OR r.state = :state) "
		     "ORDER BY r.id DESC LIMIT 10000",
    [LIST_ANSWERED] =
	COLUMNS "WHERE r.survey = :survey AND r.state = 'answered' "
		"AND r.answered_at >= :from AND r.answered_at < :until "
		"ORDER BY r.id LIMIT :max",
    [LIST_CLOSED] = COLUMNS "WHERE r.survey = :survey AND r.state = 'answered' "
			    "AND r.closes_on BETWEEN :first AND :last "
			    "ORDER BY r.id LIMIT :max",
    /* The request itself no longer knows that it was answered then. */
    [COUNT_FORGOTTEN] =
	"SELECT count(*) FROM survey_request r WHERE r.survey = :survey "
	"AND EXISTS (SELECT 1 FROM audit a WHERE a.entity = 'survey_request' "
	"AND a.entity_id = r.id AND a.verb = 'answer-survey' "
	"AND a.at >= :from AND a.at < :until) "
	"AND EXISTS (SELECT 1 FROM audit a WHERE a.entity = 'survey_request' "
	"AND a.entity_id = r.id AND a.verb = 'forget-survey-answers' "
	"AND a.at >= :until)",
    [CLOSE_PAST] = "UPDATE survey_request SET state = 'closed' "
		   "WHERE state = 'open' AND closes_on < :today "
		   "AND journey_id NOT IN "
		   "(SELECT id FROM journey WHERE state = 'paused')",
};

const struct table_definition survey_request_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, survey_request, id),
    COLUMN(COLUMN_INT64, survey_request, survey_id),
    COLUMN(COLUMN_TEXT, survey_request, survey),
    COLUMN(COLUMN_INT64, survey_request, activity_id),
    COLUMN(COLUMN_INT64, survey_request, journey_id),
    COLUMN(COLUMN_INT64, survey_request, person_id),
    COLUMN(COLUMN_INT64, survey_request, generation),
    COLUMN(COLUMN_TEXT, survey_request, token_hash),
    COLUMN(COLUMN_TEXT, survey_request, state),
    COLUMN(COLUMN_INT64, survey_request, asked_at),
    COLUMN(COLUMN_INSTANT, survey_request, answered_at),
    COLUMN(COLUMN_DATE, survey_request, closes_on),
    COLUMN(COLUMN_INT, survey_request, reminders),
};
static const struct shape shape = SHAPE(columns, survey_request);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SURVEY_REQUEST];
}

int
survey_request_store_add(struct store *store,
    const struct survey_request *request, int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, request, ret_id, err);
}

int
survey_request_store_update(struct store *store,
    const struct survey_request *request, const char *expected_state,
    struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(UPDATE, PARAM_TEXT(":expected", expected_state)), &shape,
	    request, &changed, err);

	if (status == OB_OK && changed == 0)
		return error_set(
		    err, OB_ECONFLICT, "the survey is not %s", expected_state);
	return status;
}

int
survey_request_store_find_hash(struct store *store, const char *token_hash,
    struct survey_request *ret_request, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_HASH, PARAM_TEXT(":hash", token_hash)), &shape,
	    ret_request, err);
}

int
survey_request_store_find_of(struct store *store, int64_t activity_id,
    int64_t person_id, struct survey_request *ret_request, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_OF, PARAM_INT(":activity", activity_id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_request, err);
}

int
survey_request_store_list_journey(struct store *store, int64_t journey_id,
    struct survey_request **ret_requests, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_requests, ret_count, err);
}

int
survey_request_store_list_person(struct store *store, int64_t person_id,
    struct survey_request **ret_requests, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PERSON, PARAM_INT(":person", person_id)), &shape,
	    ret_requests, ret_count, err);
}

int
survey_request_store_list(struct store *store, int64_t journey_id,
    const char *state, struct survey_request **ret_requests, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":journey", journey_id),
		PARAM_TEXT(":state", state)),
	    &shape, ret_requests, ret_count, err);
}

/* The query asks for one more than may be looked at. */
static int
list_some(struct store *store, struct query query, const char *survey,
    struct survey_request **ret_requests, size_t *ret_count, struct error *err)
{
	struct survey_request *requests = NULL;
	size_t count = 0;
	int status =
	    table_list(table_of(store), query, &shape, &requests, &count, err);

	if (status == OB_OK && count > SURVEY_REQUEST_STORE_MAX) {
		survey_request_store_free(requests, count);
		return error_set(err, OB_ELIMIT,
		    "more than %d answers to '%.64s' cannot be looked at",
		    SURVEY_REQUEST_STORE_MAX, survey);
	}
	if (status == OB_OK) {
		*ret_requests = requests;
		*ret_count = count;
	}
	return status;
}

int
survey_request_store_list_answered(struct store *store, const char *survey,
    const struct survey_request_span *span,
    struct survey_request **ret_requests, size_t *ret_count, struct error *err)
{
	return list_some(store,
	    QUERY(LIST_ANSWERED, PARAM_TEXT(":survey", survey),
		PARAM_INT(":from", span->from),
		PARAM_INT(":until", span->until),
		PARAM_INT(":max", SURVEY_REQUEST_STORE_MAX + 1)),
	    survey, ret_requests, ret_count, err);
}

int
survey_request_store_list_closed(struct store *store, const char *survey,
    const struct survey_request_days *days,
    struct survey_request **ret_requests, size_t *ret_count, struct error *err)
{
	return list_some(store,
	    QUERY(LIST_CLOSED, PARAM_TEXT(":survey", survey),
		PARAM_DATE(":first", days->first),
		PARAM_DATE(":last", days->last),
		PARAM_INT(":max", SURVEY_REQUEST_STORE_MAX + 1)),
	    survey, ret_requests, ret_count, err);
}

int
survey_request_store_count_forgotten(struct store *store, const char *survey,
    const struct survey_request_span *span, int64_t *ret_count,
    struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT_FORGOTTEN, PARAM_TEXT(":survey", survey),
		PARAM_INT(":from", span->from),
		PARAM_INT(":until", span->until)),
	    ret_count, err);
}

int
survey_request_store_close_past(
    struct store *store, struct date today, int *ret_count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(CLOSE_PAST, PARAM_DATE(":today", today)), NULL, NULL,
	    ret_count, err);
}

void
survey_request_store_free(struct survey_request *requests, size_t count)
{
	table_release_list(&shape, requests, count);
}

void
survey_request_store_release(struct survey_request *request)
{
	table_release(&shape, request);
}
