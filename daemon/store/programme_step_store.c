/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/programme_step_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/step_repeat.h"
#include "model/step_topics.h"
#include "store/store_tables.h"

enum {
	ADD_PHASE,
	ADD_STEP,
	ADD_VALUE,
	ADD_TOPIC,
	LIST_PHASES,
	LIST_STEPS,
	LIST_VALUES,
	LIST_TOPICS
};

static const char *const sql[] = {
    [ADD_PHASE] = "INSERT INTO programme_phase "
		  "(programme_id, phase, title_da, title_en) "
		  "VALUES (:programme_id, :phase, :title_da, :title_en)",
    [ADD_STEP] =
	"INSERT INTO programme_step (programme_id, position, step, phase, "
	"title_da, title_en, kind, role, due, latest, window, repeat, "
	"minutes, undisturbed, only_if, optional, reminders, mail_to, pack, "
	"contact, guide_da, guide_en) VALUES (:programme_id, :position, "
	":step, :phase, :title_da, :title_en, :kind, :role, :due, :latest, "
	":window, :repeat, :minutes, :undisturbed, :only_if, :optional, "
	":reminders, :mail_to, :pack, :contact, :guide_da, :guide_en)",
    [ADD_VALUE] = "INSERT INTO programme_step_list "
		  "(programme_id, position, list, ordinal, value) VALUES "
		  "(:programme_id, :position, :list, :ordinal, :value)",
    [ADD_TOPIC] = "INSERT INTO programme_step_topic "
		  "(programme_id, position, ordinal, topic, text_da, text_en) "
		  "VALUES (:programme_id, :position, :ordinal, :topic, "
		  ":text_da, :text_en)",
    [LIST_PHASES] = "SELECT programme_id, phase, title_da, title_en "
		    "FROM programme_phase WHERE programme_id = :id "
		    "ORDER BY phase LIMIT 1000",
    [LIST_STEPS] =
	"SELECT programme_id, position, step, phase, title_da, title_en, "
	"kind, role, due, latest, window, repeat, minutes, undisturbed, "
	"only_if, optional, reminders, mail_to, pack, contact, guide_da, "
	"guide_en FROM programme_step WHERE programme_id = :id "
	"ORDER BY position LIMIT 10000",
    [LIST_VALUES] = "SELECT programme_id, position, list, ordinal, value "
		    "FROM programme_step_list WHERE programme_id = :id "
		    "ORDER BY position, list, ordinal LIMIT 100000",
    [LIST_TOPICS] = "SELECT programme_id, position, ordinal, topic, text_da, "
		    "text_en FROM programme_step_topic "
		    "WHERE programme_id = :id "
		    "ORDER BY position, ordinal LIMIT 100000",
};

const struct table_definition programme_step_store_definition = {
    sql, ARRAY_LEN(sql)};

struct phase_row {
	int64_t programme_id;
	int phase;
	char *title_da;
	char *title_en;
};

static const struct column phase_columns[] = {
    COLUMN(COLUMN_INT64, phase_row, programme_id),
    COLUMN(COLUMN_INT, phase_row, phase),
    COLUMN(COLUMN_TEXT, phase_row, title_da),
    COLUMN(COLUMN_TEXT, phase_row, title_en),
};
static const struct shape phase_shape = SHAPE(phase_columns, phase_row);

/* A step as its row: enums and rules in their written form. */
struct step_row {
	int64_t programme_id;
	int position;
	char *step;
	int phase;
	char *title_da;
	char *title_en;
	char *kind;
	char *role;
	char *due;
	char *latest;
	int window;
	char *repeat;
	int minutes;
	bool undisturbed;
	char *only_if;
	bool optional;
	char *reminders;
	char *mail_to;
	bool pack;
	bool contact;
	char *guide_da;
	char *guide_en;
};

static const struct column step_columns[] = {
    COLUMN(COLUMN_INT64, step_row, programme_id),
    COLUMN(COLUMN_INT, step_row, position),
    COLUMN(COLUMN_TEXT, step_row, step),
    COLUMN(COLUMN_INT, step_row, phase),
    COLUMN(COLUMN_TEXT, step_row, title_da),
    COLUMN(COLUMN_TEXT, step_row, title_en),
    COLUMN(COLUMN_TEXT, step_row, kind),
    COLUMN(COLUMN_TEXT, step_row, role),
    COLUMN(COLUMN_TEXT, step_row, due),
    COLUMN(COLUMN_TEXT, step_row, latest),
    COLUMN(COLUMN_INT, step_row, window),
    COLUMN(COLUMN_TEXT, step_row, repeat),
    COLUMN(COLUMN_INT, step_row, minutes),
    COLUMN(COLUMN_BOOL, step_row, undisturbed),
    COLUMN(COLUMN_TEXT, step_row, only_if),
    COLUMN(COLUMN_BOOL, step_row, optional),
    COLUMN(COLUMN_TEXT, step_row, reminders),
    COLUMN(COLUMN_TEXT_OR_NULL, step_row, mail_to),
    COLUMN(COLUMN_BOOL, step_row, pack),
    COLUMN(COLUMN_BOOL, step_row, contact),
    COLUMN(COLUMN_TEXT_OR_NULL, step_row, guide_da),
    COLUMN(COLUMN_TEXT_OR_NULL, step_row, guide_en),
};
static const struct shape step_shape = SHAPE(step_columns, step_row);

