/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/survey_question_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum {
	ADD_STEP,
	ADD_QUESTION,
	ADD_CHOICE,
	LIST_STEPS,
	LIST_QUESTIONS,
	LIST_CHOICES
};

#define QUESTION_COLUMNS                                                       \
	"survey_id, position, question, kind, dimension, text_da, text_en, "   \
	"help_da, help_en, low_da, low_en, high_da, high_en, red_at_most, "    \
	"is_several, is_required, only_if"

static const char *const sql[] = {
    [ADD_STEP] = "INSERT INTO survey_step (survey_id, ordinal, programme, "
		 "step) VALUES (:survey_id, :ordinal, :programme, :step)",
    [ADD_QUESTION] =
	"INSERT INTO survey_question (" QUESTION_COLUMNS ") VALUES "
	"(:survey_id, :position, :question, :kind, :dimension, :text_da, "
	":text_en, :help_da, :help_en, :low_da, :low_en, :high_da, :high_en, "
	":red_at_most, :is_several, :is_required, :only_if)",
    [ADD_CHOICE] = "INSERT INTO survey_choice (survey_id, position, ordinal, "
		   "choice, text_da, text_en, is_red) VALUES (:survey_id, "
		   ":position, :ordinal, :choice, :text_da, :text_en, "
		   ":is_red)",
    [LIST_STEPS] = "SELECT survey_id, ordinal, programme, step "
		   "FROM survey_step WHERE survey_id = :id "
		   "ORDER BY ordinal LIMIT 1000",
    [LIST_QUESTIONS] = "SELECT " QUESTION_COLUMNS " FROM survey_question "
		       "WHERE survey_id = :id ORDER BY position LIMIT 1000",
    [LIST_CHOICES] = "SELECT survey_id, position, ordinal, choice, text_da, "
		     "text_en, is_red FROM survey_choice "
		     "WHERE survey_id = :id "
		     "ORDER BY position, ordinal LIMIT 10000",
};

const struct table_definition survey_question_store_definition = {
    sql, ARRAY_LEN(sql)};

struct step_row {
	int64_t survey_id;
	int ordinal;
	char *programme;
	char *step;
};

static const struct column step_columns[] = {
    COLUMN(COLUMN_INT64, step_row, survey_id),
    COLUMN(COLUMN_INT, step_row, ordinal),
    COLUMN(COLUMN_TEXT, step_row, programme),
    COLUMN(COLUMN_TEXT, step_row, step),
};
static const struct shape step_shape = SHAPE(step_columns, step_row);

/* A question as its row: enums and the condition in their written form. */
struct question_row {
	int64_t survey_id;
	int position;
	char *question;
	char *kind;
	char *dimension;
	char *text_da;
	char *text_en;
	char *help_da;
	char *help_en;
	char *low_da;
	char *low_en;
	char *high_da;
	char *high_en;
	int red_at_most;
	bool is_several;
	bool is_required;
	char *only_if;
};

static const struct column question_columns[] = {
    COLUMN(COLUMN_INT64, question_row, survey_id),
    COLUMN(COLUMN_INT, question_row, position),
    COLUMN(COLUMN_TEXT, question_row, question),
    COLUMN(COLUMN_TEXT, question_row, kind),
    COLUMN(COLUMN_TEXT, question_row, dimension),
    COLUMN(COLUMN_TEXT, question_row, text_da),
    COLUMN(COLUMN_TEXT, question_row, text_en),
    COLUMN(COLUMN_TEXT_OR_NULL, question_row, help_da),
    COLUMN(COLUMN_TEXT_OR_NULL, question_row, help_en),
    COLUMN(COLUMN_TEXT_OR_NULL, question_row, low_da),
    COLUMN(COLUMN_TEXT_OR_NULL, question_row, low_en),
    COLUMN(COLUMN_TEXT_OR_NULL, question_row, high_da),
    COLUMN(COLUMN_TEXT_OR_NULL, question_row, high_en),
    COLUMN(COLUMN_INT, question_row, red_at_most),
    COLUMN(COLUMN_BOOL, question_row, is_several),
    COLUMN(COLUMN_BOOL, question_row, is_required),
    COLUMN(COLUMN_TEXT, question_row, only_if),
};
static const struct shape question_shape =
    SHAPE(question_columns, question_row);

