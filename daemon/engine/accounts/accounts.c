/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/accounts.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/accounts/account_mail.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/people/people.h"
#include "store/account_store.h"
#include "store/openid_store.h"
#include "store/person_store.h"
#include "store/saved_filter_store.h"
#include "store/session_store.h"
#include "store/sign_in_store.h"

#define AREA_MAX 200
#define ACTIVE "active"
#define DISABLED "disabled"

static json_t *
facts_of(const struct account *account)
{
	return json_pack("{s:s, s:s, s:s}", "role", account->role, "area",
	    account->area, "state", account->state);
}

static int
count_ways_in(struct engine *engine, int64_t account_id, size_t *ret_sessions,
    int64_t *ret_codes, bool *ret_has_totp, struct error *err)
{
	struct session_record *sessions = NULL;
	struct authenticator authenticator = {0};
	int status = session_store_list(
	    engine->store, account_id, &sessions, ret_sessions, err);

	session_store_free(sessions, *ret_sessions);
	if (status == OB_OK)
		status = account_store_count_recovery(
		    engine->store, account_id, ret_codes, err);
	if (status != OB_OK)
		return status;
	status = account_store_find_authenticator(
	    engine->store, account_id, &authenticator, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_has_totp =
	    status == OB_OK && authenticator.confirmed_at != INSTANT_NONE;
	return OB_OK;
}

static int
view_of(struct engine *engine, const struct account *account, json_t **ret_view,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	size_t sessions = 0;
	int64_t codes = 0;
	bool has_totp = false;
	int status =
	    person_store_find(engine->store, account->person_id, &person, err);

	if (status == OB_OK)
		status = count_ways_in(
		    engine, account->id, &sessions, &codes, &has_totp, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack(
	    "{s:I, s:o, s:s, s:s, s:s, s:o, s:o, s:I, s:b, s:I}", "id",
	    (json_int_t)account->id, "person", people_brief(&person), "role",
	    account->role, "area", account->area, "state", account->state,
	    "created", nullable_instant(engine, account->created_at),
	    "signed_in", nullable_instant(engine, account->signed_in_at),
	    "sessions", (json_int_t)sessions, "has_totp", (int)has_totp,
	    "recovery_codes", (json_int_t)codes);
	return OB_OK;
}

static int
end_ways_in(struct engine *engine, int64_t account_id, struct error *err)
{
	int status =
	    session_store_end_account(engine->store, account_id, NULL, err);

	return status == OB_OK
		   ? sign_in_store_end_account(engine->store, account_id, err)
		   : status;
}

static int
check_area(enum account_role role, const char *area, struct error *err)
{
	if (area == NULL || area[0] == '\0')
		return OB_OK;
	if (role != ACCOUNT_COORDINATOR)
		return error_set_field(err, OB_EINVALID, "area",
		    "only a coordinator has an area; directors and "
		    "administrators are for all of them");
	return utf8_check_line("area", area, AREA_MAX, err);
}

static int
add_new(struct change *change, struct account *account, struct error *err)
{
	struct engine *engine = change->engine;
	int status;

	account->created_at = core_now(engine);
	account->signed_in_at = INSTANT_NONE;
	status = account_store_add(engine->store, account, &account->id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "add-account",
	    SUBJECT("account", account->id), NULL, facts_of(account), err);
}

static bool
is_same(const struct account *a, const struct account *b)
{
	return strcmp(a->role, b->role) == 0 && strcmp(a->area, b->area) == 0 &&
	       strcmp(a->state, b->state) == 0;
}

/* What a session may do is that of its beginning: another role ends it. */
static int
change_known(struct change *change, const struct account *known,
    struct account *account, struct error *err)
{
	struct engine *engine = change->engine;
	int status;

	account->id = known->id;
	account->created_at = known->created_at;
	account->signed_in_at = known->signed_in_at;
	if (is_same(known, account))
		return OB_OK;
	status = account_store_update(engine->store, account, err);
	if (status == OB_OK)
		status = end_ways_in(engine, account->id, err);
	if (status == OB_OK)
		status =
		    account_mail_tell(change, account, ACCOUNT_CHANGED, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "change-account",
	    SUBJECT("account", account->id), facts_of(known), facts_of(account),
	    err);
}

static int
put(struct change *change, struct account *account, struct error *err)
{
	cleanup_(account_store_release) struct account known = {0};
	int status = account_store_find_person(
	    change->engine->store, account->person_id, &known, err);

	if (status == OB_ENOTFOUND)
		return add_new(change, account, err);
	return status == OB_OK ? change_known(change, &known, account, err)
			       : status;
}

static int
ensure_person(struct change *change, const char *text,
    struct person *ret_person, struct error *err)
{
	int status = people_ensure(change, "person", text, ret_person, err);

	if (status == OB_OK && ret_person->is_group)
		return error_set_field(err, OB_EINVALID, "person",
		    "'%s' is a group; its members sign in as themselves",
		    ret_person->name);
	return status;
}

int
accounts_add(struct engine *engine, const char *actor,
    const struct account_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(account_store_release) struct account account = {0};
	enum account_role role = ACCOUNT_COORDINATOR;
	int status = account_role_parse("role", request->role, &role, err);

	if (status == OB_OK)
		status = check_area(role, request->area, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = ensure_person(&change, request->person, &person, err);
	if (status != OB_OK)
		return status;
	account.person_id = person.id;
	account.role = memory_strdup(account_role_name(role));
	account.area =
	    memory_strdup(request->area == NULL ? "" : request->area);
	account.state = memory_strdup(ACTIVE);
	status = put(&change, &account, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? view_of(engine, &account, ret_view, err)
			       : status;
}

int
accounts_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct account *accounts = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = account_store_list(engine->store, &accounts, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *view = NULL;

		status = view_of(engine, &accounts[i], &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	account_store_free(accounts, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "accounts", list);
	return OB_OK;
}

/* The account of who has the address. */
static int
find_address(struct engine *engine, const char *address,
    struct account *ret_account, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = people_find(engine, address, &person, err);

	if (status == OB_OK)
		status = account_store_find_person(
		    engine->store, person.id, ret_account, err);
	else
		return status;
	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "'%s' has no account; 'add-person' gives one",
		    person.email);
	return status;
}

typedef int account_change_fn(
    struct change *change, struct account *account, struct error *err);

/* One transaction on the account of an address, after which nobody is in. */
static int
change_address(struct engine *engine, const char *actor, const char *address,
    account_change_fn *apply, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(account_store_release) struct account account = {0};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = find_address(engine, address, &account, err);
	if (status == OB_OK)
		status = end_ways_in(engine, account.id, err);
	if (status == OB_OK)
		status = apply(&change, &account, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? view_of(engine, &account, ret_view, err)
			       : status;
}

static int
disable(struct change *change, struct account *account, struct error *err)
{
	json_t *before;
	int status;

	if (strcmp(account->state, DISABLED) == 0)
		return OB_OK;
	before = facts_of(account);
	free(account->state);
	account->state = memory_strdup(DISABLED);
	status = account_store_update(change->engine->store, account, err);
	if (status == OB_OK)
		status =
		    account_mail_tell(change, account, ACCOUNT_REMOVED, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	status = saved_filter_store_drop(
	    change->engine->store, account->person_id, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	return change_audit(change, "remove-account",
	    SUBJECT("account", account->id), before, facts_of(account), err);
}

static int
note_end(struct change *change, struct account *account, struct error *err)
{
	return change_audit(change, "end-sessions",
	    SUBJECT("account", account->id), NULL, NULL, err);
}

static int
renew_totp(struct change *change, struct account *account, struct error *err)
{
	struct store *store = change->engine->store;
	struct authenticator authenticator = {0};
	int status = account_store_find_authenticator(
	    store, account->id, &authenticator, err);

	if (status == OB_OK) {
		authenticator.generation++;
		authenticator.confirmed_at = INSTANT_NONE;
		authenticator.last_step = 0;
		status =
		    account_store_set_authenticator(store, &authenticator, err);
	} else if (status == OB_ENOTFOUND) {
		status = OB_OK;
	}
	if (status == OB_OK)
		status = account_store_drop_recovery(store, account->id, err);
	if (status == OB_OK && strcmp(account->state, DISABLED) != 0)
		status = account_mail_tell(change, account, ACCOUNT_RESET, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "reset-totp",
	    SUBJECT("account", account->id), NULL, NULL, err);
}

static int
unlink_openid(struct change *change, struct account *account, struct error *err)
{
	bool was_linked = false;
	int status = openid_store_unlink(
	    change->engine->store, account->id, &was_linked, err);

	if (status == OB_OK && was_linked &&
	    strcmp(account->state, DISABLED) != 0)
		status =
		    account_mail_tell(change, account, ACCOUNT_UNLINKED, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "unlink-openid",
	    SUBJECT("account", account->id), NULL, NULL, err);
}

int
accounts_remove(struct engine *engine, const char *actor, const char *address,
    json_t **ret_view, struct error *err)
{
	return change_address(engine, actor, address, disable, ret_view, err);
}

int
accounts_end_sessions(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err)
{
	return change_address(engine, actor, address, note_end, ret_view, err);
}

int
accounts_reset_totp(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err)
{
	return change_address(
	    engine, actor, address, renew_totp, ret_view, err);
}

int
accounts_unlink_openid(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err)
{
	return change_address(
	    engine, actor, address, unlink_openid, ret_view, err);
}

/* A group is nobody who signs in; an account that is there stays. */
static int
ensure(struct engine *engine, const char *text, enum account_role role,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(account_store_release) struct account known = {0};
	cleanup_(account_store_release) struct account account = {0};
	int status = change_begin(&change, engine, "configuration", err);

	if (status == OB_OK)
		status = people_ensure(&change, "people", text, &person, err);
	if (status != OB_OK || person.is_group)
		return status;
	status =
	    account_store_find_person(engine->store, person.id, &known, err);
	if (status != OB_ENOTFOUND)
		return status;
	account.person_id = person.id;
	account.role = memory_strdup(account_role_name(role));
	account.area = memory_strdup("");
	account.state = memory_strdup(ACTIVE);
	status = add_new(&change, &account, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
accounts_ensure_configured(struct engine *engine, struct error *err)
{
	const struct settings *settings = engine->settings;

	const struct {
		const char *text;
		enum account_role role;
	} configured[] = {
	    {settings->people.coordinator, ACCOUNT_COORDINATOR},
	    {settings->people.director, ACCOUNT_DIRECTOR},
	};

	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(configured); i++) {
		if (configured[i].text[0] != '\0')
			status = ensure(engine, configured[i].text,
			    configured[i].role, err);
	}
	return status;
}

int
accounts_find_active(struct engine *engine, int64_t account_id,
    struct account *ret_account, struct error *err)
{
	cleanup_(account_store_release) struct account account = {0};
	int status =
	    account_store_find(engine->store, account_id, &account, err);

	if (status == OB_OK && strcmp(account.state, ACTIVE) != 0)
		return error_set(err, OB_ENOTFOUND, "the account is disabled");
	if (status != OB_OK)
		return status;
	*ret_account = account;
	account = (struct account){0};
	return OB_OK;
}
