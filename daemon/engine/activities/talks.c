/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/talks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "model/step_topics.h"
#include "store/talk_store.h"

#define TOPICS_MAX 1000 /* characters of a list of ids */

bool
talks_says(const struct talk_facts *facts)
{
	return facts->held_on != NULL || facts->minutes != TALKS_UNSAID ||
	       facts->undisturbed != NULL || facts->topics != NULL;
}

bool
talks_is(const struct dossier *dossier, const struct activity *activity)
{
	return step_kind_is_timed(dossier_step(dossier, activity)->kind) &&
	       !course_is_event(activity->step);
}

bool
talks_is_told_of(const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	return talks_is(dossier, activity) &&
	       (step->topic_count > 0 || step->undisturbed ||
		   strcmp(step->id, FIRST_TASKS_TALK) == 0);
}

static int
refuse_minutes(struct error *err)
{
	return error_refuse(err, OB_EINVALID, "minutes", "talk_minutes",
	    "a talk lasts 1 to %d minutes", TALKS_MINUTES_MAX);
}

int
talks_read_minutes(const char *text, int64_t *ret_minutes, struct error *err)
{
	if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 4)
		return refuse_minutes(err);
	*ret_minutes = strtol(text, NULL, 10);
	return text[0] != '\0' && *ret_minutes == 0 ? refuse_minutes(err)
						    : OB_OK;
}

/* Not after today, and not so long ago that the year must be wrong. */
static int
read_day(const struct dossier *dossier, const char *text, struct date *ret_day,
    struct error *err)
{
	struct date accepted = dossier->journey.accepted;
	char first[DATE_TEXT_SIZE];
	struct date day;
	int status = date_parse(text, &day, err);

	if (status != OB_OK)
		return error_name_field(err, "held_on");
	if (date_before(core_today(dossier->engine), day))
		return error_refuse(err, OB_EINVALID, "held_on", "not_yet",
		    "'%s' has not come yet; say when it was", text);
	if (date_before(day, date_add_days(accepted, -DOSSIER_DAYS_BEFORE)))
		return error_refuse(err, OB_EINVALID, "held_on", "long_before",
		    "'%s' lies long before the journey, which was accepted on "
		    "%s; is the year right?",
		    text, date_format(accepted, first));
	*ret_day = day;
	return OB_OK;
}

/* A form that has a welcome call's length, or none, leaves it as it is. */
static int
read_minutes(const struct activity *activity, const struct talk_facts *facts,
    struct talk *talk, struct error *err)
{
	if (facts->minutes == TALKS_UNSAID)
		return OB_OK;
	if (facts->minutes < 0 || facts->minutes > TALKS_MINUTES_MAX)
		return refuse_minutes(err);
	if (strcmp(activity->step, TALKS_WELCOME_CALL) != 0)
		talk->minutes = (int)facts->minutes;
	else if (facts->minutes > 0 && facts->minutes != talk->minutes)
		return error_refuse(err, OB_EINVALID, "minutes",
		    "talk_welcome_call",
		    "how long a welcome call took is told by log-call");
	return OB_OK;
}

static int
read_facts(const struct dossier *dossier, const struct activity *activity,
    const struct talk_facts *facts, struct talk *talk, struct error *err)
{
	const char *word = facts->undisturbed;
	int status = read_minutes(activity, facts, talk, err);

	if (status == OB_OK && word != NULL && word[0] != '\0' &&
	    strcmp(word, "yes") != 0 && strcmp(word, "no") != 0)
		status = error_refuse(err, OB_EINVALID, "undisturbed",
		    "talk_undisturbed", "say yes or no, not '%.40s'", word);
	if (status == OB_OK && facts->held_on != NULL)
		status = read_day(dossier, facts->held_on, &talk->held_on, err);
	if (status != OB_OK)
		return status;
	if (word != NULL) {
		free(talk->undisturbed);
		talk->undisturbed = memory_strdup(word);
	}
	return OB_OK;
}

int
talks_check(const struct dossier *dossier, const struct activity *activity,
    const struct talk_facts *facts, struct error *err)
{
	struct talk talk = {.undisturbed = NULL};
	int status = read_facts(dossier, activity, facts, &talk, err);

	free(talk.undisturbed);
	return status;
}

static int
refuse_topic(const struct step *step, const char *topic, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf ids = STRBUF_INIT;

	for (size_t i = 0; i < step->topic_count; i++)
		strbuf_add_format(
		    &ids, "%s%s", i > 0 ? ", " : "", step->topics[i].id);
	if (step->topic_count == 0)
		return error_refuse(err, OB_EINVALID, "topics",
		    "talk_no_topics", "'%s' has no topics", step->id);
	return error_refuse(err, OB_EINVALID, "topics", "talk_topic",
	    "'%.64s' is no topic of '%s'; it has %.300s", topic, step->id,
	    ids.buf);
}

