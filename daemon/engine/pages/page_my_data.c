/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_my_data.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/exits/exit_interviews.h"
#include "engine/networks/network_case.h"
#include "engine/pages/page_my_journeys.h"
#include "engine/pages/page_my_surveys.h"
#include "store/feed_store.h"
#include "store/network_store.h"
#include "store/nomination_store.h"
#include "store/own_data_store.h"
#include "store/potential_store.h"
#include "store/saved_filter_store.h"

/* What is being gathered. */
struct gathering {
	struct engine *engine;
	const struct person *person;
	json_t *data;
	json_t *cut; /* names of lists that are not whole */
};

static json_t *
moment(const struct gathering *gathering, int64_t at)
{
	char text[INSTANT_TEXT_SIZE];

	if (at == INSTANT_NONE)
		return json_null();
	return json_string(instant_format(gathering->engine->zone, at, text));
}

static json_t *
day(struct date date)
{
	char text[DATE_TEXT_SIZE];

	return date_is_none(date) ? json_null()
				  : json_string(date_format(date, text));
}

static void
keep(struct gathering *gathering, const char *name, json_t *list)
{
	if (json_array_size(list) >= OWN_DATA_MAX)
		(void)json_array_append_new(gathering->cut, json_string(name));
	(void)json_object_set_new(gathering->data, name, list);
}

static int
gather_person(struct gathering *gathering, struct error *err)
{
	const struct person *person = gathering->person;

	(void)err;
	(void)json_object_set_new(gathering->data, "person",
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o,"
		      " s:b, s:b}",
		"name", person->name, "email", person->email, "work_email",
		person->work_email, "phone", person->phone, "language",
		person->language, "zone", person->zone, "meetings_come_by",
		person->channel, "overview", person->digest, "stored_at",
		moment(gathering, person->created_at), "away_from",
		day(person->away_from), "away_until", day(person->away_until),
		"email_is_refused", (int)person->email_is_bad,
		"work_email_is_refused", (int)person->work_email_is_bad));
	return OB_OK;
}

static int
gather_journeys(struct gathering *gathering, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_journeys(
	    gathering->engine->store, gathering->person->id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *journey = NULL;

		status = page_my_journeys_export(
		    gathering->engine, ids[i], &journey, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, journey);
	}
	keep(gathering, "journeys", list);
	return status;
}

/* What was noted when the person left. */
static int
gather_exit_talks(struct gathering *gathering, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_journeys(
	    gathering->engine->store, gathering->person->id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_auto_t *talk = NULL;

		status =
		    exit_interviews_show(gathering->engine, ids[i], &talk, err);
		if (status == OB_OK)
			(void)json_array_append(
			    list, json_object_get(talk, "exit_interview"));
		else if (status == OB_ENOTFOUND)
			status = OB_OK;
	}
	keep(gathering, "exit_talks", list);
	return status;
}

/* The consent to stand in the potential bank, if there is one. */
static int
gather_potential(struct gathering *gathering, struct error *err)
{
	json_t *list = json_array();
	struct potential row;
	int status = potential_store_find(
	    gathering->engine->store, gathering->person->id, &row, err);

	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:I, s:o, s:o}", "cohort",
			      (json_int_t)row.journey_id, "consented_at",
			      moment(gathering, row.consented_at), "expires_on",
			      day(row.expires_on)));
	keep(gathering, "potential", list);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
gather_tasks(struct gathering *gathering, struct error *err)
{
	struct own_task *tasks = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_tasks(gathering->engine->store,
	    gathering->person->id, &tasks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:o}", "step", tasks[i].step, "state",
			tasks[i].state, "planned", day(tasks[i].planned)));
	if (status == OB_OK)
		own_data_store_free_tasks(tasks, count);
	keep(gathering, "tasks", list);
	return status;
}

