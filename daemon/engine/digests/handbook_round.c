/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/handbook_round.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/digests/digests_recall.h"
#include "engine/letters/letters_address.h"
#include "engine/letters/letters_alone.h"
#include "engine/links/page_links.h"
#include "engine/people/groups.h"
#include "engine/people/people.h"
#include "engine/programmes/handbook_care.h"
#include "store/handbook_ask_store.h"
#include "store/handbook_store.h"
#include "store/mail_store.h"
#include "store/person_store.h"

#define PATIENCE_WORKDAYS 10
#define HELPFUL_SECONDS (5 * 24 * 60 * 60)

/* What one person is asked to look at, or the coordinator is told of. */
struct ask_letter {
	int64_t person_id;
	bool is_unanswered; /* nobody has looked: it is the coordinator's */
	json_t *titles;	    /* of entries, in both languages, and names */
};

struct handbook_round {
	struct change change;
	struct handbook *handbook;
	struct handbook_confirmations known;
	struct handbook_asks asks;
	struct ask_letter *letters;
	size_t letter_count;
};

static void
handbook_round_release(struct handbook_round *round)
{
	for (size_t i = 0; i < round->letter_count; i++)
		json_decref(round->letters[i].titles);
	memory_free_ptr(&round->letters);
	handbook_free_ptr(&round->handbook);
	handbook_store_release(&round->known);
	handbook_ask_store_release(&round->asks);
	change_release(&round->change);
}

static void
add_title(struct handbook_round *round, int64_t person_id, bool is_unanswered,
    const struct handbook_entry *entry)
{
	cleanup_(memory_free_ptr) char *title_da =
	    handbook_title(entry, LANGUAGE_DA);
	cleanup_(memory_free_ptr) char *title_en =
	    handbook_title(entry, LANGUAGE_EN);
	struct ask_letter *letter = NULL;

	for (size_t i = 0; letter == NULL && i < round->letter_count; i++) {
		if (round->letters[i].person_id == person_id &&
		    round->letters[i].is_unanswered == is_unanswered)
			letter = &round->letters[i];
	}
	if (letter == NULL) {
		round->letters = memory_resize(round->letters,
		    round->letter_count + 1, sizeof(*round->letters));
		letter = &round->letters[round->letter_count++];
		*letter =
		    (struct ask_letter){person_id, is_unanswered, json_array()};
	}
	(void)json_array_append_new(
	    letter->titles, json_pack("{s:s, s:s, s:s}", "da", title_da, "en",
				title_en, "name", entry->name));
}

/* Whoever gets the owner's mails today. */
static int
ask_owner(struct handbook_round *round, int64_t owner_id,
    const struct handbook_entry *entry, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	const struct acting *acting = NULL;
	size_t count = 0;
	int status = acting_today(round->change.engine, &acting, err);

	if (status != OB_OK)
		return status;
	ids = acting_receivers(acting, owner_id, &count);
	for (size_t i = 0; i < count; i++)
		add_title(round, ids[i], false, entry);
	return OB_OK;
}

static int
ask_person(struct handbook_round *round, const char *name, const char *address,
    const struct handbook_entry *entry, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *mailbox =
	    handbook_mailbox(name, address);
	int status;

	if (address[0] == '\0')
		return OB_OK;
	status =
	    people_ensure(&round->change, "contact", mailbox, &person, err);
	return status == OB_OK ? ask_owner(round, person.id, entry, err)
			       : status;
}

static int
ask_function(struct handbook_round *round, const struct handbook_entry *entry,
    int asked, struct error *err)
{
	int64_t group_id = 0;
	int status;

	if (groups_owns(entry)) {
		status = groups_ensure(&round->change, entry, &group_id, err);
		return status == OB_OK ? ask_owner(round, group_id, entry, err)
				       : status;
	}
	status = ask_person(
	    round, entry->contact_name, entry->contact_email, entry, err);
	if (status == OB_OK && asked > 0)
		status = ask_person(
		    round, entry->deputy_name, entry->deputy_email, entry, err);
	return status;
}

/* Without one in the configuration, HR's own list of what needs them has it. */
static int
tell_coordinator(struct handbook_round *round,
    const struct handbook_entry *entry, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	const char *coordinator =
	    round->change.engine->settings->people.coordinator;
	int status;

	if (coordinator[0] == '\0')
		return OB_OK;
	status = people_ensure(
	    &round->change, "coordinator", coordinator, &person, err);
	if (status == OB_OK)
		add_title(round, person.id, true, entry);
	return status;
}

