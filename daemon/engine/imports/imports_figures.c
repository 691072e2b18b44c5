/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/imports_private.h"
#include "model/disclosure.h"
#include "model/figure.h"
#include "model/fraction.h"
#include "model/quarter.h"
#include "store/figure_store.h"

#define FIRST_YEAR 2000 /* or a slip would give the page a hundred years */
#define EMPLOYEES_MAX 999999
#define TAKEN_BACK "fjern"

static const struct imports_word ids[] = {
    {"sygefravær", FIGURE_SICKNESS},
    {"personaleomsætning", FIGURE_TURNOVER},
    {FIGURE_SICKNESS, FIGURE_SICKNESS},
    {FIGURE_TURNOVER, FIGURE_TURNOVER},
    {NULL, NULL},
};

static const struct imports_word numbers[] = {
    {"1", "1"},
    {"2", "2"},
    {"3", "3"},
    {"4", "4"},
    {"k1", "1"},
    {"k2", "2"},
    {"k3", "3"},
    {"k4", "4"},
    {"q1", "1"},
    {"q2", "2"},
    {"q3", "3"},
    {"q4", "4"},
    {"1. kvartal", "1"},
    {"2. kvartal", "2"},
    {"3. kvartal", "3"},
    {"4. kvartal", "4"},
    {NULL, NULL},
};

static int
need_all(const struct imports_row *row, struct error *err)
{
	static const char *const needed[] = {
	    "figure", "year", "quarter", "percent"};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(needed); i++)
		status = imports_row_need(row, needed[i], err);
	return status;
}

/* A quarter that is not over has no figure yet. */
static int
read_quarter(
    const struct imports_row *row, struct figure *figure, struct error *err)
{
	struct quarter now = quarter_of(core_today(row->change->engine));
	const char *number = NULL;
	int64_t year = 0;
	int status = imports_row_number(row, "year", now.year, &year, err);

	if (status == OB_OK && year < FIRST_YEAR)
		return error_set_field(err, OB_EINVALID, "year",
		    "'%" PRId64 "' is no year from %d on: write four digits, "
		    "as 2026",
		    year, FIRST_YEAR);
	if (status == OB_OK)
		status =
		    imports_row_word(row, "quarter", numbers, &number, err);
	if (status != OB_OK)
		return status;
	figure->year = (int)year;
	figure->quarter = number[0] - '0';
	if (quarter_compare(
		(struct quarter){figure->year, figure->quarter}, now) >= 0)
		return error_set_field(err, OB_EINVALID, "quarter",
		    "quarter %d of %d is not over yet", figure->quarter,
		    figure->year);
	return OB_OK;
}

/* What the row does not say is 0, and stays as it was. */
static int
read_employees(
    const struct imports_row *row, struct figure *figure, struct error *err)
{
	int64_t employees = 0;
	int status = imports_row_number(
	    row, "employees", EMPLOYEES_MAX, &employees, err);

	if (status != OB_OK)
		return status;
	if (employees >= 0 && employees < DISCLOSURE_GROUP)
		return error_set_field(err, OB_EINVALID, "employees",
		    "a figure of fewer than %d people could tell of one of "
		    "them: leave the line out of the file",
		    DISCLOSURE_GROUP);
	figure->employees = employees < 0 ? 0 : employees;
	return OB_OK;
}

/* The texts are borrowed; a percentage that is taken back is -1. */
static int
read_figure(
    const struct imports_row *row, struct figure *figure, struct error *err)
{
	const char *percent = imports_row_text(row, "percent");
	const char *id = NULL;
	int status = need_all(row, err);

	if (status == OB_OK)
		status = imports_row_word(row, "figure", ids, &id, err);
	if (status == OB_OK)
		status = read_quarter(row, figure, err);
	if (status == OB_OK)
		status = imports_row_check_line(row, "area", err);
	if (status == OB_OK)
		status = read_employees(row, figure, err);
	if (status != OB_OK)
		return status;
	figure->figure = (char *)(uintptr_t)id;
	figure->area = (char *)(uintptr_t)imports_row_text(row, "area");
	figure->permille = -1;
	if (strcasecmp(percent, TAKEN_BACK) != 0 &&
	    fraction_parse(percent, &figure->permille, err) != OB_OK)
		return error_name_field(err, "percent");
	return OB_OK;
}

static json_t *
values_of(const struct figure *figure)
{
	char quarter[QUARTER_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:i, s:I}", "figure", figure->figure,
	    "quarter",
	    quarter_format(
		(struct quarter){figure->year, figure->quarter}, quarter),
	    "area", figure->area, "permille", figure->permille, "employees",
	    (json_int_t)figure->employees);
}

static void
note_percent(struct imports_row *row, int before, int after)
{
	char from[FRACTION_TEXT_SIZE] = "";
	char to[FRACTION_TEXT_SIZE] = TAKEN_BACK;

	if (before >= 0)
		(void)fraction_format(before, ',', from);
	if (after >= 0)
		(void)fraction_format(after, ',', to);
	imports_row_note(row, "percent", from, to);
}

static void
note_employees(struct imports_row *row, int64_t before, int64_t after)
{
	cleanup_(memory_free_ptr) char *from =
	    before == 0 ? memory_strdup("") : memory_printf("%" PRId64, before);
	cleanup_(memory_free_ptr) char *to =
	    after == 0 ? memory_strdup("") : memory_printf("%" PRId64, after);

	imports_row_note(row, "employees", from, to);
}

static int
put(struct imports_row *row, const struct figure *known,
    const struct figure *wanted, struct error *err)
{
	int status = figure_store_put(row->change->engine->store, wanted, err);

	return status == OB_OK ? change_audit(row->change, "import-figure",
				     SUBJECT("figure", 0),
				     known == NULL ? NULL : values_of(known),
				     values_of(wanted), err)
			       : status;
}

static int
add(struct imports_row *row, const struct figure *wanted, struct error *err)
{
	if (wanted->permille < 0)
		return error_set_field(err, OB_EINVALID, "percent",
		    "there is no such figure to take back");
	row->is_added = true;
	return put(row, NULL, wanted, err);
}

static int
take_back(
    struct imports_row *row, const struct figure *known, struct error *err)
{
	int status = figure_store_drop(row->change->engine->store, known, err);

	note_percent(row, known->permille, -1);
	return status == OB_OK
		   ? change_audit(row->change, "drop-figure",
			 SUBJECT("figure", 0), values_of(known), NULL, err)
		   : status;
}

static int
update(struct imports_row *row, const struct figure *known,
    struct figure *wanted, struct error *err)
{
	if (wanted->permille < 0)
		return take_back(row, known, err);
	if (wanted->employees == 0)
		wanted->employees = known->employees;
	note_percent(row, known->permille, wanted->permille);
	note_employees(row, known->employees, wanted->employees);
	return json_array_size(row->changes) > 0 ? put(row, known, wanted, err)
						 : OB_OK;
}

int
imports_figures_row(struct imports_row *row, struct error *err)
{
	cleanup_(figure_store_release) struct figure known = {.year = 0};
	struct figure wanted = {.year = 0};
	int status = read_figure(row, &wanted, err);

	if (status == OB_OK)
		status = figure_store_find(
		    row->change->engine->store, &wanted, &known, err);
	if (status == OB_ENOTFOUND)
		return add(row, &wanted, err);
	return status == OB_OK ? update(row, &known, &wanted, err) : status;
}
