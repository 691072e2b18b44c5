/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "bench_world.h"
#include "engine/exits/exit_counts.h"
#include "engine/exits/exit_figures.h"
#include "engine/measures/bottlenecks.h"
#include "engine/measures/bottlenecks_count.h"
#include "engine/measures/comparison.h"
#include "engine/measures/measure_table.h"
#include "engine/measures/measures.h"
#include "engine/measures/measures_count.h"
#include "engine/reports/reports.h"
#include "store/store_tables.h"
#include "text/csv_text.h"

/*
 * Times what is told of ten years of 200 leaders a year, and the counting of
 * their quarters.  Journeys of one year are made by the engine, and copied with
 * all their activities into nine years before it.  The limit is a second, for
 * whoever waits for a page; the unit is a plain count of all those activities.
 * A view that takes a second, or the counting of one quarter by every measure
 * or of one year's late steps that does, is a fault: the program ends with 1
 * and names it.
 */
#define YEARS 10
#define ROUNDS 5
#define MOST_MS 1000.0
#define QUARTERS (YEARS * 4)

struct bench {
	struct world *world;
	double unit;
	int slow;
};

static void
execute(const struct bench *bench, const char *sql)
{
	struct error err = ERROR_INIT;
	sqlite3 *handle = bench->world->store->db.handle;

	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		bench_world_check(error_set(&err, OB_EIO, "%s: %s",
				      sqlite3_errmsg(handle), sql),
		    &err);
}

static int64_t
number(const struct bench *bench, const char *sql)
{
	sqlite3 *handle = bench->world->store->db.handle;
	sqlite3_stmt *rows = NULL;
	struct error err = ERROR_INIT;
	int64_t value = 0;

	if (sqlite3_prepare_v2(handle, sql, -1, &rows, NULL) != SQLITE_OK)
		bench_world_check(error_set(&err, OB_EIO, "%s: %s",
				      sqlite3_errmsg(handle), sql),
		    &err);
	if (sqlite3_step(rows) == SQLITE_ROW)
		value = sqlite3_column_int64(rows, 0);
	(void)sqlite3_finalize(rows);
	return value;
}

/*
 * The year that the engine made, over all quarters and areas; most has been
 * done in time, and some have left.
 */
static const char live_a_year[] =
    "UPDATE journey SET area = 'Område ' || (id % 8), recruitment = "
    "CASE WHEN id % 5 < 3 THEN 'internal' ELSE 'external' END, "
    "accepted = date(accepted, '-18 months'), "
    "created_at = unixepoch(accepted, '-18 months'), first_day = "
    "date(first_day, "
    "'-' || (9 + 3 * (id % 4)) || ' months', '+' || (id % 60) || ' days'), "
    "last_day = CASE WHEN id % 9 = 0 THEN date(first_day, '-4 months') END;"
    "UPDATE activity SET due_rule = date(due_rule, '-1 year'), "
    "latest = date(latest, '-1 year'), start_minute = -1, end_minute = -1, "
    "start_at = NULL, end_at = NULL;"
    "UPDATE activity SET state = 'done', settled_at = "
    "unixepoch(ifnull(latest, due_rule)) + CASE WHEN id % 13 = 0 "
    "THEN 300000 ELSE 0 END WHERE id % 17 > 0;"
    "INSERT INTO exit_interview SELECT id, '2026-03-10', leader_id, 0 "
    "FROM journey WHERE id % 3 = 0;"
    "INSERT INTO exit_reason SELECT journey_id, CASE journey_id % 2 "
    "WHEN 0 THEN 'workload' ELSE 'pay' END, 1 FROM exit_interview;"
    "CREATE TEMP TABLE one_journey AS SELECT * FROM journey;"
    "CREATE TEMP TABLE one_activity AS SELECT * FROM activity;";

