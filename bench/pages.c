/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "bench_world.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/hr/hr_board.h"
#include "engine/hr/hr_leader.h"
#include "engine/hr/hr_needs.h"
#include "engine/hr/hr_overdue.h"
#include "engine/hr/hr_programmes.h"
#include "engine/hr/hr_search.h"
#include "engine/pages/pages.h"
#include "http/page_templates.h"

/*
 * Times pages, as HTML, against the calendar of the same person when it is
 * made for the first time: a leader's, a manager's of ten leaders, and what HR
 * sees of 200 leaders of whom nobody has done anything for two months.  A page
 * that takes ten times as long as its calendar is a fault: the program ends
 * with 1 and names it.
 */
#define ROUNDS 10
#define MOST 10.0

static const struct hr_scope everywhere = {.area = "", .language = LANGUAGE_DA};

struct bench {
	struct world *world;
	struct page_templates *templates;
	int slow; /* pages */
};

static int
give_embedded(
    void *arg, const char *path, struct strbuf *out, struct error *err)
{
	const struct embedded_file *file = embedded_find(path);

	(void)arg;
	if (file == NULL)
		return error_set(err, OB_ENOTFOUND, "no file '%s'", path);
	strbuf_add(out, file->bytes, file->len);
	return OB_OK;
}

static json_t *
make_brand(void)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", "",
	    "logo_url", "", "statement_url", "", "style_url", "", "script_url",
	    "", "icons_url", "", "icon_url", "");
}

/* How long the calendar of the token takes, made anew. */
static double
time_feed(const struct bench *bench, const char *token)
{
	const struct feed_query query = {.token = token};
	struct feed_answer answer;
	struct error err = ERROR_INIT;
	bool is_revoked = false;
	double begun = bench_world_now_ms();

	bench_world_check(feeds_fetch(bench->world->engine, &query, &answer,
			      &is_revoked, &err),
	    &err);
	return bench_world_now_ms() - begun;
}

/* What the layout needs of a request. */
static void
add_common(json_t *view)
{
	const struct embedded_file *file =
	    embedded_find("schemas/pages/common.json");
	json_auto_t *common = json_loadb(file->bytes, file->len, 0, NULL);

	(void)json_object_update_missing(view, common);
}

static void
render(const struct bench *bench, enum page_template page, json_t *view)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	struct error err = ERROR_INIT;

	add_common(view);
	bench_world_check(page_templates_render(bench->templates, page,
			      LANGUAGE_DA, view, &html, &err),
	    &err);
	if (html.len < 1000)
		bench_world_check(
		    error_set(&err, OB_EINTERNAL, "the page is empty"), &err);
}

static void
show(struct bench *bench, const char *name, double took, double unit)
{
	bench_world_show(name, took, unit);
	if (took / unit < MOST)
		return;
	(void)fprintf(stderr, "bench/pages: %s is too slow\n", name);
	bench->slow++;
}

static double
time_page(const struct bench *bench, enum page_kind kind, const char *token)
{
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;
	double begun = bench_world_now_ms();

	bench_world_check(
	    pages_view(bench->world->engine, kind, token, &view, &err), &err);
	render(bench,
	    kind == PAGE_LEADER ? PAGE_TEMPLATE_LEADER : PAGE_TEMPLATE_PERSON,
	    view);
	return bench_world_now_ms() - begun;
}

/* Different people, so that nothing of one was kept for another. */
static void
time_personal(struct bench *bench, enum page_kind kind, const char *whose)
{
	bool is_leader = kind == PAGE_LEADER;
	double feed = 0;
	double first = 0;
	double again = 0;

	for (int i = 0; i < ROUNDS; i++) {
		cleanup_(memory_free_ptr) char *address =
		    memory_printf("%c%d@example.org", is_leader ? 'l' : 'm', i);
		cleanup_(memory_free_ptr) char *calendar =
		    bench_world_find_feed(bench->world,
			is_leader ? "journey" : "person", address);
		cleanup_(memory_free_ptr) char *page =
		    bench_world_find_page(bench->world, i + 1, address);

		bench->world->engine->generation++;
		feed += time_feed(bench, calendar);
		bench->world->engine->generation++;
		first += time_page(bench, kind, page);
		again += time_page(bench, kind, page);
	}
	bench_world_head(whose);
	bench_world_show(
	    "the calendar, at first", feed / ROUNDS, feed / ROUNDS);
	show(bench, "the page, after a change", first / ROUNDS, feed / ROUNDS);
	show(bench, "the page, once more", again / ROUNDS, feed / ROUNDS);
}

