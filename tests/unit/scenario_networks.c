/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/links/page_links.h"
#include "engine/networks/network_meetings.h"
#include "engine/networks/networks.h"
#include "engine/pages/page_network.h"
#include "engine/people/people.h"
#include "scenario_play.h"
#include "store/person_store.h"

/* Lines about leader networks, which have the numbers in which they came. */

#define ACTOR "uid:0"

static int64_t
number_of(const char *text)
{
	return strtoll(text, NULL, 10);
}

static int
run_add(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *contact =
	    memory_printf("%s <%s>", line->values[2], line->values[3]);
	const struct network_request request = {
	    .name = line->values[0],
	    .welcomes = line->values[1],
	    .contact = contact,
	};
	json_auto_t *view = NULL;

	return networks_add(play->world.engine, ACTOR, &request, &view, err);
}

static int
run_close(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;

	return networks_close(
	    play->world.engine, ACTOR, number_of(line->values[0]), &view, err);
}

static int
run_join(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *person =
	    memory_printf("%s <%s>", line->values[0], line->values[1]);
	json_auto_t *view = NULL;

	return networks_add_member(play->world.engine, ACTOR,
	    &(struct network_joining){number_of(line->values[2]), person, NULL},
	    &view, err);
}

static int
run_leave(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;

	return networks_remove_member(play->world.engine, ACTOR,
	    number_of(line->values[1]), line->values[0], &view, err);
}

static int
run_plan(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *start =
	    memory_printf("%sT%s", line->values[1], line->values[2]);
	const struct network_meeting_request request = {
	    .start = start, .place = "Rådhuset"};
	json_auto_t *view = NULL;

	return network_meetings_plan(play->world.engine, ACTOR,
	    number_of(line->values[0]), &request, &view, err);
}

static int
run_move(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *start =
	    memory_printf("%sT%s", line->values[1], line->values[2]);
	const struct network_meeting_request request = {.start = start};
	json_auto_t *view = NULL;

	return network_meetings_move(play->world.engine, ACTOR,
	    number_of(line->values[0]), &request, &view, err);
}

static int
run_cancel(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;

	return network_meetings_cancel(play->world.engine, ACTOR,
	    number_of(line->values[0]), false, &view, err);
}

static int
run_record(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const struct network_presence row = {.address = line->values[0],
	    .attended = strcmp(line->values[1], "came") == 0};

	return network_meetings_record(play->world.engine, ACTOR,
	    &(struct network_roll){number_of(line->values[2]), &row, 1}, &view,
	    err);
}

static int
expect_number(
    const char *what, json_int_t have, const char *wanted, struct error *err)
{
	if (have == number_of(wanted))
		return OB_OK;
	return error_set(err, OB_EINVALID, "%s %lld", what, (long long)have);
}

static int
run_members(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = networks_show(
	    play->world.engine, number_of(line->values[0]), &view, err);

	if (status != OB_OK)
		return status;
	return expect_number("the members are",
	    json_integer_value(
		json_object_get(json_object_get(view, "network"), "members")),
	    line->values[1], err);
}

static int
run_attendance(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *row;
	size_t i;
	int status = networks_show(
	    play->world.engine, number_of(line->values[3]), &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "members"), i, row)
	{
		const json_t *count = json_object_get(row, "attendance");

		if (strcmp(json_string_value(json_object_get(
			       json_object_get(row, "person"), "email")),
			line->values[0]) != 0)
			continue;
		status = expect_number("meetings they came to:",
		    json_integer_value(json_object_get(count, "came")),
		    line->values[1], err);
		return status == OB_OK
			   ? expect_number("meetings that are noted:",
				 json_integer_value(
				     json_object_get(count, "of")),
				 line->values[2], err)
			   : status;
	}
	return error_set(
	    err, OB_EINVALID, "'%s' is not in the network", line->values[0]);
}

/* The page on which the contact sees to the network opens. */
static int
run_sheet(struct play *play, const struct line *line, struct error *err)
{
	struct engine *engine = play->world.engine;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *url = NULL;
	json_auto_t *view = NULL;
	int status = people_find(engine, line->values[1], &person, err);

	if (status == OB_OK)
		status = page_links_person_url(engine, person.id, &url, err);
	if (status == OB_OK)
		status =
		    page_network_contact_view(engine, strrchr(url, '/') + 1,
			number_of(line->values[0]), &view, err);
	return status;
}

const struct play_rule play_networks[] = {
    {"add network NAME for WHO contact NAME ADDRESS", run_add},
    {"close network NUMBER", run_close},
    {"NAME ADDRESS joins network NUMBER", run_join},
    {"ADDRESS leaves network NUMBER", run_leave},
    {"plan meeting of network NUMBER at DATE TIME", run_plan},
    {"move network meeting NUMBER to DATE TIME", run_move},
    {"cancel network meeting NUMBER", run_cancel},
    {"ADDRESS WORD to network meeting NUMBER", run_record},
    {"expect network NUMBER with NUMBER members", run_members},
    {"expect ADDRESS at NUMBER of NUMBER meetings of network NUMBER",
	run_attendance},
    {"expect the sheet of network NUMBER for ADDRESS", run_sheet},
    {NULL, NULL},
};
