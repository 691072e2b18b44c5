/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/openid_sign_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/accounts/account_mail.h"
#include "engine/accounts/accounts.h"
#include "engine/accounts/rate_limits.h"
#include "engine/accounts/second_factor.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "message/address.h"
#include "store/account_store.h"
#include "store/openid_store.h"
#include "store/person_store.h"

#define WAY_SECONDS ((int64_t)600)
#define ACTOR "sign-in"

void
openid_sign_in_release(struct openid_sign_in_secrets *secrets)
{
	free(secrets->next_path);
	explicit_bzero(secrets, sizeof(*secrets));
}

/* Both can be made again from the row and the key, so neither is stored. */
static void
make_secrets(const struct engine *engine, const struct openid_sign_in *started,
    struct openid_sign_in_secrets *secrets)
{
	token_make(engine->key, "openid-nonce", started->id,
	    started->created_at, secrets->nonce);
	token_make(engine->key, "openid-verifier", started->id,
	    started->created_at, secrets->verifier);
	secrets->next_path = memory_strdup(started->next_path);
}

static int
add(struct engine *engine, const struct openid_sign_in_request *request,
    struct openid_sign_in_secrets *secrets, struct error *err)
{
	cleanup_(memory_free_ptr) char *next =
	    memory_strdup(request->next_path);
	char state_hash[TOKEN_HASH_SIZE];
	char browser_hash[TOKEN_HASH_SIZE];
	struct openid_sign_in started = {
	    .state_hash = state_hash,
	    .browser_hash = browser_hash,
	    .next_path = next,
	    .created_at = core_now(engine),
	    .ends_at = core_now(engine) + WAY_SECONDS,
	};
	int64_t ways = 0;
	int status = openid_store_count(engine->store, &ways, err);

	if (status == OB_OK)
		status = sign_in_check_room(ways, err);
	if (status != OB_OK)
		return status;
	token_random(secrets->state);
	token_hash(secrets->state, state_hash);
	token_hash(request->browser, browser_hash);
	status = openid_store_add(engine->store, &started, &started.id, err);
	if (status == OB_OK)
		make_secrets(engine, &started, secrets);
	return status;
}

int
openid_sign_in_begin(struct engine *engine,
    const struct openid_sign_in_request *request,
    enum sign_in_outcome *ret_outcome,
    struct openid_sign_in_secrets *ret_secrets, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(
	    openid_sign_in_release) struct openid_sign_in_secrets secrets = {
	    .next_path = NULL};
	bool is_over = false;
	int status = change_begin(&change, engine, "public", err);

	if (status == OB_OK)
		status = rate_limits_count(
		    engine, RATE_LIMIT_OPENID, request->peer, &is_over, err);
	if (status == OB_OK && !is_over)
		status = add(engine, request, &secrets, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	*ret_outcome = is_over ? SIGN_IN_PEER_LIMITED : SIGN_IN_ASKED;
	*ret_secrets = secrets;
	secrets.next_path = NULL;
	return OB_OK;
}

static int
over(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "the sign-in is no longer valid");
}

int
openid_sign_in_return(struct engine *engine, const char *state,
    const char *browser, struct openid_sign_in_secrets *ret_secrets,
    struct error *err)
{
	cleanup_(openid_store_release) struct openid_sign_in started = {0};
	char hash[TOKEN_HASH_SIZE];
	int status;

	if (!token_is_wellformed(state))
		return over(err);
	token_hash(state, hash);
	status = openid_store_find_state(engine->store, hash, &started, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && !token_has_hash(browser, started.browser_hash)))
		return over(err);
	if (status == OB_OK)
		status = openid_store_take(engine->store, started.id, err);
	if (status == OB_ECONFLICT ||
	    (status == OB_OK && core_now(engine) >= started.ends_at))
		return over(err);
	if (status == OB_OK)
		make_secrets(engine, &started, ret_secrets);
	return status;
}

static int
deny(struct error *err, const char *field, const char *why)
{
	return error_set_field(err, OB_EDENIED, field, "%s", why);
}