/* The copy becomes the year before it, and is added. */
static const char copy_a_year[] =
    "UPDATE one_journey SET id = id + 10000, "
    "accepted = date(accepted, '-1 year'), "
    "created_at = created_at - 31536000, "
    "first_day = date(first_day, '-1 year'), "
    "last_day = date(last_day, '-1 year');"
    "INSERT INTO journey SELECT * FROM one_journey;"
    "UPDATE one_activity SET id = id + 1000000, "
    "journey_id = journey_id + 10000, uid = uid || '.', "
    "due_rule = date(due_rule, '-1 year'), "
    "latest = date(latest, '-1 year'), settled_at = settled_at - 31536000;"
    "INSERT INTO activity SELECT * FROM one_activity;";

static void
make_years(const struct bench *bench)
{
	bench_world_add_leaders(bench->world);
	execute(bench, "BEGIN");
	execute(bench, live_a_year);
	for (int i = 1; i < YEARS; i++)
		execute(bench, copy_a_year);
	execute(bench, "COMMIT");
	(void)printf("%lld leaders, %lld activities, %d years\n",
	    (long long)number(bench, "SELECT count(*) FROM journey"),
	    (long long)number(bench, "SELECT count(*) FROM activity"), YEARS);
}

static void
show(struct bench *bench, const char *name, double took)
{
	bench_world_show(name, took, bench->unit);
	if (took < MOST_MS)
		return;
	(void)fprintf(stderr, "bench/reports: %s is too slow\n", name);
	bench->slow++;
}

/* All quarters that are final, as after an upgrade; and a day without any. */
static void
time_counting(struct bench *bench)
{
	struct error err = ERROR_INIT;
	double begun = bench_world_now_ms();
	double took;
	int64_t quarters;

	bench_world_check(measures_count_run(bench->world->engine, &err), &err);
	took = bench_world_now_ms() - begun;
	quarters = number(bench, "SELECT count(*) FROM measure_quarter");
	if (quarters < QUARTERS)
		bench_world_check(
		    error_set(&err, OB_EINTERNAL,
			"only %lld quarters are counted", (long long)quarters),
		    &err);
	bench_world_head("the daily run");
	bench_world_show("read all activities once", bench->unit, bench->unit);
	show(bench, "count a quarter by every measure",
	    took * (double)measure_table_count / (double)quarters);
	begun = bench_world_now_ms();
	bench_world_check(measures_count_run(bench->world->engine, &err), &err);
	show(bench, "a day on which nothing is final",
	    bench_world_now_ms() - begun);
	begun = bench_world_now_ms();
	bench_world_check(exit_counts_run(bench->world->engine, &err), &err);
	show(bench, "count why leaders left", bench_world_now_ms() - begun);
}

/* The same of late steps, year by year. */
static void
time_late_steps(struct bench *bench)
{
	struct error err = ERROR_INIT;
	double begun = bench_world_now_ms();
	double took;
	int64_t years;

	bench_world_check(
	    bottlenecks_count_run(bench->world->engine, &err), &err);
	took = bench_world_now_ms() - begun;
	years = number(bench, "SELECT count(*) FROM bottleneck_year");
	if (years < YEARS - 1)
		bench_world_check(
		    error_set(&err, OB_EINTERNAL, "only %lld years are counted",
			(long long)years),
		    &err);
	show(bench, "count the late steps of a year", took / (double)years);
}

static int
measures(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct measures_request request = {.year = "2024"};

	return measures_view(engine, &request, ret_view, err);
}

static int
one_measure(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct measures_request request = {
	    .year = "2024", .measure = "on-time-manager"};

	return measures_view(engine, &request, ret_view, err);
}

/* The page of every year, one after the other. */
static int
every_year(struct engine *engine, json_t **ret_view, struct error *err)
{
	json_t *view = NULL;
	int status = measures(engine, &view, err);
	const json_t *year;
	size_t i;

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "years"), i, year)
	{
		cleanup_(memory_free_ptr) char *text = memory_printf("%d",
		    (int)json_integer_value(json_object_get(year, "year")));
		const struct measures_request request = {.year = text};
		json_auto_t *own = NULL;

		if (status == OB_OK)
			status = measures_view(engine, &request, &own, err);
	}
	*ret_view = view;
	return status;
}

