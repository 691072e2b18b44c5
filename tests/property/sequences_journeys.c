/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "engine/programmes/programmes.h"
#include "formats/programme_file.h"
#include "http/programme_intake.h"
#include "sequences.h"

/* What happens to a whole journey, and to the programme that it follows. */

static int
do_move_first_day(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *to = sequences_draw_day(play, -20, 90);
	json_t *view = NULL;

	sequences_note(play, "move-first-day", to, "");
	return sequences_drop(journeys_move_first_day(play->world.engine,
				  SEQUENCES_ACTOR, sequences_draw_leader(play),
				  &(struct first_day_request){.to = to,
				      .dry_run = sequences_happens(play, 4)},
				  &view, err),
	    &view);
}

static int
do_pause(struct play *play, struct error *err)
{
	int first = (int)sequences_draw(play, 60);
	cleanup_(memory_free_ptr) char *from =
	    sequences_draw_day(play, first, 1);
	cleanup_(memory_free_ptr) char *to =
	    sequences_draw_day(play, first, 40);
	json_t *view = NULL;

	sequences_note(play, "pause", from, to);
	return sequences_drop(
	    journeys_pause(play->world.engine, SEQUENCES_ACTOR,
		sequences_draw_leader(play),
		&(struct pause_request){.from = from, .to = to}, &view, err),
	    &view);
}

static int
do_resume(struct play *play, struct error *err)
{
	json_t *view = NULL;

	sequences_note(play, "resume", "", "");
	return sequences_drop(
	    journeys_resume(play->world.engine, SEQUENCES_ACTOR,
		sequences_draw_leader(play),
		&(struct resume_request){.on = NULL}, &view, err),
	    &view);
}

static int
do_settle_late(struct play *play, struct error *err)
{
	static const char *const choices[] = {"now", "done", "skip"};
	const char *rest = choices[sequences_draw(play, ARRAY_LEN(choices))];
	json_t *view = NULL;

	sequences_note(play, "settle-late", rest, "");
	return sequences_drop(
	    journeys_settle_late(play->world.engine, SEQUENCES_ACTOR,
		sequences_draw_leader(play),
		&(struct late_request){.rest = rest}, &view, err),
	    &view);
}

/* Seldom: a journey that is over tries little. */
static int
do_end(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *last = sequences_draw_day(play, 5, 60);
	int64_t leader = sequences_draw_leader(play);
	json_t *view = NULL;
	int status;

	sequences_note(play, "end", last, "");
	if (sequences_happens(play, 3))
		status = journeys_cancel(play->world.engine, SEQUENCES_ACTOR,
		    leader, "why", &view, err);
	else
		status = journeys_end_employment(play->world.engine,
		    SEQUENCES_ACTOR, leader,
		    &(struct end_request){.last_day = last}, &view, err);
	return sequences_drop(status, &view);
}

/* A new version, in which a day or a title is another. */
static int
import_version(struct play *play, struct error *err)
{
	struct programme *programme = NULL;
	struct programmes_item item = {.scope = {"", ""}, .overlay = ""};
	const struct programmes_request request = {&item, 1, false};
	struct step *step;
	int status = programme_file_load_embedded("ny-leder", &programme, err);

	if (status != OB_OK)
		return status;
	step = &programme->steps[20 + sequences_draw(play, 20)];
	step->minutes = 30 + 15 * (++play->made % 4);
	item.programme = programme;
	status = programmes_import(
	    play->world.engine, SEQUENCES_ACTOR, &request, NULL, err);
	programme_free(programme);
	return status;
}

#define BOARD "skolebestyrelse"

static void
add_guide(struct bundle *bundle, enum language language, const char *text)
{
	bundle->guides = memory_resize(
	    bundle->guides, bundle->guide_count + 1, sizeof(*bundle->guides));
	bundle->guides[bundle->guide_count++] = (struct bundle_guide){
	    memory_strdup(BOARD), language, memory_strdup(text)};
}

