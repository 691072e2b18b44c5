/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/bad_addresses.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/letters/letters.h"
#include "engine/letters/letters_address.h"
#include "engine/people/people.h"
#include "message/address.h"
#include "model/role.h"
#include "store/acting_store.h"
#include "store/person_store.h"

#define WHY_MAX 500

static const struct {
	const char *status;
	enum refusal refusal;
} classes[] = {
    {"5.1.1", REFUSAL_ADDRESS},	 /* bad mailbox */
    {"5.1.2", REFUSAL_ADDRESS},	 /* bad system */
    {"5.1.3", REFUSAL_ADDRESS},	 /* bad syntax */
    {"5.1.6", REFUSAL_ADDRESS},	 /* has moved */
    {"5.1.10", REFUSAL_ADDRESS}, /* null MX */
    {"5.4.4", REFUSAL_ADDRESS},	 /* unable to route */
    {"5.2.2", REFUSAL_FULL},
    {"4.2.2", REFUSAL_FULL},
};

enum refusal
bad_addresses_class(const char *status)
{
	for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
		if (strcmp(classes[i].status, status) == 0)
			return classes[i].refusal;
	}
	return REFUSAL_OTHER;
}

/* What servers say that give no code; the first that is found counts. */
static const struct {
	const char *words;
	const char *status;
} phrases[] = {
    {"mailbox is full", "5.2.2"},
    {"mailbox full", "5.2.2"},
    {"over quota", "5.2.2"},
    {"quota exceeded", "5.2.2"},
    {"user unknown", "5.1.1"},
    {"unknown user", "5.1.1"},
    {"no such user", "5.1.1"},
    {"no such recipient", "5.1.1"},
    {"no mailbox here", "5.1.1"},
    {"mailbox not found", "5.1.1"},
    {"recipient not found", "5.1.1"},
    {"user not found", "5.1.1"},
    {"user does not exist", "5.1.1"},
    {"account does not exist", "5.1.1"},
    {"unrouteable address", "5.1.2"},
    {"unrouteable mail domain", "5.1.2"},
    {"host or domain name not found", "5.1.2"},
    {"domain not found", "5.1.2"},
};

static const char *
find_words(const char *text, const char *words)
{
	size_t len = strlen(words);

	for (; *text != '\0'; text++) {
		if (strncasecmp(text, words, len) == 0)
			return text;
	}
	return NULL;
}

/* Bytes of a code as 5.1.10 at the start; 0 when there is none. */
static size_t
code_len(const char *text)
{
	size_t len = 1;

	if (text[0] != '4' && text[0] != '5')
		return 0;
	for (int part = 0; part < 2; part++) {
		size_t digits;

		if (text[len] != '.')
			return 0;
		digits = strspn(text + len + 1, "0123456789");
		if (digits == 0 || digits > 3)
			return 0;
		len += 1 + digits;
	}
	return text[len] == '.' ? 0 : len;
}

static bool
begins_word(const char *text, const char *at)
{
	return at == text || strchr(" \t\n(#:;,-", at[-1]) != NULL;
}

void
bad_addresses_read_code(
    const char *words, char ret_status[BAD_ADDRESSES_STATUS_SIZE])
{
	ret_status[0] = '\0';
	for (const char *at = words; *at != '\0'; at++) {
		size_t len = begins_word(words, at) ? code_len(at) : 0;

		if (len == 0)
			continue;
		memcpy(ret_status, at, len);
		ret_status[len] = '\0';
		return;
	}
}

void
bad_addresses_read(
    const char *words, char ret_status[BAD_ADDRESSES_STATUS_SIZE])
{
	bad_addresses_read_code(words, ret_status);
	for (size_t i = 0; ret_status[0] == '\0' && i < ARRAY_LEN(phrases);
	     i++) {
		if (find_words(words, phrases[i].words) != NULL)
			memcpy(ret_status, phrases[i].status,
			    strlen(phrases[i].status) + 1);
	}
}

/* The journey of the mail or, of a digest of several, one of the person's. */
static int
find_journey(struct engine *engine, const struct mail *mail,
    int64_t *ret_journey, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = OB_OK;

	*ret_journey = mail->journey_id;
	if (mail->journey_id != 0)
		return OB_OK;
	status = acting_store_list_journeys(
	    engine->store, mail->person_id, &ids, &count, err);
	if (status == OB_OK && count > 0)
		*ret_journey = ids[0];
	return status;
}

