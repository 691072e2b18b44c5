/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/pages/page_my_data.h"
#include "text/catalogue.h"
#include "text/json_text.h"

/* What is said of one list of the export. */
struct holding {
	const char *list;
	const char *key; /* of the catalogue; without a row nothing is said */
	const char *at;	 /* the newest row's instant, or NULL */
};

static const struct holding holdings[] = {
    {"journeys", "page.my_data.journeys", NULL},
    {"tasks", "page.my_data.tasks", NULL},
    {"answers", "page.my_data.answers", NULL},
    {"letters", "page.my_data.letters", "received_at"},
    {"remarks", "page.my_data.remarks", "said_at"},
    {"mails", "page.my_data.mails", "written_at"},
    {"calendars", "page.my_data.calendars", NULL},
    {"nominations", "page.my_data.nominations", NULL},
    {"surveys", "page.my_data.surveys", "asked_at"},
    {"networks", "page.my_data.networks", NULL},
    {"saved_filters", "page.my_data.saved_filters", NULL},
    {"log", "page.my_data.log", "at"},
};

static void
add_fact(const struct page_reader *reader, const char *key, const char *value,
    json_t *facts)
{
	if (value[0] != '\0')
		(void)json_array_append_new(facts,
		    json_pack("{s:s, s:s}", "label",
			catalogue_get(reader->catalogue, key), "value", value));
}

static char *
when_of(const struct page_reader *reader, int64_t at)
{
	struct local_time local = zone_to_local(reader->zone, at);

	return phrases_moment(reader->language, local.date, local.second / 60);
}

static void
add_facts(
    const struct page_reader *reader, const struct person *person, json_t *view)
{
	cleanup_(memory_free_ptr) char *stored =
	    when_of(reader, person->created_at);
	json_t *facts = json_array();

	add_fact(reader, "page.my_data.name", person->name, facts);
	add_fact(reader, "page.mail", person->email, facts);
	add_fact(reader, "page.my_data.work_mail", person->work_email, facts);
	add_fact(reader, "page.phone", person->phone, facts);
	add_fact(reader, "page.my_data.language",
	    catalogue_get(reader->catalogue, "page.my_data.own_language"),
	    facts);
	add_fact(reader, "page.my_data.stored", stored, facts);
	(void)json_object_set_new(view, "facts", facts);
}

static int
add_holding(const struct page_reader *reader, const struct holding *holding,
    const json_t *data, json_t *list, struct error *err)
{
	const json_t *rows = json_object_get(data, holding->list);
	const json_t *newest = json_array_get(rows, 0);
	cleanup_(memory_free_ptr) char *when = NULL;
	json_auto_t *view = json_object();
	int64_t at = INSTANT_NONE;
	int status = OB_OK;

	if (newest == NULL)
		return OB_OK;
	if (holding->at != NULL)
		status = instant_parse(
		    reader->zone, json_text_of(newest, holding->at), &at, err);
	if (status != OB_OK)
		return status;
	when = at == INSTANT_NONE ? memory_strdup("") : when_of(reader, at);
	status = page_reader_say(reader, view, "text", holding->key,
	    json_pack("{s:i, s:s, s:b}", "count", (int)json_array_size(rows),
		"when", when, "is_one", (int)(json_array_size(rows) == 1)),
	    err);
	if (status == OB_OK)
		(void)json_array_append(list, json_object_get(view, "text"));
	return status;
}

int
page_my_data_add(struct engine *engine, const struct page_reader *reader,
    const struct person *person, json_t *view, struct error *err)
{
	json_auto_t *data = NULL;
	json_t *list = json_array();
	int status = page_my_data_export(engine, person, &data, err);

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(holdings); i++)
		status = add_holding(reader, &holdings[i], data, list, err);
	(void)json_object_set_new(view, "holdings", list);
	if (status == OB_OK)
		add_facts(reader, person, view);
	return status;
}
