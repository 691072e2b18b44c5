/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"

void
measure_figures_release(struct measure_figures *figures)
{
	for (size_t i = 0; i < figures->area_count; i++)
		free(figures->areas[i]);
	free(figures->areas);
	free(figures->cells);
	free(figures->view.cells);
	free(figures->view.areas);
	free(figures->view.sums);
	*figures = (struct measure_figures){.areas = NULL};
}

/* Rows come by area; a quarter without anybody has none. */
static void
fill(struct measure_figures *figures, const struct measure_count *counts,
    size_t count)
{
	size_t room = count + 1;

	figures->areas = memory_alloc(room * sizeof(*figures->areas));
	figures->cells =
	    memory_alloc(room * DISCLOSURE_QUARTERS * sizeof(*figures->cells));
	for (size_t i = 0; i < count; i++) {
		size_t cell;

		if (i == 0 || strcmp(counts[i - 1].area, counts[i].area) != 0)
			figures->areas[figures->area_count++] =
			    memory_strdup(counts[i].area);
		cell = (figures->area_count - 1) * DISCLOSURE_QUARTERS +
		       (size_t)counts[i].quarter - 1;
		figures->cells[cell] =
		    (struct fraction){counts[i].part, counts[i].whole};
	}
}

static void
decide(struct measure_figures *figures, int quarters)
{
	const struct disclosure_table table = {
	    figures->area_count, quarters, figures->cells};
	size_t room = figures->area_count + 1;

	figures->view = (struct disclosure_view){
	    .cells = memory_alloc(
		room * DISCLOSURE_QUARTERS * sizeof(*figures->view.cells)),
	    .areas = memory_alloc(room * sizeof(*figures->view.areas)),
	    .sums = memory_alloc(room * sizeof(*figures->view.sums))};
	disclosure_decide(&table, &figures->view);
}

static int
load_alone(struct engine *engine, const struct measure *measure, int year,
    struct measure_figures *figures, struct error *err)
{
	struct measure_count *counts = NULL;
	size_t count = 0;
	int quarters = 0;
	int status = measure_store_kept(
	    engine->store, measure->id, year, &quarters, err);

	if (status == OB_OK)
		status = measure_store_list(
		    engine->store, measure->id, year, &counts, &count, err);
	if (status == OB_OK) {
		fill(figures, counts, count);
		decide(figures, quarters);
	}
	measure_store_free_counts(counts, count);
	return status;
}

static struct fraction
year_of(const struct measure_figures *figures)
{
	struct fraction sum = {0, 0};

	for (size_t i = 0; i < figures->area_count * DISCLOSURE_QUARTERS; i++) {
		sum.part += figures->cells[i].part;
		sum.whole += figures->cells[i].whole;
	}
	return sum;
}

/* Of one that is within others nothing but the year's total is told. */
static void
keep_year_alone(struct measure_figures *figures, struct disclosure year)
{
	struct disclosure hidden = {.kind = DISCLOSURE_HIDDEN};

	figures->view.year = year;
	for (size_t i = 0; i < figures->area_count * DISCLOSURE_QUARTERS; i++)
		figures->view.cells[i] = hidden;
	for (size_t i = 0; i < figures->area_count; i++)
		figures->view.areas[i] = hidden;
	for (size_t i = 0; i < DISCLOSURE_QUARTERS; i++)
		if (figures->view.quarters[i].kind != DISCLOSURE_PENDING)
			figures->view.quarters[i] = hidden;
}

static int
decide_family(struct engine *engine, const struct measure *measure, int year,
    struct measure_figures *figures, struct error *err)
{
	struct fraction sums[MEASURE_FAMILY_MAX] = {{0, 0}};
	struct disclosure shown[MEASURE_FAMILY_MAX] = {
	    {.kind = DISCLOSURE_HIDDEN}};
	size_t count = 0;
	const struct measure *first = measure_table_family(measure, &count);
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(measure_figures_release) struct measure_figures own = {
		    .areas = NULL};

		status = load_alone(engine, &first[i], year, &own, err);
		if (status != OB_OK)
			return status;
		sums[i] = year_of(&own);
		shown[i] = own.view.year;
	}
	disclosure_decide_falling(sums, count, shown);
	keep_year_alone(figures, shown[measure - first]);
	return OB_OK;
}

