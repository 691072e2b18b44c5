/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_needs.h"

#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/zone.h"
#include "engine/core/calendars.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/hr/hr_handbook.h"
#include "engine/hr/hr_journeys.h"
#include "engine/hr/hr_networks.h"
#include "engine/hr/hr_overdue.h"
#include "engine/hr/hr_titles.h"
#include "model/workday.h"
#include "store/board_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* The list on its way. */
struct needs {
	struct engine *engine;
	const struct hr_scope *scope;
	json_t *kinds;
	size_t total;
};

/* Rows of the store of one kind, and who of them belongs to it. */
struct source {
	const char *kind;
	enum board_matter_kind matter;
	bool (*is_wanted)(const struct board_matter *matter);
};

static const struct catalogue *
words(const struct needs *needs)
{
	return needs->engine->catalogues[needs->scope->language];
}

static bool
is_proposal(const struct board_matter *matter)
{
	return strstr(matter->detail, "proposal") != NULL;
}

static bool
is_answer(const struct board_matter *matter)
{
	return !is_proposal(matter);
}

/* Adds an item with the kind's sentence. */
static int
add_item(const struct needs *needs, const char *kind, json_t *item,
    json_t *items, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key = memory_printf("hr_need.%s", kind);
	int status = catalogue_format(words(needs), key, item, &text, err);

	(void)json_object_set_new(item, "text", json_string(text.buf));
	(void)json_array_append_new(items, item);
	return status;
}

/* Adds the kind with what there is of it; items are taken. */
static void
add_kind(struct needs *needs, const char *kind, json_t *items, size_t count)
{
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("hr_need_title.%s", kind);
	cleanup_(memory_free_ptr) char *help =
	    memory_printf("hr_need_help.%s", kind);

	needs->total += count;
	if (count == 0) {
		json_decref(items);
		return;
	}
	(void)json_array_append_new(needs->kinds,
	    json_pack("{s:s, s:s, s:s, s:I, s:b, s:o}", "kind", kind, "title",
		catalogue_get(words(needs), title), "help",
		catalogue_get(words(needs), help), "count", (json_int_t)count,
		"has_more", (int)(count > json_array_size(items)), "items",
		items));
}

/* Where it is solved. */
static char *
matter_url(const struct source *source, const struct board_matter *matter)
{
	if (source->matter == BOARD_REVIEW)
		return memory_printf("/hr/received/%" PRId64 "/%s", matter->id,
		    is_proposal(matter) ? "answer" : "settle");
	if (source->matter == BOARD_BAD_ADDRESS)
		return memory_printf(
		    "/hr/people/%" PRId64 "/edit-person", matter->id);
	if (source->matter == BOARD_FAILED_MAIL)
		return memory_printf("/hr/mail/%" PRId64 "/retry", matter->id);
	if (source->matter == BOARD_ROLE)
		return memory_printf("/hr/leaders/%" PRId64 "/assign?role=%s",
		    matter->journey_id, matter->detail);
	if (matter->activity_id != 0)
		return memory_printf("/hr/leaders/%" PRId64
				     "#activity-%" PRId64,
		    matter->journey_id, matter->activity_id);
	if (matter->journey_id != 0)
		return memory_printf(
		    "/hr/leaders/%" PRId64, matter->journey_id);
	return memory_strdup("/hr/mail");
}

/* "" for an instant that is not known. */
static char *
day_text(const struct needs *needs, int64_t at, char text[DATES_TEXT_SIZE])
{
	if (at == INSTANT_NONE) {
		text[0] = '\0';
		return text;
	}
	return dates_text_day(needs->scope->language,
	    zone_to_local(needs->engine->zone, at).date, text);
}

