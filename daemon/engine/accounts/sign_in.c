/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/sign_in.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/accounts/accounts.h"
#include "engine/accounts/rate_limits.h"
#include "engine/accounts/second_factor.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "message/address.h"
#include "store/account_store.h"
#include "store/sign_in_store.h"

#define LINK_SECONDS ((int64_t)600)
#define MAX_TRIES 10
#define MAX_UNDER_WAY 5000 /* at a time; each ends by itself */
#define CODE_SIZE 7

void
sign_in_make_csrf(const struct engine *engine, const char *browser,
    char ret_csrf[TOKEN_NAME_SIZE])
{
	token_make_name(engine->key, "sign-in-form", browser, ret_csrf);
}

/* Six digits that only the browser that asked is shown. */
static void
make_code(const struct engine *engine, const struct sign_in_link *link,
    char code[CODE_SIZE])
{
	char digits[TOKEN_SHORT_SIZE];

	token_make_short(engine->key, "sign-in-code", link->id, digits);
	digits[8] = '\0';
	(void)snprintf(
	    code, CODE_SIZE, "%06lu", strtoul(digits, NULL, 16) % 1000000UL);
	explicit_bzero(digits, sizeof(digits));
}

static void
make_link_csrf(const struct engine *engine, const struct sign_in_link *link,
    char csrf[TOKEN_TEXT_SIZE])
{
	token_make(engine->key, "sign-in-button", link->id, 1, csrf);
}

int
sign_in_check_room(int64_t under_way, struct error *err)
{
	if (under_way < MAX_UNDER_WAY)
		return OB_OK;
	return error_set(err, OB_EBUSY,
	    "too many are signing in at the moment; try again later");
}

/* Both count, and their rows stay, whatever comes of it. */
static int
count(struct engine *engine, const struct sign_in_request *request,
    const char *key, enum sign_in_outcome *ret_outcome, struct error *err)
{
	bool is_peer_over = false;
	bool is_address_over = false;
	int status = rate_limits_count(
	    engine, RATE_LIMIT_PEER, request->peer, &is_peer_over, err);

	if (status == OB_OK)
		status = rate_limits_count(
		    engine, RATE_LIMIT_ADDRESS, key, &is_address_over, err);
	if (status != OB_OK)
		return status;
	*ret_outcome = is_peer_over	 ? SIGN_IN_PEER_LIMITED
		       : is_address_over ? SIGN_IN_ADDRESS_LIMITED
					 : SIGN_IN_ASKED;
	return OB_OK;
}

static int
add_link(struct engine *engine, const struct sign_in_request *request,
    const char *key, enum sign_in_outcome outcome, struct error *err)
{
	cleanup_(memory_free_ptr) char *address = memory_strdup(key);
	cleanup_(memory_free_ptr) char *state =
	    memory_strdup(outcome == SIGN_IN_ASKED ? "asked" : "limited");
	cleanup_(memory_free_ptr) char *next =
	    memory_strdup(request->next_path);
	char hash[TOKEN_HASH_SIZE];
	struct sign_in_link link = {
	    .address_key = address,
	    .browser_hash = hash,
	    .state = state,
	    .next_path = next,
	    .created_at = core_now(engine),
	    .ends_at = core_now(engine) + LINK_SECONDS,
	};
	int64_t links = 0;
	int status = sign_in_store_count(engine->store, &links, err);

	if (status == OB_OK)
		status = sign_in_check_room(links, err);
	if (status != OB_OK)
		return status;
	token_hash(request->browser, hash);
	return sign_in_store_add(engine->store, &link, &link.id, err);
}

int
sign_in_ask(struct engine *engine, const struct sign_in_request *request,
    enum sign_in_outcome *ret_outcome, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(memory_free_ptr) char *bare = NULL;
	cleanup_(memory_free_ptr) char *key = NULL;
	enum sign_in_outcome outcome = SIGN_IN_ASKED;
	int status = address_parse_bare("email", request->address, &bare, err);

	if (status != OB_OK)
		return status;
	key = address_key(bare);
	status = change_begin(&change, engine, "public", err);
	if (status == OB_OK)
		status = count(engine, request, key, &outcome, err);
	if (status == OB_OK && outcome != SIGN_IN_PEER_LIMITED)
		status = add_link(engine, request, key, outcome, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_outcome = outcome;
	return status;
}

static int
over(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "the link is no longer valid");
}

int
sign_in_sent_view(struct engine *engine, const char *browser, json_t **ret_view,
    struct error *err)
{
	cleanup_(sign_in_store_release) struct sign_in_link link = {0};
	char hash[TOKEN_HASH_SIZE];
	char code[CODE_SIZE];
	int status;

