/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/survey_store.h"

#include "base/instant.h"
#include "base/memory.h"
#include "store/store_tables.h"
#include "store/survey_question_store.h"

#define VERSION_COLUMNS                                                        \
	"SELECT id, key, version, title_da, title_en, answered_by, "           \
	"content_hash, imported_at, withdrawn_at FROM survey "

enum {
	ADD,
	WITHDRAW,
	FIND,
	FIND_VERSION,
	FIND_NEWEST,
	LIST,
	LIST_OF_STEP,
	LOAD
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO survey (key, version, title_da, title_en, "
	    "purpose_da, purpose_en, intro_da, intro_en, answered_by, "
	    "minutes, red_manager, red_coordinator, content_hash, "
	    "imported_at) VALUES (:key, :version, :title_da, :title_en, "
	    ":purpose_da, :purpose_en, :intro_da, :intro_en, :answered_by, "
	    ":minutes, :red_manager, :red_coordinator, :content_hash, "
	    ":imported_at)",
    [WITHDRAW] = "UPDATE survey SET withdrawn_at = :at WHERE id = :id",
    [FIND] = VERSION_COLUMNS "WHERE id = :id",
    [FIND_VERSION] = VERSION_COLUMNS "WHERE key = :key AND version = :version",
    [FIND_NEWEST] =
	VERSION_COLUMNS "WHERE key = :key ORDER BY version DESC LIMIT 1",
    [LIST] = VERSION_COLUMNS "ORDER BY key, version LIMIT 100000",
    [LIST_OF_STEP] = VERSION_COLUMNS
    "AS s WHERE withdrawn_at IS NULL AND id IN (SELECT survey_id FROM "
    "survey_step WHERE programme = :programme AND step = :step) AND "
    "version = (SELECT max(version) FROM survey n WHERE n.key = s.key) "
    "ORDER BY key LIMIT 1000",
    [LOAD] = "SELECT key, version, title_da, title_en, purpose_da, "
	     "purpose_en, intro_da, intro_en, answered_by, minutes, "
	     "red_manager, red_coordinator, content_hash, imported_at "
	     "FROM survey WHERE id = :id",
};

const struct table_definition survey_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, survey_version, id),
    COLUMN(COLUMN_TEXT, survey_version, key),
    COLUMN(COLUMN_INT, survey_version, version),
    COLUMN(COLUMN_TEXT, survey_version, title_da),
    COLUMN(COLUMN_TEXT, survey_version, title_en),
    COLUMN(COLUMN_TEXT, survey_version, answered_by),
    COLUMN(COLUMN_TEXT, survey_version, content_hash),
    COLUMN(COLUMN_INT64, survey_version, imported_at),
    COLUMN(COLUMN_INSTANT, survey_version, withdrawn_at),
};
static const struct shape shape = SHAPE(columns, survey_version);

/* A survey's own row, enums in their written form. */
struct survey_row {
	char *key;
	int version;
	char *title_da;
	char *title_en;
	char *purpose_da;
	char *purpose_en;
	char *intro_da;
	char *intro_en;
	char *answered_by;
	int minutes;
	bool red_manager;
	bool red_coordinator;
	char *content_hash;
	int64_t imported_at;
};

static const struct column row_columns[] = {
    COLUMN(COLUMN_TEXT, survey_row, key),
    COLUMN(COLUMN_INT, survey_row, version),
    COLUMN(COLUMN_TEXT, survey_row, title_da),
    COLUMN(COLUMN_TEXT, survey_row, title_en),
    COLUMN(COLUMN_TEXT, survey_row, purpose_da),
    COLUMN(COLUMN_TEXT, survey_row, purpose_en),
    COLUMN(COLUMN_TEXT, survey_row, intro_da),
    COLUMN(COLUMN_TEXT, survey_row, intro_en),
    COLUMN(COLUMN_TEXT, survey_row, answered_by),
    COLUMN(COLUMN_INT, survey_row, minutes),
    COLUMN(COLUMN_BOOL, survey_row, red_manager),
    COLUMN(COLUMN_BOOL, survey_row, red_coordinator),
    COLUMN(COLUMN_TEXT, survey_row, content_hash),
    COLUMN(COLUMN_INT64, survey_row, imported_at),
};
static const struct shape row_shape = SHAPE(row_columns, survey_row);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SURVEY];
}