static bool
is_ticked(const struct talk_topic *topics, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(topics[i].topic, id) == 0)
			return true;
	return false;
}

/* The next id of the list, which moves behind it; NULL at its end.  Owned. */
static char *
next_topic(const char **list)
{
	size_t len;
	char *id;

	*list += strspn(*list, " ,");
	len = strcspn(*list, " ,");
	if (len == 0)
		return NULL;
	id = memory_strndup(*list, len);
	*list += len;
	return id;
}

/* The step's own, and those that it had when they were ticked. */
static int
check_topics(struct store *store, const struct step *step, int64_t activity_id,
    const char *list, struct error *err)
{
	struct talk_topic *topics = NULL;
	size_t count = 0;
	int status =
	    talk_store_list_topics(store, activity_id, &topics, &count, err);

	while (status == OB_OK) {
		cleanup_(memory_free_ptr) char *id = next_topic(&list);

		if (id == NULL)
			break;
		if (step_topics_find(step, id) < 0 &&
		    !is_ticked(topics, count, id))
			status = refuse_topic(step, id, err);
	}
	talk_store_free_topics(topics, count);
	return status;
}

/* Those that the list names instead of those that there were. */
static int
set_topics(struct store *store, const struct step *step, int64_t activity_id,
    const char *list, struct error *err)
{
	int status = list[0] == '\0'
			 ? OB_OK
			 : utf8_check_line("topics", list, TOPICS_MAX, err);

	if (status == OB_OK)
		status = check_topics(store, step, activity_id, list, err);
	if (status == OB_OK)
		status = talk_store_clear_topics(store, activity_id, err);
	while (status == OB_OK) {
		cleanup_(memory_free_ptr) char *id = next_topic(&list);

		if (id == NULL)
			break;
		status = talk_store_add_topic(
		    store, &(struct talk_topic){activity_id, id}, err);
	}
	return status;
}

static json_t *
topic_view(const char *id, const char *text, bool is_ticked)
{
	return json_pack("{s:s, s:s, s:b}", "id", id, "text", text, "is_ticked",
	    (int)is_ticked);
}

static int
topics_view(const struct dossier *dossier, const struct activity *activity,
    int language, json_t **ret_list, struct error *err)
{
	const struct step *step = dossier_step(dossier, activity);
	struct talk_topic *topics = NULL;
	size_t count = 0;
	json_t *list;
	int status = talk_store_list_topics(
	    dossier->engine->store, activity->id, &topics, &count, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; i < step->topic_count; i++) {
		const struct topic *topic = &step->topics[i];

		(void)json_array_append_new(
		    list, topic_view(topic->id, topic->text.in[language],
			      is_ticked(topics, count, topic->id)));
	}
	for (size_t i = 0; i < count; i++)
		if (step_topics_find(step, topics[i].topic) < 0)
			(void)json_array_append_new(list,
			    topic_view(topics[i].topic, topics[i].topic, true));
	talk_store_free_topics(topics, count);
	*ret_list = list;
	return OB_OK;
}

int
talks_view(const struct dossier *dossier, const struct activity *activity,
    int language, json_t **ret_view, struct error *err)
{
	cleanup_(talk_store_release) struct talk talk = {0};
	char day[DATE_TEXT_SIZE];
	json_t *topics = NULL;
	int status =
	    talk_store_find(dossier->engine->store, activity->id, &talk, err);

	if (status == OB_ENOTFOUND) {
		*ret_view = json_null();
		return OB_OK;
	}
	if (status == OB_OK)
		status = topics_view(dossier, activity, language, &topics, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:s, s:o, s:s, s:o}", "held_on",
	    date_format(talk.held_on, day), "minutes",
	    talk.minutes == 0 ? json_null() : json_integer(talk.minutes),
	    "undisturbed", talk.undisturbed, "topics", topics);
	return OB_OK;
}

/* As the audit and the API have it. */
static int
plain_view(const struct dossier *dossier, const struct activity *activity,
    json_t **ret_view, struct error *err)
{
	return talks_view(dossier, activity,
	    (int)dossier->engine->settings->language, ret_view, err);
}

int
talks_add(const struct dossier *dossier, const struct activity *activity,
    json_t *view, struct error *err)
{
	json_t *talk = NULL;
	int status = plain_view(dossier, activity, &talk, err);

	if (status == OB_OK)
		(void)json_object_set_new(view, "talk", talk);
	return status;
}

static int
find(const struct dossier *dossier, const struct activity *activity,
    struct talk *talk, struct error *err)
{
	int status;