/* Which of those of another measure it is. */
static int
decide_within(struct engine *engine, const struct measure *measure, int year,
    struct measure_figures *figures, struct error *err)
{
	cleanup_(measure_figures_release) struct measure_figures outer = {
	    .areas = NULL};
	struct disclosure shown = figures->view.year;
	int status = load_alone(
	    engine, measure_table_find(measure->within), year, &outer, err);

	if (status != OB_OK)
		return status;
	if (shown.kind != DISCLOSURE_PENDING)
		shown = disclosure_decide_within(
		    year_of(figures), year_of(&outer), &outer.view.year);
	keep_year_alone(figures, shown);
	return OB_OK;
}

/* Beside what it falls to or lies within, if it does. */
static int
load_family(struct engine *engine, const struct measure *measure, int year,
    struct measure_figures *figures, struct error *err)
{
	int status = load_alone(engine, measure, year, figures, err);

	if (status == OB_OK && measure->falls_to != NULL)
		status = decide_family(engine, measure, year, figures, err);
	if (status == OB_OK && measure->within != NULL)
		status = decide_within(engine, measure, year, figures, err);
	return status;
}

/* What is told of who was there, and of those that it falls to. */
static int
load_around(struct engine *engine, const struct measure *around, int year,
    struct disclosure shown[MEASURE_FAMILY_MAX], size_t *ret_count,
    struct error *err)
{
	int status = OB_OK;

	while (status == OB_OK && around != NULL &&
	       *ret_count < MEASURE_FAMILY_MAX) {
		cleanup_(measure_figures_release) struct measure_figures own = {
		    .areas = NULL};

		status = load_family(engine, around, year, &own, err);
		shown[(*ret_count)++] = own.view.year;
		around = around->falls_to == NULL ? NULL : around + 1;
	}
	return status;
}

/* Of the row itself that counts who answered, there is no part. */
static struct disclosure_answer
part_of(const struct disclosure_answers *answers, const struct measure *measure,
    const struct measure_figures *figures)
{
	if (measure_table_find(measure->answered) != measure)
		return disclosure_answers_part(answers, year_of(figures).part);
	return (struct disclosure_answer){
	    disclosure_answers_response(answers), {.kind = DISCLOSURE_HIDDEN}};
}

int
measure_figures_load_answers(struct engine *engine,
    const struct measure *answered, int year, struct measure_answers *answers,
    struct error *err)
{
	cleanup_(measure_figures_release) struct measure_figures own = {
	    .areas = NULL};
	int status = load_alone(engine, answered, year, &own, err);

	*answers = (struct measure_answers){
	    .is_final = own.view.year.kind != DISCLOSURE_PENDING};
	answers->answers.around = answers->around;
	if (status == OB_OK)
		answers->answers.answered = year_of(&own);
	if (status == OB_OK && answered->around != NULL)
		status = load_around(engine,
		    measure_table_find(answered->around), year, answers->around,
		    &answers->answers.around_count, err);
	return status;
}

static int
decide_answers(struct engine *engine, const struct measure *measure, int year,
    struct measure_figures *figures, struct error *err)
{
	struct measure_answers answers;
	struct disclosure_answer part = {
	    figures->view.year, figures->view.year};
	int status = measure_figures_load_answers(
	    engine, measure_table_find(measure->answered), year, &answers, err);

	if (status != OB_OK)
		return status;
	if (figures->view.year.kind != DISCLOSURE_PENDING)
		part = part_of(&answers.answers, measure, figures);
	keep_year_alone(figures, part.of_all);
	figures->of_answered = part.of_answered;
	return OB_OK;
}

int
measure_figures_load(struct engine *engine, const struct measure *measure,
    int year, struct measure_figures *ret_figures, struct error *err)
{
	struct measure_figures figures = {.areas = NULL};
	int status = load_family(engine, measure, year, &figures, err);

	if (status == OB_OK && measure->answered != NULL)
		status = decide_answers(engine, measure, year, &figures, err);
	if (status == OB_OK)
		*ret_figures = figures;
	else
		measure_figures_release(&figures);
	return status;
}
