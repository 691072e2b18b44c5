/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_letter.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "calendar/invitation.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/feeds/feed_words.h"
#include "engine/feeds/feeds.h"
#include "engine/letters/letters.h"
#include "engine/letters/letters_address.h"
#include "engine/links/action_links.h"
#include "engine/links/page_links.h"
#include "engine/notices/changes.h"
#include "engine/notices/happenings.h"
#include "engine/people/people.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define DAY_MINUTES (24 * 60)

/* The texts that a letter is made of. */
struct words {
	enum language language;
	const struct zone *zone;
	const struct person *person;
	char *page_url;
	char *answer_url;
	char *summary;
	struct strbuf who;
	struct strbuf description;
	struct strbuf calendar;
};

#define WORDS_INIT                                                             \
	{                                                                      \
		.who = STRBUF_INIT, .description = STRBUF_INIT,                \
		.calendar = STRBUF_INIT                                        \
	}

static void
words_release(struct words *words)
{
	free(words->page_url);
	free(words->answer_url);
	free(words->summary);
	strbuf_release(&words->who);
	strbuf_release(&words->description);
	strbuf_release(&words->calendar);
}

char *
invitations_letter_keys(int64_t activity_id, int64_t person_id)
{
	return memory_printf(
	    "invitation:%" PRId64 ":%" PRId64 ":", activity_id, person_id);
}

static int64_t
instant_of(const struct engine *engine, struct date day, int minute)
{
	if (minute == DAY_MINUTES)
		return core_instant(engine, date_add_days(day, 1), 0);
	return core_instant(engine, day, minute);
}

int64_t
invitations_letter_start(
    const struct engine *engine, const struct invitations_time *time)
{
	return instant_of(engine, time->day, time->start);
}

int64_t
invitations_letter_end(
    const struct engine *engine, const struct invitations_time *time)
{
	return instant_of(engine, time->day, time->end);
}

/* "torsdag den 3. december kl. 10.00-11.00", by the reader's clock. */
static char *
when(const struct invitations_letter *letter, const struct words *words,
    const struct invitations_time *time)
{
	const struct engine *engine = letter->dossier->engine;
	const struct activity then = {
	    .planned = time->day,
	    .start_minute = time->start,
	    .end_minute = time->end,
	    .start_at = invitations_letter_start(engine, time),
	    .end_at = invitations_letter_end(engine, time),
	};

	return phrases_when_in(words->language, words->zone, &then);
}

/* "tor. 3. dec. kl. 10.00" */
static char *
short_when(const struct invitations_letter *letter, const struct words *words)
{
	struct local_time local = zone_to_local(words->zone,
	    invitations_letter_start(letter->dossier->engine, &letter->time));
	char day[DATES_TEXT_SIZE];
	char time[DATES_TEXT_SIZE];

	return memory_printf("%s %s",
	    dates_text_short(words->language, local.date, day),
	    dates_text_time(words->language, local.second / 60, time));
}

/* First names, so that calendars that others see tell no more. */
struct names {
	const struct activity *activity;
	char **items; /* room for all of the journey */
	size_t count;
};

static void
names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
}

static void
add_name(void *arg, const struct person *person)
{
	struct names *names = arg;

	if (names->count == 0 || person->id != names->activity->responsible_id)
		names->items[names->count++] = people_first_name(person);
}

static void
name_all(const struct invitations_letter *letter, struct words *words)
{
	const struct dossier *dossier = letter->dossier;
	cleanup_(names_release) struct names names = {
	    .activity = letter->activity,
	    .items = memory_alloc(
		(dossier->participant_count + 1) * sizeof(*names.items)),
	};

	add_name(
	    &names, dossier_person(dossier, letter->activity->responsible_id));
	dossier_each_participant(dossier, letter->activity, add_name, &names);
	dates_text_list(words->language,
	    (const char *const *)(const void *)names.items, names.count,
	    &words->who);
}

static int
describe(const struct invitations_letter *letter, struct words *words,
    struct error *err)
{
	const struct catalogue *catalogue =
	    letter->dossier->engine->catalogues[words->language];
	json_auto_t *view = json_pack("{s:s, s:s}", "names", words->who.buf,
	    "goal", letter->activity->goal);
	int status = catalogue_format(catalogue, "feed.entry.participants",
	    view, &words->description, err);

