/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/bottlenecks.h"
#include "engine/measures/measure_figures.h"
#include "engine/measures/measure_words.h"
#include "engine/programmes/programme_words.h"
#include "store/bottleneck_store.h"

#define MEASURES_MAX 32

/* A measure of who is on time, turned round. */
struct late_at_role {
	const char *role; /* as it begins */
	struct disclosure late;
};

/* A year on its way into the view. */
struct bottleneck_page {
	struct engine *engine;
	enum language language;
	int year;
	bool is_final;
	int64_t leaders; /* 0: it may not be told */
	struct late_at_role late[MEASURES_MAX];
	size_t late_count;
	struct bottleneck *steps;
	size_t step_count;
	struct bottleneck_year *years;
	size_t year_count;
};

struct told_step {
	const struct bottleneck *step;
	struct bottleneck_shown shown;
};

static void
release_page(struct bottleneck_page *page)
{
	bottleneck_store_free(page->steps, page->step_count);
	bottleneck_store_free_years(page->years, page->year_count);
}

static struct disclosure
turn_round(const struct disclosure *on_time)
{
	struct disclosure late = *on_time;

	late.least.part = on_time->most.whole - on_time->most.part;
	late.most.part = on_time->least.whole - on_time->least.part;
	return late;
}

static bool
is_told(const struct disclosure *shown)
{
	return shown->kind == DISCLOSURE_EXACT ||
	       shown->kind == DISCLOSURE_BOUNDS;
}

/* How many began in the year is told where the measures tell it, and as they
 * do: then nothing is added to what is known of so many. */
static int
load_late(struct bottleneck_page *page, const struct measure *measure,
    struct error *err)
{
	cleanup_(measure_figures_release) struct measure_figures figures = {
	    .areas = NULL};
	int status = measure_figures_load(
	    page->engine, measure, page->year, &figures, err);

	if (status != OB_OK || !is_told(&figures.view.year))
		return status;
	page->late[page->late_count++] = (struct late_at_role){
	    measure->argument, turn_round(&figures.view.year)};
	page->leaders = figures.view.year.least.whole;
	return OB_OK;
}

static int
load_measures(struct bottleneck_page *page, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < measure_table_count &&
			   page->late_count < MEASURES_MAX;
	     i++) {
		if (measure_table[i].count == measure_store_count_on_time)
			status = load_late(page, &measure_table[i], err);
	}
	return status;
}

static const struct disclosure *
late_beside(const struct bottleneck_page *page, const char *role)
{
	for (size_t i = 0; i < page->late_count; i++) {
		const char *begin = page->late[i].role;

		if (strncmp(role, begin, strlen(begin)) == 0)
			return &page->late[i].late;
	}
	return NULL;
}

/* Of what is told alone: the order tells nothing that is hidden. */
static int64_t
weight(const struct told_step *told)
{
	const struct disclosure *missed = &told->shown.missed;

	return is_told(missed) ? missed->least.part + missed->most.part : -1;
}

static int
compare_steps(const void *a, const void *b)
{
	const struct told_step *left = a;
	const struct told_step *right = b;
	int64_t difference = weight(right) - weight(left);

	if (difference != 0)
		return difference < 0 ? -1 : 1;
	difference = strcmp(left->step->step, right->step->step);
	return difference != 0 ? (int)difference
			       : strcmp(left->step->role, right->step->role);
}

static int
cell_view(const struct bottleneck_page *page, const struct disclosure *shown,
    json_t **ret_cell, struct error *err)
{
	cleanup_(memory_free_ptr) char *text = NULL;
	cleanup_(memory_free_ptr) char *brief = NULL;
	int least = is_told(shown) ? fraction_permille(shown->least) : -1;
	int most = is_told(shown) ? fraction_permille(shown->most) : -1;
	int status = measure_words_cell(
	    page->engine, page->language, "measure_cell.%s", shown, &text, err);

	if (status == OB_OK)
		status = measure_words_cell(page->engine, page->language,
		    "measure_short.%s", shown, &brief, err);
	if (status == OB_OK)
		*ret_cell = json_pack(
		    "{s:s, s:s, s:s, s:i, s:i, s:I, s:b, s:b, s:i}", "text",
		    text, "short", brief, "kind", measure_words_kind(shown),
		    "least", least, "most", most, "of",
		    (json_int_t)(is_told(shown) ? shown->least.whole : 0),
		    "is_exact", (int)(shown->kind == DISCLOSURE_EXACT),
		    "is_bounds", (int)(shown->kind == DISCLOSURE_BOUNDS),
		    "span", most - least);
	return status;
}

