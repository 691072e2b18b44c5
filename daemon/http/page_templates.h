/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PAGE_TEMPLATES_H
#define ONBOARD_HTTP_PAGE_TEMPLATES_H

#include <jansson.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/engine.h"

/*
 * The templates of config/pages/.  All are read and held against a sample
 * view, schemas/pages/NAME.json over common.json, before any is used, so that
 * a page which HR has edited fails at load and not before a reader.
 */
struct page_templates;

enum page_template {
	PAGE_TEMPLATE_LEADER,
	PAGE_TEMPLATE_LEADER_ACTIVITY,
	PAGE_TEMPLATE_HANDBOOK,
	PAGE_TEMPLATE_MY_DATA,
	PAGE_TEMPLATE_JOB_DESCRIPTION,
	PAGE_TEMPLATE_JOB_DESCRIPTION_EDIT,
	PAGE_TEMPLATE_PERSON,
	PAGE_TEMPLATE_ACTION,
	PAGE_TEMPLATE_CALENDAR,
	PAGE_TEMPLATE_DIGEST,
	PAGE_TEMPLATE_SURVEY,
	PAGE_TEMPLATE_SIGN_IN,
	PAGE_TEMPLATE_SIGN_IN_SENT,
	PAGE_TEMPLATE_SIGN_IN_LINK,
	PAGE_TEMPLATE_SIGN_IN_OPENID,
	PAGE_TEMPLATE_SIGN_IN_CODE,
	PAGE_TEMPLATE_SIGN_IN_ENROL,
	PAGE_TEMPLATE_SIGN_IN_RECOVERY,
	PAGE_TEMPLATE_SIGN_IN_SESSIONS,
	PAGE_TEMPLATE_BRIEFING,
	PAGE_TEMPLATE_EXIT_TALK,
	PAGE_TEMPLATE_FIRST_TASKS,
	PAGE_TEMPLATE_TALK_SHEET,
	PAGE_TEMPLATE_MESSAGE,
	PAGE_TEMPLATE_ACTIVITY,		    /* a partial of others */
	PAGE_TEMPLATE_JOB_DESCRIPTION_FORM, /* of the edit page */
	PAGE_TEMPLATE_TASK,    /* an activity that is somebody's to do */
	PAGE_TEMPLATE_VERBS,   /* of an activity: its forms */
	PAGE_TEMPLATE_PROBLEM, /* why a form came back */
	PAGE_TEMPLATE_GUIDE,   /* of an activity */
	PAGE_TEMPLATE_MEASURE,
	PAGE_TEMPLATE_FIRST_TASK_FIELDS, /* of a new one, and of each */
	PAGE_TEMPLATE_DONE_FORM,
	PAGE_TEMPLATE_TALK_FIELDS, /* of an activity: its button alone */
	PAGE_TEMPLATE_LAYOUT,	   /* the parent of all */
	PAGE_TEMPLATE_HEAD,	   /* of it, and of what an intranet shows */
	PAGE_TEMPLATE_HR_BOARD,
	PAGE_TEMPLATE_HR_FIGURES,
	PAGE_TEMPLATE_HR_BOTTLENECKS,
	PAGE_TEMPLATE_HR_MEASURES,
	PAGE_TEMPLATE_HR_MEASURES_VERSIONS,
	PAGE_TEMPLATE_HR_REPORTS,
	PAGE_TEMPLATE_HR_REPORT,
	PAGE_TEMPLATE_MEASURE_CHART, /* of measures, and of reports */
	PAGE_TEMPLATE_MEASURE_TABLE,
	PAGE_TEMPLATE_YEARS, /* the ways to them */
	PAGE_TEMPLATE_HR_NEEDS,
	PAGE_TEMPLATE_HR_OVERDUE,
	PAGE_TEMPLATE_HR_SEARCH,
	PAGE_TEMPLATE_HR_LEADER,
	PAGE_TEMPLATE_HR_LIST,
	PAGE_TEMPLATE_HR_FORM,
	PAGE_TEMPLATE_HANDBOOK_OPEN,
	PAGE_TEMPLATE_HANDBOOK_EMBED,
	PAGE_TEMPLATE_HANDBOOK_LIST,   /* of both */
	PAGE_TEMPLATE_HANDBOOK_ENTRY,  /* of it, and of the leader's */
	PAGE_TEMPLATE_HANDBOOK_SEARCH, /* as the entry */
	PAGE_TEMPLATE_HR_PROGRAMMES,
	PAGE_TEMPLATE_HR_PROGRAMME,
	PAGE_TEMPLATE_HR_COMPARISON,
	PAGE_TEMPLATE_HR_COHORT,
	PAGE_TEMPLATE_HR_SURVEYS,
	PAGE_TEMPLATE_HR_SURVEY,
	PAGE_TEMPLATE_HR_SURVEY_RESULTS,
	PAGE_TEMPLATE_HR_SURVEY_WORDS,
	PAGE_TEMPLATE_NETWORK,	/* of its contact, and below /hr */
	PAGE_TEMPLATE_NETWORKS, /* of the leader's page, and of the person's */
	PAGE_TEMPLATE_COUNT
};

/*
 * Takes a copy of the engine's texts for pages, and the brand
 * (page_assets_brand).
 */
int page_templates_new(struct engine *engine, engine_source_fn source,
    void *source_arg, json_t *brand, struct page_templates **ret_templates,
    struct error *err) OB_MUST_CHECK;
void page_templates_free(struct page_templates *templates);

/*
 * Appends the page; puts the language's texts into the view as "t", and the
 * brand as "brand".
 */
int page_templates_render(const struct page_templates *templates,
    enum page_template page, enum language language, json_t *view,
    struct strbuf *out, struct error *err) OB_MUST_CHECK;

#endif
