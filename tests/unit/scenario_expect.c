/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/journeys/leaders.h"
#include "engine/outbox/outbox.h"
#include "scenario_play.h"

int
play_activity(struct play *play, const char *step, json_t **ret_activity,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = play_reference(play, step);
	json_t *view = NULL;
	int status = activities_show(play->world.engine, reference, &view, err);

	if (status != OB_OK)
		return status;
	*ret_activity = json_incref(json_object_get(view, "activity"));
	json_decref(view);
	return OB_OK;
}

static int
expect_text(
    const char *what, const char *have, const char *want, struct error *err)
{
	if (have != NULL && strcmp(have, want) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "%s is '%s', not '%s'", what,
	    have == NULL ? "nothing" : have, want);
}

static int
expect_number(
    const char *what, int64_t have, const char *want, struct error *err)
{
	if (have == strtoll(want, NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "there are %lld %s, not %s",
	    (long long)have, what, want);
}

static bool
has_flag(const json_t *activity, const char *flag)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(activity, "flags"), i, item)
	{
		if (strcmp(json_string_value(item), flag) == 0)
			return true;
	}
	return false;
}

/* Activities in a state, with a flag, or all for NULL. */
static int
count_activities(struct play *play, const char *state, const char *flag,
    int64_t *ret_count, struct error *err)
{
	json_t *view = NULL;
	json_t *activity;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	*ret_count = 0;
	json_array_foreach(json_object_get(view, "activities"), i, activity)
	{
		if ((state == NULL || strcmp(json_string_value(json_object_get(
						 activity, "state")),
					  state) == 0) &&
		    (flag == NULL || has_flag(activity, flag)))
			(*ret_count)++;
	}
	json_decref(view);
	return OB_OK;
}

static int
run_count(struct play *play, const struct line *line, struct error *err)
{
	int64_t count = 0;
	int status = count_activities(play, NULL, NULL, &count, err);

	return status == OB_OK
		   ? expect_number("activities", count, line->values[0], err)
		   : status;
}

static int
run_count_state(struct play *play, const struct line *line, struct error *err)
{
	int64_t count = 0;
	int status = count_activities(play, line->values[1], NULL, &count, err);

	return status == OB_OK ? expect_number("such activities", count,
				     line->values[0], err)
			       : status;
}

static int
run_count_flag(struct play *play, const struct line *line, struct error *err)
{
	int64_t count = 0;
	int status = count_activities(play, NULL, line->values[1], &count, err);

	return status == OB_OK ? expect_number("such activities", count,
				     line->values[0], err)
			       : status;
}

static int
expect_member(struct play *play, const char *step, const char *member,
    const char *want, struct error *err)
{
	json_t *activity = NULL;
	int status = play_activity(play, step, &activity, err);

	if (status != OB_OK)
		return status;
	status = expect_text(member,
	    json_string_value(json_object_get(activity, member)), want, err);
	json_decref(activity);
	return status;
}

static int
run_state(struct play *play, const struct line *line, struct error *err)
{
	return expect_member(
	    play, line->values[0], "state", line->values[1], err);
}

static int
run_day(struct play *play, const struct line *line, struct error *err)
{
	return expect_member(
	    play, line->values[0], "planned", line->values[1], err);
}

static int
run_time(struct play *play, const struct line *line, struct error *err)
{
	char text[INSTANT_TEXT_SIZE];
	int64_t at = 0;
	int status =
	    play_instant(play, line->values[1], line->values[2], &at, err);

	if (status != OB_OK)
		return status;
	return expect_member(play, line->values[0], "start",
	    instant_format(engine_zone(play->world.engine), at, text), err);
}

static int
run_flag(struct play *play, const struct line *line, struct error *err)
{
	json_t *activity = NULL;
	int status = play_activity(play, line->values[0], &activity, err);

	if (status != OB_OK)
		return status;
	if (!has_flag(activity, line->values[1]))
		status = error_set(err, OB_EINVALID, "it has no such flag");
	json_decref(activity);
	return status;
}

static int
run_flag_absent(struct play *play, const struct line *line, struct error *err)
{
	struct error absent = ERROR_INIT;

	if (run_flag(play, line, &absent) == OB_OK)
		return error_set(err, OB_EINVALID, "it has that flag");
	return OB_OK;
}

