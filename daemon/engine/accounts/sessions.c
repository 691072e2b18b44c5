/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/sessions.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/accounts/accounts.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/people/people.h"
#include "store/account_store.h"
#include "store/person_store.h"
#include "store/session_store.h"

#define IDLE_SECONDS ((int64_t)30 * 60)
#define MOST_SECONDS ((int64_t)12 * 3600)
#define HALF_SECONDS ((int64_t)10 * 60) /* on the way in */
#define SEEN_SECONDS 60			/* so often a use is noted, at most */
#define AGENT_MAX 200
#define ADDRESS_MAX_CHARS 48

static const char *const stage_names[] = {
    [SESSION_CODE] = "code",
    [SESSION_ENROL] = "enrol",
    [SESSION_FULL] = "full",
};

static enum session_stage
stage_of(const struct session_record *record)
{
	for (size_t i = 0; i < ARRAY_LEN(stage_names); i++) {
		if (strcmp(stage_names[i], record->stage) == 0)
			return (enum session_stage)i;
	}
	return SESSION_CODE;
}

static int
not_found(struct error *err)
{
	(void)error_set(err, OB_ENOTFOUND, "there is no such session");
	return OB_ENOTFOUND;
}

static char *
clean(const char *text, size_t max_chars)
{
	return text == NULL || text[0] == '\0'
		   ? memory_strdup("")
		   : utf8_clean(text, strlen(text), max_chars);
}

int
sessions_begin(struct change *change, const struct session_start *start,
    char ret_token[TOKEN_TEXT_SIZE], struct error *err)
{
	struct engine *engine = change->engine;
	int64_t now = core_now(engine);
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];
	struct session_record record = {
	    .account_id = start->account_id,
	    .is_openid = start->is_openid,
	    .token_hash = hash,
	    .created_at = now,
	    .seen_at = now,
	    .ends_at = now + (start->stage == SESSION_FULL ? MOST_SECONDS
							   : HALF_SECONDS),
	};
	cleanup_(memory_free_ptr) char *stage =
	    memory_strdup(stage_names[start->stage]);
	cleanup_(memory_free_ptr) char *next = memory_strdup(start->next_path);
	cleanup_(memory_free_ptr) char *address =
	    clean(start->browser.address, ADDRESS_MAX_CHARS);
	cleanup_(memory_free_ptr) char *agent =
	    clean(start->browser.agent, AGENT_MAX);
	int status;

	token_random(token);
	token_hash(token, hash);
	record.stage = stage;
	record.next_path = next;
	record.address = address;
	record.agent = agent;
	status = session_store_add(engine->store, &record, &record.id, err);
	if (status == OB_OK)
		memcpy(ret_token, token, sizeof(token));
	explicit_bzero(token, sizeof(token));
	return status;
}

/* Of the account; what it is a session of is the caller's. */
static int
make(const struct account *account, struct session **ret_session,
    struct error *err)
{
	enum account_role role = ACCOUNT_DIRECTOR;
	struct session *session;
	int status = account_role_parse("role", account->role, &role, err);

	if (status != OB_OK)
		return status;
	session = memory_alloc(sizeof(*session));
	session->account_id = account->id;
	session->person_id = account->person_id;
	session->role = role;
	session->stage = SESSION_FULL;
	session->area = memory_strdup(account->area);
	*ret_session = session;
	return OB_OK;
}

static bool
is_over(const struct engine *engine, const struct session_record *record)
{
	int64_t now = core_now(engine);

	return now >= record->ends_at || now >= record->seen_at + IDLE_SECONDS;
}

static int
find_record(struct engine *engine, const char *token,
    struct session_record *ret_record, struct error *err)
{
	char hash[TOKEN_HASH_SIZE];
	int status;

	if (!token_is_wellformed(token))
		return not_found(err);
	token_hash(token, hash);
	status = session_store_find_hash(engine->store, hash, ret_record, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && is_over(engine, ret_record)))
		return not_found(err);
	return status;
}

/* A clock that was set back must not let a session live on. */
static int
note_use(struct engine *engine, const struct session_record *record,
    struct error *err)
{
	int64_t now = core_now(engine);

	if (now < record->seen_at + SEEN_SECONDS)
		return OB_OK;
	return session_store_see(engine->store, record->id, now, err);
}