/* Whoever can be reached; NULL when it is nobody but the person. */
static const struct person *
find_receiver(const struct dossier *dossier, int64_t person_id)
{
	static const char *const roles[] = {
	    ROLE_COORDINATOR, ROLE_LOCAL_ADMIN, ROLE_DIRECTOR};

	for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
		const struct person *person = dossier_role(dossier, roles[i]);

		if (person->id != person_id &&
		    !letters_address_is_cut_off(person))
			return person;
	}
	return NULL;
}

static char *
make_key(
    const struct engine *engine, const struct mail *mail, enum refusal refusal)
{
	char day[DATE_TEXT_SIZE];

	/* A marked address is told of once: it is marked once. */
	if (refusal == REFUSAL_ADDRESS)
		return memory_printf("bounced:%" PRId64 ":%" PRId64,
		    mail->person_id, core_now(engine));
	return memory_printf("refused:%" PRId64 ":%s", mail->person_id,
	    date_format(core_today(engine), day));
}

static int
tell(struct change *change, const struct dossier *dossier,
    const struct mail *mail, enum refusal refusal, struct error *err)
{
	struct engine *engine = change->engine;
	const struct person *receiver = find_receiver(dossier, mail->person_id);
	const struct person *person = dossier_person(dossier, mail->person_id);
	cleanup_(memory_free_ptr) char *first_name = people_first_name(person);
	cleanup_(memory_free_ptr) char *key = make_key(engine, mail, refusal);
	cleanup_(memory_free_ptr) char *address =
	    address_display(mail->to_address);

	if (receiver == NULL)
		return OB_OK;
	return letters_queue(change,
	    &(struct letter_request){
		.kind = MAIL_BOUNCED,
		.dedup_key = key,
		.dossier = dossier,
		.to = receiver,
		.journey_id = dossier->journey.id,
		.view = json_pack("{s:s, s:s, s:b, s:b, s:b, s:b, s:b}",
		    "about_first_name", first_name, "address", address,
		    "is_bad", (int)(refusal == REFUSAL_ADDRESS), "is_full",
		    (int)(refusal == REFUSAL_FULL), "is_refused",
		    (int)(refusal == REFUSAL_OTHER), "has_other",
		    (int)(person->work_email[0] != '\0' &&
			  !letters_address_is_cut_off(person)),
		    "has_page", (int)!dossier_has_ended(dossier)),
	    },
	    NULL, err);
}

/* false: nobody has the address any longer, or it was known. */
static int
mark(struct change *change, const struct mail *mail, const char *words,
    bool *ret_marked, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *key = address_key(mail->to_address);
	cleanup_(memory_free_ptr) char *why =
	    utf8_clean(words, strlen(words), WHY_MAX);
	int status = person_store_mark_address(
	    engine->store, mail->person_id, key, core_now(engine), why, err);

	*ret_marked = status == OB_OK;
	if (status == OB_ECONFLICT)
		return OB_OK;
	/* Invitations to the address go to another one that works. */
	if (status == OB_OK)
		status = people_touch_meetings(engine, mail->person_id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "mark-address",
	    SUBJECT("person", mail->person_id), NULL,
	    json_pack("{s:s, s:s}", "address", mail->to_address, "why", why),
	    err);
}

int
bad_addresses_note(struct change *change, const struct mail *mail,
    enum refusal refusal, const char *words, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(dossier_release) struct dossier dossier = {0};
	int64_t journey = 0;
	bool is_news = true;
	int status = OB_OK;

	if (refusal == REFUSAL_ADDRESS)
		status = mark(change, mail, words, &is_news, err);
	if (status == OB_OK && is_news)
		status = find_journey(engine, mail, &journey, err);
	if (status != OB_OK || journey == 0)
		return status;
	status = dossier_load(engine, journey, &dossier, err);
	if (status == OB_OK)
		status = dossier_know(&dossier, mail->person_id, err);
	if (status == OB_OK)
		status = tell(change, &dossier, mail, refusal, err);
	return status;
}