static int
run_responsible(struct play *play, const struct line *line, struct error *err)
{
	json_t *activity = NULL;
	int status = play_activity(play, line->values[0], &activity, err);

	if (status != OB_OK)
		return status;
	status = expect_text("the responsible person",
	    json_string_value(json_object_get(
		json_object_get(activity, "responsible"), "email")),
	    line->values[1], err);
	json_decref(activity);
	return status;
}

static int
run_overdue(struct play *play, const struct line *line, struct error *err)
{
	json_t *activity = NULL;
	int status = play_activity(play, line->values[0], &activity, err);

	if (status != OB_OK)
		return status;
	if (!json_is_true(json_object_get(activity, "overdue")))
		status = error_set(err, OB_EINVALID, "it is not overdue");
	json_decref(activity);
	return status;
}

static int
run_rule(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	json_t *rule;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	status = error_set(err, OB_EINVALID, "there is no such rule");
	json_array_foreach(json_object_get(view, "rules"), i, rule)
	{
		cleanup_(memory_free_ptr) char *have =
		    memory_printf("%lld of %lld",
			(long long)json_integer_value(
			    json_object_get(rule, "have")),
			(long long)json_integer_value(
			    json_object_get(rule, "need")));
		cleanup_(memory_free_ptr) char *want =
		    memory_printf("%s of %s", line->values[1], line->values[2]);

		if (strcmp(json_string_value(json_object_get(rule, "rule")),
			line->values[0]) == 0)
			status = expect_text("the rule", have, want, err);
	}
	json_decref(view);
	return status;
}

static int
run_journey(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	status = expect_text("the journey",
	    json_string_value(
		json_object_get(json_object_get(view, "leader"), "state")),
	    line->values[0], err);
	json_decref(view);
	return status;
}

/* Whether a list of the leader's view names a person by address. */
static int
expect_listed(
    struct play *play, const char *list, const char *address, struct error *err)
{
	json_t *view = NULL;
	json_t *item;
	size_t i;
	bool found = false;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, list), i, item)
	{
		const char *email = json_string_value(
		    json_object_get(json_object_get(item, "person"), "email"));

		found = found || (email != NULL && strcmp(email, address) == 0);
	}
	json_decref(view);
	if (found)
		return OB_OK;
	return error_set(err, OB_EINVALID, "'%s' has none", address);
}

static int
run_feed(struct play *play, const struct line *line, struct error *err)
{
	return expect_listed(play, "feeds", line->values[0], err);
}

static int
run_page(struct play *play, const struct line *line, struct error *err)
{
	return expect_listed(play, "pages", line->values[0], err);
}

/* What a line asks of mails; NULL asks nothing. */
struct wanted {
	const char *kind;
	const char *to;
	const char *text;
	int64_t at;
};

static bool
is_wanted(const struct delivery *delivery, const struct wanted *wanted)
{
	return (wanted->kind == NULL ||
		   strcmp(delivery->kind, wanted->kind) == 0) &&
	       (wanted->to == NULL || strcmp(delivery->to, wanted->to) == 0) &&
	       (wanted->at == INSTANT_NONE || delivery->at == wanted->at) &&
	       (wanted->text == NULL ||
		   strstr(delivery->text, wanted->text) != NULL ||
		   strstr(delivery->subject, wanted->text) != NULL);
}

static int64_t
count_mails(const struct play *play, const struct wanted *wanted)
{
	int64_t count = 0;

	for (size_t i = play->mails_seen; i < play->world.delivery_count; i++)
		count += is_wanted(&play->world.deliveries[i], wanted) ? 1 : 0;
	return count;
}

/* What did come to the person, for the one who reads the failure. */
static int
tell_mails(const struct play *play, const struct wanted *wanted,
    const char *what, struct error *err)
{
	struct strbuf list = STRBUF_INIT;
	const struct wanted same = {NULL, wanted->to, NULL, INSTANT_NONE};
	char at[INSTANT_TEXT_SIZE];
	int status;

	for (size_t i = play->mails_seen; i < play->world.delivery_count; i++) {
		const struct delivery *delivery = &play->world.deliveries[i];

		if (is_wanted(delivery, &same))
			strbuf_add_format(&list, "\n  %s %s to %s: %s",
			    instant_format(engine_zone(play->world.engine),
				delivery->at, at),
			    delivery->kind, delivery->to, delivery->subject);
	}
	status = error_set(err, OB_EINVALID, "%s; there came:%.800s", what,
	    list.len == 0 ? " nothing" : list.buf);
	strbuf_release(&list);
	return status;
}

