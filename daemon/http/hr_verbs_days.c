/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/imports/closing_days.h"
#include "http/exchange.h"
#include "http/hr_verbs.h"

/* Verbs on the days that are closed or special. */

static char *
back_to_days(const struct hr_call *call, const json_t *view)
{
	(void)call;
	(void)view;
	return memory_strdup("/hr/days");
}

typedef int days_fn(struct engine *engine, const char *actor,
    const struct closing_days *days, json_t **ret_view, struct error *err);

/* Who sees one area closes no day of others. */
static int
run_days(struct hr_call *call, days_fn *verb, struct closing_days *days,
    json_t **ret_view, struct error *err)
{
	const char *own = call->reader->scope.area;
	const char *area = hr_form_value(call, "area");

	days->area = area == NULL ? "" : area;
	days->class = hr_form_value(call, "class");
	days->from = hr_form_value(call, "from");
	days->until = hr_form_value(call, "until");
	if (own[0] != '\0' && strcmp(own, days->area) != 0)
		return error_refuse(err, OB_EINVALID, "area", "days_other_area",
		    "you see to '%.100s' alone", own);
	return verb(
	    hr_form_engine(call), hr_form_actor(call), days, ret_view, err);
}

static int
run_close(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct closing_days days = {
	    .title = hr_form_value(call, "text"), .dry_run = dry_run};

	return run_days(call, closing_days_add, &days, ret_view, err);
}

static int
run_open(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct closing_days days = {.dry_run = dry_run};

	return run_days(call, closing_days_remove, &days, ret_view, err);
}

static int
fill_close(struct hr_call *call, json_t **ret_values, struct error *err)
{
	(void)err;
	*ret_values = json_pack(
	    "{s:s, s:s}", "area", call->reader->scope.area, "class", "closed");
	return OB_OK;
}

/* The period that the list's link names. */
static int
fill_open(struct hr_call *call, json_t **ret_values, struct error *err)
{
	static const char *const names[] = {"from", "until", "class", "area"};
	json_t *values = json_object();

	(void)err;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value =
		    exchange_query(call->reader->exchange, names[i]);

		(void)json_object_set_new(
		    values, names[i], json_string(value == NULL ? "" : value));
	}
	*ret_values = values;
	return OB_OK;
}

static const char *const classes[] = {
    "closed", "half", "no_meeting", "quiet", NULL};

static const struct hr_field close_fields[] = {
    {"text", HR_FIELD_LINE, true, NULL},
    {"from", HR_FIELD_DAY, true, NULL},
    {"until", HR_FIELD_DAY, false, NULL},
    {"class", HR_FIELD_CHOICE, true, classes},
    {"area", HR_FIELD_LINE, false, NULL},
};

static const struct hr_field open_fields[] = {
    {"from", HR_FIELD_DAY, true, NULL},
    {"until", HR_FIELD_DAY, false, NULL},
    {"class", HR_FIELD_CHOICE, true, classes},
    {"area", HR_FIELD_LINE, false, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_days[] = {
    {HR_VERB_DAYS,
	{"close-days", FIELDS(close_fields), true, hr_verbs_admit_all,
	    fill_close, run_close, back_to_days}},
    {HR_VERB_DAYS, {"open-days", FIELDS(open_fields), true, hr_verbs_admit_all,
		       fill_open, run_open, back_to_days}},
    {HR_VERB_DAYS, {.name = NULL}},
};