	if (status != OB_OK || letter->activity->goal[0] == '\0')
		return status;
	strbuf_add_char(&words->description, '\n');
	return catalogue_format(
	    catalogue, "feed.entry.goal", view, &words->description, err);
}

static int
write_calendar(const struct invitations_letter *letter, const char *address,
    struct words *words, struct error *err)
{
	const struct engine *engine = letter->dossier->engine;
	const struct invitation_content content = {
	    .method =
		letter->is_cancelled ? INVITATION_CANCEL : INVITATION_REQUEST,
	    .uid = letter->activity->uid,
	    .sequence = letter->sequence,
	    .stamp = core_now(engine),
	    .zone = engine->zone,
	    .date = letter->time.day,
	    .start = letter->time.start,
	    .end = letter->time.end,
	    .summary = words->summary,
	    .description = words->description.buf,
	    .url = words->page_url,
	    .category = feed_words_phase(
		letter->dossier, letter->activity, words->language),
	    .organizer_name = engine->from_name,
	    .organizer_address = engine->from_address,
	    .attendee_name = words->person->name,
	    .attendee_address = address,
	    .partstat = letter->partstat,
	};

	/* A rehearsal sends nothing. */
	if (engine->is_scratch)
		return OB_OK;
	return invitation_build(&content, &words->calendar, err);
}

/* A rehearsal makes no link that nobody will open. */
static int
find_links(const struct invitations_letter *letter, struct words *words,
    struct error *err)
{
	struct dossier *dossier = letter->dossier;
	const struct action_request answer = {
	    .purpose = ACTION_ANSWER,
	    .person_id = letter->person_id,
	    .activity_id = letter->activity->id,
	};
	int status = OB_OK;

	if (letter->owner_id != letter->person_id)
		status = feeds_ensure_acting(
		    dossier, letter->person_id, letter->owner_id, err);
	if (status == OB_OK)
		status = page_links_ensure_one(dossier, letter->person_id, err);
	if (status == OB_OK)
		status = page_links_url(
		    dossier, letter->person_id, &words->page_url, err);
	if (status != OB_OK || letter->is_cancelled)
		return status;
	if (!dossier->engine->is_scratch)
		return action_links_url(
		    dossier->engine, &answer, &words->answer_url, err);
	words->answer_url = memory_strdup(words->page_url);
	return OB_OK;
}

static int
find_words(const struct invitations_letter *letter, struct words *words,
    struct error *err)
{
	struct engine *engine = letter->dossier->engine;
	int status = find_links(letter, words, err);

	if (status != OB_OK)
		return status;
	words->person = dossier_person(letter->dossier, letter->person_id);
	words->language = core_language(engine, words->person->language);
	words->zone = core_zone(engine, words->person);
	words->summary = naming_entry(
	    letter->dossier, letter->activity, words->person, words->language);
	name_all(letter, words);
	return describe(letter, words, err);
}

/* What was done to the journey explains what became of its meetings. */
static int
add_happenings(const struct invitations_letter *letter,
    const struct words *words, json_t *list, struct error *err)
{
	bool is_news = letter->is_moved ||
		       (letter->is_cancelled && letter->end == INVITATIONS_OFF);

	return is_news ? happenings_add(letter->dossier, words->person,
			     letter->activity->changed_at, list, err)
		       : OB_OK;
}

static void
add_end(enum invitations_end end, json_t *view)
{
	static const char *const names[] = {
	    [INVITATIONS_OFF] = "is_off",
	    [INVITATIONS_HELD] = "is_held",
	    [INVITATIONS_REMOVED] = "is_removed",
	    [INVITATIONS_IN_FEED] = "is_in_feed",
	    [INVITATIONS_WITHOUT_TIME] = "is_without_time",
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		(void)json_object_set_new(
		    view, names[i], json_boolean(i == (size_t)end));
}

static int
make_view(const struct invitations_letter *letter, const struct words *words,
    json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *now =
	    when(letter, words, &letter->time);
	cleanup_(memory_free_ptr) char *brief = short_when(letter, words);
	cleanup_(memory_free_ptr) char *before =
	    letter->has_before ? when(letter, words, &letter->before)
			       : memory_strdup("");
	json_auto_t *happenings = json_array();
	int status = add_happenings(letter, words, happenings, err);

	if (status != OB_OK)
		return status;
	*ret_view =
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:O, s:b, s:s}",
		"summary", words->summary, "when", now, "short_when", brief,
		"who", words->who.buf, "before", before, "has_before",
		(int)letter->has_before, "is_moved", (int)letter->is_moved,
		"happenings", happenings, "has_happenings",
		(int)(json_array_size(happenings) > 0), "answer_url",
		letter->is_cancelled ? "" : words->answer_url);
	if (letter->is_cancelled)
		add_end(letter->end, *ret_view);
	return OB_OK;
}

