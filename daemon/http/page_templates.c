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

#define STYLESHEET "config/pages/onboard.css"
#define STYLESHEET_MAX ((size_t)256 * 1024)
#define ETAG_SIZE (DIGEST_BASE64URL_SIZE + 2)

struct page_templates {
	struct template *templates[PAGE_TEMPLATE_COUNT];
	json_t *texts[LANGUAGE_COUNT]; /* "t" of a view */
	struct strbuf stylesheet;
	char etag[ETAG_SIZE];
};

static const char *const names[PAGE_TEMPLATE_COUNT] = {
    [PAGE_TEMPLATE_LEADER] = "leader",
    [PAGE_TEMPLATE_PERSON] = "person",
    [PAGE_TEMPLATE_ACTION] = "action",
    [PAGE_TEMPLATE_DIGEST] = "digest",
    [PAGE_TEMPLATE_MESSAGE] = "message",
    [PAGE_TEMPLATE_ACTIVITY] = "activity",
    [PAGE_TEMPLATE_LAYOUT] = "layout",
};

/* Every name that a page can use, but for the texts "t". */
static const char sample_page[] =
    "{\"language\":\"da\",\"municipality\":\"x\",\"title\":\"x\",\"text\":"
    "\"x\","
    "\"back_url\":\"x\",\"first_name\":\"x\",\"csrf\":\"x\",\"feed_url\":\"x\","
    "\"webcal_url\":\"x\",\"video_url\":\"x\",\"handbook\":[{\"title\":\"x\","
    "\"contact_name\":\"x\",\"deputy_name\":\"x\",\"phone\":\"x\",\"mail\":"
    "\"x\",\"helps_html\":\"x\"}],\"leader\":{\"name\":\"x\","
    "\"first_day\":\"x\",\"last_day\":\"x\",\"manager_name\":\"x\","
    "\"mentor_name\":\"x\"},\"is_exit\":true,"
    "\"phases\":[{\"title\":\"x\"}],\"has_groups\":true,\"has_tasks\":true,"
    "\"groups\":[{"
    "\"leader_first_name\":\"x\",\"leader_name\":\"x\",\"first_day\":\"x\","
    "\"is_cohort\":true,\"is_exit\":true,\"has_feed\":true,\"has_tasks\":true,"
    "\"feed_url\":\"x\",\"webcal_url\":\"x\"}],"
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
load_stylesheet(struct page_templates *pages, engine_source_fn source,
    void *source_arg, struct error *err)
{
	unsigned char digest[DIGEST_SIZE];
	int status = source(source_arg, STYLESHEET, &pages->stylesheet, err);

	if (status != OB_OK)
		return status;
	if (pages->stylesheet.len > STYLESHEET_MAX)
		return error_set(err, OB_ELIMIT,
		    STYLESHEET ": the stylesheet is larger than %zu bytes",
		    STYLESHEET_MAX);
	digest_sha256(pages->stylesheet.buf, pages->stylesheet.len, digest);
	pages->etag[0] = '"';
	(void)digest_base64url(digest, sizeof(digest), pages->etag + 1);
	memcpy(pages->etag + strlen(pages->etag), "\"", 2);
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

	assert(sample != NULL && activities != NULL);
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
	int status;

	strbuf_init(&pages->stylesheet);
	status = load_stylesheet(pages, source, source_arg, err);
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
	strbuf_release(&templates->stylesheet);
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

struct page_stylesheet
page_templates_stylesheet(const struct page_templates *templates)
{
	return (struct page_stylesheet){.bytes = templates->stylesheet.buf,
	    .len = templates->stylesheet.len,
	    .etag = templates->etag};
}
