/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_marks.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/calendar_import.h"
#include "engine/measures/measure_table.h"
#include "engine/measures/measure_words.h"
#include "model/figure.h"

static int
refuse_unknown(const char *id, bool has_figures, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;

	for (size_t i = 0; i < measure_table_count; i++)
		strbuf_add_format(
		    &names, "%s%s", i == 0 ? "" : ", ", measure_table[i].id);
	for (size_t i = 0; has_figures && i < FIGURE_IDS_COUNT; i++)
		strbuf_add_format(&names, ", %s", figure_ids[i]);
	return error_set_field(err, OB_ENOTFOUND, "measure",
	    "there is no measure '%.100s': there are %s", id, names.buf);
}

int
measure_marks_unknown(const char *id, struct error *err)
{
	return refuse_unknown(id, false, err);
}

bool
measure_marks_takes(const char *id)
{
	bool is_known = measure_table_find(id) != NULL;

	for (size_t i = 0; !is_known && i < FIGURE_IDS_COUNT; i++)
		is_known = strcmp(figure_ids[i], id) == 0;
	return is_known;
}

json_t *
measure_marks_view(enum language language, const struct measure_mark *mark)
{
	cleanup_(memory_free_ptr) char *text = NULL;

	if (mark == NULL)
		return json_null();
	text = measure_words_share(language, mark->permille);
	return json_pack("{s:s, s:i, s:i, s:s}", "text", text, "permille",
	    mark->permille, "year", mark->year, "source", mark->source);
}

static int
check(const struct measure_marks_request *request, struct error *err)
{
	bool has_source = request->source != NULL && request->source[0] != '\0';

	if (!measure_marks_takes(request->measure))
		return refuse_unknown(request->measure, true, err);
	if (request->value[0] == '\0')
		return OB_OK;
	if (request->year < QUARTER_FIRST_YEAR ||
	    request->year > QUARTER_LAST_YEAR)
		return error_refuse(err, OB_EINVALID, "year", "mark_year",
		    "the year must be %d to %d", QUARTER_FIRST_YEAR,
		    QUARTER_LAST_YEAR);
	if (strcmp(request->purpose, MEASURE_BASELINE) == 0 && !has_source)
		return error_refuse(err, OB_EINVALID, "source", "mark_source",
		    "say where the baseline comes from");
	return has_source ? utf8_check_line("source", request->source,
				MEASURE_SOURCE_MAX, err)
			  : OB_OK;
}

static int
check_area(struct engine *engine, const char *area, struct error *err)
{
	bool is_known = area[0] == '\0';
	int status =
	    is_known ? OB_OK
		     : calendar_import_knows_area(engine, area, &is_known, err);

	if (status == OB_OK && !is_known)
		return error_refuse(err, OB_EINVALID, "area", "mark_area",
		    "neither a leader nor the configuration has the area "
		    "'%.100s'",
		    area);
	return status;
}

static json_t *
values_of(const struct measure_mark *mark)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:i, s:s}", "measure",
	    mark->measure, "area", mark->area, "purpose", mark->purpose,
	    "permille", mark->permille, "year", mark->year, "source",
	    mark->source);
}

/* Percents with a point, as programs read them. */
static json_t *
answer_of(const struct measure_mark *mark)
{
	char value[FRACTION_TEXT_SIZE];
	json_t *answer = values_of(mark);

	(void)json_object_del(answer, "permille");
	(void)json_object_set_new(answer, "value",
	    json_string(fraction_format(mark->permille, '.', value)));
	return answer;
}

int
measure_marks_find(struct engine *engine, enum language language,
    const struct measure_marks_request *request, json_t **ret_view,
    struct error *err)
{
	const char *area = request->area == NULL ? "" : request->area;
	struct measure_mark *marks = NULL;
	size_t count = 0;
	int status = measure_store_list_marks(
	    engine->store, request->measure, &marks, &count, err);

	if (status == OB_OK)
		*ret_view = json_null();
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(marks[i].area, area) == 0 &&
		    strcmp(marks[i].purpose, request->purpose) == 0)
			*ret_view = measure_marks_view(language, &marks[i]);
	}
	measure_store_free_marks(marks, count);
	return status;
}

/* The one that is there, as the audit keeps it; NULL for none. */
static int
find_before(struct engine *engine, const struct measure_mark *mark,
    json_t **ret_before, struct error *err)
{
	struct measure_mark *marks = NULL;
	size_t count = 0;
	int status = measure_store_list_marks(
	    engine->store, mark->measure, &marks, &count, err);

	*ret_before = NULL;
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(marks[i].area, mark->area) == 0 &&
		    strcmp(marks[i].purpose, mark->purpose) == 0)
			*ret_before = values_of(&marks[i]);
	}
	measure_store_free_marks(marks, count);
	return status;
}

static int
write_mark(struct engine *engine, const struct measure_mark *mark,
    bool is_dropped, struct error *err)
{
	int dropped = 0;
	int status;

	if (!is_dropped)
		return measure_store_set_mark(engine->store, mark, err);
	status = measure_store_drop_mark(engine->store, mark, &dropped, err);
	if (status == OB_OK && dropped == 0)
		return error_refuse(err, OB_ENOTFOUND, "area", "mark_missing",
		    "the measure '%s' has no %s there", mark->measure,
		    mark->purpose);
	return status;
}

static int
change_mark(struct engine *engine, const char *actor,
    const struct measure_mark *mark, bool is_dropped, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(memory_free_ptr) char *verb =
	    memory_printf("set-%s", mark->purpose);
	json_t *before = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = find_before(engine, mark, &before, err);
	if (status == OB_OK)
		status = write_mark(engine, mark, is_dropped, err);
	if (status == OB_OK)
		status = change_audit(&change, verb, SUBJECT("measure", 0),
		    TAKE_PTR(before), is_dropped ? NULL : values_of(mark), err);
	json_decref(before);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
measure_marks_set(struct engine *engine, const char *actor,
    const struct measure_marks_request *request, json_t **ret_view,
    struct error *err)
{
	const char *area = request->area == NULL ? "" : request->area;
	const char *source = request->source == NULL ? "" : request->source;
	/* Borrowed: nothing here changes or frees what a record owns. */
	struct measure_mark mark = {
	    .measure = (char *)(uintptr_t)request->measure,
	    .area = (char *)(uintptr_t)area,
	    .purpose = (char *)(uintptr_t)request->purpose,
	    .year = (int)request->year,
	    .source = (char *)(uintptr_t)source};
	bool is_dropped = request->value[0] == '\0';
	int status = check(request, err);

	if (status == OB_OK && !is_dropped &&
	    fraction_parse(request->value, &mark.permille, NULL) != OB_OK)
		status = error_refuse(err, OB_EINVALID, "value", "mark_percent",
		    "'%.20s' is no percentage: write 0 to 100 with at most "
		    "one decimal, as 57,3",
		    request->value);
	if (status == OB_OK && !is_dropped)
		status = check_area(engine, area, err);
	if (status == OB_OK)
		status = change_mark(engine, actor, &mark, is_dropped, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "mark",
		    is_dropped ? json_null() : answer_of(&mark));
	return status;
}