static bool
is_urgent(const struct invitations_letter *letter)
{
	const struct engine *engine = letter->dossier->engine;

	return changes_is_near(
		   engine, invitations_letter_start(engine, &letter->time)) ||
	       (letter->has_before &&
		   changes_is_near(engine,
		       invitations_letter_start(engine, &letter->before)));
}

/* One that comes too late says nothing; a cancellation does until the end. */
static int64_t
not_after(const struct invitations_letter *letter)
{
	const struct engine *engine = letter->dossier->engine;

	return letter->is_cancelled
		   ? invitations_letter_end(engine, &letter->time)
		   : invitations_letter_start(engine, &letter->time);
}

static int
choose_address(const struct invitations_letter *letter,
    const struct person *person, const char **ret_address, struct error *err)
{
	struct engine *engine = letter->dossier->engine;

	if (letter->address == NULL)
		return letters_address_choose(engine, person,
		    letters_due(engine, person, is_urgent(letter)), ret_address,
		    err);
	*ret_address = letter->address;
	return OB_OK;
}

/* The request borrows from the words and the meeting, but owns its view. */
static int
make_request(const struct invitations_letter *letter, struct words *words,
    struct letter_meeting *meeting, struct letter_request *ret_request,
    struct error *err)
{
	struct dossier *dossier = letter->dossier;
	enum invitation_method method =
	    letter->is_cancelled ? INVITATION_CANCEL : INVITATION_REQUEST;
	json_t *view = NULL;
	int status = find_words(letter, words, err);

	if (status == OB_OK)
		status = choose_address(
		    letter, words->person, &meeting->address, err);
	if (status == OB_OK)
		status = write_calendar(letter, meeting->address, words, err);
	if (status == OB_OK)
		status = make_view(letter, words, &view, err);
	if (status != OB_OK)
		return status;
	meeting->calendar = words->calendar.buf;
	meeting->method = invitation_method_name(method);
	meeting->not_after = not_after(letter);
	*ret_request = (struct letter_request){
	    .kind = letter->is_cancelled ? MAIL_INVITATION_CANCELLED
					 : MAIL_INVITATION,
	    .dossier = dossier,
	    .to = words->person,
	    .owner = letter->owner_id == letter->person_id
			 ? NULL
			 : dossier_person(dossier, letter->owner_id),
	    .journey_id = dossier->journey.id,
	    .is_urgent = is_urgent(letter),
	    .is_for_themself = true,
	    .meeting = meeting,
	    .view = view,
	};
	return OB_OK;
}

int
invitations_letter_queue(struct change *change,
    const struct invitations_letter *letter, size_t number,
    int64_t *ret_mail_id, char **ret_address, struct error *err)
{
	cleanup_(memory_free_ptr) char *keys =
	    invitations_letter_keys(letter->activity->id, letter->person_id);
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("%s%zu", keys, number + 1);
	cleanup_(words_release) struct words words = WORDS_INIT;
	struct letter_meeting meeting = {.address = NULL};
	struct letter_request request;
	int status = make_request(letter, &words, &meeting, &request, err);

	if (status != OB_OK)
		return status;
	request.dedup_key = key;
	status = letters_queue(change, &request, NULL, err);
	if (status == OB_OK)
		status = letters_find(change->engine, key, ret_mail_id, err);
	if (status == OB_OK)
		*ret_address = memory_strdup(meeting.address);
	return status;
}

int
invitations_letter_rewrite(struct change *change,
    const struct invitations_letter *letter, const struct mail *mail,
    struct error *err)
{
	cleanup_(words_release) struct words words = WORDS_INIT;
	struct letter_meeting meeting = {.address = NULL};
	struct letter_request request;
	int status = make_request(letter, &words, &meeting, &request, err);

	return status == OB_OK ? letters_rewrite(change, &request, mail, err)
			       : status;
}
