/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_job_description.h"

#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/journeys/job_description.h"
#include "engine/pages/page_people.h"
#include "store/job_description_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/markdown.h"

/* Below the page's own headings. */
#define HEADING_SHIFT 1

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static int
find_writer(struct engine *engine, int64_t writer_id, char **ret_name,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status;

	if (writer_id == 0) {
		*ret_name = memory_strdup("");
		return OB_OK;
	}
	status = person_store_find(engine->store, writer_id, &person, err);
	if (status == OB_OK)
		*ret_name = memory_strdup(person.name);
	return status;
}

/* "Skrevet af Mette Madsen mandag den 5. oktober 2026 kl. 8.00." */
static int
add_written(const struct dossier *dossier, const struct page_reader *reader,
    const struct job_description *description, json_t *view, struct error *err)
{
	struct local_time local =
	    zone_to_local(reader->zone, description->written_at);
	cleanup_(memory_free_ptr) char *when =
	    phrases_moment(reader->language, local.date, local.second / 60);
	cleanup_(memory_free_ptr) char *name = NULL;
	int status =
	    find_writer(dossier->engine, description->writer_id, &name, err);

	if (status != OB_OK)
		return status;
	return page_reader_say(reader, view, "job_line", "page.job_written",
	    json_pack("{s:s, s:s}", "name", name, "when", when), err);
}

static void
add_job_link(const struct page_reader *reader, const char *key, const char *url,
    json_t *list)
{
	if (url != NULL && url[0] != '\0')
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s}", "url", url, "label",
			      catalogue_get(reader->catalogue, key)));
}

static void
add_job_links(const struct page_reader *reader,
    const struct job_description *description, json_t *view)
{
	json_t *list = json_array();

	add_job_link(reader, "page.job_advertisement_link",
	    description->advertisement_url, list);
	add_job_link(reader, "page.job_role_link", description->role_url, list);
	set(view, "has_job_links", json_boolean(json_array_size(list) > 0));
	set(view, "job_links", list);
}

static int
add_line(const struct dossier *dossier, const struct page_reader *reader,
    const struct job_description *description, json_t *view, struct error *err)
{
	const struct page_people_promise promise = {
	    "job_line", JOB_DESCRIPTION_STEP, "page.job_none"};
	cleanup_(memory_free_ptr) char *url =
	    page_reader_url(reader, "/job-description");
	bool has_job = description->version > 0;

	set(view, "has_job", json_boolean(has_job));
	set(view, "job_url", json_string(url));
	add_job_links(reader, description, view);
	if (!has_job)
		return page_people_promise(
		    dossier, reader, &promise, view, err);
	return add_written(dossier, reader, description, view, err);
}

/* version 0: there is none. */
static int
find(const struct dossier *dossier, struct job_description *ret_description,
    struct error *err)
{
	int status = job_description_store_find(
	    dossier->engine->store, dossier->journey.id, ret_description, err);

	return status == OB_ENOTFOUND ? OB_OK : status;
}

int
page_job_description_add_link(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	cleanup_(job_description_store_release) struct job_description
	    description = {0};
	int status = find(dossier, &description, err);

	if (status != OB_OK)
		return status;
	return add_line(dossier, reader, &description, view, err);
}

int
page_job_description_add_links(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	cleanup_(job_description_store_release) struct job_description
	    description = {0};
	int status = find(dossier, &description, err);

	if (status == OB_OK)
		add_job_links(reader, &description, view);
	return status;
}

static int
add_html(
    const char *name, const char *markdown, json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status = OB_OK;

	if (markdown != NULL)
		status = markdown_to_html(
		    markdown, strlen(markdown), HEADING_SHIFT, &html, err);
	if (status == OB_OK)
		set(view, name, json_string(html.buf));
	return status;
}

int
page_job_description_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	cleanup_(job_description_store_release) struct job_description
	    description = {0};
	int status = find(dossier, &description, err);

	if (status == OB_OK)
		status = add_line(dossier, reader, &description, view, err);
	if (status == OB_OK)
		status = add_html("text_html", description.text, view, err);
	if (status == OB_OK)
		status = add_html(
		    "challenges_html", description.challenges, view, err);
	return status;
}