int
survey_store_add(struct store *store, const struct survey *survey,
    const char *content_hash, int64_t imported_at, int64_t *ret_id,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *hash = memory_strdup(content_hash);
	cleanup_(memory_free_ptr) char *answered_by =
	    memory_strdup(survey_answerer_name(survey->answered_by));
	const struct survey_row row = {
	    .key = survey->id,
	    .version = survey->version,
	    .title_da = survey->title.in[LANGUAGE_DA],
	    .title_en = survey->title.in[LANGUAGE_EN],
	    .purpose_da = survey->purpose.in[LANGUAGE_DA],
	    .purpose_en = survey->purpose.in[LANGUAGE_EN],
	    .intro_da = survey->intro.in[LANGUAGE_DA],
	    .intro_en = survey->intro.in[LANGUAGE_EN],
	    .answered_by = answered_by,
	    .minutes = survey->minutes,
	    .red_manager = survey->red_manager,
	    .red_coordinator = survey->red_coordinator,
	    .content_hash = hash,
	    .imported_at = imported_at,
	};
	int64_t id = 0;
	int status =
	    table_insert(table_of(store), ADD, &row_shape, &row, &id, err);

	if (status == OB_OK)
		status = survey_question_store_add(store, id, survey, err);
	if (status == OB_OK)
		*ret_id = id;
	return status;
}

int
survey_store_withdraw(
    struct store *store, int64_t id, int64_t at, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(WITHDRAW, PARAM_INT(":id", id), PARAM_INSTANT(":at", at)),
	    NULL, NULL, NULL, err);
}

int
survey_store_find(struct store *store, int64_t id,
    struct survey_version *ret_version, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_version, err);
}

int
survey_store_find_version(struct store *store, const char *key, int version,
    struct survey_version *ret_version, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_VERSION, PARAM_TEXT(":key", key),
		PARAM_INT(":version", version)),
	    &shape, ret_version, err);
}

int
survey_store_find_newest(struct store *store, const char *key,
    struct survey_version *ret_version, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_NEWEST, PARAM_TEXT(":key", key)), &shape, ret_version,
	    err);
}

int
survey_store_list(struct store *store, struct survey_version **ret_versions,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST), &shape,
	    ret_versions, ret_count, err);
}

int
survey_store_list_of_step(struct store *store, const struct survey_step *step,
    struct survey_version **ret_versions, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OF_STEP, PARAM_TEXT(":programme", step->programme),
		PARAM_TEXT(":step", step->step)),
	    &shape, ret_versions, ret_count, err);
}

void
survey_store_release(struct survey_version *version)
{
	table_release(&shape, version);
}

void
survey_store_free(struct survey_version *versions, size_t count)
{
	table_release_list(&shape, versions, count);
}

/* Takes the row's texts. */
static int
read_row(struct survey_row *row, struct survey *survey, struct error *err)
{
	survey->id = TAKE_PTR(row->key);
	survey->version = row->version;
	survey->title.in[LANGUAGE_DA] = TAKE_PTR(row->title_da);
	survey->title.in[LANGUAGE_EN] = TAKE_PTR(row->title_en);
	survey->purpose.in[LANGUAGE_DA] = TAKE_PTR(row->purpose_da);
	survey->purpose.in[LANGUAGE_EN] = TAKE_PTR(row->purpose_en);
	survey->intro.in[LANGUAGE_DA] = TAKE_PTR(row->intro_da);
	survey->intro.in[LANGUAGE_EN] = TAKE_PTR(row->intro_en);
	survey->minutes = row->minutes;
	survey->red_manager = row->red_manager;
	survey->red_coordinator = row->red_coordinator;
	return survey_answerer_parse(
	    row->answered_by, &survey->answered_by, err);
}

int
survey_store_load(struct store *store, int64_t id, struct survey **ret_survey,
    struct error *err)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_new();
	struct survey_row row = {0};
	int status = table_find(table_of(store),
	    QUERY(LOAD, PARAM_INT(":id", id)), &row_shape, &row, err);

	if (status != OB_OK)
		return status;
	status = read_row(&row, survey, err);
	table_release(&row_shape, &row);
	if (status == OB_OK)
		status = survey_question_store_load(store, id, survey, err);
	if (status == OB_OK)
		*ret_survey = TAKE_PTR(survey);
	return status;
}
