/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/reports/reports.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_texts.h"
#include "model/quarter.h"
#include "store/measure_store.h"
#include "text/dates_text.h"
#include "text/markdown.h"

#define HEADING_SHIFT 2 /* below a section's own */
#define QUARTERS 4

static struct quarter
last_over(struct engine *engine)
{
	return quarter_add(quarter_of(core_today(engine)), -1);
}

static bool
is_of_year(const struct report *report)
{
	return report->period.quarter == 0;
}

static bool
is_year_over(const struct report *report)
{
	struct quarter last = {report->period.year, QUARTERS};

	return quarter_compare(last, last_over(report->engine)) <= 0;
}

/* A year has one as soon as a quarter of it is over. */
static int
check_period(const struct report *report, const char *period, struct error *err)
{
	struct quarter first = {report->period.year,
	    is_of_year(report) ? 1 : report->period.quarter};

	if (quarter_compare(first, last_over(report->engine)) <= 0)
		return OB_OK;
	return error_set_field(err, OB_ENOTFOUND, "period",
	    "there is no report on '%s' before a quarter of it is over",
	    period);
}

/* "Årsrapport 2026", "Status for 3. kvartal 2026"; owned. */
static char *
title_of(const struct report *report)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("q%d", report->period.quarter);

	if (is_of_year(report))
		return memory_printf("%s %d",
		    report_parts_word(report, "report_word.%s", "year_title"),
		    report->period.year);
	return memory_printf("%s %s %d",
	    report_parts_word(report, "report_word.%s", "quarter_title"),
	    report_parts_word(report, "measure_column.%s", name),
	    report->period.year);
}

static int
build_part(const struct report *report, const struct report_part *part,
    const char *number, json_t *parts, struct error *err)
{
	json_t *tables = json_array();
	int status = part->build(report, tables, err);

	(void)json_array_append_new(parts,
	    json_pack("{s:s, s:s, s:s, s:b, s:o}", "id", part->id, "number",
		number, "heading",
		report_parts_word(report, "report_part.%s", part->id),
		"has_heading", (int)is_of_year(report), "tables", tables));
	return status;
}

static int
build_parts(const struct report *report, const struct report_kind *kind,
    size_t section, json_t *parts, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < kind->part_count; i++) {
		cleanup_(memory_free_ptr) char *number = memory_printf(
		    "%zu.%zu", section + 1, json_array_size(parts) + 1);

		if (strcmp(kind->parts[i].section, kind->sections[section]) ==
		    0)
			status = build_part(
			    report, &kind->parts[i], number, parts, err);
	}
	return status;
}

/* What HR wrote, or the program's words; NULL where there are only figures. */
static const char *
find_text(const json_t *texts, const char *section)
{
	size_t i;
	const json_t *text;

	json_array_foreach(json_object_get(texts, "texts"), i, text)
	{
		if (strcmp(json_string_value(json_object_get(text, "heading")),
			section) == 0)
			return json_string_value(json_object_get(text, "text"));
	}
	return NULL;
}

static int
add_section(const struct report *report, json_t *sections, const char *id,
    const char *text, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *number =
	    memory_printf("%zu", json_array_size(sections) + 1);
	int status = text == NULL ? OB_OK
				  : markdown_to_html(text, strlen(text),
					HEADING_SHIFT, &html, err);

	if (status != OB_OK)
		return status;
	(void)json_array_append_new(
	    sections, json_pack("{s:s, s:s, s:s, s:b, s:s, s:s, s:[]}", "id",
			  id, "number", number, "heading",
			  report_parts_word(report, "report_heading.%s", id),
			  "has_text", (int)(text != NULL), "text_html",
			  html.buf, "text", text == NULL ? "" : text, "parts"));
	return OB_OK;
}

static int
build_sections(const struct report *report, json_t *sections, struct error *err)
{
	const struct report_kind *kind = is_of_year(report)
					     ? &report_parts_of_year
					     : &report_parts_of_quarter;
	json_auto_t *texts = NULL;
	int status = is_of_year(report) ? report_texts_view(report->engine,
					      report->period.year,
					      report->language, &texts, err)
					: OB_OK;

	for (size_t i = 0; status == OB_OK && kind->sections[i] != NULL; i++) {
		status = add_section(report, sections, kind->sections[i],
		    find_text(texts, kind->sections[i]), err);
		if (status == OB_OK)
			status = build_parts(report, kind, i,
			    json_object_get(
				json_array_get(sections, i), "parts"),
			    err);
	}
	return status;
}

static const char *
lead_of(const struct report *report)
{
	if (!is_of_year(report))
		return "quarter";
	return is_year_over(report) ? "year" : "year_open";
}

int
reports_view(struct engine *engine, const char *period, enum language language,
    json_t **ret_view, struct error *err)
{
	struct report report = {.engine = engine, .language = language};
	json_auto_t *sections = json_array();
	cleanup_(memory_free_ptr) char *title = NULL;
	char made[DATES_TEXT_SIZE];
	int status = report_period_parse(period, &report.period, err);

	if (status == OB_OK)
		status = check_period(&report, period, err);
	if (status == OB_OK)
		status = build_sections(&report, sections, err);
	if (status != OB_OK)
		return status;
	title = title_of(&report);
	*ret_view = json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:O}", "period",
	    period, "language", language_code(language), "title", title, "lead",
	    report_parts_word(&report, "report_lead.%s", lead_of(&report)),
	    "made", dates_text_day(language, core_today(engine), made),
	    "is_year", (int)is_of_year(&report), "sections", sections);
	return OB_OK;
}

static json_t *
entry_of(const struct report *report)
{
	cleanup_(memory_free_ptr) char *title = title_of(report);
	cleanup_(memory_free_ptr) char *url = NULL;
	char period[REPORT_PERIOD_SIZE];

	url = memory_printf(
	    "/hr/reports/%s", report_period_format(report->period, period));
	return json_pack(
	    "{s:s, s:s, s:s}", "period", period, "title", title, "url", url);
}

static json_t *
year_entry(struct engine *engine, enum language language, int year)
{
	struct report report = {engine, language, {year, 0}};
	json_t *entry = entry_of(&report);
	json_t *quarters = json_array();

	for (int number = QUARTERS; number >= 1; number--) {
		struct quarter quarter = {year, number};

		report.period.quarter = number;
		if (quarter_compare(quarter, last_over(engine)) <= 0)
			(void)json_array_append_new(
			    quarters, entry_of(&report));
	}
	(void)json_object_set_new(
	    entry, "is_over", json_boolean(is_year_over(&report)));
	(void)json_object_set_new(entry, "quarters", quarters);
	return entry;
}

int
reports_list(struct engine *engine, enum language language, json_t **ret_view,
    struct error *err)
{
	struct date first_day = core_today(engine);
	int last = last_over(engine).year;
	json_t *years;
	int status = measure_store_first_day(engine->store, &first_day, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	years = json_array();
	for (int year = last; year >= date_to_civil(first_day).year; year--)
		(void)json_array_append_new(
		    years, year_entry(engine, language, year));
	*ret_view = json_pack("{s:b, s:o}", "has_years",
	    (int)(json_array_size(years) > 0), "years", years);
	return OB_OK;
}
