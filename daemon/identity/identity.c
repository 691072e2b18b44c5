/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/identity.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "identity/authorization.h"
#include "identity/fetch.h"
#include "identity/id_claims.h"
#include "identity/id_token.h"
#include "identity/key_set.h"
#include "identity/provider.h"
#include "identity/token_answer.h"

#define FRESH_SECONDS 3600
#define RENEW_SECONDS 60

/* What somebody waits for; it goes on whenever an answer has come. */
struct task {
	struct identity *identity;
	struct task *next;
	enum openid_task kind;
	char *state;
	char *nonce;
	char *verifier;
	char *code;
	char *issuer; /* NULL: none was named */
	char *id_token;
	bool is_renewing; /* the keys, because that is signed with another */
	struct fetch *fetch;
	openid_done_fn *done;
	void *arg;
};

struct identity {
	/* The texts are ours; config.client_secret is wiped. */
	struct identity_options options;
	struct fetcher *fetcher;
	struct task *tasks;
	size_t task_count;
	bool is_ended;
	struct provider provider;
	int64_t provider_at; /* UTC seconds; 0: never */
	struct key_set keys;
	int64_t keys_at;
	int64_t renewed_at; /* the last time because of an unknown key */
};

static void advance(struct task *task);

static void
wipe(char **text)
{
	if (*text != NULL)
		explicit_bzero(*text, strlen(*text));
	memory_free_ptr(text);
}

static void
free_task(struct task *task)
{
	struct identity *identity = task->identity;
	struct task **place = &identity->tasks;

	while (*place != task)
		place = &(*place)->next;
	*place = task->next;
	identity->task_count--;
	fetch_cancel(task->fetch);
	free(task->state);
	free(task->issuer);
	wipe(&task->nonce);
	wipe(&task->verifier);
	wipe(&task->code);
	wipe(&task->id_token);
	free(task);
}

static void
fail(struct task *task, const struct error *failed)
{
	task->done(task->arg, failed, NULL);
	free_task(task);
}

static void
succeed(struct task *task, struct openid_answer *answer)
{
	task->done(task->arg, NULL, answer);
	openid_answer_release(answer);
	free_task(task);
}

/* A clock that was set back makes nothing younger. */
static bool
is_within(const struct identity *identity, int64_t at, int64_t seconds)
{
	int64_t now = clock_now(identity->options.clock);

	return at <= now && now < at + seconds;
}

static int
expect_ok(long http_status, const char *what, struct error *err)
{
	if (http_status == 200)
		return OB_OK;
	return error_set(
	    err, OB_EPROTO, "the provider's %s answers %ld", what, http_status);
}

static int
take_provider(struct task *task, long http_status, const char *bytes,
    size_t len, struct error *err)
{
	struct identity *identity = task->identity;
	struct provider provider = {.issuer = NULL};
	int status = expect_ok(http_status, "document", err);

	if (status == OB_OK)
		status = provider_read(
		    bytes, len, identity->options.issuer, &provider, err);
	if (status != OB_OK)
		return status;
	provider_release(&identity->provider);
	identity->provider = provider;
	identity->provider_at = clock_now(identity->options.clock);
	return OB_OK;
}

static int
take_keys(struct task *task, long http_status, const char *bytes, size_t len,
    struct error *err)
{
	struct identity *identity = task->identity;
	struct key_set keys = {.keys = NULL};
	int status = expect_ok(http_status, "list of keys", err);

	if (status == OB_OK)
		status = key_set_read(bytes, len, &keys, err);
	if (status != OB_OK)
		return status;
	key_set_release(&identity->keys);
	identity->keys = keys;
	identity->keys_at = clock_now(identity->options.clock);
	if (task->is_renewing)
		identity->renewed_at = identity->keys_at;
	return OB_OK;
}

static int
take_tokens(struct task *task, long http_status, const char *bytes, size_t len,
    struct error *err)
{
	wipe(&task->code);
	return token_answer_read(http_status, bytes, len, &task->id_token, err);
}

typedef int take_fn(struct task *task, long http_status, const char *bytes,
    size_t len, struct error *err);

static void
go_on(struct task *task, take_fn *take, const struct error *failed,
    long http_status, const char *bytes, size_t len)
{
	struct error err = ERROR_INIT;

	task->fetch = NULL; /* ends itself once this has returned */
	if (failed != NULL)
		fail(task, failed);
	else if (take(task, http_status, bytes, len, &err) != OB_OK)
		fail(task, &err);
	else
		advance(task);
}