/* A round that nobody answered ends with the next half year's. */
static bool
is_given_up(const struct engine *engine, const struct handbook_ask *ask)
{
	return ask->asked > HANDBOOK_ROUND_ASKS &&
	       handbook_care_is_stale(engine, ask->asked_on);
}

static bool
is_due(const struct engine *engine, const struct handbook_ask *ask)
{
	if (ask->asked > HANDBOOK_ROUND_ASKS)
		return false;
	if (ask->asked == 0)
		return handbook_care_is_stale(engine, ask->since);
	return !date_before(core_today(engine),
	    workday_add(engine->calendar, ask->asked_on, PATIENCE_WORKDAYS));
}

static int
put(struct handbook_round *round, const struct handbook_ask *ask,
    struct error *err)
{
	return handbook_ask_store_put(round->change.engine->store, ask, err);
}

static int
ask(struct handbook_round *round, const struct handbook_entry *entry,
    const struct handbook_ask *last, struct error *err)
{
	bool is_asked =
	    handbook_has_contact(entry) && last->asked < HANDBOOK_ROUND_ASKS;
	const struct handbook_ask next = {
	    .name = entry->name,
	    .since = last->since,
	    .asked = is_asked ? last->asked + 1 : HANDBOOK_ROUND_ASKS + 1,
	    .asked_on = core_today(round->change.engine),
	};
	int status = is_asked ? ask_function(round, entry, last->asked, err)
			      : tell_coordinator(round, entry, err);

	if (status == OB_OK)
		status = put(round, &next, err);
	return status == OB_OK ? change_audit(&round->change, "ask-handbook",
				     SUBJECT("handbook_entry", 0), NULL,
				     json_pack("{s:s, s:i}", "entry",
					 entry->name, "asked", next.asked),
				     err)
			       : status;
}

/* The day that the months are counted from, of an entry not seen before. */
static struct date
begin_of(const struct handbook_round *round, const char *name)
{
	const struct engine *engine = round->change.engine;
	const struct handbook_confirmation *found =
	    handbook_store_find_confirmation(&round->known, name);

	return found == NULL || found->confirmed_at == 0
		   ? core_today(engine)
		   : zone_to_local(engine->zone, found->confirmed_at).date;
}

static int
look_at(struct handbook_round *round, const struct handbook_entry *entry,
    struct error *err)
{
	const struct handbook_ask *known =
	    handbook_ask_store_find(&round->asks, entry->name);
	bool is_first =
	    known == NULL || is_given_up(round->change.engine, known);
	const struct handbook_ask first = {.name = entry->name,
	    .since =
		known == NULL ? begin_of(round, entry->name) : known->since,
	    .asked_on = DATE_NONE};
	int status = is_first ? put(round, &first, err) : OB_OK;

	if (is_first)
		known = &first;
	if (status == OB_OK && is_due(round->change.engine, known))
		status = ask(round, entry, known, err);
	return status;
}

/* Titles in the language of the reader; owned. */
static json_t *
titles_of(const struct ask_letter *letter, const char *language)
{
	json_t *list = json_array();
	const json_t *title;
	size_t i;

	json_array_foreach(letter->titles, i, title)
	{
		(void)json_array_append_new(
		    list, json_pack("{s:O}", "title",
			      json_object_get(title, language)));
	}
	return list;
}

/* The own page, or where the coordinator sees to all entries. */
static int
url_of(struct engine *engine, const struct ask_letter *letter, char **ret_url,
    struct error *err)
{
	int status;

	if (letter->is_unanswered) {
		*ret_url = memory_printf(
		    "%s/hr/handbook", engine->settings->public_url);
		return OB_OK;
	}
	status = page_links_ensure_own(engine, letter->person_id, err);
	return status == OB_OK ? page_links_person_url(
				     engine, letter->person_id, ret_url, err)
			       : status;
}

/* What the mail asks about. */
static int
tell(struct handbook_round *round, const struct ask_letter *letter,
    int64_t mail_id, struct error *err)
{
	const json_t *title;
	int status = OB_OK;
	size_t i;

	json_array_foreach(letter->titles, i, title)
	{
		if (status == OB_OK)
			status = handbook_ask_store_tell(
			    round->change.engine->store, mail_id,
			    json_string_value(json_object_get(title, "name")),
			    err);
	}
	return status;
}

