/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/network_letters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/letters.h"
#include "engine/letters/letters_address.h"
#include "engine/letters/letters_alone.h"
#include "engine/letters/next_digest.h"
#include "engine/networks/network_case.h"
#include "engine/networks/network_news.h"
#include "engine/networks/network_pages.h"
#include "engine/people/people.h"
#include "store/network_meeting_store.h"
#include "store/person_store.h"

#define ACTOR "clock"
#define PERSON_ACTOR "person:"

/* A page's actor is a person; nobody else's is somebody in a network. */
static int64_t
person_of(const char *actor)
{
	size_t prefix = strlen(PERSON_ACTOR);

	return strncmp(actor, PERSON_ACTOR, prefix) == 0
		   ? strtoll(actor + prefix, NULL, 10)
		   : 0;
}

static int
queue(struct change *change, const struct network_news *news,
    struct letter_alone *letter, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *url = NULL;
	int64_t id = 0;
	int status = letters_address_choose(
	    engine, letter->to, core_now(engine), &letter->address, err);

	if (status == OB_OK)
		status = network_pages_url(engine, letter->to->id, &url, err);
	if (status != OB_OK)
		return status;
	letter->kind = MAIL_NETWORK;
	letter->view = json_pack("{s:O, s:s, s:b}", "meetings", news->lines,
	    "page_url", url, "is_now", (int)!letter->can_wait);
	status = letters_alone_queue(change, letter, &id, err);
	return status == OB_OK
		   ? network_news_note(change, news, letter->to->id, id, err)
		   : status;
}

/* No mail reaches them: it stays news. */
static bool
is_cut_off(const struct person *person)
{
	return letters_address_is_cut_off(person);
}

/* A meeting that is told at once to those who would hear of it too late. */
struct telling {
	struct change *change;
	const struct network_case *network_case;
	const struct network_meeting *meeting;
	int64_t start_before;
};

static bool
is_late(const struct telling *telling, bool is_weekly)
{
	const struct engine *engine = telling->change->engine;
	int64_t next = next_digest_at(engine, is_weekly);

	return next_digest_is_late_for(engine, next, telling->start_before) ||
	       next_digest_is_late_for(
		   engine, next, network_case_start(engine, telling->meeting));
}

/* In the send window if only the person's own digest comes too late. */
static int
tell_one(const struct telling *telling, const struct person *person, int *count,
    struct error *err)
{
	const struct network_meeting *meeting = telling->meeting;
	cleanup_(network_news_release) struct network_news news = {
	    .lines = NULL};
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("network:%" PRId64 ":%" PRId64 ":%d", meeting->id,
		person->id, meeting->sequence);
	struct letter_alone letter = {.dedup_key = key,
	    .to = person,
	    .can_wait = !is_late(telling, false),
	    .not_after = network_case_end(telling->change->engine, meeting)};
	int status;

	if (person->id == person_of(telling->change->actor) ||
	    is_cut_off(person) || !is_late(telling, people_is_weekly(person)))
		return OB_OK;
	status = network_news_find_one(
	    telling->network_case, person, meeting, &news, err);
	if (status != OB_OK || news.count == 0)
		return status;
	status = queue(telling->change, &news, &letter, err);
	*count += status == OB_OK;
	return status;
}

int
network_letters_tell(struct change *change,
    const struct network_case *network_case,
    const struct network_meeting *meeting, int64_t start_before, int *count,
    struct error *err)
{
	const struct telling telling = {
	    change, network_case, meeting, start_before};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < network_case->people_count;
	     i++)
		status =
		    tell_one(&telling, &network_case->people[i], count, err);
	return status;
}

int
network_letters_note_actor(struct change *change,
    const struct network_case *network_case,
    const struct network_meeting *meeting, struct error *err)
{
	const struct network_told told = {
	    meeting->id, person_of(change->actor), meeting->sequence, 0};

	if (!network_case_concerns(network_case, told.person_id, meeting->day))
		return OB_OK;
	return network_meeting_store_set_told(
	    change->engine->store, &told, err);
}

static int
tell_rest(
    struct engine *engine, int64_t person_id, bool is_weekly, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(network_news_release) struct network_news news = {
	    .lines = NULL};
	char day[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("network-news:%" PRId64 ":%s", person_id,
		date_format(core_today(engine), day));
	struct letter_alone letter = {.dedup_key = key,
	    .to = &person,
	    .not_after =
		core_instant(engine, date_add_days(core_today(engine), 1), 0),
	    .can_wait = true};
	bool was_written = false;
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_OK)
		status = letters_exist(engine, key, &was_written, err);
	if (status != OB_OK || was_written || is_cut_off(&person) ||
	    (people_is_weekly(&person) && !is_weekly))
		return status;
	status = network_news_find(engine, &person, &news, err);
	if (status != OB_OK || news.count == 0)
		return status;
	status = change_begin(&change, engine, ACTOR, err);
	if (status == OB_OK)
		status = queue(&change, &news, &letter, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
network_letters_tell_rest(
    struct engine *engine, bool is_weekly, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *people = NULL;
	size_t count = 0;
	int status = network_meeting_store_list_hearers(
	    engine->store, core_today(engine), &people, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = tell_rest(engine, people[i], is_weekly, err);
	return status;
}