static void
on_provider(void *arg, const struct error *failed, long http_status,
    const char *bytes, size_t len)
{
	go_on(arg, take_provider, failed, http_status, bytes, len);
}

static void
on_keys(void *arg, const struct error *failed, long http_status,
    const char *bytes, size_t len)
{
	go_on(arg, take_keys, failed, http_status, bytes, len);
}

static void
on_tokens(void *arg, const struct error *failed, long http_status,
    const char *bytes, size_t len)
{
	go_on(arg, take_tokens, failed, http_status, bytes, len);
}

static int
fetch_provider(struct task *task, struct error *err)
{
	struct identity *identity = task->identity;
	cleanup_(memory_free_ptr) char *url =
	    provider_document_url(identity->options.issuer);
	const struct fetch_request request = {
	    .url = url, .max = PROVIDER_ANSWER_MAX};

	return fetch_begin(
	    identity->fetcher, &request, on_provider, task, &task->fetch, err);
}

static int
fetch_keys(struct task *task, struct error *err)
{
	struct identity *identity = task->identity;
	const struct fetch_request request = {
	    .url = identity->provider.jwks_uri, .max = KEY_SET_ANSWER_MAX};

	return fetch_begin(
	    identity->fetcher, &request, on_keys, task, &task->fetch, err);
}

static struct openid_request
request_of(const struct task *task)
{
	return (struct openid_request){
	    .task = task->kind,
	    .state = task->state,
	    .nonce = task->nonce,
	    .verifier = task->verifier,
	    .code = task->code,
	    .issuer = task->issuer,
	};
}

static int
fetch_tokens(struct task *task, struct error *err)
{
	struct identity *identity = task->identity;
	const struct openid_request asked = request_of(task);
	cleanup_(wipe) char *form =
	    authorization_form(&identity->provider, &identity->options, &asked);
	cleanup_(memory_free_ptr) char *user =
	    authorization_escape(identity->options.client_id);
	cleanup_(wipe) char *password =
	    authorization_escape(identity->options.client_secret);
	bool is_basic = identity->provider.takes_basic;
	const struct fetch_request request = {
	    .url = identity->provider.token_endpoint,
	    .form = form,
	    .user = is_basic ? user : NULL,
	    .password = is_basic ? password : NULL,
	    .max = TOKEN_ANSWER_MAX,
	};

	return fetch_begin(
	    identity->fetcher, &request, on_tokens, task, &task->fetch, err);
}

static int
read_claims(struct task *task, const json_t *claims,
    struct openid_answer *ret_answer, struct error *err)
{
	const struct identity_options *options = &task->identity->options;
	const struct id_claims_rules rules = {
	    .issuer = options->issuer,
	    .client_id = options->client_id,
	    .nonce = task->nonce,
	    .address_claim = options->claim,
	    .acr = options->acr,
	    .amr = options->amr,
	    .is_trusted = options->is_trusted,
	    .now = clock_now(options->clock),
	};

	return id_claims_check(claims, &rules, ret_answer, err);
}

/* A provider that has changed its keys is asked for them, but not all day. */
static int
check_token(struct task *task, struct error *err)
{
	struct identity *identity = task->identity;
	struct openid_answer answer = {.url = NULL};
	json_auto_t *claims = NULL;
	int status =
	    id_token_check(task->id_token, &identity->keys, &claims, err);

	if (status == OB_ENOTFOUND &&
	    !is_within(identity, identity->renewed_at, RENEW_SECONDS)) {
		task->is_renewing = true;
		return fetch_keys(task, err);
	}
	if (status == OB_ENOTFOUND)
		return error_set(err, OB_EDENIED,
		    "the ID token is signed with a key that the provider does "
		    "not publish");
	if (status == OB_OK)
		status = read_claims(task, claims, &answer, err);
	if (status == OB_OK)
		succeed(task, &answer);
	return status;
}

static int
finish(struct task *task, struct error *err)
{
	const struct identity *identity = task->identity;
	int status;

	if (task->id_token == NULL) {
		status = provider_check_issuer(
		    &identity->provider, task->issuer, err);
		return status == OB_OK ? fetch_tokens(task, err) : status;
	}
	return is_within(identity, identity->keys_at, FRESH_SECONDS)
		   ? check_token(task, err)
		   : fetch_keys(task, err);
}

