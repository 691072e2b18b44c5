/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/survey_answer_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, ADD_TEXT, CLEAR, CLEAR_TEXTS, LIST, LIST_TEXTS, EXPIRE };

/* More than any survey has of them: model/survey.h bounds both. */
#define ANSWERS_MAX "LIMIT 10000"

static const char *const sql[] = {
    [ADD] = "INSERT INTO survey_answer (request_id, question, value) "
	    "VALUES (:request_id, :question, :value)",
    [ADD_TEXT] =
	"INSERT INTO survey_text (request_id, question, text, expires_on) "
	"VALUES (:request_id, :question, :text, :expires_on)",
    [CLEAR] = "DELETE FROM survey_answer WHERE request_id = :request",
    [CLEAR_TEXTS] = "DELETE FROM survey_text WHERE request_id = :request",
    [LIST] =
	"SELECT request_id, question, value FROM survey_answer "
	"WHERE request_id = :request ORDER BY question, value " ANSWERS_MAX,
    [LIST_TEXTS] = "SELECT request_id, question, text, expires_on "
		   "FROM survey_text WHERE request_id = :request "
		   "ORDER BY question " ANSWERS_MAX,
    [EXPIRE] = "DELETE FROM survey_text WHERE expires_on < :today",
};

const struct table_definition survey_answer_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column answer_columns[] = {
    COLUMN(COLUMN_INT64, survey_answer, request_id),
    COLUMN(COLUMN_TEXT, survey_answer, question),
    COLUMN(COLUMN_TEXT, survey_answer, value),
};
static const struct shape answer_shape = SHAPE(answer_columns, survey_answer);

static const struct column text_columns[] = {
    COLUMN(COLUMN_INT64, survey_text, request_id),
    COLUMN(COLUMN_TEXT, survey_text, question),
    COLUMN(COLUMN_TEXT, survey_text, text),
    COLUMN(COLUMN_DATE, survey_text, expires_on),
};
static const struct shape text_shape = SHAPE(text_columns, survey_text);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SURVEY_ANSWER];
}

int
survey_answer_store_add(
    struct store *store, const struct survey_answer *answer, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(ADD), &answer_shape, answer, NULL, err);
}

int
survey_answer_store_add_text(
    struct store *store, const struct survey_text *text, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(ADD_TEXT), &text_shape, text, NULL, err);
}

int
survey_answer_store_clear(
    struct store *store, int64_t request_id, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(CLEAR, PARAM_INT(":request", request_id)), NULL, NULL, NULL,
	    err);

	if (status != OB_OK)
		return status;
	return table_change(table_of(store),
	    QUERY(CLEAR_TEXTS, PARAM_INT(":request", request_id)), NULL, NULL,
	    NULL, err);
}

int
survey_answer_store_list(struct store *store, int64_t request_id,
    struct survey_answer **ret_answers, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":request", request_id)), &answer_shape,
	    ret_answers, ret_count, err);
}

int
survey_answer_store_list_texts(struct store *store, int64_t request_id,
    struct survey_text **ret_texts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_TEXTS, PARAM_INT(":request", request_id)), &text_shape,
	    ret_texts, ret_count, err);
}

int
survey_answer_store_expire(
    struct store *store, struct date today, int *ret_count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(EXPIRE, PARAM_DATE(":today", today)), NULL, NULL, ret_count,
	    err);
}

void
survey_answer_store_free(struct survey_answer *answers, size_t count)
{
	table_release_list(&answer_shape, answers, count);
}

void
survey_answer_store_free_texts(struct survey_text *texts, size_t count)
{
	table_release_list(&text_shape, texts, count);
}
