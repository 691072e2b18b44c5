/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/network_news.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/networks/network_case.h"

/* A person who may have something to hear, and what is found for them. */
struct gathering {
	struct engine *engine;
	const struct person *person;
	struct network_news news;
};

void
network_news_release(struct network_news *news)
{
	json_decref(news->lines);
	free(news->meetings);
	free(news->sequences);
	*news = (struct network_news){.lines = NULL};
}

/* By the person's own clock. */
static char *
when_of(
    const struct gathering *gathering, const struct network_meeting *meeting)
{
	struct engine *engine = gathering->engine;
	struct local_time local =
	    zone_to_local(core_zone(engine, gathering->person),
		network_case_start(engine, meeting));

	return phrases_moment(
	    core_language(engine, gathering->person->language), local.date,
	    local.second / 60);
}

static void
add_line(struct gathering *gathering, const struct network *network,
    const struct network_meeting *meeting, bool was_told)
{
	struct network_news *news = &gathering->news;
	cleanup_(memory_free_ptr) char *when = when_of(gathering, meeting);
	bool is_cancelled = meeting->cancelled_at != INSTANT_NONE;
	size_t size = news->count + 1;

	news->meetings =
	    memory_resize(news->meetings, size, sizeof(*news->meetings));
	news->sequences =
	    memory_resize(news->sequences, size, sizeof(*news->sequences));
	news->meetings[news->count] = meeting->id;
	news->sequences[news->count] = meeting->sequence;
	news->count = size;
	(void)json_array_append_new(news->lines,
	    json_pack("{s:s, s:s, s:s, s:b, s:b, s:b}", "network",
		network->name, "when", when, "place", meeting->place, "is_new",
		(int)!was_told, "is_changed", (int)(was_told && !is_cancelled),
		"is_cancelled", (int)is_cancelled));
}

/* Only of what is to come; what nobody knew of is not called off to them. */
static int
look_at(struct gathering *gathering, const struct network_case *found,
    const struct network_meeting *meeting, struct error *err)
{
	struct engine *engine = gathering->engine;
	struct network_told told = {0};
	int status;

	if (network_case_start(engine, meeting) <= core_now(engine) ||
	    !network_case_concerns(found, gathering->person->id, meeting->day))
		return OB_OK;
	status = network_meeting_store_find_told(
	    engine->store, meeting->id, gathering->person->id, &told, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	if (status == OB_ENOTFOUND ? meeting->cancelled_at == INSTANT_NONE
				   : told.sequence < meeting->sequence)
		add_line(gathering, &found->network, meeting, status == OB_OK);
	return OB_OK;
}

static int
look_through(struct gathering *gathering, int64_t network_id, struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	int status =
	    network_case_load(gathering->engine, network_id, &found, err);

	for (size_t i = 0; status == OB_OK && i < found.meeting_count; i++)
		status = look_at(gathering, &found, &found.meetings[i], err);
	return status;
}

static int
look_everywhere(struct gathering *gathering, struct error *err)
{
	struct engine *engine = gathering->engine;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = network_meeting_store_list_networks(
	    engine->store, gathering->person->id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = look_through(gathering, ids[i], err);
	return status;
}

static struct gathering
begin(struct engine *engine, const struct person *person)
{
	return (struct gathering){
	    .engine = engine,
	    .person = person,
	    .news = {.lines = json_array()},
	};
}

/* Hands over what was found, or nothing. */
static int
finish(struct gathering *gathering, int status, struct network_news *ret_news)
{
	if (status == OB_OK)
		*ret_news = gathering->news;
	else
		network_news_release(&gathering->news);
	return status;
}

int
network_news_find(struct engine *engine, const struct person *person,
    struct network_news *ret_news, struct error *err)
{
	struct gathering gathering = begin(engine, person);

	return finish(&gathering, look_everywhere(&gathering, err), ret_news);
}

int
network_news_find_one(const struct network_case *network_case,
    const struct person *person, const struct network_meeting *meeting,
    struct network_news *ret_news, struct error *err)
{
	struct gathering gathering = begin(network_case->engine, person);

	return finish(&gathering,
	    look_at(&gathering, network_case, meeting, err), ret_news);
}

int
network_news_note(struct change *change, const struct network_news *news,
    int64_t person_id, int64_t mail_id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < news->count; i++) {
		const struct network_told told = {
		    news->meetings[i], person_id, news->sequences[i], mail_id};

		status = network_meeting_store_set_told(
		    change->engine->store, &told, err);
	}
	return status;
}