static int
gather_answers(struct gathering *gathering, struct error *err)
{
	struct own_answer *answers = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_answers(gathering->engine->store,
	    gathering->person->id, &answers, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:o, s:s, s:o, s:s, s:s}", "step",
			      answers[i].step, "day", day(answers[i].told_day),
			      "answer", answers[i].partstat, "answered_at",
			      moment(gathering, answers[i].answered_at),
			      "answered_by", answers[i].answer_by, "comment",
			      answers[i].comment));
	if (status == OB_OK)
		own_data_store_free_answers(answers, count);
	keep(gathering, "answers", list);
	return status;
}

static int
gather_letters(struct gathering *gathering, struct error *err)
{
	struct own_letter *letters = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_letters(gathering->engine->store,
	    gathering->person->id, &letters, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:o, s:s, s:s, s:s}", "received_at",
			      moment(gathering, letters[i].received_at), "kind",
			      letters[i].kind, "outcome", letters[i].outcome,
			      "comment", letters[i].comment));
	if (status == OB_OK)
		own_data_store_free_letters(letters, count);
	keep(gathering, "letters", list);
	return status;
}

static int
gather_remarks(struct gathering *gathering, struct error *err)
{
	struct own_remark *remarks = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_remarks(gathering->engine->store,
	    gathering->person->id, &remarks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s, s:o, s:o}", "step",
			remarks[i].step, "kind", remarks[i].kind, "text",
			remarks[i].text, "said_at",
			moment(gathering, remarks[i].said_at), "taken_back_at",
			moment(gathering, remarks[i].ended_at)));
	if (status == OB_OK)
		own_data_store_free_remarks(remarks, count);
	keep(gathering, "remarks", list);
	return status;
}

static int
gather_mails(struct gathering *gathering, struct error *err)
{
	struct own_mail *mails = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_mails(gathering->engine->store,
	    gathering->person->id, &mails, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s, s:o, s:o}", "kind",
			      mails[i].kind, "to", mails[i].to_address, "state",
			      mails[i].state, "written_at",
			      moment(gathering, mails[i].created_at), "sent_at",
			      moment(gathering, mails[i].sent_at)));
	if (status == OB_OK)
		own_data_store_free_mails(mails, count);
	keep(gathering, "mails", list);
	return status;
}

static int
gather_calendars(struct gathering *gathering, struct error *err)
{
	const struct feed_filter filter = {.person_id = gathering->person->id};
	struct feed *feeds = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = feed_store_list(
	    gathering->engine->store, &filter, &feeds, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:o, s:s, s:I, s:i, s:o}", "purpose",
			      feeds[i].purpose, "last_fetched_at",
			      moment(gathering, feeds[i].last_fetched_at),
			      "last_program", feeds[i].last_agent, "fetches",
			      (json_int_t)feeds[i].fetches, "alarm_minutes",
			      feeds[i].alarm_minutes, "stopped_at",
			      moment(gathering, feeds[i].revoked_at)));
	if (status == OB_OK)
		feed_store_free(feeds, count);
	keep(gathering, "calendars", list);
	return status;
}

static int
gather_nominations(struct gathering *gathering, struct error *err)
{
	struct nomination *rows = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = nomination_store_list_person(gathering->engine->store,
	    gathering->person->id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (rows[i].person_id != gathering->person->id)
			continue;
		(void)json_array_append_new(list,
		    json_pack("{s:I, s:o, s:o, s:o, s:o}", "cohort",
			(json_int_t)rows[i].journey_id, "nominated_on",
			day(rows[i].nominated_on), "accepted_at",
			moment(gathering, rows[i].person_accepted_at),
			"withdrawn_at", moment(gathering, rows[i].withdrawn_at),
			"consent_asked_on", day(rows[i].consent_asked_on)));
	}
	if (status == OB_OK)
		nomination_store_free(rows, count);
	keep(gathering, "nominations", list);
	return status;
}

static int
gather_surveys(struct gathering *gathering, struct error *err)
{
	json_t *list = NULL;
	int status = page_my_surveys_export(
	    gathering->engine, gathering->person, &list, err);

	if (status == OB_OK)
		keep(gathering, "surveys", list);
	return status;
}