struct value_row {
	int64_t programme_id;
	int position;
	char *list; /* participant, requires */
	int ordinal;
	char *value;
};

static const struct column value_columns[] = {
    COLUMN(COLUMN_INT64, value_row, programme_id),
    COLUMN(COLUMN_INT, value_row, position),
    COLUMN(COLUMN_TEXT, value_row, list),
    COLUMN(COLUMN_INT, value_row, ordinal),
    COLUMN(COLUMN_TEXT, value_row, value),
};
static const struct shape value_shape = SHAPE(value_columns, value_row);

struct topic_row {
	int64_t programme_id;
	int position;
	int ordinal;
	char *topic;
	char *text_da;
	char *text_en;
};

static const struct column topic_columns[] = {
    COLUMN(COLUMN_INT64, topic_row, programme_id),
    COLUMN(COLUMN_INT, topic_row, position),
    COLUMN(COLUMN_INT, topic_row, ordinal),
    COLUMN(COLUMN_TEXT, topic_row, topic),
    COLUMN(COLUMN_TEXT, topic_row, text_da),
    COLUMN(COLUMN_TEXT, topic_row, text_en),
};
static const struct shape topic_shape = SHAPE(topic_columns, topic_row);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_PROGRAMME_STEP];
}

/* first says which step's list; its ordinal and value are set here. */
static int
add_values(struct store *store, struct value_row first, char *const *values,
    size_t count, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		first.ordinal = (int)i;
		first.value = values[i];
		status = table_change(table_of(store), QUERY_ALL(ADD_VALUE),
		    &value_shape, &first, NULL, err);
	}
	return status;
}

static int
add_topics(struct store *store, int64_t id, int position,
    const struct step *step, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < step->topic_count; i++) {
		const struct topic *topic = &step->topics[i];
		const struct topic_row row = {.programme_id = id,
		    .position = position,
		    .ordinal = (int)i,
		    .topic = topic->id,
		    .text_da = topic->text.in[LANGUAGE_DA],
		    .text_en = topic->text.in[LANGUAGE_EN]};

		status = table_change(table_of(store), QUERY_ALL(ADD_TOPIC),
		    &topic_shape, &row, NULL, err);
	}
	return status;
}

static int
add_step(struct store *store, int64_t id, int position, const struct step *step,
    struct error *err)
{
	static char participant[] = "participant";
	static char requires[] = "requires";
	cleanup_(memory_free_ptr) char *kind =
	    memory_strdup(step_kind_name(step->kind));
	char due[DATE_RULE_TEXT_SIZE];
	char latest[DATE_RULE_TEXT_SIZE];
	char repeat[STEP_REPEAT_TEXT_SIZE];
	char reminders[LADDER_TEXT_SIZE];
	const struct step_row row = {
	    .programme_id = id,
	    .position = position,
	    .step = step->id,
	    .phase = step->phase,
	    .title_da = step->title.in[LANGUAGE_DA],
	    .title_en = step->title.in[LANGUAGE_EN],
	    .kind = kind,
	    .role = step->role,
	    .due = date_rule_format(&step->due, due),
	    .latest = date_rule_format(&step->latest, latest),
	    .window = step->window,
	    .repeat = step_repeat_format(&step->repeat, repeat),
	    .minutes = step->minutes,
	    .undisturbed = step->undisturbed,
	    .only_if = step->only_if,
	    .optional = step->optional,
	    .reminders = ladder_format(&step->ladder, reminders),
	    .mail_to = step->mail_to,
	    .pack = step->pack,
	    .contact = step->contact,
	    .guide_da = step->guide.in[LANGUAGE_DA],
	    .guide_en = step->guide.in[LANGUAGE_EN],
	};
	int status = table_change(
	    table_of(store), QUERY_ALL(ADD_STEP), &step_shape, &row, NULL, err);

	if (status == OB_OK)
		status = add_values(store,
		    (struct value_row){.programme_id = id,
			.position = position,
			.list = participant},
		    step->participants, step->participant_count, err);
	if (status == OB_OK)
		status = add_values(store,
		    (struct value_row){.programme_id = id,
			.position = position,
			.list = requires},
		    step->requires, step->require_count, err);
	if (status == OB_OK)
		status = add_topics(store, id, position, step, err);
	return status;
}

int
programme_step_store_add(struct store *store, int64_t id,
    const struct programme *programme, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < programme->phase_count; i++) {
		const struct phase *phase = &programme->phases[i];
		const struct phase_row row = {id, phase->id,
		    phase->title.in[LANGUAGE_DA], phase->title.in[LANGUAGE_EN]};

		status = table_change(table_of(store), QUERY_ALL(ADD_PHASE),
		    &phase_shape, &row, NULL, err);
	}
	for (size_t i = 0; status == OB_OK && i < programme->step_count; i++)
		status = add_step(store, id, (int)i, &programme->steps[i], err);
	return status;
}

