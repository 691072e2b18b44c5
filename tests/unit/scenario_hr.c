/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/hr/hr_board.h"
#include "engine/hr/hr_needs.h"
#include "engine/hr/hr_overdue.h"
#include "engine/hr/hr_search.h"
#include "scenario_play.h"
#include "store/log_store.h"
#include "store/store_tables.h"

#define LISTED_MAX 10000

/* Lines about what those see who see to all journeys. */

static const struct hr_scope everywhere = {.area = "", .language = LANGUAGE_DA};

static int
expect_count(
    const char *what, json_int_t have, const char *wanted, struct error *err)
{
	if (have == strtoll(wanted, NULL, 10))
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "there are %lld %s", (long long)have, what);
}

static const char *
member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

/* One of a list by a member's text; NULL when there is none.  Borrowed. */
static json_t *
find_by(const json_t *list, const char *name, const char *text)
{
	size_t i;
	json_t *item;

	json_array_foreach((json_t *)(uintptr_t)list, i, item)
	{
		if (strcmp(member(item, name), text) == 0)
			return item;
	}
	return NULL;
}

/* The leader's row of a board, borrowed from it. */
static int
find_row(const json_t *board, const char *leader, json_t **ret_row,
    struct error *err)
{
	size_t i;
	json_t *phase;

	json_array_foreach(json_object_get(board, "phases"), i, phase)
	{
		json_t *row = find_by(
		    json_object_get(phase, "journeys"), "leader", leader);

		if (row != NULL) {
			*ret_row = row;
			return OB_OK;
		}
	}
	return error_set(
	    err, OB_EINVALID, "'%s' does not stand on the board", leader);
}

static int
show(struct play *play, const struct hr_scope *scope,
    const struct hr_board_filter *filter, json_t **ret_view, struct error *err)
{
	return hr_board_view(play->world.engine, scope, filter, ret_view, err);
}

static int
load_row(struct play *play, const char *leader, json_t **ret_board,
    json_t **ret_row, struct error *err)
{
	static const struct hr_board_filter any = {.area = NULL};
	int status = show(play, &everywhere, &any, ret_board, err);

	return status == OB_OK ? find_row(*ret_board, leader, ret_row, err)
			       : status;
}

static int
run_phase(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *board = NULL;
	json_t *row = NULL;
	int status = load_row(play, line->values[0], &board, &row, err);

	if (status == OB_OK &&
	    strcmp(member(row, "phase"), line->values[1]) != 0)
		return error_set(err, OB_EINVALID, "the phase is '%s'",
		    member(row, "phase"));
	return status;
}

static int
run_counts(struct play *play, const struct line *line, struct error *err)
{
	static const char *const names[] = {"done", "open", "overdue"};
	json_auto_t *board = NULL;
	json_t *row = NULL;
	int status = load_row(play, line->values[0], &board, &row, err);

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(names); i++)
		status = expect_count(names[i],
		    json_integer_value(json_object_get(row, names[i])),
		    line->values[i + 1], err);
	return status;
}

static int
expect_flag(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	json_auto_t *board = NULL;
	json_t *row = NULL;
	int status = load_row(play, line->values[0], &board, &row, err);

	if (status != OB_OK)
		return status;
	if ((find_by(json_object_get(row, "flags"), "name", line->values[1]) !=
		NULL) == wanted)
		return OB_OK;
	return error_set(err, OB_EINVALID, "'%s' is %s", line->values[1],
	    wanted ? "missing" : "there");
}

static int
run_flag(struct play *play, const struct line *line, struct error *err)
{
	return expect_flag(play, line, true, err);
}

static int
run_no_flag(struct play *play, const struct line *line, struct error *err)
{
	return expect_flag(play, line, false, err);
}

static int
expect_total(struct play *play, const struct hr_scope *scope,
    const struct hr_board_filter *filter, const char *wanted, struct error *err)
{
	json_auto_t *board = NULL;
	int status = show(play, scope, filter, &board, err);

	if (status != OB_OK)
		return status;
	return expect_count("journeys",
	    json_integer_value(json_object_get(board, "total")), wanted, err);
}

static int
run_area(struct play *play, const struct line *line, struct error *err)
{
	static const struct hr_board_filter any = {.area = NULL};
	const struct hr_scope scope = {
	    .area = line->values[0], .language = LANGUAGE_DA};

	return expect_total(play, &scope, &any, line->values[1], err);
}

static int
run_text(struct play *play, const struct line *line, struct error *err)
{
	const struct hr_board_filter filter = {.text = line->values[0]};

	return expect_total(play, &everywhere, &filter, line->values[1], err);
}