/* What the schools do otherwise. */
static int
import_overlay(struct play *play, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = {
	    .name = memory_strdup("skoler.yaml"),
	    .text = memory_printf(
		"overlay: skoler\nbase: ny-leder\narea: Skole\nadd:\n"
		"  - after: modtagelse\n    id: " BOARD "\n    phase: 2\n"
		"    title: {da: \"Mød skolebestyrelsen\", "
		"en: \"Meet the school board\"}\n"
		"    kind: meeting\n    role: manager\n"
		"    due: first_day + %d workdays\n    window: 10\n"
		"    minutes: 60\n    participants: [manager, leader]\n"
		"change:\n  - step: velkomstopkald\n    role: local_admin\n",
		5 + (int)sequences_draw(play, 20)),
	};
	const struct programme_intake intake = {
	    .bundles = &bundle, .count = 1, .scope = {"", ""}};

	add_guide(&bundle, LANGUAGE_DA, "# Bestyrelsen\n\nSig goddag.\n");
	add_guide(&bundle, LANGUAGE_EN, "# The board\n\nSay hello.\n");
	return programme_intake_run(
	    play->world.engine, SEQUENCES_ACTOR, &intake, NULL, NULL, err);
}

static int
do_import(struct play *play, struct error *err)
{
	sequences_note(play, "import-programme", "", "");
	return sequences_happens(play, 3) ? import_overlay(play, err)
					  : import_version(play, err);
}

static int
do_migrate(struct play *play, struct error *err)
{
	json_t *view = NULL;

	if (sequences_happens(play, 2) && import_version(play, err) != OB_OK)
		return err->status;
	sequences_note(play, "migrate", "", "");
	play->hands++;
	return sequences_drop(journeys_migrate(play->world.engine,
				  SEQUENCES_ACTOR, sequences_draw_leader(play),
				  &(struct migrate_request){
				      .dry_run = sequences_happens(play, 4)},
				  &view, err),
	    &view);
}

/* First names are not shared: mails tell leaders apart by them. */
static int
add_leader(struct play *play, bool has_mentor, struct error *err)
{
	static const char *const names[] = {"Anna", "Bo", "Carla", "Dan", "Eva",
	    "Finn", "Gerda", "Hans", "Ida", "Jon", "Karen", "Lars", "Mie"};
	static const char *const late[] = {NULL, NULL, "now", "done", "skip"};
	static const char *const levels[] = {
	    NULL, "direktør", "afdelingsleder"};
	const char *first = names[play->leaders++ % ARRAY_LEN(names)];
	cleanup_(memory_free_ptr) char *name = memory_printf("%s Leder", first);
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("%s-%d@example.org", first, play->leaders);
	int begins = -30 + (int)sequences_draw(play, 130);
	int said_yes = begins - 1 - (int)sequences_draw(play, 60);
	cleanup_(memory_free_ptr) char *first_day =
	    sequences_draw_day(play, begins, 1);
	cleanup_(memory_free_ptr) char *accepted =
	    sequences_draw_day(play, said_yes < 8 ? said_yes : 8, 1);
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .first_day = first_day,
	    .accepted = accepted,
	    .manager = sequences_draw_person(play),
	    .mentor = has_mentor ? sequences_draw_person(play) : NULL,
	    .area = sequences_draw_area(play),
	    .recruitment = sequences_happens(play, 3) ? "internal" : "external",
	    .level = levels[sequences_draw(play, ARRAY_LEN(levels))],
	    .addresses = 1 + (int64_t)sequences_draw(play, 3),
	    .employees = 20 * (int64_t)sequences_draw(play, 3),
	    .professional_groups = (int64_t)sequences_draw(play, 4),
	    .late = late[sequences_draw(play, ARRAY_LEN(late))],
	};
	json_t *view = NULL;

	sequences_note(play, "add", name, first_day);
	return sequences_drop(leaders_add(play->world.engine, SEQUENCES_ACTOR,
				  &request, &view, err),
	    &view);
}

static int
do_add(struct play *play, struct error *err)
{
	return add_leader(play, sequences_happens(play, 2), err);
}

/* A mentor may be refused: of the leader's own line, or busy already. */
int
sequences_begin(struct play *play, struct error *err)
{
	int status = OB_OK;

	if (sequences_happens(play, 3))
		status = do_import(play, err);
	for (int i = 0; status == OB_OK && i < SEQUENCES_LEADERS; i++) {
		status = add_leader(play, sequences_happens(play, 2), err);
		if (status != OB_OK)
			status = add_leader(play, false, err);
	}
	return status;
}

const struct sequences_verb sequences_journey_verbs[] = {
    {do_move_first_day, 2},
    {do_pause, 2},
    {do_resume, 1},
    {do_settle_late, 1},
    {do_end, 1},
    {do_import, 1},
    {do_migrate, 1},
    {do_add, 1},
    {NULL, 0},
};
