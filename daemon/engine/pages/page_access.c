/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_access.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "crypto/token.h"
#include "engine/core/core.h"
#include "engine/pages/page_journeys.h"
#include "store/page_store.h"

static const char *const kind_names[] = {"leader", "person"}; /* as stored */

/* The same for every form of one page, and for nobody else's. */
static void
make_csrf(const struct engine *engine, const struct page *page,
    char token[TOKEN_TEXT_SIZE])
{
	token_make(engine->key, "page-form", page->id, page->generation, token);
}

int
page_access_lacks(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "there is no such page");
}

int
page_access_find(struct engine *engine, enum page_kind kind, const char *token,
    struct page *ret_page, struct error *err)
{
	char hash[TOKEN_HASH_SIZE];
	int status;

	if (!token_is_wellformed(token))
		return page_access_lacks(err);
	token_hash(token, hash);
	status = page_store_find_hash(engine->store, hash, ret_page, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && strcmp(ret_page->kind, kind_names[kind]) != 0))
		return page_access_lacks(err);
	return status;
}

/* With what its forms must bring back; takes the view, whatever comes. */
int
page_access_seal(const struct engine *engine, const struct page *page,
    bool has_ended, json_t *view, json_t **ret_view, struct error *err)
{
	char csrf[TOKEN_TEXT_SIZE];

	if (has_ended) {
		json_decref(view);
		return page_access_lacks(err);
	}
	make_csrf(engine, page, csrf);
	(void)json_object_set_new(view, "csrf", json_string(csrf));
	(void)json_object_set_new(view, "problem", json_string(""));
	(void)json_object_set_new(view, "problem_id", json_string(""));
	*ret_view = view;
	return OB_OK;
}

static bool
csrf_fits(
    const struct engine *engine, const struct page *page, const char *csrf)
{
	char expected[TOKEN_TEXT_SIZE];

	make_csrf(engine, page, expected);
	return digest_equal_text(csrf, expected);
}

/* A link that ended shows nothing, and does nothing either. */
static int
check_open(struct engine *engine, const struct page *page, struct error *err)
{
	bool has_ended = false;
	int status =
	    page_journeys_of_page_have_ended(engine, page, &has_ended, err);

	return status == OB_OK && has_ended ? page_access_lacks(err) : status;
}

void
page_access_release(struct page_access_form *form)
{
	page_store_release(&form->page);
}

int
page_access_open_form(struct engine *engine, enum page_kind kind,
    const char *token, const char *csrf, struct page_access_form *ret_form,
    struct error *err)
{
	int status =
	    page_access_find(engine, kind, token, &ret_form->page, err);

	if (status != OB_OK)
		return status;
	if (!csrf_fits(engine, &ret_form->page, csrf))
		return error_set(
		    err, OB_EDENIED, "the form is not from this page");
	(void)snprintf(ret_form->actor, sizeof(ret_form->actor),
	    "person:%" PRId64, ret_form->page.person_id);
	return check_open(engine, &ret_form->page, err);
}
