/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/simulation/simulation_private.h"
#include "text/json_text.h"

#define DAY_LEN 10 /* of "2026-12-07T08:00:00+01:00" */

static json_int_t
count_one(json_t *counts, const char *key)
{
	json_int_t count = json_integer_value(json_object_get(counts, key)) + 1;

	(void)json_object_set_new(counts, key, json_integer(count));
	return count;
}

/* The largest of what was counted so far, under which key. */
struct most {
	char *key;
	json_int_t count;
};

static void
take_most(struct most *most, const char *key, json_int_t count)
{
	if (count <= most->count)
		return;
	most->count = count;
	free(most->key);
	most->key = memory_strdup(key);
}

/* Counts by kind, and finds the fullest day and the fullest inbox. */
static json_t *
summarize_mail(const json_t *mails)
{
	json_t *kinds = json_object();
	json_auto_t *days = json_object();
	json_auto_t *inboxes = json_object();
	struct most day = {memory_strdup(""), 0};
	struct most inbox = {memory_strdup(""), 0};
	json_t *view;

	for (size_t i = 0; i < json_array_size(mails); i++) {
		const json_t *mail = json_array_get(mails, i);
		cleanup_(memory_free_ptr) char *date =
		    memory_strndup(json_text_of(mail, "at"), DAY_LEN);
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("%s %s", date, json_text_of(mail, "to"));

		(void)count_one(kinds, json_text_of(mail, "kind"));
		take_most(&day, date, count_one(days, date));
		take_most(&inbox, key, count_one(inboxes, key));
	}
	view = json_pack("{s:I, s:o, s:{s:s, s:I}, s:{s:s%, s:s, s:I}}",
	    "total", (json_int_t)json_array_size(mails), "kinds", kinds,
	    "busiest_day", "date", day.key, "mails", day.count, "fullest_inbox",
	    "date", inbox.key,
	    strlen(inbox.key) < DAY_LEN ? strlen(inbox.key) : (size_t)DAY_LEN,
	    "to", inbox.key[0] == '\0' ? "" : inbox.key + DAY_LEN + 1, "mails",
	    inbox.count);
	free(day.key);
	free(inbox.key);
	return view;
}

static json_t *
summarize_activities(const json_t *activities)
{
	json_t *states = json_object();
	json_t *flags = json_object();

	for (size_t i = 0; i < json_array_size(activities); i++) {
		const json_t *activity = json_array_get(activities, i);
		const json_t *given = json_object_get(activity, "flags");

		(void)count_one(states, json_text_of(activity, "state"));
		for (size_t k = 0; k < json_array_size(given); k++)
			(void)count_one(
			    flags, json_string_value(json_array_get(given, k)));
	}
	return json_pack("{s:I, s:o, s:o}", "total",
	    (json_int_t)json_array_size(activities), "states", states, "flags",
	    flags);
}

static json_t *
describe(const struct simulation *simulation)
{
	size_t leaders = simulation->kind == PROGRAMME_COHORT
			     ? 0
			     : simulation->journey_count;
	char from[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:i, s:I, s:i, s:s, s:s, s:b}",
	    "programme", simulation->programme, "kind",
	    programme_kind_name(simulation->kind), "version",
	    simulation->version, "leaders", (json_int_t)leaders, "participants",
	    simulation->participants, "from",
	    date_format(simulation->journeys[0].opens, from), "until",
	    date_format(simulation->until, until), "nobody_acts",
	    (int)simulation->nobody_acts);
}

json_t *
simulation_result(struct simulation *simulation)
{
	return json_pack("{s:o, s:{s:o, s:o, s:I}, s:O, s:O, s:O}",
	    "simulation", describe(simulation), "summary", "mail",
	    summarize_mail(simulation->mail), "activities",
	    summarize_activities(simulation->activities), "entries",
	    (json_int_t)json_array_size(simulation->entries), "activities",
	    simulation->activities, "mail", simulation->mail, "entries",
	    simulation->entries);
}
