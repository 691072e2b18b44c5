/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_templates.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"
#include "text/catalogue.h"
#include "text/template.h"

#define ASSET_MAX ((size_t)256 * 1024)
#define ETAG_SIZE (DIGEST_BASE64URL_SIZE + 2)

struct asset {
	struct strbuf bytes;
	char etag[ETAG_SIZE];
};

struct page_templates {
	struct template *templates[PAGE_TEMPLATE_COUNT];
	json_t *texts[LANGUAGE_COUNT]; /* "t" of a view */
	struct asset assets[PAGE_ASSET_COUNT];
};

static const char *const asset_paths[PAGE_ASSET_COUNT] = {
    [PAGE_ASSET_STYLESHEET] = "config/pages/onboard.css",
    [PAGE_ASSET_SCRIPT] = "config/pages/onboard.js",
};

static const char *const names[PAGE_TEMPLATE_COUNT] = {
    [PAGE_TEMPLATE_LEADER] = "leader",
    [PAGE_TEMPLATE_PERSON] = "person",
    [PAGE_TEMPLATE_ACTION] = "action",
    [PAGE_TEMPLATE_CALENDAR] = "calendar",
    [PAGE_TEMPLATE_DIGEST] = "digest",
    [PAGE_TEMPLATE_MESSAGE] = "message",
    [PAGE_TEMPLATE_ACTIVITY] = "activity",
    [PAGE_TEMPLATE_LAYOUT] = "layout",
};

/* Every name that a page can use, but for the texts "t". */
static const char sample_page[] =
    "{\"language\":\"da\",\"municipality\":\"x\",\"title\":\"x\",\"text\":"
    "\"x\","
    "\"back_url\":\"x\",\"first_name\":\"x\",\"csrf\":\"x\","
    "\"calendar_url\":\"x\",\"video_url\":\"x\",\"handbook\":[{\"title\":\"x\","
    "\"contact_name\":\"x\",\"deputy_name\":\"x\",\"phone\":\"x\",\"mail\":"
    "\"x\",\"helps_html\":\"x\"}],\"leader\":{\"name\":\"x\","
    "\"first_day\":\"x\",\"last_day\":\"x\",\"manager_name\":\"x\","
    "\"mentor_name\":\"x\"},\"is_exit\":true,"
    "\"phases\":[{\"title\":\"x\"}],\"has_groups\":true,\"has_tasks\":true,"
    "\"groups\":[{"
    "\"leader_first_name\":\"x\",\"leader_name\":\"x\",\"first_day\":\"x\","
    "\"is_cohort\":true,\"is_exit\":true,\"has_tasks\":true}],"
    "\"has_nominations\":true,\"has_questions\":true,"
    "\"nominations\":[{\"cohort_name\":\"x\",\"answer_by\":\"x\","
    "\"has_sessions\":true,\"sessions\":[{\"title\":\"x\",\"when\":\"x\"}],"
    "\"cohort_start\":\"x\",\"nominee_name\":\"x\",\"is_nominee\":true,"
    "\"can_answer\":true,\"is_complete\":true,\"accepted_on\":\"x\","
    "\"terms\":\"x\",\"terms_html\":\"x\",\"accept_url\":\"x\","
    "\"decline_url\":\"x\"}],\"action_url\":\"x\",\"is_weekly\":true,"
    "\"activity_title\":\"x\",\"journey_name\":\"x\",\"is_own\":true,"
    "\"when\":\"x\",\"date_iso\":\"x\",\"offer_when\":\"x\","
    "\"participants\":\"x\",\"answer_text\":\"x\",\"sequence\":1,"
    "\"can_answer\":true,\"can_complete\":true,\"can_move\":true,"
    "\"page_url\":\"x\"}";

static const char sample_activities[] =
    "[{\"id\":1,\"title\":\"x\",\"when\":\"x\",\"date_iso\":\"x\","
    "\"responsible\":\"x\",\"kind\":\"x\",\"done_url\":\"x\","
    "\"participants\":\"x\",\"flags\":[\"x\"],\"state_text\":\"x\","
    "\"is_done\":true,\"is_held\":true,\"is_cancelled\":true,"
    "\"is_overdue\":true,\"is_behind\":true,\"is_own\":true,"
    "\"goal\":\"x\",\"seen_by\":\"x\",\"on_behalf\":true,"
    "\"can_complete\":true,\"has_guide\":true,\"guide_html\":\"x\"}]";

static const char sample_feeds[] =
    "[{\"id\":1,\"heading\":\"x\",\"about\":\"x\",\"is_open\":true,"
    "\"url\":\"x\",\"tasks_url\":\"x\",\"webcal_url\":\"x\","
    "\"google_url\":\"x\",\"outlook_url\":\"x\",\"qr_path\":\"x\","
    "\"qr_size\":1,\"fetched\":\"x\",\"alarms\":[{\"value\":\"x\","
    "\"label\":\"x\",\"is_chosen\":true}],\"alarms_url\":\"x\","
    "\"rotate_url\":\"x\",\"revoke_url\":\"x\"}]";