static int
load_phases(struct store *store, int64_t id, struct programme *programme,
    struct error *err)
{
	struct phase_row *rows = NULL;
	size_t count = 0;
	int status = table_list(table_of(store),
	    QUERY(LIST_PHASES, PARAM_INT(":id", id)), &phase_shape, &rows,
	    &count, err);

	if (status != OB_OK)
		return status;
	programme->phases =
	    memory_resize(NULL, count, sizeof(programme->phases[0]));
	for (size_t i = 0; i < count; i++) {
		programme->phases[i].id = rows[i].phase;
		programme->phases[i].title.in[LANGUAGE_DA] =
		    TAKE_PTR(rows[i].title_da);
		programme->phases[i].title.in[LANGUAGE_EN] =
		    TAKE_PTR(rows[i].title_en);
	}
	programme->phase_count = count;
	table_release_list(&phase_shape, rows, count);
	return OB_OK;
}

/* Takes the row's texts. */
static int
read_step(struct step_row *row, struct step *step, struct error *err)
{
	int status = step_kind_parse(row->kind, &step->kind, err);

	if (status == OB_OK)
		status = date_rule_parse(row->due, &step->due, err);
	if (status == OB_OK)
		status = date_rule_parse(row->latest, &step->latest, err);
	if (status == OB_OK)
		status = step_repeat_parse(row->repeat, &step->repeat, err);
	if (status == OB_OK)
		status = ladder_parse(row->reminders, &step->ladder, err);
	step->id = TAKE_PTR(row->step);
	step->phase = row->phase;
	step->title.in[LANGUAGE_DA] = TAKE_PTR(row->title_da);
	step->title.in[LANGUAGE_EN] = TAKE_PTR(row->title_en);
	step->role = TAKE_PTR(row->role);
	step->window = row->window;
	step->minutes = row->minutes;
	step->undisturbed = row->undisturbed;
	step->only_if = TAKE_PTR(row->only_if);
	step->optional = row->optional;
	step->mail_to = TAKE_PTR(row->mail_to);
	step->pack = row->pack;
	step->contact = row->contact;
	step->guide.in[LANGUAGE_DA] = TAKE_PTR(row->guide_da);
	step->guide.in[LANGUAGE_EN] = TAKE_PTR(row->guide_en);
	return status;
}

static int
load_steps(struct store *store, int64_t id, struct programme *programme,
    struct error *err)
{
	struct step_row *rows = NULL;
	size_t count = 0;
	int status =
	    table_list(table_of(store), QUERY(LIST_STEPS, PARAM_INT(":id", id)),
		&step_shape, &rows, &count, err);

	if (status != OB_OK)
		return status;
	programme->steps = memory_alloc(count * sizeof(programme->steps[0]));
	programme->step_count = count;
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = read_step(&rows[i], &programme->steps[i], err);
	table_release_list(&step_shape, rows, count);
	return status;
}

static void
append_value(char ***values, size_t *count, char *value)
{
	*values = memory_resize(*values, *count + 1, sizeof(**values));
	(*values)[(*count)++] = value;
}

static int
load_values(struct store *store, int64_t id, struct programme *programme,
    struct error *err)
{
	struct value_row *rows = NULL;
	size_t count = 0;
	int status = table_list(table_of(store),
	    QUERY(LIST_VALUES, PARAM_INT(":id", id)), &value_shape, &rows,
	    &count, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		struct step *step = &programme->steps[rows[i].position];

		if (strcmp(rows[i].list, "requires") == 0)
			append_value(&step->requires, &step->require_count,
			    TAKE_PTR(rows[i].value));
		else
			append_value(&step->participants,
			    &step->participant_count, TAKE_PTR(rows[i].value));
	}
	table_release_list(&value_shape, rows, count);
	return OB_OK;
}

static int
load_topics(struct store *store, int64_t id, struct programme *programme,
    struct error *err)
{
	struct topic_row *rows = NULL;
	size_t count = 0;
	int status = table_list(table_of(store),
	    QUERY(LIST_TOPICS, PARAM_INT(":id", id)), &topic_shape, &rows,
	    &count, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		struct topic topic = {.id = TAKE_PTR(rows[i].topic)};

		topic.text.in[LANGUAGE_DA] = TAKE_PTR(rows[i].text_da);
		topic.text.in[LANGUAGE_EN] = TAKE_PTR(rows[i].text_en);
		step_topics_append(&programme->steps[rows[i].position], topic);
	}
	table_release_list(&topic_shape, rows, count);
	return OB_OK;
}

int
programme_step_store_load(struct store *store, int64_t id,
    struct programme *programme, struct error *err)
{
	int status = load_phases(store, id, programme, err);

	if (status == OB_OK)
		status = load_steps(store, id, programme, err);
	if (status == OB_OK)
		status = load_values(store, id, programme, err);
	if (status == OB_OK)
		status = load_topics(store, id, programme, err);
	return status;
}