/* A role's name in the reader's words; else what it is. */
static const char *
detail_text(const struct needs *needs, const struct source *source,
    const struct board_matter *matter)
{
	cleanup_(memory_free_ptr) char *key = NULL;

	if (source->matter == BOARD_ROLE)
		key = memory_printf("role.%s", matter->detail);
	else if (source->matter == BOARD_REVIEW)
		key = memory_printf("received.%s", matter->detail);
	if (key == NULL || !catalogue_has(words(needs), key))
		return matter->detail;
	return catalogue_get(words(needs), key);
}

static int
add_matter(const struct needs *needs, const struct source *source,
    const struct board_matter *matter, json_t *items, struct error *err)
{
	const struct hr_titles_step step = {
	    .programme_id = matter->programme_id,
	    .position = matter->position,
	    .step = matter->step,
	    .title = matter->title};
	cleanup_(memory_free_ptr) char *title = NULL;
	cleanup_(memory_free_ptr) char *url = matter_url(source, matter);
	char day[DATES_TEXT_SIZE];
	json_t *item;
	int status = hr_titles_of(
	    needs->engine, &step, needs->scope->language, &title, err);

	if (status != OB_OK)
		return status;
	item = json_pack("{s:I, s:s, s:s, s:b, s:s, s:s, s:s, s:b, s:s}", "id",
	    (json_int_t)matter->id, "leader", matter->leader, "person",
	    matter->person, "has_person", (int)(matter->person[0] != '\0'),
	    "activity", title, "detail", detail_text(needs, source, matter),
	    "when", day_text(needs, matter->at, day), "has_activity",
	    (int)(title[0] != '\0'), "url", url);
	(void)json_object_set_new(
	    item, "has_leader", json_boolean(matter->leader[0] != '\0'));
	return add_item(needs, source->kind, item, items, err);
}

static int
add_matters(struct needs *needs, const struct source *source, struct error *err)
{
	struct board_scope scope = hr_scope_board(needs->engine, needs->scope);
	struct board_matter *rows = NULL;
	json_t *items = json_array();
	size_t row_count = 0;
	size_t count = 0;
	int status = board_store_list_matters(needs->engine->store, &scope,
	    source->matter, &rows, &row_count, err);

	for (size_t i = 0; status == OB_OK && i < row_count; i++) {
		if (source->is_wanted != NULL && !source->is_wanted(&rows[i]))
			continue;
		if (count++ < HR_PAGE_ROWS)
			status =
			    add_matter(needs, source, &rows[i], items, err);
	}
	board_store_free_matters(rows, row_count);
	if (status != OB_OK) {
		json_decref(items);
		return status;
	}
	add_kind(needs, source->kind, items, count);
	return OB_OK;
}

/* Adds an activity with the kind's sentence about it. */
static int
add_activity(const struct needs *needs, const char *kind,
    const struct board_activity *activity, json_t *items, struct error *err)
{
	json_t *item = NULL;
	int status = hr_overdue_activity(
	    needs->engine, needs->scope, activity, &item, err);

	if (status != OB_OK)
		return status;
	(void)json_object_set(item, "when", json_object_get(item, "planned"));
	return add_item(needs, kind, item, items, err);
}

/* Adds those of the rows that are wanted as one kind; frees the rows. */
static int
add_activities(struct needs *needs, const char *kind,
    bool (*is_wanted)(
	const struct engine *engine, const struct board_activity *activity),
    struct board_activity *rows, size_t row_count, struct error *err)
{
	json_t *items = json_array();
	size_t count = 0;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < row_count; i++) {
		if (is_wanted(needs->engine, &rows[i]) &&
		    count++ < HR_PAGE_ROWS)
			status =
			    add_activity(needs, kind, &rows[i], items, err);
	}
	board_store_free_activities(rows, row_count);
	if (status != OB_OK) {
		json_decref(items);
		return status;
	}
	add_kind(needs, kind, items, count);
	return OB_OK;
}

static int
add_escalated(struct needs *needs, struct error *err)
{
	struct board_scope scope = hr_scope_board(needs->engine, needs->scope);
	struct board_activity *rows = NULL;
	size_t count = 0;
	int status = board_store_list_escalated(
	    needs->engine->store, &scope, &rows, &count, err);

	if (status != OB_OK)
		return status;
	return add_activities(
	    needs, "escalated", hr_journeys_is_overdue, rows, count, err);
}

