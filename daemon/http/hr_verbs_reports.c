/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/reports/report_texts.h"
#include "http/exchange.h"
#include "http/hr_verbs.h"

/* What HR writes in the report on a year, all of it in one form. */

static const char *
period_of(const struct hr_call *call)
{
	return exchange_parameter(call->reader->exchange, "period");
}

static int
admit_report(struct hr_call *call, struct error *err)
{
	int year = 0;
	int status = report_texts_year(period_of(call), &year, err);

	if (status != OB_OK)
		return error_set(err, OB_ENOTFOUND,
		    "there are no texts of '%.20s'", period_of(call));
	if (call->reader->scope.area[0] != '\0')
		return error_set(err, OB_EDENIED,
		    "reports are of all areas, and not of '%.100s' alone",
		    call->reader->scope.area);
	call->about = memory_strdup(period_of(call));
	return OB_OK;
}

static int
fill_report(struct hr_call *call, json_t **ret_values, struct error *err)
{
	json_auto_t *view = NULL;
	size_t i;
	const json_t *text;
	int year = 0;
	int status = report_texts_year(period_of(call), &year, err);

	if (status == OB_OK)
		status = report_texts_view(hr_form_engine(call), year,
		    call->reader->scope.language, &view, err);
	if (status != OB_OK)
		return status;
	*ret_values = json_object();
	json_array_foreach(json_object_get(view, "texts"), i, text)
	{
		(void)json_object_set(*ret_values,
		    json_string_value(json_object_get(text, "heading")),
		    json_object_get(text, "text"));
	}
	return OB_OK;
}

static int
run_report(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct report_texts_request request = {
	    .language = call->reader->scope.language};
	int status = report_texts_year(period_of(call), &request.year, err);

	(void)dry_run;
	for (int i = 0; i < REPORT_HEADINGS; i++) {
		const char *text = hr_form_value(call, report_headings[i]);

		request.texts[i] = text == NULL ? "" : text;
	}
	return status == OB_OK
		   ? report_texts_set(hr_form_engine(call), hr_form_actor(call),
			 &request, ret_view, err)
		   : status;
}

static char *
back_to_report(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf("/hr/reports/%s", period_of(call));
}

/* As model/report.h has them. */
static const struct hr_field report_fields[] = {
    {"purpose", HR_FIELD_MARKDOWN, false, NULL},
    {"goals", HR_FIELD_MARKDOWN, false, NULL},
    {"efforts", HR_FIELD_MARKDOWN, false, NULL},
    {"resources", HR_FIELD_MARKDOWN, false, NULL},
    {"next-steps", HR_FIELD_MARKDOWN, false, NULL},
};

const struct hr_verb hr_verbs_of_reports[] = {
    {HR_VERB_REPORT,
	{"edit-report", report_fields, ARRAY_LEN(report_fields), false,
	    admit_report, fill_report, run_report, back_to_report}},
    {HR_VERB_REPORT, {.name = NULL}},
};
