/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/imports/handbook_removal.h"
#include "scenario_play.h"

/* What becomes of entries of the handbook. */

#define ACTOR "scenario"

static int
remove_entry(struct play *play, const struct handbook_removal *removal,
    struct error *err)
{
	json_t *view = NULL;
	int status = handbook_removal_run(
	    play->world.engine, ACTOR, removal, &view, err);

	if (status != OB_OK)
		return status;
	json_decref(play->answer);
	play->answer = view;
	return removal->dry_run ? OB_OK : world_wake(&play->world, err);
}

static int
run_remove(struct play *play, const struct line *line, struct error *err)
{
	return remove_entry(play,
	    &(struct handbook_removal){
		.name = line->values[0], .place = {"", ""}},
	    err);
}

static int
run_remove_area(struct play *play, const struct line *line, struct error *err)
{
	return remove_entry(play,
	    &(struct handbook_removal){
		.name = line->values[0], .place = {line->values[1], ""}},
	    err);
}

static int
run_remove_workplace(
    struct play *play, const struct line *line, struct error *err)
{
	return remove_entry(play,
	    &(struct handbook_removal){
		.name = line->values[0], .place = {"", line->values[1]}},
	    err);
}

static int
run_remove_both(struct play *play, const struct line *line, struct error *err)
{
	return remove_entry(play,
	    &(struct handbook_removal){.name = line->values[0],
		.place = {line->values[1], line->values[2]}},
	    err);
}

static int
run_try_area(struct play *play, const struct line *line, struct error *err)
{
	return remove_entry(play,
	    &(struct handbook_removal){.name = line->values[0],
		.place = {line->values[1], ""},
		.dry_run = true},
	    err);
}

const struct play_rule play_handbook_rules[] = {
    {"remove the handbook's FUNCTION", run_remove},
    {"remove the handbook's FUNCTION for area TEXT", run_remove_area},
    {"remove the handbook's FUNCTION for workplace TEXT", run_remove_workplace},
    {"remove the handbook's FUNCTION for area TEXT workplace TEXT",
	run_remove_both},
    {"try to remove the handbook's FUNCTION for area TEXT", run_try_area},
    {NULL, NULL},
};
