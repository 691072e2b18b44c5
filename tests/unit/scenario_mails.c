/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/relay.h"
#include "scenario_play.h"

#define ACTOR "scenario"

static int
run_server_down(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	(void)err;
	play->world.server_is_down = true;
	return OB_OK;
}

static int
run_server_up(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	(void)err;
	play->world.server_is_down = false;
	play->world.server_loses_answers = false;
	play->world.server_refuses_us = false;
	free(play->world.unrelayed);
	play->world.unrelayed = NULL;
	free(play->world.refused);
	play->world.refused = NULL;
	return OB_OK;
}

static int
run_server_refuses(
    struct play *play, const struct line *line, struct error *err)
{
	(void)err;
	free(play->world.refused);
	play->world.refused = memory_strdup(line->values[0]);
	return OB_OK;
}

static int
run_server_loses(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	(void)err;
	play->world.server_loses_answers = true;
	return OB_OK;
}

static int
run_server_refuses_us(
    struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	(void)err;
	play->world.server_refuses_us = true;
	return OB_OK;
}

static int
run_server_relays_not(
    struct play *play, const struct line *line, struct error *err)
{
	(void)err;
	free(play->world.unrelayed);
	play->world.unrelayed = memory_strdup(line->values[0]);
	return OB_OK;
}

static int
run_relay_mended(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	outbox_try_relay(play->world.engine);
	return world_wake(&play->world, err);
}

static int
run_retry(struct play *play, const struct line *line, struct error *err)
{
	json_t *list = NULL;
	json_t *mail;
	size_t i;
	int status =
	    outbox_list(play->world.engine, line->values[0], NULL, &list, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(list, "mail"), i, mail)
	{
		json_t *view = NULL;

		status = outbox_retry(play->world.engine,
		    &(struct outbox_request){.actor = ACTOR,
			.id = json_integer_value(json_object_get(mail, "id"))},
		    &view, err);
		json_decref(view);
		if (status != OB_OK)
			break;
	}
	json_decref(list);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_forget(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	(void)err;
	play->mails_seen = play->world.delivery_count;
	return OB_OK;
}

int
play_mail(struct play *play, const char *kind, const char *to, int64_t *ret_id,
    struct error *err)
{
	json_t *list = NULL;
	json_t *mail;
	size_t i;
	int64_t id = 0;
	int status = outbox_list(play->world.engine, NULL, to, &list, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(list, "mail"), i, mail)
	{
		if (strcmp(json_string_value(json_object_get(mail, "kind")),
			kind) == 0)
			id = json_integer_value(json_object_get(mail, "id"));
	}
	json_decref(list);
	if (id == 0)
		return error_set(err, OB_EINVALID, "there is no such mail");
	*ret_id = id;
	return OB_OK;
}

typedef int (*operation_fn)(struct engine *engine,
    const struct outbox_request *request, json_t **ret_view, struct error *err);

static int
operate(struct play *play, const struct line *line, const char *reason,
    operation_fn operation, struct error *err)
{
	struct outbox_request request = {.actor = ACTOR, .reason = reason};
	json_t *view = NULL;
	int status =
	    play_mail(play, line->values[0], line->values[1], &request.id, err);

	if (status == OB_OK)
		status = operation(play->world.engine, &request, &view, err);
	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_retry_one(struct play *play, const struct line *line, struct error *err)
{
	return operate(play, line, NULL, outbox_retry, err);
}

static int
run_hold(struct play *play, const struct line *line, struct error *err)
{
	return operate(play, line, NULL, outbox_hold, err);
}

static int
run_cancel(struct play *play, const struct line *line, struct error *err)
{
	return operate(play, line, line->values[2], outbox_cancel, err);
}

/* The state of the last mail of a kind to an address. */
static int
run_state(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	const char *state;
	int64_t id = 0;
	int status =
	    play_mail(play, line->values[0], line->values[1], &id, err);

	if (status == OB_OK)
		status = outbox_show(play->world.engine, id, &view, err);
	if (status != OB_OK)
		return status;
	state = json_string_value(
	    json_object_get(json_object_get(view, "mail"), "state"));
	if (strcmp(state, line->values[2]) != 0)
		status = error_set(err, OB_EINVALID, "it is %s", state);
	json_decref(view);
	return status;
}

static int
run_tried(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	json_int_t attempts;
	int64_t id = 0;
	int status =
	    play_mail(play, line->values[0], line->values[1], &id, err);

	if (status == OB_OK)
		status = outbox_show(play->world.engine, id, &view, err);
	if (status != OB_OK)
		return status;
	attempts = json_integer_value(
	    json_object_get(json_object_get(view, "mail"), "attempts"));
	if (attempts != strtoll(line->values[2], NULL, 10))
		status = error_set(err, OB_EINVALID,
		    "it was tried %" JSON_INTEGER_FORMAT " times", attempts);
	json_decref(view);
	return status;
}

static int
run_relay(struct play *play, const struct line *line, struct error *err)
{
	const char *state =
	    relay_state_name(outbox_relay(play->world.engine)->state);

	return strcmp(state, line->values[0]) == 0
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "it is %s", state);
}

const struct play_rule play_mails[] = {
    {"the mail server is down", run_server_down},
    {"the mail server is up", run_server_up},
    {"the mail server refuses us", run_server_refuses_us},
    {"the mail server refuses ADDRESS", run_server_refuses},
    {"the mail server loses its answers", run_server_loses},
    {"retry all STATE mails", run_retry},
    {"forget the mails", run_forget},
    {"the mail server relays nothing to ADDRESS", run_server_relays_not},
    {"somebody says that the mail server is mended", run_relay_mended},
    {"retry mail KIND to ADDRESS", run_retry_one},
    {"hold mail KIND to ADDRESS", run_hold},
    {"cancel mail KIND to ADDRESS because REASON", run_cancel},
    {"expect mail KIND to ADDRESS is STATE", run_state},
    {"expect mail KIND to ADDRESS tried NUMBER times", run_tried},
    {"expect relay STATE", run_relay},
    {NULL, NULL},
};