static int
board(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct hr_board_filter any = {.area = NULL};

	return hr_board_view(engine, &everywhere, &any, ret_view, err);
}

static int
board_with_words(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct hr_board_filter filter = {.text = "nummer12 mette"};

	return hr_board_view(engine, &everywhere, &filter, ret_view, err);
}

static int
figures(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_board_figures(engine, &everywhere, ret_view, err);
}

static int
overdue(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_overdue_view(engine, &everywhere, NULL, ret_view, err);
}

static int
needs(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_needs_view(engine, &everywhere, ret_view, err);
}

static int
search(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_search_view(
	    engine, &everywhere, "velkomst nummer12", ret_view, err);
}

static int
leader(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_leader_view(engine, &everywhere, 7, ret_view, err);
}

static int
programme(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_programmes_version(
	    engine, &everywhere, "ny-leder", "1", ret_view, err);
}

static const struct {
	const char *name;
	int (*view)(
	    struct engine *engine, json_t **ret_view, struct error *err);
	enum page_template page;
} views[] = {
    {"the board", board, PAGE_TEMPLATE_HR_BOARD},
    {"the board, looked through for words", board_with_words,
	PAGE_TEMPLATE_HR_BOARD},
    {"figures", figures, PAGE_TEMPLATE_HR_FIGURES},
    {"overdue by owner", overdue, PAGE_TEMPLATE_HR_OVERDUE},
    {"needs you now", needs, PAGE_TEMPLATE_HR_NEEDS},
    {"a search", search, PAGE_TEMPLATE_HR_SEARCH},
    {"one leader", leader, PAGE_TEMPLATE_HR_LEADER},
    {"a programme", programme, PAGE_TEMPLATE_HR_PROGRAMME},
};

static void
time_hr(struct bench *bench)
{
	cleanup_(memory_free_ptr) char *token = bench_world_open_feed(
	    bench->world, "coordinator", "hr@example.org");
	double unit = time_feed(bench, token);

	bench_world_head("what HR sees of 200 leaders");
	bench_world_show("a coordinator's calendar, at first", unit, unit);
	for (size_t i = 0; i < ARRAY_LEN(views); i++) {
		double begun = bench_world_now_ms();

		for (int k = 0; k < ROUNDS; k++) {
			struct error err = ERROR_INIT;
			json_auto_t *view = NULL;

			bench_world_check(
			    views[i].view(bench->world->engine, &view, &err),
			    &err);
			render(bench, views[i].page, view);
		}
		show(bench, views[i].name,
		    (bench_world_now_ms() - begun) / ROUNDS, unit);
	}
}

int
main(void)
{
	struct bench bench = {.world = bench_world_open("Pages")};
	struct error err = ERROR_INIT;
	int64_t at = 0;

	bench_world_add_leaders(bench.world);
	bench_world_check(
	    world_instant(bench.world, "2026-12-01T12:00", &at, &err), &err);
	bench_world_check(world_jump(bench.world, at, &err), &err);
	bench_world_check(page_templates_new(bench.world->engine, give_embedded,
			      NULL, make_brand(), &bench.templates, &err),
	    &err);
	time_personal(&bench, PAGE_LEADER, "a leader's page");
	time_personal(&bench, PAGE_PERSON, "a manager's page, of ten leaders");
	time_hr(&bench);
	page_templates_free(bench.templates);
	bench_world_close(bench.world);
	return bench.slow > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
