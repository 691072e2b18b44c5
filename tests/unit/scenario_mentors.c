/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/journeys/leaders.h"
#include "engine/roles/mentors.h"
#include "scenario_play.h"

/* Lines about mentors and how many leaders they have. */

/* The newest relation of the journey with this person. */
static int
find_mentor(struct play *play, const char *address, json_t **ret_mentor,
    struct error *err)
{
	json_t *view = NULL;
	json_t *mentor;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	*ret_mentor = NULL;
	json_array_foreach(json_object_get(view, "mentors"), i, mentor)
	{
		if (strcmp(json_string_value(json_object_get(
			       json_object_get(mentor, "person"), "email")),
			address) != 0)
			continue;
		json_decref(*ret_mentor);
		*ret_mentor = json_incref(mentor);
	}
	json_decref(view);
	if (*ret_mentor == NULL)
		return error_set(
		    err, OB_EINVALID, "'%s' never was the mentor", address);
	return OB_OK;
}

/* A member of the relation as text; "-" is none. */
static int
expect_mentor(struct play *play, const char *address, const char *key,
    const char *wanted, struct error *err)
{
	json_t *mentor = NULL;
	char number[24];
	const char *have;
	int status = find_mentor(play, address, &mentor, err);

	if (status != OB_OK)
		return status;
	have = json_string_value(json_object_get(mentor, key));
	if (json_is_integer(json_object_get(mentor, key))) {
		(void)snprintf(number, sizeof(number), "%lld",
		    (long long)json_integer_value(
			json_object_get(mentor, key)));
		have = number;
	}
	if (have == NULL)
		have = "-";
	if (strcmp(have, wanted) != 0)
		status = error_set(err, OB_EINVALID, "%s is '%s'", key, have);
	json_decref(mentor);
	return status;
}

static int
run_mentor_from(struct play *play, const struct line *line, struct error *err)
{
	int status =
	    expect_mentor(play, line->values[0], "from", line->values[1], err);

	if (status == OB_OK)
		status =
		    expect_mentor(play, line->values[0], "until", "-", err);
	return status;
}

static int
run_mentor_until(struct play *play, const struct line *line, struct error *err)
{
	int status =
	    expect_mentor(play, line->values[0], "until", line->values[1], err);

	if (status == OB_OK)
		status = expect_mentor(
		    play, line->values[0], "closed_why", line->values[2], err);
	return status;
}

static int
run_briefed(struct play *play, const struct line *line, struct error *err)
{
	return expect_mentor(
	    play, line->values[0], "briefed", line->values[1], err);
}

static int
run_meetings(struct play *play, const struct line *line, struct error *err)
{
	return expect_mentor(
	    play, line->values[0], "meetings", line->values[1], err);
}

static int
run_load(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	json_t *mentor;
	size_t i;
	long long load = 0;
	int status = mentors_list(play->world.engine, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "mentors"), i, mentor)
	{
		if (strcmp(json_string_value(json_object_get(
			       json_object_get(mentor, "person"), "email")),
			line->values[0]) == 0)
			load = (long long)json_integer_value(
			    json_object_get(mentor, "load"));
	}
	json_decref(view);
	if (load == strtoll(line->values[1], NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "the load is %lld", load);
}

const struct play_rule play_mentors[] = {
    {"expect mentor ADDRESS from DATE", run_mentor_from},
    {"expect mentor ADDRESS until DATE because TEXT", run_mentor_until},
    {"expect mentor ADDRESS briefed DATE", run_briefed},
    {"expect mentor ADDRESS meetings NUMBER", run_meetings},
    {"expect load of ADDRESS NUMBER", run_load},
    {NULL, NULL},
};
