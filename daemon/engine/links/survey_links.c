/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/links/survey_links.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/core.h"
#include "model/survey_request.h"
#include "store/mail_store.h"
#include "store/survey_request_store.h"

#define TOKEN_KIND "survey"

static void
make_token(const struct engine *engine, const struct survey_request *request,
    char token[TOKEN_TEXT_SIZE])
{
	token_make(
	    engine->key, TOKEN_KIND, request->id, request->generation, token);
}

static void
set_hash(const struct engine *engine, struct survey_request *request)
{
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];

	make_token(engine, request, token);
	token_hash(token, hash);
	free(request->token_hash);
	request->token_hash = memory_strdup(hash);
}

int
survey_links_add(
    struct engine *engine, struct survey_request *request, struct error *err)
{
	int status;

	/* The token's hash is known when the id is. */
	free(request->token_hash);
	request->token_hash = memory_printf("new %" PRId64 " %" PRId64 " %s",
	    request->activity_id, request->person_id, request->survey);
	status =
	    survey_request_store_add(engine->store, request, &request->id, err);
	if (status != OB_OK)
		return status;
	set_hash(engine, request);
	return survey_request_store_update(
	    engine->store, request, request->state, err);
}

char *
survey_links_path(
    const struct engine *engine, const struct survey_request *request)
{
	char token[TOKEN_TEXT_SIZE];

	make_token(engine, request, token);
	return memory_printf("/s/%s", token);
}

char *
survey_links_url(
    const struct engine *engine, const struct survey_request *request)
{
	cleanup_(memory_free_ptr) char *path =
	    survey_links_path(engine, request);

	return memory_printf("%s%s", engine->settings->public_url, path);
}

char *
survey_links_mail_key(const struct survey_request *request)
{
	return memory_printf("survey:%" PRId64 ":%" PRId64 ":%d", request->id,
	    request->asked_at, request->reminders);
}

int
survey_links_withdraw_mails(struct engine *engine,
    const struct survey_request *request, struct error *err)
{
	cleanup_(memory_free_ptr) char *prefix =
	    memory_printf("survey:%" PRId64 ":", request->id);

	return mail_store_cancel_keys(engine->store, prefix, err);
}

char *
survey_links_path_of(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id, bool *ret_is_answered)
{
	struct engine *engine = dossier->engine;
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};

	*ret_is_answered = false;
	if (dossier_step(dossier, activity)->kind != STEP_SURVEY ||
	    survey_request_store_find_of(engine->store, activity->id, person_id,
		&request, NULL) != OB_OK ||
	    date_before(request.closes_on, core_today(engine)))
		return memory_strdup("");
	*ret_is_answered =
	    survey_request_is(request.state, SURVEY_REQUEST_ANSWERED);
	return survey_links_path(engine, &request);
}

char *
survey_links_url_of(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id)
{
	bool is_answered = false;
	cleanup_(memory_free_ptr) char *path =
	    survey_links_path_of(dossier, activity, person_id, &is_answered);

	return path[0] == '\0' || is_answered
		   ? memory_strdup("")
		   : memory_printf(
			 "%s%s", dossier->engine->settings->public_url, path);
}

int
survey_links_renew_of(
    struct engine *engine, int64_t person_id, struct error *err)
{
	struct survey_request *requests = NULL;
	size_t count = 0;
	int status = survey_request_store_list_person(
	    engine->store, person_id, &requests, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		requests[i].generation++;
		set_hash(engine, &requests[i]);
		status = survey_request_store_update(
		    engine->store, &requests[i], requests[i].state, err);
	}
	survey_request_store_free(requests, count);
	return status;
}

int
survey_links_find(struct engine *engine, const char *token,
    struct survey_request *ret_request, struct error *err)
{
	char hash[TOKEN_HASH_SIZE];
	int status = OB_ENOTFOUND;

	if (token_is_wellformed(token)) {
		token_hash(token, hash);
		status = survey_request_store_find_hash(
		    engine->store, hash, ret_request, err);
	}
	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND, "there is no such link");
	return status;
}