static int
add_step(const struct bottleneck_page *page, const struct told_step *told,
    json_t *list, struct error *err)
{
	const struct bottleneck *step = told->step;
	const struct programme_words words = {
	    .catalogue = page->engine->catalogues[page->language]};
	cleanup_(memory_free_ptr) char *role =
	    programme_words_role(&words, step->role);
	cleanup_(memory_free_ptr) char *days =
	    told->shown.days < 0
		? memory_strdup(measure_words_text(page->engine, page->language,
		      "measure_cell.%s", "hidden"))
		: memory_printf("%d", told->shown.days);
	json_auto_t *missed = NULL;
	json_auto_t *skipped = NULL;
	int status = cell_view(page, &told->shown.missed, &missed, err);

	if (status == OB_OK)
		status = cell_view(page, &told->shown.skipped, &skipped, err);
	if (status == OB_OK)
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s, s:s, s:b, s:O, s:O, s:i, s:s}",
			"step", step->step, "title",
			page->language == LANGUAGE_DA ? step->title_da
						      : step->title_en,
			"role", step->role, "role_label", role,
			"is_conditional", (int)step->is_conditional, "missed",
			missed, "skipped", skipped, "days", told->shown.days,
			"days_text", days));
	return status;
}

static int
steps_view(
    const struct bottleneck_page *page, json_t **ret_list, struct error *err)
{
	cleanup_(memory_free_ptr) struct told_step *told =
	    memory_alloc((page->step_count + 1) * sizeof(*told));
	json_auto_t *list = json_array();
	size_t count = page->leaders == 0 ? 0 : page->step_count;
	int status = OB_OK;

	for (size_t i = 0; i < count; i++) {
		told[i].step = &page->steps[i];
		bottleneck_decide(&page->steps[i], page->leaders,
		    late_beside(page, page->steps[i].role), &told[i].shown);
	}
	qsort(told, count, sizeof(*told), compare_steps);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_step(page, &told[i], list, err);
	if (status == OB_OK)
		*ret_list = json_incref(list);
	return status;
}

static json_t *
years_view(const struct bottleneck_page *page)
{
	json_t *years = json_array();

	for (size_t i = 0; i < page->year_count; i++) {
		int year = page->years[i].year;
		cleanup_(memory_free_ptr) char *url =
		    memory_printf("/hr/bottlenecks?year=%d", year);

		(void)json_array_append_new(
		    years, json_pack("{s:i, s:s, s:b}", "year", year, "url",
			       url, "is_chosen", (int)(year == page->year)));
	}
	return years;
}

static int
load_page(struct bottleneck_page *page, struct error *err)
{
	struct store *store = page->engine->store;
	int status = bottleneck_store_list_years(
	    store, &page->years, &page->year_count, err);

	if (status != OB_OK)
		return status;
	if (page->year == 0 && page->year_count > 0)
		page->year = page->years[page->year_count - 1].year;
	for (size_t i = 0; i < page->year_count; i++)
		page->is_final =
		    page->is_final || page->years[i].year == page->year;
	if (!page->is_final)
		return OB_OK;
	status = bottleneck_store_list(
	    store, page->year, &page->steps, &page->step_count, err);
	return status == OB_OK ? load_measures(page, err) : status;
}

int
bottlenecks_view(struct engine *engine, int year, enum language language,
    json_t **ret_view, struct error *err)
{
	cleanup_(release_page) struct bottleneck_page page = {
	    .engine = engine, .language = language, .year = year};
	json_t *steps = NULL;
	int status = load_page(&page, err);

	if (status == OB_OK)
		status = steps_view(&page, &steps, err);
	if (status == OB_OK)
		*ret_view = json_pack(
		    "{s:i, s:b, s:o, s:b, s:b, s:I, s:b, s:o}", "year",
		    page.year, "has_years", (int)(page.year_count > 1), "years",
		    years_view(&page), "is_final", (int)page.is_final,
		    "is_told", (int)(page.leaders > 0), "leaders",
		    (json_int_t)page.leaders, "has_steps",
		    (int)(json_array_size(steps) > 0), "steps", steps);
	return status;
}