static int
run_state(struct play *play, const struct line *line, struct error *err)
{
	const struct hr_board_filter filter = {.state = line->values[0]};

	return expect_total(play, &everywhere, &filter, line->values[1], err);
}

static int
run_overdue(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *owner;
	int status =
	    hr_overdue_view(play->world.engine, &everywhere, NULL, &view, err);

	if (status != OB_OK)
		return status;
	owner =
	    find_by(json_object_get(view, "owners"), "name", line->values[0]);
	return expect_count("overdue",
	    json_integer_value(json_object_get(owner, "count")),
	    line->values[1], err);
}

static int
load_needs(struct play *play, const char *kind, json_t **ret_view,
    const json_t **ret_need, struct error *err)
{
	int status =
	    hr_needs_view(play->world.engine, &everywhere, ret_view, err);

	if (status == OB_OK)
		*ret_need =
		    find_by(json_object_get(*ret_view, "needs"), "kind", kind);
	return status;
}

static int
run_needs(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *need = NULL;
	int status = load_needs(play, line->values[1], &view, &need, err);

	if (status != OB_OK)
		return status;
	return expect_count("needs",
	    json_integer_value(json_object_get(need, "count")), line->values[0],
	    err);
}

static int
run_need_saying(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *need = NULL;
	const json_t *item;
	size_t i;
	int status = load_needs(play, line->values[0], &view, &need, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(need, "items"), i, item)
	{
		if (strstr(member(item, "text"), line->values[1]) != NULL)
			return OB_OK;
	}
	item = json_array_get(json_object_get(need, "items"), 0);
	return error_set(
	    err, OB_EINVALID, "it says '%s'", member(item, "text"));
}

static int
run_search(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *group;
	int status = hr_search_view(
	    play->world.engine, &everywhere, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	group =
	    find_by(json_object_get(view, "groups"), "kind", line->values[2]);
	if (find_by(json_object_get(group, "hits"), "title", line->values[1]) ==
	    NULL)
		return error_set(err, OB_EINVALID, "it is not found");
	return OB_OK;
}

static int
run_search_in_vain(
    struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = hr_search_view(
	    play->world.engine, &everywhere, line->values[0], &view, err);

	if (status == OB_OK && json_is_true(json_object_get(view, "has_hits")))
		return error_set(err, OB_EINVALID, "something is found");
	return status;
}

static int
run_listed(struct play *play, const struct line *line, struct error *err)
{
	const struct log_scope scope = {
	    .area = line->values[2], .max = LISTED_MAX};
	size_t wanted = (size_t)strtoll(line->values[0], NULL, 10);
	struct log_mail *mails = NULL;
	size_t count = 0;
	size_t have = 0;
	int status = log_store_list_mail(
	    play->world.store, &scope, "", &mails, &count, err);

	for (size_t i = 0; i < count; i++)
		have += strcmp(mails[i].kind, line->values[1]) == 0;
	log_store_free_mail(mails, count);
	if (status != OB_OK || have == wanted)
		return status;
	return error_set(err, OB_EINVALID, "%zu are listed", have);
}

static int
run_unlogged(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *sql = memory_printf(
	    "SELECT 1 FROM audit_value WHERE instr(before || after, '%s') > 0",
	    line->values[0]);
	sqlite3_stmt *found = NULL;
	int code = sqlite3_prepare_v2(
	    play->world.store->db.handle, sql, -1, &found, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(found);
	(void)sqlite3_finalize(found);
	return code == SQLITE_DONE
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "something says it");
}

const struct play_rule play_hr[] = {
    {"expect board NAME in phase TITLE", run_phase},
    {"expect board NAME NUMBER done NUMBER open NUMBER overdue", run_counts},
    {"expect board NAME flagged FLAG", run_flag},
    {"expect board NAME not flagged FLAG", run_no_flag},
    {"expect board of area AREA with NUMBER journeys", run_area},
    {"expect board looked through for TEXT with NUMBER journeys", run_text},
    {"expect board of state STATE with NUMBER journeys", run_state},
    {"expect board owner NAME with NUMBER overdue", run_overdue},
    {"expect NUMBER needs KIND", run_needs},
    {"expect need KIND saying TEXT", run_need_saying},
    {"expect search TEXT finds TITLE among KIND", run_search},
    {"expect search TEXT finds nothing", run_search_in_vain},
    {"expect NUMBER mails KIND listed for area AREA", run_listed},
    {"expect no value in the log saying TEXT", run_unlogged},
    {NULL, NULL},
};
