/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_reader.h"

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "text/catalogue.h"

int
page_reader_init(struct engine *engine, const struct person *person,
    const char *folder, const char *token, struct page_reader *ret_reader,
    struct error *err)
{
	struct page_reader reader = {
	    .person_id = person->id,
	    .zone = core_zone(engine, person),
	    .language = core_language(engine, person->language),
	    .folder = folder,
	    .token = token,
	};
	int status = acting_today(engine, &reader.acting, err);

	reader.catalogue = engine->catalogues[reader.language];
	if (status == OB_OK)
		*ret_reader = reader;
	return status;
}

json_t *
page_reader_view(struct engine *engine, const struct page_reader *reader,
    const struct person *person, const char *title_key)
{
	cleanup_(memory_free_ptr) char *first_name = people_first_name(person);

	return json_pack("{s:s, s:s, s:s, s:s}", "language",
	    language_code(reader->language), "municipality",
	    engine->settings->municipality.name, "title",
	    catalogue_get(reader->catalogue, title_key), "first_name",
	    first_name);
}

char *
page_reader_url(const struct page_reader *reader, const char *tail)
{
	return memory_printf("/%s/%s%s", reader->folder, reader->token, tail);
}

int
page_reader_say(const struct page_reader *reader, json_t *view,
    const char *name, const char *key, json_t *values, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	int status =
	    catalogue_format(reader->catalogue, key, values, &text, err);

	json_decref(values);
	if (status == OB_OK)
		(void)json_object_set_new(view, name, json_string(text.buf));
	return status;
}
