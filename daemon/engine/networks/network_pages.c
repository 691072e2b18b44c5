/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/network_pages.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/links/page_links.h"
#include "store/page_store.h"

/* NULL when the journey's page opens nothing any more. */
static int
leader_url(struct engine *engine, const struct page *page, char **ret_url,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = dossier_load(engine, page->journey_id, &dossier, err);

	if (status != OB_OK || dossier_has_ended(&dossier))
		return status;
	return page_links_url(&dossier, page->person_id, ret_url, err);
}

int
network_pages_url(
    struct engine *engine, int64_t person_id, char **ret_url, struct error *err)
{
	struct page *pages = NULL;
	size_t count = 0;
	char *url = NULL;
	int status =
	    page_store_list_of(engine->store, person_id, &pages, &count, err);

	for (size_t i = 0; status == OB_OK && url == NULL && i < count; i++) {
		if (pages[i].journey_id != 0)
			status = leader_url(engine, &pages[i], &url, err);
	}
	page_store_free(pages, count);
	if (status == OB_OK && url == NULL)
		status = page_links_ensure_own(engine, person_id, err);
	if (status == OB_OK && url == NULL)
		status = page_links_person_url(engine, person_id, &url, err);
	if (status == OB_OK)
		*ret_url = url;
	return status;
}