struct choice_row {
	int64_t survey_id;
	int position;
	int ordinal;
	char *choice;
	char *text_da;
	char *text_en;
	bool is_red;
};

static const struct column choice_columns[] = {
    COLUMN(COLUMN_INT64, choice_row, survey_id),
    COLUMN(COLUMN_INT, choice_row, position),
    COLUMN(COLUMN_INT, choice_row, ordinal),
    COLUMN(COLUMN_TEXT, choice_row, choice),
    COLUMN(COLUMN_TEXT, choice_row, text_da),
    COLUMN(COLUMN_TEXT, choice_row, text_en),
    COLUMN(COLUMN_BOOL, choice_row, is_red),
};
static const struct shape choice_shape = SHAPE(choice_columns, choice_row);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SURVEY_QUESTION];
}

static int
add_choices(struct store *store, int64_t id, int position,
    const struct survey_question *question, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < question->choice_count; i++) {
		const struct survey_choice *choice = &question->choices[i];
		const struct choice_row row = {
		    .survey_id = id,
		    .position = position,
		    .ordinal = (int)i,
		    .choice = choice->id,
		    .text_da = choice->text.in[LANGUAGE_DA],
		    .text_en = choice->text.in[LANGUAGE_EN],
		    .is_red = choice->is_red,
		};

		status = table_change(table_of(store), QUERY_ALL(ADD_CHOICE),
		    &choice_shape, &row, NULL, err);
	}
	return status;
}

static int
add_question(struct store *store, int64_t id, int position,
    const struct survey_question *question, struct error *err)
{
	cleanup_(memory_free_ptr) char *kind =
	    memory_strdup(survey_kind_name(question->kind));
	cleanup_(memory_free_ptr) char *dimension =
	    memory_strdup(survey_dimension_name(question->dimension));
	char only_if[SURVEY_CONDITION_SIZE];
	const struct question_row row = {
	    .survey_id = id,
	    .position = position,
	    .question = question->id,
	    .kind = kind,
	    .dimension = dimension,
	    .text_da = question->text.in[LANGUAGE_DA],
	    .text_en = question->text.in[LANGUAGE_EN],
	    .help_da = question->help.in[LANGUAGE_DA],
	    .help_en = question->help.in[LANGUAGE_EN],
	    .low_da = question->low.in[LANGUAGE_DA],
	    .low_en = question->low.in[LANGUAGE_EN],
	    .high_da = question->high.in[LANGUAGE_DA],
	    .high_en = question->high.in[LANGUAGE_EN],
	    .red_at_most = question->red_at_most,
	    .is_several = question->is_several,
	    .is_required = question->is_required,
	    .only_if = survey_condition_format(&question->only_if, only_if),
	};
	int status = table_change(table_of(store), QUERY_ALL(ADD_QUESTION),
	    &question_shape, &row, NULL, err);

	if (status == OB_OK)
		status = add_choices(store, id, position, question, err);
	return status;
}

int
survey_question_store_add(struct store *store, int64_t id,
    const struct survey *survey, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < survey->step_count; i++) {
		const struct step_row row = {id, (int)i,
		    survey->steps[i].programme, survey->steps[i].step};

		status = table_change(table_of(store), QUERY_ALL(ADD_STEP),
		    &step_shape, &row, NULL, err);
	}
	for (size_t i = 0; status == OB_OK && i < survey->question_count; i++)
		status =
		    add_question(store, id, (int)i, &survey->questions[i], err);
	return status;
}