static bool
is_closed(const struct engine *engine, const char *area, struct date day)
{
	return !workday_is(calendars_of(engine, area), day);
}

/* As activities/calendar_review.h finds what stands on a day off. */
static bool
is_on_closed_day(
    const struct engine *engine, const struct board_activity *activity)
{
	return strcmp(activity->state, "planned") == 0 &&
	       !course_is_event(activity->step) &&
	       !date_before(activity->planned, core_today(engine)) &&
	       is_closed(engine, activity->area, activity->planned);
}

/* Whether anything may stand on a closed day: mostly nothing does. */
static int
find_closed_days(const struct needs *needs, const struct board_scope *scope,
    struct date *ret_last, struct error *err)
{
	struct board_day *days = NULL;
	size_t count = 0;
	int status = board_store_list_days(
	    needs->engine->store, scope, &days, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (is_closed(needs->engine, days[i].area, days[i].day))
			*ret_last = days[i].day;
	}
	board_store_free_days(days, count);
	return status;
}

static int
add_on_closed_days(struct needs *needs, struct error *err)
{
	struct board_scope scope = hr_scope_board(needs->engine, needs->scope);
	struct board_activity *rows = NULL;
	struct date last = DATE_NONE;
	size_t count = 0;
	int status = find_closed_days(needs, &scope, &last, err);

	if (status != OB_OK || date_is_none(last))
		return status;
	status = board_store_list_open(
	    needs->engine->store, &scope, last, &rows, &count, err);
	if (status != OB_OK)
		return status;
	return add_activities(
	    needs, "calendar", is_on_closed_day, rows, count, err);
}

/* Those of one kind that another file finds. */
typedef int find_fn(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_items, struct error *err);

static int
add_found(
    struct needs *needs, const char *kind, find_fn *find, struct error *err)
{
	json_auto_t *found = NULL;
	json_t *items;
	json_t *item;
	size_t i;
	int status = find(needs->engine, needs->scope, &found, err);

	if (status != OB_OK)
		return status;
	items = json_array();
	json_array_foreach(found, i, item)
	{
		if (status == OB_OK && i < HR_PAGE_ROWS)
			status = add_item(
			    needs, kind, json_incref(item), items, err);
	}
	if (status != OB_OK) {
		json_decref(items);
		return status;
	}
	add_kind(needs, kind, items, json_array_size(found));
	return OB_OK;
}

int
hr_needs_view(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err)
{
	static const struct source sources[] = {
	    {"failed-mail", BOARD_FAILED_MAIL, NULL},
	    {"bad-address", BOARD_BAD_ADDRESS, NULL},
	    {"proposal", BOARD_REVIEW, is_proposal},
	    {"review", BOARD_REVIEW, is_answer},
	    {"cannot", BOARD_CANNOT, NULL},
	    {"declined", BOARD_DECLINE, NULL},
	    {"role", BOARD_ROLE, NULL},
	};
	json_auto_t *kinds = json_array();
	struct needs needs = {.engine = engine, .scope = scope, .kinds = kinds};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(sources); i++)
		status = add_matters(&needs, &sources[i], err);
	if (status == OB_OK)
		status = add_escalated(&needs, err);
	if (status == OB_OK)
		status = add_on_closed_days(&needs, err);
	if (status == OB_OK)
		status =
		    add_found(&needs, "handbook", hr_handbook_unconfirmed, err);
	if (status == OB_OK)
		status =
		    add_found(&needs, "network", hr_networks_abandoned, err);
	if (status != OB_OK)
		return status;
	*ret_view =
	    json_pack("{s:I, s:b, s:O}", "total", (json_int_t)needs.total,
		"has_needs", (int)(needs.total > 0), "needs", kinds);
	return OB_OK;
}