/* Whom a verified address belongs to; only at the first time. */
static int
find_by_address(struct engine *engine, const char *address,
    struct account *ret_account, struct error *err)
{
	cleanup_(memory_free_ptr) char *bare = NULL;
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(person_store_release) struct person person = {0};
	int status = address == NULL
			 ? OB_EINVALID
			 : address_parse_bare("email", address, &bare, err);

	if (status != OB_OK)
		return deny(err, "account",
		    "the provider vouches for no mail address of the person");
	key = address_key(bare);
	status = person_store_find_by_key(engine->store, key, &person, err);
	if (status == OB_OK)
		status = account_store_find_person(
		    engine->store, person.id, ret_account, err);
	return status == OB_ENOTFOUND
		   ? deny(err, "account", "nobody with that address signs in")
		   : status;
}

static int
link_account(struct change *change, const struct openid_answer *answer,
    struct account *ret_account, struct error *err)
{
	struct engine *engine = change->engine;
	struct openid_identity identity = {
	    .issuer = answer->issuer,
	    .subject = answer->subject,
	    .linked_at = core_now(engine),
	};
	int status = find_by_address(engine, answer->address, ret_account, err);

	identity.account_id = ret_account->id;
	if (status == OB_OK)
		status = openid_store_link(
		    engine->store, &identity, &identity.id, err);
	if (status == OB_ECONFLICT)
		return deny(err, "subject",
		    "the account is somebody else's at the provider");
	if (status != OB_OK)
		return status;
	return change_audit(change, "link-openid",
	    SUBJECT("account", ret_account->id), NULL,
	    json_pack("{s:s, s:s}", "issuer", answer->issuer, "subject",
		answer->subject),
	    err);
}

static int
find_account(struct change *change, const struct openid_answer *answer,
    struct account *ret_account, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(account_store_release) struct account account = {0};
	bool is_new = false;
	cleanup_(openid_store_release_identity) struct openid_identity known = {
	    0};
	int status = openid_store_find_subject(
	    engine->store, answer->issuer, answer->subject, &known, err);

	if (status == OB_ENOTFOUND) {
		status = link_account(change, answer, &account, err);
		known.account_id = account.id;
		is_new = true;
	}
	if (status != OB_OK)
		return status;
	status =
	    accounts_find_active(engine, known.account_id, ret_account, err);
	if (status == OB_ENOTFOUND)
		return deny(err, "account", "the account is disabled");
	return status == OB_OK && is_new
		   ? account_mail_tell(change, ret_account, ACCOUNT_LINKED, err)
		   : status;
}

static int
let_in(struct change *change, const struct openid_answer *answer,
    struct session_start *start, struct sign_in_result *result,
    struct error *err)
{
	int status = OB_OK;

	start->stage = SESSION_FULL;
	if (!answer->has_second_factor)
		status = second_factor_stage(
		    change, start->account_id, &start->stage, err);
	if (status == OB_OK)
		status =
		    sign_in_result_begin_session(change, start, result, err);
	if (status == OB_OK && start->stage == SESSION_FULL)
		status = second_factor_note_sign_in(
		    change, start->account_id, "sign-in-openid", err);
	return status;
}

int
openid_sign_in_enter(struct engine *engine, const struct openid_answer *answer,
    const struct session_browser *browser, const char *next_path,
    struct sign_in_result *ret_result, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(account_store_release) struct account account = {0};
	struct session_start start = {
	    .browser = *browser, .next_path = next_path, .is_openid = true};
	struct sign_in_result result = {.next_path = NULL};
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = find_account(&change, answer, &account, err);
	start.account_id = account.id;
	if (status == OB_OK)
		status = let_in(&change, answer, &start, &result, err);
	return sign_in_result_settle(&change, status, &result, ret_result, err);
}

int
openid_sign_in_sweep(struct engine *engine, struct error *err)
{
	return openid_store_sweep(engine->store, core_now(engine), err);
}
