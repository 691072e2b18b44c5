/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/letters/letters_address.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/mail_texts.h"
#include "message/address.h"
#include "message/letter_address.h"
#include "store/journey_store.h"
#include "store/mail_store.h"
#include "store/person_store.h"

bool
letters_address_is_own(const struct person *person, const char *address)
{
	cleanup_(memory_free_ptr) char *key = address_key(address);
	cleanup_(memory_free_ptr) char *main_key = address_key(person->email);
	cleanup_(memory_free_ptr) char *work_key =
	    address_key(person->work_email);

	return strcmp(key, main_key) == 0 || strcmp(key, work_key) == 0;
}

bool
letters_address_is_bad(const struct person *person, const char *address)
{
	return (person->email_is_bad && strcmp(address, person->email) == 0) ||
	       (person->work_email_is_bad &&
		   strcmp(address, person->work_email) == 0);
}

bool
letters_address_is_cut_off(const struct person *person)
{
	return person->email_is_bad &&
	       (person->work_email[0] == '\0' || person->work_email_is_bad);
}

/* One that works before the one that would be right. */
static const char *
choose(const struct person *person, bool is_ahead)
{
	bool has_work = person->work_email[0] != '\0';

	if (has_work && !is_ahead)
		return person->work_email_is_bad && !person->email_is_bad
			   ? person->email
			   : person->work_email;
	return person->email_is_bad && has_work && !person->work_email_is_bad
		   ? person->work_email
		   : person->email;
}

int
letters_address_choose(const struct engine *engine, const struct person *person,
    int64_t at, const char **ret_address, struct error *err)
{
	bool is_ahead = false;
	int status = journey_store_is_ahead(engine->store, person->id,
	    zone_to_local(engine->zone, at).date, &is_ahead, err);

	if (status == OB_OK)
		*ret_address = choose(person, is_ahead);
	return status;
}

/* A rehearsal keeps no letter that could be addressed. */
static int
rewrite(const struct engine *engine, const struct mail *mail,
    const struct person *person, struct strbuf *bytes, struct error *err)
{
	int status = mail_store_bytes(engine->store, mail->id, bytes, err);

	if (status != OB_OK || engine->is_scratch)
		return status;
	return letter_address_to(
	    bytes->buf, bytes->len, person->name, mail->to_address, bytes, err);
}

static int
readdress(struct change *change, struct mail *mail, const struct person *person,
    const char *address, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *before = mail->to_address;
	int status;

	mail->to_address = memory_strdup(address);
	status = rewrite(engine, mail, person, &bytes, err);
	if (status == OB_OK)
		status = mail_store_readdress(
		    engine->store, mail, bytes.buf, bytes.len, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "readdress-mail", SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "to", before),
	    json_pack("{s:s}", "to", mail->to_address), err);
}

int
letters_address_renew(struct change *change, struct mail *mail,
    bool *ret_is_bad, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(person_store_release) struct person person = {0};
	const char *address = NULL;
	int status;

	*ret_is_bad = false;
	/* Who signs in looks where they said that they would, and what is
	 * told of another address is told at the one before. */
	if (strcmp(mail->kind, mail_texts_kind_name(MAIL_SIGN_IN)) == 0 ||
	    strcmp(mail->kind, mail_texts_kind_name(MAIL_ACCOUNT)) == 0)
		return OB_OK;
	/* In a rehearsal nobody writes an address anew; it is to be fast. */
	if (strcmp(mail->state, "ambiguous") == 0 ||
	    (engine->is_scratch && mail->created_at == core_now(engine)))
		return OB_OK;
	status =
	    person_store_find(engine->store, mail->person_id, &person, err);
	if (status == OB_OK)
		status = letters_address_choose(
		    engine, &person, core_now(engine), &address, err);
	if (status != OB_OK || !acting_has_mailbox(&person))
		return status;
	*ret_is_bad = letters_address_is_bad(&person, address);
	if (*ret_is_bad || strcmp(address, mail->to_address) == 0)
		return OB_OK;
	return readdress(change, mail, &person, address, err);
}