/* When the person was to meet, and whether they came. */
static json_t *
attendance_of(
    const struct gathering *gathering, const struct network_case *found)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->meeting_count; i++) {
		const struct network_meeting *meeting = &found->meetings[i];
		int attended = network_case_attended(
		    found, meeting->id, gathering->person->id);

		if (attended >= 0)
			(void)json_array_append_new(
			    list, json_pack("{s:o, s:b}", "day",
				      day(meeting->day), "attended", attended));
	}
	return list;
}

static int
gather_network(struct gathering *gathering, const struct network_member *member,
    json_t *list, struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	int status = network_case_load(
	    gathering->engine, member->network_id, &found, err);

	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:o, s:o, s:o}", "network",
			      found.network.name, "member_from",
			      day(member->from_day), "member_until",
			      day(member->until_day), "meetings",
			      attendance_of(gathering, &found)));
	return status;
}

static int
gather_networks(struct gathering *gathering, struct error *err)
{
	struct network_member *rows = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = network_store_list_memberships(gathering->engine->store,
	    gathering->person->id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = gather_network(gathering, &rows[i], list, err);
	free(rows);
	keep(gathering, "networks", list);
	return status;
}

/* Of the board below /hr, of who signs in there. */
static int
gather_filters(struct gathering *gathering, struct error *err)
{
	struct saved_filter *filters = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = saved_filter_store_list(gathering->engine->store,
	    gathering->person->id, &filters, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:o}", "name", filters[i].name,
			      "filter", filters[i].query, "saved_at",
			      moment(gathering, filters[i].saved_at)));
	if (status == OB_OK)
		saved_filter_store_free(filters, count);
	keep(gathering, "saved_filters", list);
	return status;
}

/* Who did it, without a name. */
static const char *
who(const struct gathering *gathering, const char *actor)
{
	char own[32];

	(void)snprintf(
	    own, sizeof(own), "person:%" PRId64, gathering->person->id);
	if (strcmp(actor, own) == 0)
		return "you";
	if (strncmp(actor, "person:", strlen("person:")) == 0)
		return "another person in the journey";
	if (strncmp(actor, "uid:", strlen("uid:")) == 0 ||
	    strncmp(actor, "account:", strlen("account:")) == 0)
		return "the HR coordinator or an administrator";
	return "the program";
}

static int
gather_log(struct gathering *gathering, struct error *err)
{
	struct own_entry *entries = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = own_data_store_entries(gathering->engine->store,
	    gathering->person->id, &entries, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:o, s:s, s:s, s:s}", "at",
			      moment(gathering, entries[i].at), "what",
			      entries[i].verb, "of", entries[i].entity, "by",
			      who(gathering, entries[i].actor)));
	if (status == OB_OK)
		own_data_store_free_entries(entries, count);
	keep(gathering, "log", list);
	return status;
}

int
page_my_data_export(struct engine *engine, const struct person *person,
    json_t **ret_data, struct error *err)
{
	static int (*const gather[])(struct gathering *, struct error *) = {
	    gather_person,
	    gather_journeys,
	    gather_tasks,
	    gather_answers,
	    gather_letters,
	    gather_remarks,
	    gather_mails,
	    gather_calendars,
	    gather_nominations,
	    gather_surveys,
	    gather_exit_talks,
	    gather_networks,
	    gather_potential,
	    gather_filters,
	    gather_log,
	};
	json_auto_t *data = json_object();
	json_t *cut = json_array();
	struct gathering gathering = {engine, person, data, cut};
	int status = OB_OK;

	(void)json_object_set_new(data, "municipality",
	    json_string(engine->settings->municipality.name));
	(void)json_object_set_new(
	    data, "as_of", moment(&gathering, core_now(engine)));
	(void)json_object_set_new(data, "is_cut", cut);
	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(gather); i++)
		status = gather[i](&gathering, err);
	if (status == OB_OK)
		*ret_data = TAKE_PTR(data);
	return status;
}
