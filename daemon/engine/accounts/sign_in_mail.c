/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/sign_in_mail.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/accounts/accounts.h"
#include "engine/accounts/openid_sign_in.h"
#include "engine/accounts/rate_limits.h"
#include "engine/accounts/sessions.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/letters_alone.h"
#include "store/account_store.h"
#include "store/person_store.h"
#include "store/sign_in_store.h"

#define ACTOR "sign-in"

static void
set_state(struct sign_in_link *link, const char *state)
{
	free(link->state);
	link->state = memory_strdup(state);
}

static int
find_receiver(struct engine *engine, const struct sign_in_link *link,
    struct person *ret_person, struct account *ret_account, struct error *err)
{
	cleanup_(account_store_release) struct account account = {0};
	int status = person_store_find_by_key(
	    engine->store, link->address_key, ret_person, err);

	if (status == OB_OK)
		status = account_store_find_person(
		    engine->store, ret_person->id, &account, err);
	return status == OB_OK
		   ? accounts_find_active(engine, account.id, ret_account, err)
		   : status;
}

/* The one that was typed, in the person's spelling. */
static const char *
address_of(const struct person *person, const struct sign_in_link *link)
{
	return strcasecmp(person->work_email, link->address_key) == 0
		   ? person->work_email
		   : person->email;
}

static int
write_mail(struct change *change, struct sign_in_link *link,
    const struct person *person, struct error *err)
{
	struct engine *engine = change->engine;
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "sign-in:%" PRId64 ":%" PRId64, link->id, link->created_at);
	char *url;
	struct letter_alone letter = {
	    .kind = MAIL_SIGN_IN,
	    .dedup_key = key,
	    .to = person,
	    .address = address_of(person, link),
	    .not_after = link->ends_at,
	};
	int status;

	token_random(token);
	token_hash(token, hash);
	url = memory_printf(
	    "%s/sign-in/link/%s", engine->settings->public_url, token);
	letter.view = json_pack("{s:s}", "sign_in_url", url);
	explicit_bzero(url, strlen(url));
	free(url);
	explicit_bzero(token, sizeof(token));
	link->token_hash = memory_strdup(hash);
	status = letters_alone_queue(change, &letter, &link->mail_id, err);
	return status == OB_OK
		   ? sign_in_store_update(engine->store, link, "asked", err)
		   : status;
}

static int
write_to(struct change *change, struct sign_in_link *link, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(account_store_release) struct account account = {0};
	int status =
	    find_receiver(change->engine, link, &person, &account, err);

	if (status == OB_ENOTFOUND) {
		set_state(link, "unknown");
		return sign_in_store_update(
		    change->engine->store, link, "asked", err);
	}
	if (status != OB_OK)
		return status;
	set_state(link, "sent");
	link->account_id = account.id;
	return write_mail(change, link, &person, err);
}

/* One that cannot be written must not keep the others, nor the tick. */
static int
give_up(struct engine *engine, struct sign_in_link *link, struct error *err)
{
	set_state(link, "unknown");
	free(link->token_hash);
	link->token_hash = NULL;
	link->account_id = 0;
	link->mail_id = 0;
	return sign_in_store_update(engine->store, link, "asked", err);
}

static int
run_one(struct engine *engine, struct sign_in_link *link, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct error mistake = ERROR_INIT;
	int status = change_begin(&change, engine, ACTOR, &mistake);

	if (status == OB_OK)
		status = write_to(&change, link, &mistake);
	if (status == OB_OK)
		status = change_commit(&change, &mistake);
	if (error_is_fault(status))
		return error_set(err, status, "%s", mistake.text);
	if (status == OB_OK)
		return OB_OK;
	change_release(&change);
	return give_up(engine, link, err);
}

static int
sweep(struct engine *engine, struct error *err)
{
	int status = sign_in_store_sweep(engine->store, core_now(engine), err);

	if (status == OB_OK)
		status = openid_sign_in_sweep(engine, err);
	if (status == OB_OK)
		status = sessions_sweep(engine, err);
	return status == OB_OK ? rate_limits_sweep(engine, err) : status;
}

int
sign_in_mail_run(struct engine *engine, struct error *err)
{
	struct sign_in_link *links = NULL;
	size_t count = 0;
	int status =
	    sign_in_store_list_asked(engine->store, &links, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = run_one(engine, &links[i], err);
	sign_in_store_free(links, count);
	return status == OB_OK ? sweep(engine, err) : status;
}
