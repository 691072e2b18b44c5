/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/measures/measure_marks.h"
#include "http/exchange.h"
#include "http/hr_form.h"
#include "http/route.h"
#include "http/server.h"
#include "http/site_private.h"

/* Forms that set and take back a measure's baseline and target. */

#define FORM_MAX ((size_t)32 * 1024)

static const char *
measure_of(const struct hr_call *call)
{
	return exchange_parameter(call->reader->exchange, "measure");
}

/* Each form is called after its verb and its purpose. */
static const char *
purpose_of(const struct hr_call *call)
{
	return strchr(call->form->name, '-') + 1;
}

static int
admit(struct hr_call *call, struct error *err)
{
	const char *measure = measure_of(call);

	if (!measure_marks_takes(measure))
		return measure_marks_unknown(measure, err);
	call->about =
	    memory_strdup(hr_site_word(call->reader, "measure.%s", measure));
	return OB_OK;
}

/* The area that a link names, or the reader's. */
static const char *
first_area(const struct hr_call *call)
{
	const char *area = exchange_query(call->reader->exchange, "area");

	return area == NULL ? call->reader->scope.area : area;
}

static int
fill_drop(struct hr_call *call, json_t **ret_values, struct error *err)
{
	(void)err;
	*ret_values = json_pack("{s:s}", "area", first_area(call));
	return OB_OK;
}

/* What is there already is shown to be changed. */
static int
fill_set(struct hr_call *call, json_t **ret_values, struct error *err)
{
	const struct measure_marks_request request = {
	    .purpose = purpose_of(call),
	    .measure = measure_of(call),
	    .area = first_area(call)};
	cleanup_(memory_free_ptr) char *year = NULL;
	json_auto_t *mark = NULL;
	int status = measure_marks_find(hr_form_engine(call),
	    call->reader->scope.language, &request, &mark, err);

	if (status != OB_OK)
		return status;
	if (json_is_null(mark))
		return fill_drop(call, ret_values, err);
	year = memory_printf(
	    "%d", (int)json_integer_value(json_object_get(mark, "year")));
	*ret_values = json_pack("{s:s, s:O, s:s, s:O}", "area",
	    first_area(call), "value", json_object_get(mark, "text"), "year",
	    year, "source", json_object_get(mark, "source"));
	return OB_OK;
}

/* Who sees one area sets nothing beside the figures of others. */
static int
run(struct hr_call *call, struct measure_marks_request *request,
    json_t **ret_view, struct error *err)
{
	const char *own = call->reader->scope.area;
	const char *area = hr_form_value(call, "area");

	request->purpose = purpose_of(call);
	request->measure = measure_of(call);
	request->area = area == NULL ? "" : area;
	if (own[0] != '\0' && strcmp(own, request->area) != 0)
		return error_refuse(err, OB_EINVALID, "area", "mark_other_area",
		    "you see to '%.100s' alone", own);
	return measure_marks_set(
	    hr_form_engine(call), hr_form_actor(call), request, ret_view, err);
}

static int
run_set_target(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct measure_marks_request request = {
	    .value = hr_form_value(call, "value"),
	    .year = hr_form_number(call, "year", 0)};

	(void)dry_run;
	return run(call, &request, ret_view, err);
}

static int
run_set_baseline(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct measure_marks_request request = {
	    .value = hr_form_value(call, "value"),
	    .year = hr_form_number(call, "year", 0),
	    .source = hr_form_value(call, "source")};

	(void)dry_run;
	return run(call, &request, ret_view, err);
}

/* What is not there was meant of another area: the form is shown again. */
static int
run_drop(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct measure_marks_request request = {.value = ""};
	int status = run(call, &request, ret_view, err);

	(void)dry_run;
	if (status == OB_ENOTFOUND)
		return error_refuse(err, OB_EINVALID, "area", "mark_missing",
		    "there is no %s there", purpose_of(call));
	return status;
}

static char *
back(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf("/hr/measures#%s", measure_of(call));
}

static const struct hr_field baseline_fields[] = {
    {"value", HR_FIELD_LINE, true, NULL},
    {"year", HR_FIELD_NUMBER, true, NULL},
    {"source", HR_FIELD_LINE, true, NULL},
    {"area", HR_FIELD_LINE, false, NULL},
};
static const struct hr_field target_fields[] = {
    {"value", HR_FIELD_LINE, true, NULL},
    {"year", HR_FIELD_NUMBER, true, NULL},
    {"area", HR_FIELD_LINE, false, NULL},
};
static const struct hr_field drop_fields[] = {
    {"area", HR_FIELD_LINE, false, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

static const struct hr_form forms[] = {
    {"set-baseline", FIELDS(baseline_fields), false, admit, fill_set,
	run_set_baseline, back},
    {"set-target", FIELDS(target_fields), false, admit, fill_set,
	run_set_target, back},
    {"drop-baseline", FIELDS(drop_fields), false, admit, fill_drop, run_drop,
	back},
    {"drop-target", FIELDS(drop_fields), false, admit, fill_drop, run_drop,
	back},
};

static const struct hr_form *
find_form(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	}
	return NULL;
}

HR_FORM_HANDLERS(
    mark, find_form(exchange_parameter(exchange, "verb")), NULL, NULL)

static const struct route routes[] = {
    {HTTP_GET, "/hr/measures/{measure}/{verb}", RIGHT_COORDINATOR, show_mark,
	0},
    {HTTP_POST, "/hr/measures/{measure}/{verb}", RIGHT_COORDINATOR, submit_mark,
	FORM_MAX},
};

void
hr_mark_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
