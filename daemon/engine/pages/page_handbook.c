/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_handbook.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "model/handbook.h"
#include "model/role.h"
#include "store/handbook_store.h"
#include "text/markdown.h"

/* Texts of the handbook begin at level 2; on the page below level 3. */
#define HEADING_SHIFT 2

static int
add_entry(const struct handbook_entry *entry, enum language language,
    json_t *list, struct error *err)
{
	const char *text = entry->helps_with.in[language];
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status =
	    markdown_to_html(text, strlen(text), HEADING_SHIFT, &html, err);

	if (status != OB_OK)
		return status;
	(void)json_array_append_new(list,
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "title",
		entry->title.in[language], "contact_name", entry->contact_name,
		"deputy_name", entry->deputy_name, "phone", entry->phone,
		"mail", entry->mail, "helps_html", html.buf));
	return OB_OK;
}

int
page_handbook_view(struct engine *engine, enum language language,
    json_t **ret_list, struct error *err)
{
	struct handbook *handbook = NULL;
	json_t *list;
	int status = handbook_store_load(engine->store, &handbook, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; status == OB_OK && role_functions[i] != NULL; i++) {
		const struct handbook_entry *entry =
		    handbook_find(handbook, role_functions[i]);

		if (entry != NULL)
			status = add_entry(entry, language, list, err);
	}
	handbook_free(handbook);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_list = list;
	return OB_OK;
}