static int
versions(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct comparison_request request = {.measure = NULL};

	return comparison_view(engine, &request, ret_view, err);
}

static int
exit_reasons(struct engine *engine, json_t **ret_view, struct error *err)
{
	return exit_figures_view(engine, "2026H1", ret_view, err);
}

static int
late_steps(struct engine *engine, json_t **ret_view, struct error *err)
{
	return bottlenecks_view(engine, 2024, LANGUAGE_DA, ret_view, err);
}

static int
year(struct engine *engine, json_t **ret_view, struct error *err)
{
	return reports_view(engine, "2024", LANGUAGE_DA, ret_view, err);
}

static int
quarter(struct engine *engine, json_t **ret_view, struct error *err)
{
	return reports_view(engine, "2024Q2", LANGUAGE_DA, ret_view, err);
}

/* A new report is a row here. */
static const struct {
	const char *name;
	int (*view)(
	    struct engine *engine, json_t **ret_view, struct error *err);
	const char *list; /* its member that is never empty */
} views[] = {
    {"the measures of a year", measures, "measures"},
    {"one measure of a year", one_measure, "measures"},
    {"the measures of every year", every_year, "years"},
    {"versions and pilots compared", versions, "measures"},
    {"why leaders left", exit_reasons, "reasons"},
    {"the steps of a year that were late", late_steps, "steps"},
    {"the report on a year", year, "sections"},
    {"the report on a quarter", quarter, "sections"},
};

static void
write_row(struct strbuf *out, const json_t *row)
{
	const json_t *cell;
	size_t i;

	json_array_foreach(json_object_get(row, "cells"), i, cell)
	{
		csv_text_add(
		    out, i, json_string_value(json_object_get(cell, "text")));
	}
	csv_text_end_row(out);
}

/* The cells of all rows, as a file has them. */
static size_t
write_file(const json_t *view)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	const json_t *measure;
	const json_t *row;
	size_t i;
	size_t k;

	json_array_foreach(json_object_get(view, "measures"), i, measure)
	{
		json_array_foreach(json_object_get(measure, "rows"), k, row)
		{
			write_row(&out, row);
		}
	}
	return out.len;
}

static void
time_view(struct bench *bench, size_t i)
{
	struct error err = ERROR_INIT;
	cleanup_(memory_free_ptr) char *file =
	    memory_printf("%s, as a file", views[i].name);
	double made = 0;
	double written = 0;
	size_t len = 0;

	for (int k = 0; k < ROUNDS; k++) {
		json_auto_t *view = NULL;
		double begun = bench_world_now_ms();

		bench_world_check(
		    views[i].view(bench->world->engine, &view, &err), &err);
		made += bench_world_now_ms() - begun;
		len = write_file(view);
		written += bench_world_now_ms() - begun;
		if (json_array_size(json_object_get(view, views[i].list)) == 0)
			bench_world_check(
			    error_set(&err, OB_EINTERNAL, "%s: nothing is told",
				views[i].name),
			    &err);
	}
	show(bench, views[i].name, made / ROUNDS);
	if (len > 0)
		show(bench, file, written / ROUNDS);
}

static double
time_unit(const struct bench *bench)
{
	double begun = bench_world_now_ms();

	for (int k = 0; k < ROUNDS; k++)
		(void)number(bench, "SELECT count(*) FROM activity "
				    "WHERE settled_at > ifnull(latest, '')");
	return (bench_world_now_ms() - begun) / ROUNDS;
}

int
main(void)
{
	struct bench bench = {.world = bench_world_open("Reports")};

	make_years(&bench);
	bench.unit = time_unit(&bench);
	time_counting(&bench);
	time_late_steps(&bench);
	bench_world_head("what is told of ten years");
	bench_world_show("read all activities once", bench.unit, bench.unit);
	for (size_t i = 0; i < ARRAY_LEN(views); i++)
		time_view(&bench, i);
	bench_world_close(bench.world);
	return bench.slow > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
