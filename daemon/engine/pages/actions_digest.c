/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/actions.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/links/action_links.h"
#include "engine/people/people.h"
#include "engine/roles/people_edit.h"
#include "store/action_link_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"

#define FOLDER "u"

static void
make_csrf(const struct engine *engine, const struct action_link *link,
    char token[TOKEN_TEXT_SIZE])
{
	token_make(
	    engine->key, "digest-form", link->id, link->generation, token);
}

static int
find(struct engine *engine, const char *token, struct action_link *ret_link,
    struct person *ret_person, struct error *err)
{
	int status = action_links_find(engine, FOLDER, token, ret_link, err);

	if (status != OB_OK)
		return status;
	return person_store_find(
	    engine->store, ret_link->person_id, ret_person, err);
}

int
actions_digest_view(struct engine *engine, const char *token, json_t **ret_view,
    struct error *err)
{
	cleanup_(action_link_store_release) struct action_link link = {0};
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/" FOLDER "/%s", token);
	const struct catalogue *catalogue;
	enum language language;
	char csrf[TOKEN_TEXT_SIZE];
	bool is_weekly;
	int status = find(engine, token, &link, &person, err);

	if (status != OB_OK)
		return status;
	make_csrf(engine, &link, csrf);
	language = core_language(engine, person.language);
	catalogue = engine->catalogues[language];
	is_weekly = people_is_weekly(&person);
	*ret_view = json_pack("{s:s, s:s, s:s, s:s, s:b, s:s, s:s}", "language",
	    language_code(language), "municipality",
	    engine->settings->municipality.name, "title",
	    catalogue_get(catalogue, is_weekly ? "page.digest.weekly_title"
					       : "page.digest.daily_title"),
	    "text",
	    catalogue_get(catalogue, is_weekly ? "page.digest.weekly_text"
					       : "page.digest.daily_text"),
	    "is_weekly", (int)is_weekly, "csrf", csrf, "action_url", url);
	return OB_OK;
}

/* Without a form only what the mail program's button is for. */
static int
check(const struct engine *engine, const struct action_link *link,
    const char *csrf, const char *digest, struct error *err)
{
	char expected[TOKEN_TEXT_SIZE];

	if (csrf == NULL && digest != NULL && strcmp(digest, "weekly") == 0)
		return OB_OK;
	make_csrf(engine, link, expected);
	if (digest_equal_text(csrf, expected))
		return OB_OK;
	return error_set(err, OB_EDENIED, "the form is not from this page");
}

int
actions_digest_set(struct engine *engine, const char *token, const char *csrf,
    const char *digest, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(action_link_store_release) struct action_link link = {0};
	cleanup_(person_store_release) struct person person = {0};
	char actor[32];
	int status = find(engine, token, &link, &person, err);

	if (status == OB_OK)
		status = check(engine, &link, csrf, digest, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(actor, sizeof(actor), "person:%" PRId64, person.id);
	status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = people_edit_digest(&change, &person, digest, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}
