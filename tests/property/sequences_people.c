/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/imports/imports.h"
#include "engine/journeys/leaders.h"
#include "engine/roles/people_edit.h"
#include "sequences.h"

/* Who does it: roles change hands, people are away, tables bring others. */

static const char *const roles[] = {"manager", "mentor", "coordinator",
    "hiring_leader", "director", "local_admin", "network_lead", "function:it",
    "function:hr", "function:legal"};

static int
do_assign(struct play *play, struct error *err)
{
	const char *role = roles[sequences_draw(play, ARRAY_LEN(roles))];
	const char *person =
	    sequences_happens(play, 6) ? "" : sequences_draw_person(play);
	json_t *view = NULL;

	sequences_note(play, "assign", role, person);
	play->hands++;
	return sequences_drop(
	    leaders_assign(play->world.engine, SEQUENCES_ACTOR,
		sequences_draw_leader(play),
		&(struct assign_request){.role = role,
		    .person = person,
		    .reason = sequences_happens(play, 2) ? "why" : NULL},
		&view, err),
	    &view);
}

/* "mette@example.org" of "Mette Manager <mette@example.org>". */
static char *
address_of(const char *person)
{
	const char *at = strchr(person, '<');

	return at == NULL ? memory_strdup(person)
			  : memory_strndup(at + 1, strlen(at) - 2);
}

static int
edit(struct play *play, const char *person, const struct person_edit *edit,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *address = address_of(person);
	json_t *view = NULL;

	play->hands++;
	return sequences_drop(people_edit(play->world.engine, SEQUENCES_ACTOR,
				  address, edit, &view, err),
	    &view);
}

static int
do_away(struct play *play, struct error *err)
{
	const char *person = sequences_draw_person(play);
	cleanup_(memory_free_ptr) char *from = sequences_draw_day(play, -3, 12);
	cleanup_(memory_free_ptr) char *until =
	    sequences_happens(play, 3) ? memory_strdup("")
				       : sequences_draw_day(play, 0, 30);

	sequences_note(play, "away", person, from);
	play->was_away = true;
	return edit(play, person,
	    &(struct person_edit){.away_from = from,
		.away_until = until,
		.stand_in = sequences_draw_person(play)},
	    err);
}

static int
do_back(struct play *play, struct error *err)
{
	const char *person = sequences_draw_person(play);

	sequences_note(play, "back", person, "");
	return edit(play, person,
	    &(struct person_edit){.away_from = "", .away_until = ""}, err);
}

static int
do_edit(struct play *play, struct error *err)
{
	static const char *const zones[] = {
	    "", "America/Nuuk", "Atlantic/Faroe"};
	const char *person = sequences_draw_person(play);
	struct person_edit wanted = {
	    .zone = zones[sequences_draw(play, ARRAY_LEN(zones))]};

	if (sequences_happens(play, 2))
		wanted.manager = sequences_draw_person(play);
	if (sequences_happens(play, 2))
		wanted.digest = sequences_happens(play, 2) ? "weekly" : "daily";
	sequences_note(play, "edit-person", person, wanted.zone);
	return edit(play, person, &wanted, err);
}

/* Another system says other things of a journey that runs. */
static json_t *
draw_row(struct play *play)
{
	static const char *const numbers[] = {"1", "2", "3", "35"};
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT a.address, p.name, j.first_day FROM journey j "
	    "JOIN person p ON p.id = j.leader_id JOIN person_address a "
	    "ON a.person_id = p.id AND a.kind = 'main' WHERE j.id = ?1");
	json_t *fields = NULL;

	(void)sqlite3_bind_int64(rows, 1,
	    (sqlite3_int64)sequences_draw(play, SEQUENCES_LEADERS) + 1);
	if (sqlite3_step(rows) == SQLITE_ROW)
		fields = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
		    "email", (const char *)sqlite3_column_text(rows, 0), "name",
		    (const char *)sqlite3_column_text(rows, 1), "first_day",
		    (const char *)sqlite3_column_text(rows, 2), "area",
		    sequences_draw_area(play), "addresses",
		    numbers[sequences_draw(play, ARRAY_LEN(numbers))],
		    "professional_groups",
		    numbers[sequences_draw(play, ARRAY_LEN(numbers))],
		    "employees",
		    numbers[sequences_draw(play, ARRAY_LEN(numbers))]);
	(void)sqlite3_finalize(rows);
	return fields == NULL ? json_object() : fields;
}

static int
do_import(struct play *play, struct error *err)
{
	struct import_request request = {
	    .kind = IMPORT_LEADERS, .dry_run = sequences_happens(play, 5)};
	json_t *view = NULL;
	int status;

	request.rows =
	    json_pack("[{s:i, s:o}]", "line", 2, "fields", draw_row(play));
	sequences_note(play, "import", "leaders", "");
	status = imports_run(
	    play->world.engine, SEQUENCES_ACTOR, &request, &view, err);
	json_decref(request.rows);
	play->hands++;
	sequences_leave(play, false);
	return sequences_drop(status, &view);
}

const struct sequences_verb sequences_people_verbs[] = {
    {do_assign, 3},
    {do_away, 2},
    {do_back, 1},
    {do_edit, 1},
    {do_import, 1},
    {NULL, 0},
};