	if (!talks_is(dossier, activity))
		return error_refuse(err, OB_EINVALID, "", "no_talk",
		    "'%s' is no talk; only a call or a meeting is held",
		    activity->step);
	status =
	    talk_store_find(dossier->engine->store, activity->id, talk, err);
	if (status == OB_ENOTFOUND)
		return error_refuse(err, OB_ECONFLICT, "", "talk_not_held",
		    "'%s' is %s; a talk is told of once it was held",
		    activity->step, activity->state);
	return status;
}

static int
note(struct change *change, const struct dossier *dossier,
    const struct activity *activity, const struct talk_facts *facts,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(talk_store_release) struct talk talk = {0};
	json_auto_t *before = NULL;
	json_t *after = NULL;
	int status = find(dossier, activity, &talk, err);

	if (status == OB_OK)
		status = plain_view(dossier, activity, &before, err);
	if (status == OB_OK)
		status = read_facts(dossier, activity, facts, &talk, err);
	if (status != OB_OK)
		return status;
	free(talk.recorded_by);
	talk.recorded_by = memory_strdup(change->actor);
	talk.recorded_at = core_now(engine);
	status = talk_store_set(engine->store, &talk, err);
	if (status == OB_OK && facts->topics != NULL)
		status =
		    set_topics(engine->store, dossier_step(dossier, activity),
			activity->id, facts->topics, err);
	if (status == OB_OK)
		status = plain_view(dossier, activity, &after, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "describe-talk",
	    SUBJECT("activity", activity->id), TAKE_PTR(before), after, err);
}

int
talks_hold(struct change *change, const struct dossier *dossier,
    const struct activity *activity, const struct talk_facts *facts,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *actor = memory_strdup(change->actor);
	char unsaid[] = "";
	const struct talk talk = {.activity_id = activity->id,
	    .held_on = zone_to_local(engine->zone, activity->settled_at).date,
	    .undisturbed = unsaid,
	    .recorded_by = actor,
	    .recorded_at = core_now(engine)};
	int status = OB_OK;

	if (talks_is(dossier, activity))
		status = talk_store_set(engine->store, &talk, err);
	if (status == OB_OK && facts != NULL)
		status = note(change, dossier, activity, facts, err);
	return status;
}

int
talks_take_call(struct change *change, const struct dossier *dossier,
    const struct call *call, struct error *err)
{
	struct engine *engine = change->engine;
	const struct activity *activity =
	    dossier_activity(dossier, TALKS_WELCOME_CALL);
	cleanup_(talk_store_release) struct talk talk = {0};
	int status = OB_ENOTFOUND;

	if (activity != NULL)
		status =
		    talk_store_find(engine->store, activity->id, &talk, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK ||
	    zone_to_local(engine->zone, call->held_at).date.day !=
		talk.held_on.day)
		return status;
	talk.minutes = call->minutes;
	return talk_store_set(engine->store, &talk, err);
}

int
talks_describe(struct engine *engine, const char *actor, const char *reference,
    const struct talk_facts *facts, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct activity *activity = NULL;
	json_auto_t *view = NULL;
	int64_t id = 0;
	int status;

	if (!talks_says(facts))
		return error_set(err, OB_EINVALID,
		    "say what there is to tell of the talk: its day, minutes, "
		    "topics, or whether it was undisturbed");
	status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = activities_find(engine, reference, &dossier, &id, err);
	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, id);
	status = note(&change, &dossier, activity, facts, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	view =
	    json_pack("{s:o}", "activity", views_activity(&dossier, activity));
	status = talks_add(&dossier, activity, view, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}

int
talks_forget(struct change *change, const struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	json_t *before = NULL;
	int status = plain_view(dossier, activity, &before, err);

	if (status != OB_OK || json_is_null(before))
		return status;
	status = talk_store_remove(change->engine->store, activity->id, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	return change_audit(change, "forget-talk",
	    SUBJECT("activity", activity->id), before, NULL, err);
}

int
talks_count_undisturbed(struct engine *engine, struct date from,
    struct date before, struct talks_sum *ret_sum, struct error *err)
{
	struct talks_sum sum = {0};
	int64_t disturbed = 0;
	int status = talk_store_count_undisturbed(
	    engine->store, from, before, NULL, &sum.held, err);

	if (status == OB_OK)
		status = talk_store_count_undisturbed(
		    engine->store, from, before, "yes", &sum.undisturbed, err);
	if (status == OB_OK)
		status = talk_store_count_undisturbed(
		    engine->store, from, before, "no", &disturbed, err);
	if (status != OB_OK)
		return status;
	sum.told = sum.undisturbed + disturbed;
	*ret_sum = sum;
	return OB_OK;
}
