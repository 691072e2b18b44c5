/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_pack.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/notices/welcome_pack.h"
#include "engine/pages/page_people.h"
#include "text/catalogue.h"

/* In the order of welcome_pack_list_missing(); keys of the catalogue. */
struct part {
	const char *title_key;
	const char *ready_key;
	const char *step; /* who does it, sees to it */
};

static const struct part parts[WELCOME_PACK_PARTS] = {
    {"page.pack.video", "page.pack.video_ready", "velkomstpakke"},
    {"page.pack.programme", "page.pack.programme_ready", "introprogram"},
    {"page.pack.handbook", "page.pack.handbook_ready", "haandbog"},
    {"page.pack.mentor", "page.pack.mentor_ready", "mentor-udpeg"},
};

/* Where each is; the programme and the handbook are there all the time. */
static char *
url_of(const struct dossier *dossier, const struct page_reader *reader,
    size_t part, bool is_ready)
{
	switch (part) {
	case 0:
		return memory_strdup(dossier->engine->settings->welcome_video);
	case 1:
		return memory_strdup("#programme");
	case 2:
		return page_reader_url(reader, "/handbook");
	default:
		return memory_strdup(is_ready ? "#people" : "");
	}
}

static int
add_part(const struct dossier *dossier, const struct page_reader *reader,
    size_t i, bool is_ready, json_t *list, struct error *err)
{
	const struct page_people_promise promise = {
	    "text", parts[i].step, "page.pack_soon"};
	const struct person *mentor = page_people_mentor(dossier);
	cleanup_(memory_free_ptr) char *url =
	    url_of(dossier, reader, i, is_ready);
	json_t *view = json_pack("{s:s, s:s, s:b}", "title",
	    catalogue_get(reader->catalogue, parts[i].title_key), "url", url,
	    "is_ready", (int)is_ready);
	int status;

	if (is_ready)
		status =
		    page_reader_say(reader, view, "text", parts[i].ready_key,
			json_pack("{s:s}", "name",
			    mentor == NULL ? "" : mentor->name),
			err);
	else
		status =
		    page_people_promise(dossier, reader, &promise, view, err);
	(void)json_array_append_new(list, view);
	return status;
}

int
page_pack_add(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	bool has_pack = dossier->version->kind == PROGRAMME_ONBOARDING;
	const char *missing[WELCOME_PACK_PARTS];
	json_t *list = json_array();
	int status = OB_OK;

	welcome_pack_list_missing(dossier, missing);
	for (size_t i = 0;
	     status == OB_OK && has_pack && i < WELCOME_PACK_PARTS; i++)
		status =
		    add_part(dossier, reader, i, missing[i] == NULL, list, err);
	(void)json_object_set_new(view, "has_pack", json_boolean(has_pack));
	(void)json_object_set_new(view, "pack", list);
	if (status != OB_OK)
		return status;
	return page_reader_say(reader, view, "pack_count", "page.pack_count",
	    json_pack("{s:i}", "count", welcome_pack_count(dossier)), err);
}
