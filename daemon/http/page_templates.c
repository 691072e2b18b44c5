/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/page_templates.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "text/catalogue.h"
#include "text/template.h"

struct page_templates {
	struct template *templates[PAGE_TEMPLATE_COUNT];
	json_t *texts[LANGUAGE_COUNT]; /* "t" of a view */
	json_t *brand;		       /* "brand" of a view */
};

static const struct {
	const char *name; /* of the template, and of its sample */
	bool is_part;	  /* of pages, in whose samples its names are */
} rows[PAGE_TEMPLATE_COUNT] = {
    [PAGE_TEMPLATE_LEADER] = {"leader", false},
    [PAGE_TEMPLATE_LEADER_ACTIVITY] = {"leader-activity", false},
    [PAGE_TEMPLATE_HANDBOOK] = {"handbook", false},
    [PAGE_TEMPLATE_MY_DATA] = {"my-data", false},
    [PAGE_TEMPLATE_JOB_DESCRIPTION] = {"job-description", false},
    [PAGE_TEMPLATE_JOB_DESCRIPTION_EDIT] = {"job-description-edit", false},
    [PAGE_TEMPLATE_JOB_DESCRIPTION_FORM] = {"job-description-form", true},
    [PAGE_TEMPLATE_PERSON] = {"person", false},
    [PAGE_TEMPLATE_ACTION] = {"action", false},
    [PAGE_TEMPLATE_CALENDAR] = {"calendar", false},
    [PAGE_TEMPLATE_DIGEST] = {"digest", false},
    [PAGE_TEMPLATE_SURVEY] = {"survey", false},
    [PAGE_TEMPLATE_SIGN_IN] = {"sign-in", false},
    [PAGE_TEMPLATE_SIGN_IN_SENT] = {"sign-in-sent", false},
    [PAGE_TEMPLATE_SIGN_IN_LINK] = {"sign-in-link", false},
    [PAGE_TEMPLATE_SIGN_IN_OPENID] = {"sign-in-openid", false},
    [PAGE_TEMPLATE_SIGN_IN_CODE] = {"sign-in-code", false},
    [PAGE_TEMPLATE_SIGN_IN_ENROL] = {"sign-in-enrol", false},
    [PAGE_TEMPLATE_SIGN_IN_RECOVERY] = {"sign-in-recovery", false},
    [PAGE_TEMPLATE_SIGN_IN_SESSIONS] = {"sign-in-sessions", false},
    [PAGE_TEMPLATE_BRIEFING] = {"briefing", false},
    [PAGE_TEMPLATE_EXIT_TALK] = {"exit-talk", false},
    [PAGE_TEMPLATE_FIRST_TASKS] = {"first-tasks", false},
    [PAGE_TEMPLATE_TALK_SHEET] = {"talk-sheet", false},
    [PAGE_TEMPLATE_MESSAGE] = {"message", false},
    [PAGE_TEMPLATE_HR_BOARD] = {"hr-board", false},
    [PAGE_TEMPLATE_HR_FIGURES] = {"hr-figures", false},
    [PAGE_TEMPLATE_HR_BOTTLENECKS] = {"hr-bottlenecks", false},
    [PAGE_TEMPLATE_HR_MEASURES] = {"hr-measures", false},
    [PAGE_TEMPLATE_HR_MEASURES_VERSIONS] = {"hr-measures-versions", false},
    [PAGE_TEMPLATE_HR_REPORTS] = {"hr-reports", false},
    [PAGE_TEMPLATE_HR_REPORT] = {"hr-report", false},
    [PAGE_TEMPLATE_MEASURE_CHART] = {"measure-chart", true},
    [PAGE_TEMPLATE_MEASURE_TABLE] = {"measure-table", true},
    [PAGE_TEMPLATE_YEARS] = {"years", true},
    [PAGE_TEMPLATE_HR_NEEDS] = {"hr-needs", false},
    [PAGE_TEMPLATE_HR_OVERDUE] = {"hr-overdue", false},
    [PAGE_TEMPLATE_HR_SEARCH] = {"hr-search", false},
    [PAGE_TEMPLATE_HR_LEADER] = {"hr-leader", false},
    [PAGE_TEMPLATE_HR_LIST] = {"hr-list", false},
    [PAGE_TEMPLATE_HR_FORM] = {"hr-form", false},
    [PAGE_TEMPLATE_HANDBOOK_OPEN] = {"handbook-open", false},
    [PAGE_TEMPLATE_HANDBOOK_EMBED] = {"handbook-embed", false},
    [PAGE_TEMPLATE_HANDBOOK_LIST] = {"handbook-list", true},
    [PAGE_TEMPLATE_HANDBOOK_ENTRY] = {"handbook-entry", true},
    [PAGE_TEMPLATE_HANDBOOK_SEARCH] = {"handbook-search", true},
    [PAGE_TEMPLATE_HR_PROGRAMMES] = {"hr-programmes", false},
    [PAGE_TEMPLATE_HR_PROGRAMME] = {"hr-programme", false},
    [PAGE_TEMPLATE_HR_COMPARISON] = {"hr-comparison", false},
    [PAGE_TEMPLATE_HR_COHORT] = {"hr-cohort", false},
    [PAGE_TEMPLATE_HR_SURVEYS] = {"hr-surveys", false},
    [PAGE_TEMPLATE_HR_SURVEY] = {"hr-survey", false},
    [PAGE_TEMPLATE_HR_SURVEY_RESULTS] = {"hr-survey-results", false},
    [PAGE_TEMPLATE_HR_SURVEY_WORDS] = {"hr-survey-words", false},
    [PAGE_TEMPLATE_NETWORK] = {"network", false},
    [PAGE_TEMPLATE_NETWORKS] = {"networks", true},
    [PAGE_TEMPLATE_ACTIVITY] = {"activity", true},
    [PAGE_TEMPLATE_TASK] = {"task", true},
    [PAGE_TEMPLATE_VERBS] = {"verbs", true},
    [PAGE_TEMPLATE_PROBLEM] = {"problem", true},
    [PAGE_TEMPLATE_GUIDE] = {"guide", true},
    [PAGE_TEMPLATE_MEASURE] = {"measure", true},
    [PAGE_TEMPLATE_FIRST_TASK_FIELDS] = {"first-task-fields", true},
    [PAGE_TEMPLATE_DONE_FORM] = {"done-form", true},
    [PAGE_TEMPLATE_TALK_FIELDS] = {"talk-fields", true},
    [PAGE_TEMPLATE_LAYOUT] = {"layout", true},
    [PAGE_TEMPLATE_HEAD] = {"head", true},
};

