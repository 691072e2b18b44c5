/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/answers.h"
#include "engine/core/change.h"
#include "engine/people/people.h"
#include "engine/roles/people_edit.h"
#include "invitation_reader.h"
#include "scenario_play.h"
#include "store/invitation_store.h"
#include "store/person_store.h"

/* Lines about invitations: what calendars are told, and what they answer. */
#define ACTOR "scenario"

static int
run_channel(struct play *play, const struct line *line, struct error *err)
{
	const struct person_edit edit = {.channel = line->values[1]};
	json_t *view = NULL;
	int status = people_edit(
	    play->world.engine, ACTOR, line->values[0], &edit, &view, err);

	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

/* What a line asks of a calendar; NULL and -1 ask nothing. */
struct wanted_entry {
	const char *method;
	const char *partstat;
	int sequence;
	char start[20];
};

static bool
is_wanted(const struct wanted_entry *wanted, const struct invitation_read *read)
{
	return (wanted->method == NULL ||
		   strcmp(wanted->method, read->method) == 0) &&
	       (wanted->partstat == NULL ||
		   strcmp(wanted->partstat, read->partstat) == 0) &&
	       (wanted->sequence < 0 || wanted->sequence == read->sequence) &&
	       (wanted->start[0] == '\0' ||
		   strcmp(wanted->start, read->start) == 0);
}

/* Whether a mail of the line's kind and to its address has such an entry. */
static int
expect_entry(const struct play *play, const struct line *line,
    const struct wanted_entry *wanted, struct error *err)
{
	struct invitation_read read = {.sequence = -1};

	for (size_t i = play->world.delivery_count; i-- > play->mails_seen;) {
		const struct delivery *delivery = &play->world.deliveries[i];

		if (strcmp(delivery->kind, line->values[0]) != 0 ||
		    strcmp(delivery->to, line->values[1]) != 0)
			continue;
		if (!invitation_reader_read(delivery->bytes, &read))
			return error_set(
			    err, OB_EINVALID, "it is no invitation");
		if (is_wanted(wanted, &read))
			return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "no such mail came; the first has method %s, sequence %d, is "
	    "answered %s and begins at %s",
	    read.method, read.sequence, read.partstat, read.start);
}

static int
run_method(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted_entry wanted = {.method = line->values[2],
	    .sequence = (int)strtol(line->values[3], NULL, 10)};

	return expect_entry(play, line, &wanted, err);
}

static int
run_answered(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted_entry wanted = {
	    .partstat = line->values[2], .sequence = -1};

	return expect_entry(play, line, &wanted, err);
}

/* "20261203T100000" of "2026-12-03" and "10:00". */
static int
run_starting(struct play *play, const struct line *line, struct error *err)
{
	struct wanted_entry wanted = {.sequence = -1};
	const char *day = line->values[2];
	const char *time = line->values[3];

	(void)snprintf(wanted.start, sizeof(wanted.start),
	    "%.4s%.2s%.2sT%.2s%.2s00", day, day + 5, day + 8, time, time + 3);
	return expect_entry(play, line, &wanted, err);
}

int
play_invitation(struct play *play, const char *step, const char *address,
    struct invitation *ret_row, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	json_auto_t *activity = NULL;
	int status = play_activity(play, step, &activity, err);

	if (status == OB_OK)
		status = people_find(play->world.engine, address, &person, err);
	if (status != OB_OK)
		return status;
	return invitation_store_find_person(play->world.store,
	    json_integer_value(json_object_get(activity, "id")), person.id,
	    ret_row, err);
}

static int
run_invited(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {0};
	int status =
	    play_invitation(play, line->values[0], line->values[1], &row, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_EINVALID, "there is none");
	if (status != OB_OK)
		return status;
	if (strcmp(row.method, line->values[2]) == 0 &&
	    strcmp(row.partstat, line->values[3]) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "it is a %s, answered by '%s'",
	    row.method, row.partstat);
}

static int
run_not_invited(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {0};
	int status =
	    play_invitation(play, line->values[0], line->values[1], &row, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	return status == OB_OK
		   ? error_set(err, OB_EINVALID, "there is one: %s", row.method)
		   : status;
}

static int
answer(struct play *play, const struct line *line, struct change *change,
    struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	enum answer_outcome outcome;
	int status =
	    play_invitation(play, line->values[1], line->values[0], &row, err);

	if (status == OB_OK)
		status = dossier_load(
		    play->world.engine, play->leader, &dossier, err);
	if (status != OB_OK)
		return status;
	return answers_set(change, &dossier,
	    &(struct answer){.activity_id = row.activity_id,
		.person_id = row.person_id,
		.partstat = line->values[2],
		.by = "hand",
		.stamp = INSTANT_NONE,
		.sequence = -1},
	    &outcome, err);
}

static int
run_answer(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, play->world.engine, ACTOR, err);

	if (status == OB_OK)
		status = answer(play, line, &change, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

const struct play_rule play_invitations[] = {
    {"ADDRESS takes meetings by CHANNEL", run_channel},
    {"ADDRESS answers STEP with PARTSTAT", run_answer},
    {"expect mail KIND to ADDRESS method METHOD sequence NUMBER", run_method},
    {"expect mail KIND to ADDRESS answered PARTSTAT", run_answered},
    {"expect mail KIND to ADDRESS starting DATE TIME", run_starting},
    {"expect invitation STEP of ADDRESS METHOD PARTSTAT", run_invited},
    {"expect no invitation STEP of ADDRESS", run_not_invited},
    {NULL, NULL},
};