	token_hash(browser, hash);
	status = sign_in_store_find_browser(engine->store, hash, &link, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && core_now(engine) >= link.ends_at))
		return over(err);
	if (status != OB_OK)
		return status;
	make_code(engine, &link, code);
	*ret_view = json_pack("{s:s}", "code", code);
	explicit_bzero(code, sizeof(code));
	return OB_OK;
}

static int
find_link(struct engine *engine, const char *token,
    struct sign_in_link *ret_link, struct error *err)
{
	char hash[TOKEN_HASH_SIZE];
	int status;

	if (!token_is_wellformed(token))
		return over(err);
	token_hash(token, hash);
	status = sign_in_store_find_hash(engine->store, hash, ret_link, err);
	if (status == OB_ENOTFOUND)
		return over(err);
	if (status == OB_OK && (strcmp(ret_link->state, "sent") != 0 ||
				   ret_link->tries >= MAX_TRIES ||
				   core_now(engine) >= ret_link->ends_at))
		return over(err);
	return status;
}

int
sign_in_link_view(struct engine *engine, const char *token, const char *browser,
    json_t **ret_view, struct error *err)
{
	cleanup_(sign_in_store_release) struct sign_in_link link = {0};
	char csrf[TOKEN_TEXT_SIZE];
	int status = find_link(engine, token, &link, err);

	if (status != OB_OK)
		return status;
	make_link_csrf(engine, &link, csrf);
	*ret_view = json_pack("{s:s, s:b}", "csrf", csrf, "is_other_browser",
	    (int)!token_has_hash(browser, link.browser_hash));
	return OB_OK;
}

/* People type "123 456" as it is shown. */
static bool
is_code_of(const struct engine *engine, const struct sign_in_link *link,
    const char *typed)
{
	char expected[CODE_SIZE];
	char digits[CODE_SIZE] = "";
	size_t len = 0;
	bool fits;

	for (; typed != NULL && *typed != '\0'; typed++) {
		if (*typed == ' ')
			continue;
		if (len == CODE_SIZE - 1)
			return false;
		digits[len++] = *typed;
	}
	make_code(engine, link, expected);
	fits = digest_equal_text(digits, expected);
	explicit_bzero(expected, sizeof(expected));
	return fits;
}

static int
check_form(struct engine *engine, const struct sign_in_link *link,
    const struct sign_in_form *form, struct error *err)
{
	char csrf[TOKEN_TEXT_SIZE];
	int status;

	make_link_csrf(engine, link, csrf);
	if (!digest_equal_text(form->csrf, csrf))
		return error_set_field(
		    err, OB_EDENIED, "csrf", "the form is not from this page");
	if (token_has_hash(form->browser, link->browser_hash) ||
	    is_code_of(engine, link, form->code))
		return OB_OK;
	status = sign_in_store_count_try(engine->store, link->id, err);
	if (status != OB_OK)
		return status;
	return error_set_field(err, OB_EDENIED, "code", "the code is wrong");
}

static int
let_in(struct change *change, struct sign_in_link *link,
    const struct sign_in_form *form, struct sign_in_result *result,
    struct error *err)
{
	struct session_start start = {
	    .account_id = link->account_id,
	    .browser = form->from,
	    .next_path = link->next_path,
	};
	int status =
	    second_factor_stage(change, link->account_id, &start.stage, err);

	if (status == OB_OK)
		status =
		    sign_in_result_begin_session(change, &start, result, err);
	if (status == OB_OK && start.stage == SESSION_FULL)
		status = second_factor_note_sign_in(
		    change, link->account_id, "sign-in", err);
	return status;
}

/* Of two clicks the second finds another state. */
static int
use(struct change *change, struct sign_in_link *link, struct error *err)
{
	cleanup_(account_store_release) struct account account = {0};
	int status = accounts_find_active(
	    change->engine, link->account_id, &account, err);

	if (status != OB_OK)
		return status;
	free(link->state);
	link->state = memory_strdup("used");
	status = sign_in_store_update(change->engine->store, link, "sent", err);
	return status == OB_ECONFLICT ? over(err) : status;
}

int
sign_in_follow(struct engine *engine, const char *token,
    const struct sign_in_form *form, struct sign_in_result *ret_result,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(sign_in_store_release) struct sign_in_link link = {0};
	struct sign_in_result result = {.next_path = NULL};
	int status = find_link(engine, token, &link, err);

	if (status == OB_OK)
		status = check_form(engine, &link, form, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, "sign-in", err);
	if (status == OB_OK)
		status = use(&change, &link, err);
	if (status == OB_OK)
		status = let_in(&change, &link, form, &result, err);
	return sign_in_result_settle(&change, status, &result, ret_result, err);
}