static const struct template *
find_template(void *arg, const char *name)
{
	const struct page_templates *pages = arg;

	for (size_t i = 0; i < PAGE_TEMPLATE_COUNT; i++) {
		if (strcmp(rows[i].name, name) == 0)
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
	    memory_printf("config/pages/%s.html", rows[i].name);
	int status = source(source_arg, path, &bytes, err);

	if (status != OB_OK)
		return status;
	return template_parse(path, TEMPLATE_PAGE, bytes.buf, bytes.len,
	    &pages->templates[i], err);
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

/* A sample is the program's, not the municipality's. */
static json_t *
read_sample(const char *name)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("schemas/pages/%s.json", name);
	const struct embedded_file *file = embedded_find(path);
	json_t *sample;

	assert(file != NULL);
	sample = json_loadb(file->bytes, file->len, 0, NULL);
	assert(json_is_object(sample));
	return sample;
}

static int
check(const struct page_templates *pages, size_t i, struct error *err)
{
	json_auto_t *sample = read_sample("common");
	json_auto_t *own = read_sample(rows[i].name);
	struct template_options options = {.find = find_template,
	    .find_arg = (void *)(uintptr_t)pages,
	    .strict = true};
	int status = OB_OK;

	(void)json_object_update(sample, own);
	(void)json_object_set(sample, "brand", pages->brand);
	for (int k = 0; status == OB_OK && k < LANGUAGE_COUNT; k++) {
		(void)json_object_set(sample, "t", pages->texts[k]);
		status =
		    template_check(pages->templates[i], sample, &options, err);
	}
	return status;
}

int
page_templates_new(struct engine *engine, engine_source_fn source,
    void *source_arg, json_t *brand, struct page_templates **ret_templates,
    struct error *err)
{
	struct page_templates *pages = memory_alloc(sizeof(*pages));
	int status = OB_OK;

	pages->brand = brand;
	load_texts(pages, engine);
	for (size_t i = 0; status == OB_OK && i < PAGE_TEMPLATE_COUNT; i++)
		status = load(pages, i, source, source_arg, err);
	for (size_t i = 0; status == OB_OK && i < PAGE_TEMPLATE_COUNT; i++) {
		if (!rows[i].is_part)
			status = check(pages, i, err);
	}
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
	json_decref(templates->brand);
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
	(void)json_object_set(view, "brand", templates->brand);
	return template_render(
	    templates->templates[page], view, &options, out, err);
}