int
sessions_find(struct engine *engine, const char *token,
    struct session **ret_session, struct error *err)
{
	cleanup_(session_store_release) struct session_record record = {0};
	cleanup_(account_store_release) struct account account = {0};
	int status = find_record(engine, token, &record, err);

	if (status == OB_OK)
		status = accounts_find_active(
		    engine, record.account_id, &account, err);
	if (status == OB_OK)
		status = note_use(engine, &record, err);
	if (status == OB_OK)
		status = make(&account, ret_session, err);
	if (status != OB_OK)
		return status;
	(*ret_session)->id = record.id;
	(*ret_session)->stage = stage_of(&record);
	(*ret_session)->is_openid = record.is_openid;
	token_make(
	    engine->key, "session-form", record.id, 1, (*ret_session)->csrf);
	return OB_OK;
}

int
sessions_of_address(struct engine *engine, const char *address,
    struct session **ret_session, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(account_store_release) struct account known = {0};
	cleanup_(account_store_release) struct account account = {0};
	int status = people_find(engine, address, &person, err);

	if (status == OB_EINVALID)
		return not_found(err);
	if (status == OB_OK)
		status = account_store_find_person(
		    engine->store, person.id, &known, err);
	if (status == OB_OK)
		status = accounts_find_active(engine, known.id, &account, err);
	if (status == OB_OK)
		status = make(&account, ret_session, err);
	if (status != OB_OK)
		return status;
	token_make(
	    engine->key, "proxy-form", account.id, 1, (*ret_session)->csrf);
	return OB_OK;
}

static int
end(struct engine *engine, const char *actor, const char *verb, int64_t id,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = session_store_end(engine->store, id, err);
	if (status == OB_OK)
		status = change_audit(
		    &change, verb, SUBJECT("session", id), NULL, NULL, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
sessions_sign_out(struct engine *engine, const struct session *session,
    const char *actor, struct error *err)
{
	return end(engine, actor, "sign-out", session->id, err);
}

int
sessions_end(struct engine *engine, const struct session *session,
    const char *actor, int64_t id, struct error *err)
{
	cleanup_(session_store_release) struct session_record record = {0};
	int status = session_store_find(engine->store, id, &record, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && record.account_id != session->account_id))
		return not_found(err);
	return status == OB_OK ? end(engine, actor, "end-session", id, err)
			       : status;
}

static char *
moment_of(struct engine *engine, const struct person *person, int64_t at)
{
	struct local_time local = zone_to_local(core_zone(engine, person), at);

	return phrases_moment(core_language(engine, person->language),
	    local.date, local.second / 60);
}

static json_t *
item_of(struct engine *engine, const struct person *person,
    const struct session_record *record, int64_t own_id)
{
	cleanup_(memory_free_ptr) char *began =
	    moment_of(engine, person, record->created_at);
	cleanup_(memory_free_ptr) char *seen =
	    moment_of(engine, person, record->seen_at);

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:b}", "id",
	    (json_int_t)record->id, "address", record->address, "agent",
	    record->agent, "began", began, "seen", seen, "is_this",
	    (int)(record->id == own_id));
}

int
sessions_list(struct engine *engine, const struct session *session,
    json_t *view, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct session_record *records = NULL;
	size_t count = 0;
	json_t *list;
	int status =
	    person_store_find(engine->store, session->person_id, &person, err);

	if (status == OB_OK)
		status = session_store_list(
		    engine->store, session->account_id, &records, &count, err);
	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; i < count; i++) {
		if (stage_of(&records[i]) == SESSION_FULL &&
		    !is_over(engine, &records[i]))
			(void)json_array_append_new(list,
			    item_of(engine, &person, &records[i], session->id));
	}
	session_store_free(records, count);
	(void)json_object_set_new(view, "sessions", list);
	return OB_OK;
}

int
sessions_add_person(struct engine *engine, const struct session *session,
    json_t *view, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status =
	    person_store_find(engine->store, session->person_id, &person, err);

	if (status != OB_OK)
		return status;
	(void)json_object_set_new(
	    view, "person_name", json_string(person.name));
	(void)json_object_set_new(
	    view, "language", json_string(person.language));
	return OB_OK;
}

int
sessions_sweep(struct engine *engine, struct error *err)
{
	int64_t now = core_now(engine);

	return session_store_sweep(engine->store, now, now - IDLE_SECONDS, err);
}