static const struct template *
find_template(void *arg, const char *name)
{
	const struct page_templates *pages = arg;

	for (size_t i = 0; i < PAGE_TEMPLATE_COUNT; i++) {
		if (strcmp(names[i], name) == 0)
			return pages->templates[i];
	}
	return NULL;
}

static int
load(struct page_templates *pages, size_t i, engine_source_fn source,
    void *source_arg, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("config/pages/%s.html", names[i]);
	int status = source(source_arg, path, &bytes, err);

	if (status != OB_OK)
		return status;
	return template_parse(path, TEMPLATE_PAGE, bytes.buf, bytes.len,
	    &pages->templates[i], err);
}

static int
load_asset(struct asset *asset, const char *path, engine_source_fn source,
    void *source_arg, struct error *err)
{
	unsigned char digest[DIGEST_SIZE];
	int status = source(source_arg, path, &asset->bytes, err);

	if (status != OB_OK)
		return status;
	if (asset->bytes.len > ASSET_MAX)
		return error_set(err, OB_ELIMIT,
		    "%s: the file is larger than %zu bytes", path, ASSET_MAX);
	digest_sha256(asset->bytes.buf, asset->bytes.len, digest);
	asset->etag[0] = '"';
	(void)digest_base64url(digest, sizeof(digest), asset->etag + 1);
	memcpy(asset->etag + strlen(asset->etag), "\"", 2);
	return OB_OK;
}

static void
load_texts(struct page_templates *pages, const struct engine *engine)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		json_auto_t *all = catalogue_to_json(
		    engine_catalogue(engine, (enum language)i));
		json_t *page = json_object_get(all, "page");

		pages->texts[i] =
		    page == NULL ? json_object() : json_incref(page);
	}
}

static json_t *
make_sample(json_t *texts)
{
	json_t *sample = json_loads(sample_page, 0, NULL);
	json_t *activities = json_loads(sample_activities, 0, NULL);
	json_t *feeds = json_loads(sample_feeds, 0, NULL);

	assert(sample != NULL && activities != NULL && feeds != NULL);
	(void)json_object_set(sample, "channels",
	    json_object_get(json_array_get(feeds, 0), "alarms"));
	(void)json_object_set_new(sample, "channel_url", json_string("x"));
	(void)json_object_set_new(sample, "feeds", feeds);
	(void)json_object_set(
	    json_array_get(json_object_get(sample, "phases"), 0), "activities",
	    activities);
	(void)json_object_set_new(
	    json_array_get(json_object_get(sample, "groups"), 0), "activities",
	    activities);
	(void)json_object_set(sample, "t", texts);
	return sample;
}

static int
check(const struct page_templates *pages, enum language language,
    struct error *err)
{
	json_auto_t *sample = make_sample(pages->texts[language]);
	struct template_options options = {.find = find_template,
	    .find_arg = (void *)(uintptr_t)pages,
	    .strict = true};
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i <= PAGE_TEMPLATE_MESSAGE; i++)
		status =
		    template_check(pages->templates[i], sample, &options, err);
	return status;
}

int
page_templates_new(struct engine *engine, engine_source_fn source,
    void *source_arg, struct page_templates **ret_templates, struct error *err)
{
	struct page_templates *pages = memory_alloc(sizeof(*pages));
	int status = OB_OK;

	for (size_t i = 0; i < PAGE_ASSET_COUNT; i++)
		strbuf_init(&pages->assets[i].bytes);
	for (size_t i = 0; status == OB_OK && i < PAGE_ASSET_COUNT; i++)
		status = load_asset(
		    &pages->assets[i], asset_paths[i], source, source_arg, err);
	for (size_t i = 0; status == OB_OK && i < PAGE_TEMPLATE_COUNT; i++)
		status = load(pages, i, source, source_arg, err);
	load_texts(pages, engine);
	for (int i = 0; status == OB_OK && i < LANGUAGE_COUNT; i++)
		status = check(pages, (enum language)i, err);
	if (status != OB_OK) {
		page_templates_free(pages);
		return status;
	}
	*ret_templates = pages;
	return OB_OK;
}

void
page_templates_free(struct page_templates *templates)
{
	if (templates == NULL)
		return;
	for (size_t i = 0; i < PAGE_TEMPLATE_COUNT; i++)
		template_free(templates->templates[i]);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		json_decref(templates->texts[i]);
	for (size_t i = 0; i < PAGE_ASSET_COUNT; i++)
		strbuf_release(&templates->assets[i].bytes);
	free(templates);
}

int
page_templates_render(const struct page_templates *templates,
    enum page_template page, enum language language, json_t *view,
    struct strbuf *out, struct error *err)
{
	struct template_options options = {.find = find_template,
	    .find_arg = (void *)(uintptr_t)templates,
	    .strict = true};

	(void)json_object_set(view, "t", templates->texts[language]);
	return template_render(
	    templates->templates[page], view, &options, out, err);
}

struct page_asset_bytes
page_templates_asset(
    const struct page_templates *templates, enum page_asset asset)
{
	const struct asset *found = &templates->assets[asset];

	return (struct page_asset_bytes){
	    found->bytes.buf, found->bytes.len, found->etag};
}