static int
expect_mail(const struct play *play, const struct wanted *wanted, int64_t count,
    struct error *err)
{
	int64_t have = count_mails(play, wanted);

	if (count < 0 ? have > 0 : have == count)
		return OB_OK;
	return tell_mails(play, wanted,
	    have == 0 ? "no such mail came"
		      : "another number of such mails came",
	    err);
}

static int
run_mail(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {
	    line->values[0], line->values[1], NULL, INSTANT_NONE};

	return expect_mail(play, &wanted, -1, err);
}

static int
run_mail_at(struct play *play, const struct line *line, struct error *err)
{
	struct wanted wanted = {
	    line->values[0], line->values[1], NULL, INSTANT_NONE};
	int status = play_instant(
	    play, line->values[2], line->values[3], &wanted.at, err);

	return status == OB_OK ? expect_mail(play, &wanted, 1, err) : status;
}

static int
run_mail_saying(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {
	    line->values[0], line->values[1], line->values[2], INSTANT_NONE};

	return expect_mail(play, &wanted, -1, err);
}

static int
run_no_mail_saying(
    struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {
	    line->values[0], line->values[1], line->values[2], INSTANT_NONE};

	return expect_mail(play, &wanted, 0, err);
}

static int
run_no_mail(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {
	    line->values[0], line->values[1], NULL, INSTANT_NONE};

	return expect_mail(play, &wanted, 0, err);
}

static int
run_no_mail_to(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {
	    NULL, line->values[0], NULL, INSTANT_NONE};

	return expect_mail(play, &wanted, 0, err);
}

static int
run_no_mail_at_all(
    struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {NULL, NULL, NULL, INSTANT_NONE};

	(void)line;
	return expect_mail(play, &wanted, 0, err);
}

static int
run_mails(struct play *play, const struct line *line, struct error *err)
{
	const struct wanted wanted = {
	    line->values[1], line->values[2], NULL, INSTANT_NONE};

	return expect_mail(
	    play, &wanted, strtoll(line->values[0], NULL, 10), err);
}

static int
run_outbox(struct play *play, const struct line *line, struct error *err)
{
	json_t *counts = NULL;
	int64_t count;
	int status = outbox_counts(play->world.engine, &counts, err);

	if (status != OB_OK)
		return status;
	count = json_integer_value(json_object_get(counts, line->values[1]));
	json_decref(counts);
	return expect_number("such mails", count, line->values[0], err);
}

static int
run_leaders(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int64_t count;
	int status = leaders_list(play->world.engine, NULL, &view, err);

	if (status != OB_OK)
		return status;
	count = (int64_t)json_array_size(json_object_get(view, "leaders"));
	json_decref(view);
	return expect_number("leaders", count, line->values[0], err);
}

const struct play_rule play_expectations[] = {
    {"expect NUMBER leaders", run_leaders},
    {"expect NUMBER activities", run_count},
    {"expect NUMBER activities that are STATE", run_count_state},
    {"expect NUMBER activities flagged FLAG", run_count_flag},
    {"expect activity STEP on DATE", run_day},
    {"expect activity STEP on DATE TIME", run_time},
    {"expect activity STEP flagged FLAG", run_flag},
    {"expect activity STEP not flagged FLAG", run_flag_absent},
    {"expect activity STEP by ADDRESS", run_responsible},
    {"expect activity STEP STATE", run_state},
    {"expect overdue activity STEP", run_overdue},
    {"expect rule NAME NUMBER of NUMBER", run_rule},
    {"expect journey STATE", run_journey},
    {"expect feed for ADDRESS", run_feed},
    {"expect page for ADDRESS", run_page},
    {"expect mail KIND to ADDRESS", run_mail},
    {"expect mail KIND to ADDRESS at DATE TIME", run_mail_at},
    {"expect mail KIND to ADDRESS saying TEXT", run_mail_saying},
    {"expect no mail KIND to ADDRESS", run_no_mail},
    {"expect no mail KIND to ADDRESS saying TEXT", run_no_mail_saying},
    {"expect no mail to ADDRESS", run_no_mail_to},
    {"expect no mail", run_no_mail_at_all},
    {"expect NUMBER mails KIND to ADDRESS", run_mails},
    {"expect outbox NUMBER STATE", run_outbox},
    {NULL, NULL},
};
