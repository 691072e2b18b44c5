/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/hr/hr_list_rows.h"
#include "store/calendar_day_store.h"
#include "text/catalogue.h"

/* The list of closed and special days, a period in a row. */

struct period {
	const struct calendar_day *first;
	struct date last;
};

/* Whether the day only goes on with what the period began. */
static bool
goes_on(const struct period *period, const struct calendar_day *day)
{
	return day->day.day - period->last.day <= 1 &&
	       strcmp(period->first->area, day->area) == 0 &&
	       strcmp(period->first->class, day->class) == 0 &&
	       strcmp(period->first->title, day->title) == 0;
}

static int
compare_dates(struct date left, struct date right)
{
	return (left.day > right.day) - (left.day < right.day);
}

/* So that the days of a period lie beside each other. */
static int
compare_days(const void *a, const void *b)
{
	const struct calendar_day *left = a;
	const struct calendar_day *right = b;
	int order = strcmp(left->area, right->area);

	if (order == 0)
		order = strcmp(left->class, right->class);
	if (order == 0)
		order = strcmp(left->title, right->title);
	if (order == 0)
		order = compare_dates(left->day, right->day);
	return order == 0 ? strcmp(left->source, right->source) : order;
}

static int
compare_periods(const void *a, const void *b)
{
	const struct period *left = a;
	const struct period *right = b;
	int order = compare_dates(left->first->day, right->first->day);

	return order == 0 ? compare_days(left->first, right->first) : order;
}

/* In the order of their first days; owned. */
static struct period *
make_periods(const struct hr_list *list, struct calendar_day *days,
    size_t count, size_t *ret_count)
{
	struct period *periods = memory_alloc((count + 1) * sizeof(*periods));
	size_t made = 0;

	if (count > 0)
		qsort(days, count, sizeof(days[0]), compare_days);
	for (size_t i = 0; i < count; i++) {
		if (!hr_scope_reads(list->scope, days[i].area))
			continue;
		if (made == 0 || !goes_on(&periods[made - 1], &days[i]))
			periods[made++].first = &days[i];
		periods[made - 1].last = days[i].day;
	}
	if (made > 0)
		qsort(periods, made, sizeof(periods[0]), compare_periods);
	*ret_count = made;
	return periods;
}

/* As in a form's query; the text is a municipality's own word. */
static void
add_escaped(struct strbuf *out, const char *text)
{
	for (; *text != '\0'; text++)
		strbuf_add_format(out, "%%%02X", (unsigned char)*text);
}

/* Days of others are taken back by others. */
static void
add_verb(struct hr_list *list, json_t *row, const struct period *period)
{
	const char *own = list->scope->area;
	cleanup_(strbuf_release) struct strbuf url = STRBUF_INIT;
	char from[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];

	if (own[0] != '\0' && strcmp(own, period->first->area) != 0)
		return;
	strbuf_add_format(&url,
	    "/hr/days/open-days?from=%s&until=%s&class=%s&area=",
	    date_format(period->first->day, from),
	    date_format(period->last, until), period->first->class);
	add_escaped(&url, period->first->area);
	hr_list_link(list, row, "hr_link.open-days", url.buf);
}

static void
add_period(struct hr_list *list, const struct period *period, int64_t number)
{
	cleanup_(memory_free_ptr) char *class =
	    memory_printf("hr_class.%s", period->first->class);
	json_t *row = hr_list_row(list, number);
	char iso[DATE_TEXT_SIZE];

	if (row == NULL)
		return;
	hr_list_cell(list, row, date_format(period->first->day, iso), NULL);
	hr_list_cell(list, row, date_format(period->last, iso), NULL);
	hr_list_cell(list, row,
	    catalogue_get(
		list->engine->catalogues[list->scope->language], class),
	    NULL);
	hr_list_cell(list, row, period->first->area, NULL);
	hr_list_cell(list, row, period->first->title, NULL);
	add_verb(list, row, period);
}

int
hr_list_days_periods(struct hr_list *list, struct error *err)
{
	cleanup_(memory_free_ptr) struct period *periods = NULL;
	struct calendar_day *days = NULL;
	size_t day_count = 0;
	size_t count = 0;
	int status = calendar_day_store_list(
	    list->engine->store, &days, &day_count, err);

	if (status != OB_OK)
		return status;
	periods = make_periods(list, days, day_count, &count);
	for (size_t i = 0; i < count; i++)
		add_period(list, &periods[i], (int64_t)i + 1);
	calendar_day_store_free(days, day_count);
	return OB_OK;
}
