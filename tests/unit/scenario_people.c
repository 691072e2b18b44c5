/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/journeys/leaders.h"
#include "engine/programmes/handbook_care.h"
#include "engine/programmes/programme_digest.h"
#include "engine/programmes/programmes.h"
#include "engine/roles/people_edit.h"
#include "scenario_play.h"
#include "store/handbook_store.h"

/* Lines about persons: roles, absence, first tasks, shared functions. */
#define ACTOR "scenario"

static char *
person_of(const char *name, const char *address)
{
	return memory_printf("%s <%s>", name, address);
}

static int
finish(struct play *play, int status, json_t *view, struct error *err)
{
	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
assign_with(struct play *play, const char *role, const char *person,
    const char *reason, struct error *err)
{
	json_t *view = NULL;
	int status = leaders_assign(play->world.engine, ACTOR, play->leader,
	    &(struct assign_request){
		.role = role, .person = person, .reason = reason},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_assign_because(
    struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *person =
	    person_of(line->values[1], line->values[2]);

	return assign_with(play, line->values[0], person, line->values[3], err);
}

static int
run_vacate(struct play *play, const struct line *line, struct error *err)
{
	return assign_with(play, line->values[0], "", NULL, err);
}

static int
edit(struct play *play, const char *address, const struct person_edit *edit,
    struct error *err)
{
	json_t *view = NULL;
	int status =
	    people_edit(play->world.engine, ACTOR, address, edit, &view, err);

	return finish(play, status, view, err);
}

static int
run_reports_to(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *manager =
	    person_of(line->values[1], line->values[2]);

	return edit(play, line->values[0],
	    &(struct person_edit){.manager = manager}, err);
}

static int
run_lives_in(struct play *play, const struct line *line, struct error *err)
{
	return edit(play, line->values[0],
	    &(struct person_edit){.zone = line->values[1]}, err);
}

static int
run_weekly(struct play *play, const struct line *line, struct error *err)
{
	return edit(play, line->values[0],
	    &(struct person_edit){.digest = "weekly"}, err);
}

static int
run_daily(struct play *play, const struct line *line, struct error *err)
{
	return edit(play, line->values[0],
	    &(struct person_edit){.digest = "daily"}, err);
}

static int
run_away(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *stand_in =
	    person_of(line->values[3], line->values[4]);

	return edit(play, line->values[0],
	    &(struct person_edit){.away_from = line->values[1],
		.away_until = line->values[2],
		.stand_in = stand_in},
	    err);
}

static int
run_back(struct play *play, const struct line *line, struct error *err)
{
	return edit(
	    play, line->values[0], &(struct person_edit){.away_from = ""}, err);
}

static int
run_first_task(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = first_tasks_add(play->world.engine, ACTOR, play->leader,
	    &(struct first_task_request){.title = line->values[0],
		.goal = line->values[1],
		.seen_by = line->values[2],
		.due = line->values[3]},
	    &view, err);

	if (status == OB_OK) {
		json_decref(play->answer);
		play->answer = json_incref(view);
	}
	return finish(play, status, view, err);
}

static int
run_edit_task(struct play *play, const struct line *line, struct error *err)
{
	struct first_task_place place = {.journey_id = play->leader};
	json_auto_t *activity = NULL;
	json_t *view = NULL;
	int status = play_activity(play, line->values[0], &activity, err);

	if (status != OB_OK)
		return status;
	place.activity_id = json_integer_value(json_object_get(activity, "id"));
	status = first_tasks_edit(play->world.engine, ACTOR, &place,
	    &(struct first_task_request){.title = line->values[1],
		.goal = line->values[2],
		.seen_by = line->values[3],
		.due = line->values[4]},
	    &view, err);
	return finish(play, status, view, err);
}

/* Members and mailbox of a function; NULL: the mailbox stays as it is. */
struct sharing {
	char *members;
	const char *mailbox;
};

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

/* The handbook's file is edited and read again. */
static int
share(struct play *play, const char *function, const struct sharing *sharing,
    struct error *err)
{
	struct handbook *handbook = NULL;
	struct programmes_handbook outcome;
	int status = handbook_store_load(play->world.store, &handbook, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < handbook->count; i++) {
		struct handbook_entry *entry = &handbook->entries[i];

		if (strcmp(entry->function, function) != 0)
			continue;
		set_text(&entry->members, sharing->members);
		if (sharing->mailbox != NULL)
			set_text(&entry->mail, sharing->mailbox);
	}
	status = programmes_import_handbook(
	    play->world.engine, ACTOR, handbook, &outcome, err);
	handbook_free(handbook);
	return status;
}

/* As whoever sees to all areas does, of which person 1 stands for one. */
static int
run_confirm_all(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	int status = handbook_store_load(play->world.store, &handbook, err);

	(void)line;
	for (size_t i = 0; status == OB_OK && i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		char digest[DIGEST_HEX_SIZE];
		const struct handbook_care care = {.actor = ACTOR,
		    .person_id = 1,
		    .name = entry->name,
		    .shown = digest};

		programme_digest_entry(entry, digest);
		status = handbook_care_confirm(play->world.engine, &care, err);
	}
	return status;
}

static int
share_with(struct play *play, const char *const *persons, const char *mailbox,
    const char *function, struct error *err)
{
	cleanup_(memory_free_ptr) char *members =
	    memory_printf("\"%s\" <%s>\n\"%s\" <%s>", persons[0], persons[1],
		persons[2], persons[3]);

	return share(play, function, &(struct sharing){members, mailbox}, err);
}

static int
run_share(struct play *play, const struct line *line, struct error *err)
{
	return share_with(play, line->values + 1, NULL, line->values[0], err);
}

static int
run_share_alone(struct play *play, const struct line *line, struct error *err)
{
	return share_with(play, line->values + 1, "", line->values[0], err);
}

static int
run_share_mailbox(struct play *play, const struct line *line, struct error *err)
{
	return share_with(
	    play, line->values + 2, line->values[1], line->values[0], err);
}

static int
run_share_no_more(struct play *play, const struct line *line, struct error *err)
{
	char nobody[] = "";

	return share(
	    play, line->values[0], &(struct sharing){nobody, NULL}, err);
}

static int
run_hint(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	json_t *rule;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	status = error_set(err, OB_EINVALID, "the rule does not say so");
	json_array_foreach(json_object_get(view, "rules"), i, rule)
	{
		if (strcmp(json_string_value(json_object_get(rule, "rule")),
			line->values[0]) == 0 &&
		    strstr(json_string_value(json_object_get(rule, "hint")),
			line->values[1]) != NULL)
			status = OB_OK;
	}
	json_decref(view);
	return status;
}

const struct play_rule play_people[] = {
    {"assign ROLE NAME ADDRESS with reason REASON", run_assign_because},
    {"leave ROLE empty", run_vacate},
    {"ADDRESS reports to NAME ADDRESS", run_reports_to},
    {"ADDRESS lives in ZONE", run_lives_in},
    {"ADDRESS gets the digest weekly", run_weekly},
    {"ADDRESS gets the digest daily", run_daily},
    {"ADDRESS is away from DATE until DATE stand-in NAME ADDRESS", run_away},
    {"ADDRESS is back", run_back},
    {"add first task TITLE goal GOAL seen by TEXT due DATE", run_first_task},
    {"edit first task STEP to TITLE goal GOAL seen by TEXT due DATE",
	run_edit_task},
    {"function NAME belongs to NAME ADDRESS and NAME ADDRESS", run_share},
    {"function NAME without mailbox belongs to NAME ADDRESS and NAME ADDRESS",
	run_share_alone},
    {"function NAME with mailbox ADDRESS belongs to NAME ADDRESS and NAME "
     "ADDRESS",
	run_share_mailbox},
    {"function NAME belongs to its contact", run_share_no_more},
    {"expect rule NAME saying TEXT", run_hint},
    {"every function confirms the handbook", run_confirm_all},
    {NULL, NULL},
};