static int
load_steps(
    struct store *store, int64_t id, struct survey *survey, struct error *err)
{
	struct step_row *rows = NULL;
	size_t count = 0;
	int status =
	    table_list(table_of(store), QUERY(LIST_STEPS, PARAM_INT(":id", id)),
		&step_shape, &rows, &count, err);

	if (status != OB_OK)
		return status;
	survey->steps = memory_alloc(count * sizeof(*survey->steps));
	survey->step_count = count;
	for (size_t i = 0; i < count; i++) {
		survey->steps[i].programme = TAKE_PTR(rows[i].programme);
		survey->steps[i].step = TAKE_PTR(rows[i].step);
	}
	table_release_list(&step_shape, rows, count);
	return OB_OK;
}

/* Takes the row's texts. */
static int
read_question(struct question_row *row, struct survey_question *question,
    struct error *err)
{
	int status = survey_kind_parse(row->kind, &question->kind, err);

	if (status == OB_OK)
		status = survey_dimension_parse(
		    row->dimension, &question->dimension, err);
	if (status == OB_OK)
		status = survey_condition_parse(
		    row->only_if, &question->only_if, err);
	question->id = TAKE_PTR(row->question);
	question->text.in[LANGUAGE_DA] = TAKE_PTR(row->text_da);
	question->text.in[LANGUAGE_EN] = TAKE_PTR(row->text_en);
	question->help.in[LANGUAGE_DA] = TAKE_PTR(row->help_da);
	question->help.in[LANGUAGE_EN] = TAKE_PTR(row->help_en);
	question->low.in[LANGUAGE_DA] = TAKE_PTR(row->low_da);
	question->low.in[LANGUAGE_EN] = TAKE_PTR(row->low_en);
	question->high.in[LANGUAGE_DA] = TAKE_PTR(row->high_da);
	question->high.in[LANGUAGE_EN] = TAKE_PTR(row->high_en);
	question->red_at_most = row->red_at_most;
	question->is_several = row->is_several;
	question->is_required = row->is_required;
	return status;
}

static int
load_questions(
    struct store *store, int64_t id, struct survey *survey, struct error *err)
{
	struct question_row *rows = NULL;
	size_t count = 0;
	int status = table_list(table_of(store),
	    QUERY(LIST_QUESTIONS, PARAM_INT(":id", id)), &question_shape, &rows,
	    &count, err);

	if (status != OB_OK)
		return status;
	survey->questions = memory_alloc(count * sizeof(*survey->questions));
	survey->question_count = count;
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = read_question(&rows[i], &survey->questions[i], err);
	table_release_list(&question_shape, rows, count);
	return status;
}

/* Takes the row's texts. */
static void
append_choice(struct survey_question *question, struct choice_row *row)
{
	struct survey_choice *choice;

	question->choices = memory_resize(question->choices,
	    question->choice_count + 1, sizeof(*question->choices));
	choice = &question->choices[question->choice_count++];
	*choice = (struct survey_choice){
	    .id = TAKE_PTR(row->choice),
	    .text = {.in = {[LANGUAGE_DA] = TAKE_PTR(row->text_da),
			 [LANGUAGE_EN] = TAKE_PTR(row->text_en)}},
	    .is_red = row->is_red,
	};
}

static int
load_choices(
    struct store *store, int64_t id, struct survey *survey, struct error *err)
{
	struct choice_row *rows = NULL;
	size_t count = 0;
	int status = table_list(table_of(store),
	    QUERY(LIST_CHOICES, PARAM_INT(":id", id)), &choice_shape, &rows,
	    &count, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count; i++)
		append_choice(&survey->questions[rows[i].position], &rows[i]);
	table_release_list(&choice_shape, rows, count);
	return OB_OK;
}

int
survey_question_store_load(
    struct store *store, int64_t id, struct survey *survey, struct error *err)
{
	int status = load_steps(store, id, survey, err);

	if (status == OB_OK)
		status = load_questions(store, id, survey, err);
	if (status == OB_OK)
		status = load_choices(store, id, survey, err);
	return status;
}