static int
answer_url(struct task *task, struct error *err)
{
	const struct identity *identity = task->identity;
	const struct openid_request asked = request_of(task);
	struct openid_answer answer = {
	    .url = task->kind == OPENID_BEGIN
		       ? authorization_url(
			     &identity->provider, &identity->options, &asked)
		       : authorization_leave_url(
			     &identity->provider, &identity->options),
	};

	(void)err;
	succeed(task, &answer);
	return OB_OK;
}

/* Each asks for one thing, or is the last and ends the task. */
static int
take_step(struct task *task, struct error *err)
{
	const struct identity *identity = task->identity;
	/* Anybody may ask for the way out, so an old document will do for it.
	 */
	bool is_known =
	    task->kind == OPENID_LEAVE && identity->provider.issuer != NULL;

	if (!is_known &&
	    !is_within(identity, identity->provider_at, FRESH_SECONDS))
		return fetch_provider(task, err);
	return task->kind == OPENID_FINISH ? finish(task, err)
					   : answer_url(task, err);
}

static void
advance(struct task *task)
{
	struct error err = ERROR_INIT;

	if (take_step(task, &err) != OB_OK)
		fail(task, &err);
}

static void
copy_options(struct identity_options *to, const struct identity_options *from)
{
	*to = *from;
	to->issuer = memory_strdup(from->issuer);
	to->client_id = memory_strdup(from->client_id);
	to->client_secret = memory_strdup(from->client_secret);
	to->scopes = memory_strdup(from->scopes);
	to->claim = memory_strdup(from->claim);
	to->redirect_url = memory_strdup(from->redirect_url);
	to->left_url = memory_strdup(from->left_url);
	to->ca_file = memory_strdup(from->ca_file);
}

static void
release_options(struct identity_options *options)
{
	char *secret = (char *)(uintptr_t)options->client_secret;

	wipe(&secret);
	free((char *)(uintptr_t)options->issuer);
	free((char *)(uintptr_t)options->client_id);
	free((char *)(uintptr_t)options->scopes);
	free((char *)(uintptr_t)options->claim);
	free((char *)(uintptr_t)options->redirect_url);
	free((char *)(uintptr_t)options->left_url);
	free((char *)(uintptr_t)options->ca_file);
}

int
identity_start(struct event_base *base, const struct identity_options *options,
    struct identity **ret_identity, struct error *err)
{
	struct identity *identity = memory_alloc(sizeof(*identity));
	int status;

	copy_options(&identity->options, options);
	status = fetch_open(base, options->ca_file, &identity->fetcher, err);
	if (status != OB_OK) {
		identity_stop(identity);
		return status;
	}
	*ret_identity = identity;
	return OB_OK;
}

static struct task *
new_task(struct identity *identity, const struct openid_request *request)
{
	struct task *task = memory_alloc(sizeof(*task));

	task->identity = identity;
	task->kind = request->task;
	task->state = memory_strdup(request->state);
	task->nonce = memory_strdup(request->nonce);
	task->verifier = memory_strdup(request->verifier);
	task->code = memory_strdup(request->code);
	task->issuer = memory_strdup(request->issuer);
	task->next = identity->tasks;
	identity->tasks = task;
	identity->task_count++;
	return task;
}

int
identity_ask(struct identity *identity, const struct openid_request *request,
    openid_done_fn *done, void *arg, struct error *err)
{
	struct task *task;

	if (identity->is_ended || identity->task_count >= IDENTITY_TASKS_MAX)
		return error_set(err, OB_EBUSY,
		    "too many are signing in at the moment; try again later");
	task = new_task(identity, request);
	task->done = done;
	task->arg = arg;
	advance(task);
	return OB_OK;
}

void
identity_forget(struct identity *identity, const void *arg)
{
	for (struct task *task = identity->tasks; task != NULL;
	     task = task->next) {
		if (task->arg == arg) {
			free_task(task);
			return;
		}
	}
}

void
identity_interrupt(struct identity *identity)
{
	struct error ended = ERROR_INIT;

	(void)error_set(&ended, OB_ECONFLICT,
	    "the daemon stops or takes over a changed configuration");
	identity->is_ended = true;
	while (identity->tasks != NULL)
		fail(identity->tasks, &ended);
}

void
identity_stop(struct identity *identity)
{
	if (identity == NULL)
		return;
	identity_interrupt(identity);
	fetch_close(identity->fetcher);
	provider_release(&identity->provider);
	key_set_release(&identity->keys);
	release_options(&identity->options);
	free(identity);
}