static int
queue(struct handbook_round *round, const struct ask_letter *letter,
    const struct person *person, const char *address, struct error *err)
{
	struct engine *engine = round->change.engine;
	cleanup_(memory_free_ptr) char *url = NULL;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("handbook:%s:%" PRId64 ":%" PRId64,
		letter->is_unanswered ? "told" : "asked", letter->person_id,
		core_instant(engine, core_today(engine), 0));
	int64_t id = 0;
	int status = url_of(engine, letter, &url, err);
	struct letter_alone mail = {.kind = MAIL_HANDBOOK,
	    .dedup_key = key,
	    .to = person,
	    .address = address,
	    .not_after = core_now(engine) + HELPFUL_SECONDS,
	    .can_wait = true};

	if (status != OB_OK)
		return status;
	mail.view = json_pack("{s:s, s:b, s:o}", "page_url", url,
	    "is_unanswered", (int)letter->is_unanswered, "due",
	    titles_of(letter,
		language_code(core_language(engine, person->language))));
	status = letters_alone_queue(&round->change, &mail, &id, err);
	if (status == OB_EEXISTS)
		return OB_OK;
	return status == OB_OK ? tell(round, letter, id, err) : status;
}

static int
write(struct handbook_round *round, const struct ask_letter *letter,
    struct error *err)
{
	struct engine *engine = round->change.engine;
	cleanup_(person_store_release) struct person person = {0};
	const char *address = NULL;
	int status =
	    person_store_find(engine->store, letter->person_id, &person, err);

	if (status == OB_OK)
		status = letters_address_choose(
		    engine, &person, core_now(engine), &address, err);
	return status == OB_OK ? queue(round, letter, &person, address, err)
			       : status;
}

static int
load(struct handbook_round *round, struct error *err)
{
	struct store *store = round->change.engine->store;
	int status = handbook_ask_store_tidy(store, err);

	if (status == OB_OK)
		status = handbook_store_load(store, &round->handbook, err);
	if (status == OB_OK)
		status =
		    handbook_store_confirmations(store, &round->known, err);
	if (status == OB_OK)
		status = handbook_ask_store_list(store, &round->asks, err);
	return status;
}

int
handbook_round_run(struct engine *engine, struct error *err)
{
	cleanup_(handbook_round_release) struct handbook_round round = {
	    .change = CHANGE_INIT};
	int status;

	if (engine->is_scratch) /* a rehearsal is of journeys */
		return OB_OK;
	status = change_begin(&round.change, engine, "clock", err);
	if (status == OB_OK)
		status = load(&round, err);
	for (size_t i = 0; status == OB_OK && i < round.handbook->count; i++)
		status = look_at(&round, &round.handbook->entries[i], err);
	for (size_t i = 0; status == OB_OK && i < round.letter_count; i++)
		status = write(&round, &round.letters[i], err);
	return status == OB_OK ? change_commit(&round.change, err) : status;
}

/* As if the time to answer were over; the first asking is due by itself. */
static int
take_back(
    struct engine *engine, const struct handbook_ask *last, struct error *err)
{
	bool is_first = last->asked == 1;
	const struct handbook_ask before = {.name = last->name,
	    .since = last->since,
	    .asked = last->asked - 1,
	    .asked_on = is_first ? DATE_NONE
				 : workday_add(engine->calendar, last->asked_on,
				       -PATIENCE_WORKDAYS)};

	return handbook_ask_store_put(engine->store, &before, err);
}

int
handbook_round_untell(struct engine *engine, int64_t mail_id, struct error *err)
{
	cleanup_(handbook_ask_store_release) struct handbook_asks asks = {
	    .count = 0};
	int status =
	    handbook_ask_store_list_untold(engine->store, mail_id, &asks, err);

	for (size_t i = 0; status == OB_OK && i < asks.count; i++)
		status = take_back(engine, &asks.rows[i], err);
	if (status == OB_OK)
		status = handbook_ask_store_untell(engine->store, mail_id, err);
	return status;
}

static int
recall(struct change *change, int64_t mail_id, struct error *err)
{
	struct engine *engine = change->engine;
	char outcome[] = DIGESTS_RECALL_OUTCOME;
	char reply[] = "";
	const struct mail_attempt attempt = {
	    mail_id, core_now(engine), outcome, reply};
	int status = mail_store_take_back(engine->store, mail_id, err);

	if (status == OB_OK)
		status = mail_store_add_attempt(engine->store, &attempt, err);
	if (status == OB_OK)
		status = handbook_round_untell(engine, mail_id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "recall-mail", SUBJECT("mail", mail_id),
	    NULL, json_pack("{s:s}", "state", "cancelled"), err);
}

int
handbook_round_end(struct change *change, const char *name, struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(memory_free_ptr) int64_t *mails = NULL;
	size_t count = 0;
	int status = handbook_ask_store_forget(store, name, err);

	if (status == OB_OK)
		status = handbook_ask_store_list_waiting(
		    store, name, &mails, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = recall(change, mails[i], err);
	return status == OB_OK
		   ? handbook_ask_store_forget_told(store, name, err)
		   : status;
}
