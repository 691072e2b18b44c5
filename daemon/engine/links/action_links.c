/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/links/action_links.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/core.h"
#include "engine/dossier/answering.h"
#include "engine/dossier/course.h"
#include "engine/links/survey_links.h"
#include "store/action_link_store.h"

/* As stored, and where the page lies, which is also the kind of token. */
static const struct {
	const char *name;
	const char *folder;
	const char *token_kind;
} purposes[] = {
    [ACTION_ANSWER] = {"answer", "a", "action"},
    [ACTION_DONE] = {"done", "a", "action"},
    [ACTION_OFFER] = {"offer", "a", "action"},
    [ACTION_UNSUBSCRIBE] = {"unsubscribe", "u", "unsubscribe"},
};

enum action_purpose
action_links_purpose(const struct action_link *link)
{
	size_t i = 0;

	while (strcmp(purposes[i].name, link->purpose) != 0) {
		i++;
		assert(i < ARRAY_LEN(purposes));
	}
	return (enum action_purpose)i;
}

static void
make_token(const struct engine *engine, const struct action_link *link,
    char token[TOKEN_TEXT_SIZE])
{
	enum action_purpose purpose = action_links_purpose(link);

	token_make(engine->key, purposes[purpose].token_kind, link->id,
	    link->generation, token);
}

/* The row as it is to be, but for its id and hash. */
static struct action_link
row_of(const struct engine *engine, const struct action_request *request)
{
	bool is_offer = request->purpose == ACTION_OFFER;

	return (struct action_link){
	    .purpose = memory_strdup(purposes[request->purpose].name),
	    .person_id = request->person_id,
	    .activity_id = request->purpose == ACTION_UNSUBSCRIBE
			       ? 0
			       : request->activity_id,
	    .offer_day = is_offer ? request->offer_day : DATE_NONE,
	    .offer_minute = is_offer ? request->offer_minute : -1,
	    .generation = 1,
	    .created_at = core_now(engine),
	};
}

static int
add(struct engine *engine, struct action_link *link, struct error *err)
{
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];
	int status;

	/* The token's hash is known when the id is. */
	link->token_hash = memory_printf("new %s %" PRId64 " %" PRId64 " %d %d",
	    link->purpose, link->person_id, link->activity_id,
	    (int)link->offer_day.day, link->offer_minute);
	status = action_link_store_add(engine->store, link, &link->id, err);
	if (status != OB_OK)
		return status;
	make_token(engine, link, token);
	token_hash(token, hash);
	free(link->token_hash);
	link->token_hash = memory_strdup(hash);
	return action_link_store_update(engine->store, link, err);
}

int
action_links_url(struct engine *engine, const struct action_request *request,
    char **ret_url, struct error *err)
{
	cleanup_(action_link_store_release) struct action_link wanted =
	    row_of(engine, request);
	cleanup_(action_link_store_release) struct action_link found = {0};
	const struct action_link *link = &found;
	char token[TOKEN_TEXT_SIZE];
	int status =
	    action_link_store_find_like(engine->store, &wanted, &found, err);

	if (status == OB_ENOTFOUND) {
		status = add(engine, &wanted, err);
		link = &wanted;
	}
	if (status != OB_OK)
		return status;
	make_token(engine, link, token);
	*ret_url = memory_printf("%s/%s/%s", engine->settings->public_url,
	    purposes[request->purpose].folder, token);
	return OB_OK;
}

static int
renew(struct engine *engine, struct action_link *link, struct error *err)
{
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];

	link->generation++;
	make_token(engine, link, token);
	token_hash(token, hash);
	free(link->token_hash);
	link->token_hash = memory_strdup(hash);
	return action_link_store_update(engine->store, link, err);
}

int
action_links_renew(struct engine *engine, const struct action_request *request,
    struct error *err)
{
	cleanup_(action_link_store_release) struct action_link wanted =
	    row_of(engine, request);
	cleanup_(action_link_store_release) struct action_link link = {0};
	int status =
	    action_link_store_find_like(engine->store, &wanted, &link, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	return status == OB_OK ? renew(engine, &link, err) : status;
}

int
action_links_renew_of(
    struct engine *engine, int64_t person_id, struct error *err)
{
	struct action_link *links = NULL;
	size_t count = 0;
	int status = action_link_store_list_of(
	    engine->store, person_id, &links, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = renew(engine, &links[i], err);
	action_link_store_free(links, count);
	return status;
}

static int
check_can_be_done(const struct dossier *dossier,
    const struct activity *activity, bool *ret_can, struct error *err)
{
	enum step_kind kind = dossier_step(dossier, activity)->kind;
	enum answering answering = ANSWERING_NONE;
	int status = answering_of(dossier, activity, &answering, err);

	if (status == OB_OK)
		*ret_can = dossier_state(activity) == ACTIVITY_PLANNED &&
			   kind != STEP_MAIL && answering == ANSWERING_NONE &&
			   !course_lacks_first_tasks(dossier, activity) &&
			   (!step_kind_is_timed(kind) ||
			       !date_before(core_today(dossier->engine),
				   activity->planned));
	return status;
}

static void
set_url(json_t *line, const char *name, const char *url)
{
	(void)json_object_set_new(
	    line, name, json_string(url == NULL ? "" : url));
}

int
action_links_add_done(const struct dossier *dossier,
    const struct activity *activity, int64_t reader_id, json_t *line,
    struct error *err)
{
	const struct action_request request = {.purpose = ACTION_DONE,
	    .person_id = reader_id,
	    .activity_id = activity->id};
	cleanup_(memory_free_ptr) char *done_url = NULL;
	cleanup_(memory_free_ptr) char *survey_url = NULL;
	bool can_be_done = false;
	int status = OB_OK;

	/* Nobody reads what a rehearsal writes. */
	if (!dossier->engine->is_scratch)
		status =
		    check_can_be_done(dossier, activity, &can_be_done, err);
	if (status == OB_OK && can_be_done)
		status =
		    action_links_url(dossier->engine, &request, &done_url, err);
	if (status != OB_OK)
		return status;
	if (activity_is_open(dossier_state(activity)))
		survey_url = survey_links_url_of(dossier, activity, reader_id);
	set_url(line, "done_url", done_url);
	set_url(line, "survey_url", survey_url);
	return OB_OK;
}

void
action_links_add_none(json_t *line)
{
	set_url(line, "done_url", NULL);
	set_url(line, "survey_url", NULL);
}

int
action_links_find(struct engine *engine, const char *folder, const char *token,
    struct action_link *ret_link, struct error *err)
{
	cleanup_(action_link_store_release) struct action_link link = {0};
	char hash[TOKEN_HASH_SIZE];
	int status = OB_ENOTFOUND;

	if (token_is_wellformed(token)) {
		token_hash(token, hash);
		status = action_link_store_find_hash(
		    engine->store, hash, &link, err);
	}
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK &&
		strcmp(purposes[action_links_purpose(&link)].folder, folder) !=
		    0))
		return error_set(err, OB_ENOTFOUND, "there is no such link");
	if (status != OB_OK)
		return status;
	*ret_link = link;
	link = (struct action_link){0};
	return OB_OK;
}
