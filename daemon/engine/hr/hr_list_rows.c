/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_list_rows.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/hr/hr_filter.h"
#include "engine/hr/hr_journeys.h"
#include "engine/programmes/programmes.h"
#include "engine/roles/mentors.h"
#include "store/board_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

static const char *
word(const struct hr_list *list, const char *pattern, const char *name)
{
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "%.*s%s", (int)(strlen(pattern) - strlen("%s")), pattern, name);

	return catalogue_get(
	    list->engine->catalogues[list->scope->language], key);
}

/* What measures count by. */
static int
add_facts(struct hr_list *list, const struct board_journey *row, json_t *view,
    struct error *err)
{
	const struct programme *programme = NULL;
	char iso[DATE_TEXT_SIZE];
	int status =
	    programmes_get(list->engine, row->programme_id, &programme, err);

	if (status != OB_OK || programme == NULL)
		return status;
	hr_list_cell(
	    list, view, word(list, "hr_choice.%s", row->recruitment), NULL);
	hr_list_cell(list, view,
	    date_is_none(row->last_day) ? NULL
					: date_format(row->last_day, iso),
	    NULL);
	hr_list_cell(list, view, programme->id, NULL);
	hr_list_number(list, view, programme->version);
	return OB_OK;
}

static int
add_leader(
    struct hr_list *list, const struct hr_journey *journey, struct error *err)
{
	const struct board_journey *row = journey->row;
	json_t *view = hr_list_row(list, row->id);
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/leaders/%" PRId64, row->id);
	char iso[DATE_TEXT_SIZE];

	if (view == NULL)
		return OB_OK;
	hr_list_cell(list, view, row->leader, url);
	hr_list_cell(list, view, row->title, NULL);
	hr_list_cell(list, view, row->workplace, NULL);
	hr_list_cell(list, view, row->area, NULL);
	hr_list_cell(list, view, date_format(row->first_day, iso), NULL);
	hr_list_cell(
	    list, view, word(list, "journey_state.%s", row->state), NULL);
	hr_list_cell(
	    list, view, journey->phase->title.in[list->scope->language], NULL);
	hr_list_cell(list, view, row->manager, NULL);
	hr_list_cell(list, view, row->mentor, NULL);
	hr_list_number(list, view, journey->done);
	hr_list_number(list, view, journey->open);
	hr_list_number(list, view, journey->overdue);
	return list->is_file ? add_facts(list, row, view, err) : OB_OK;
}

int
hr_list_rows_leaders(struct hr_list *list, struct error *err)
{
	cleanup_(hr_journeys_release) struct hr_journeys journeys = {0};
	int status;

	if (list->state[0] != '\0' && !hr_filter_is_state(list->state))
		return error_set_field(err, OB_EINVALID, "state",
		    "'%.40s' is no state of a journey", list->state);
	status = hr_journeys_load(
	    list->engine, list->scope, list->state, &journeys, err);
	for (size_t i = 0; status == OB_OK && i < journeys.count; i++)
		status = add_leader(list, &journeys.items[i], err);
	return status;
}

int
hr_list_rows_people(struct hr_list *list, struct error *err)
{
	struct board_scope scope = hr_scope_board(list->engine, list->scope);
	struct board_person *people = NULL;
	size_t count = 0;
	int status = board_store_list_people(
	    list->engine->store, &scope, &people, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *row = hr_list_row(list, people[i].id);
		cleanup_(memory_free_ptr) char *url = memory_printf(
		    "/hr/people/%" PRId64 "/edit-person", people[i].id);

		if (row == NULL)
			continue;
		hr_list_cell(list, row, people[i].name, NULL);
		hr_list_cell(list, row, people[i].email, NULL);
		hr_list_number(list, row, people[i].open);
		hr_list_cell(list, row,
		    people[i].is_bad ? word(list, "hr_flag.%s", "bad-address")
				     : NULL,
		    NULL);
		hr_list_link(list, row, "hr_link.edit-person", url);
	}
	board_store_free_people(people, count);
	return status;
}

/* Whether the leader is one that the reader may see. */
static bool
is_seen(const struct board_journey *rows, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id == id)
			return true;
	}
	return false;
}

/* "Ana Lund, Bo Berg": those whom the reader may see. */
static void
add_names(const json_t *journeys, const struct board_journey *rows,
    size_t count, struct strbuf *names)
{
	size_t i;
	const json_t *journey;

	json_array_foreach((json_t *)(uintptr_t)journeys, i, journey)
	{
		if (is_seen(rows, count,
			(int64_t)json_integer_value(
			    json_object_get(journey, "leader"))))
			strbuf_add_format(names, "%s%s",
			    names->len == 0 ? "" : ", ",
			    json_string_value(
				json_object_get(journey, "name")));
	}
}

static void
add_mentor(struct hr_list *list, const json_t *mentor,
    const struct board_journey *rows, size_t count)
{
	const json_t *person = json_object_get(mentor, "person");
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;
	json_t *row;

	add_names(json_object_get(mentor, "journeys"), rows, count, &names);
	if (list->scope->area[0] != '\0' && names.len == 0)
		return;
	row = hr_list_row(list, 0);
	if (row == NULL)
		return;
	hr_list_cell(list, row,
	    json_string_value(json_object_get(person, "name")), NULL);
	hr_list_cell(list, row,
	    json_string_value(json_object_get(person, "email")), NULL);
	hr_list_number(list, row,
	    (int64_t)json_integer_value(json_object_get(mentor, "load")));
	hr_list_number(list, row,
	    (int64_t)json_integer_value(json_object_get(mentor, "limit")));
	hr_list_cell(list, row, names.buf, NULL);
}

int
hr_list_rows_mentors(struct hr_list *list, struct error *err)
{
	struct board_scope scope = hr_scope_board(list->engine, list->scope);
	struct board_journey *rows = NULL;
	json_auto_t *view = NULL;
	const json_t *mentor;
	size_t count = 0;
	size_t i;
	int status =
	    board_store_list(list->engine->store, &scope, &rows, &count, err);

	if (status == OB_OK)
		status = mentors_list(list->engine, &view, err);
	json_array_foreach(json_object_get(view, "mentors"), i, mentor)
	{
		add_mentor(list, mentor, rows, count);
	}
	board_store_free(rows, count);
	return status;
}

int
hr_list_rows_programmes(struct hr_list *list, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *version;
	size_t i;
	int status = programmes_list(list->engine, &view, err);

	json_array_foreach(json_object_get(view, "programmes"), i, version)
	{
		const char *id =
		    json_string_value(json_object_get(version, "id"));
		int64_t number = (int64_t)json_integer_value(
		    json_object_get(version, "version"));
		const char *area =
		    json_string_value(json_object_get(version, "area"));
		json_t *row = hr_scope_reads(list->scope, area)
				  ? hr_list_row(list, (int64_t)i + 1)
				  : NULL;

		if (row == NULL)
			continue;
		hr_list_cell(list, row, id, NULL);
		hr_list_number(list, row, number);
		hr_list_cell(list, row, area, NULL);
		hr_list_cell(list, row,
		    json_string_value(json_object_get(version, "workplace")),
		    NULL);
		hr_list_number(list, row,
		    (int64_t)json_integer_value(
			json_object_get(version, "steps")));
		hr_list_cell(list, row,
		    json_string_value(json_object_get(version, "imported")),
		    NULL);
	}
	return status;
}
