/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/hr_form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "engine/hr/hr_preview.h"
#include "engine/hr/hr_refusal.h"
#include "http/exchange.h"
#include "http/hr_form_view.h"
#include "text/catalogue.h"

#define NUMBER_MAX 1000000

const char *
hr_form_value(const struct hr_call *call, const char *name)
{
	for (size_t i = 0; i < call->form->count; i++) {
		if (strcmp(call->form->fields[i].name, name) != 0)
			continue;
		return call->values[i] == NULL || call->values[i][0] == '\0'
			   ? NULL
			   : call->values[i];
	}
	assert(false); /* a form asks for its own fields */
	return NULL;
}

/* -1 for what is no number. */
static int64_t
read_number(const char *text)
{
	char *end = NULL;
	long long number = strtoll(text, &end, 10);

	return *end != '\0' || number < 0 || number > NUMBER_MAX ? -1 : number;
}

int64_t
hr_form_number(const struct hr_call *call, const char *name, int64_t none)
{
	const char *text = hr_form_value(call, name);

	return text == NULL ? none : read_number(text);
}

struct engine *
hr_form_engine(const struct hr_call *call)
{
	return hr_site_engine(call->reader);
}

const char *
hr_form_actor(const struct hr_call *call)
{
	return exchange_actor(call->reader->exchange);
}

static void
read_values(struct hr_call *call)
{
	for (size_t i = 0; i < call->form->count; i++)
		call->values[i] = exchange_form(
		    call->reader->exchange, call->form->fields[i].name);
}

bool
hr_form_is_required(const struct hr_call *call, const struct hr_field *field)
{
	const char *const *name = call->optional;

	while (name != NULL && *name != NULL && strcmp(*name, field->name) != 0)
		name++;
	return field->is_required && (name == NULL || *name == NULL);
}

/* The key of what is wrong with a field as it was typed, or NULL. */
static const char *
find_mistake(
    const struct hr_call *call, const struct hr_field *field, const char *value)
{
	struct date day;

	if (value == NULL || value[0] == '\0')
		return hr_form_is_required(call, field) ? "hr_mistake.missing"
							: NULL;
	switch (field->kind) {
	case HR_FIELD_DAY:
		return date_parse(value, &day, NULL) == OB_OK
			   ? NULL
			   : "hr_mistake.day";
	case HR_FIELD_NUMBER:
		return read_number(value) < 0 ? "hr_mistake.number" : NULL;
	case HR_FIELD_ADDRESS:
		return strchr(value, '@') == NULL ? "hr_mistake.address" : NULL;
	case HR_FIELD_LINE:
	case HR_FIELD_TEXT:
	case HR_FIELD_TIME:
	case HR_FIELD_MOMENT:
	case HR_FIELD_CHOICE:
	case HR_FIELD_HIDDEN:
	case HR_FIELD_MARKDOWN:
	case HR_FIELD_SHOWN:
		break;
	}
	return NULL;
}

static void
check_values(const struct hr_call *call, struct hr_mistakes *mistakes)
{
	for (size_t i = 0; i < call->form->count; i++) {
		const char *key =
		    find_mistake(call, &call->form->fields[i], call->values[i]);

		if (key != NULL)
			hr_form_view_add_mistake(mistakes,
			    call->form->fields[i].name,
			    hr_site_text(call->reader, key), "");
	}
}

static void
show_again(const struct hr_call *call, const struct hr_mistakes *mistakes,
    const json_t *preview, int http_status)
{
	json_auto_t *view = hr_form_view(call, mistakes, preview);

	hr_site_show(call->reader, PAGE_TEMPLATE_HR_FORM, http_status,
	    hr_site_word(call->reader, "hr_form.%s", call->form->name), view);
}

/* What was typed was typed over something else than what is there now. */
static int
renew_shown(struct hr_call *call, json_t **ret_values, struct error *err)
{
	int status = call->form->fill == NULL
			 ? OB_OK
			 : call->form->fill(call, ret_values, err);

	if (status != OB_OK || *ret_values == NULL)
		return status;
	call->initial = *ret_values;
	for (size_t i = 0; i < call->form->count; i++) {
		if (call->form->fields[i].kind == HR_FIELD_SHOWN)
			call->values[i] = NULL;
		else if (call->values[i] == NULL)
			call->values[i] = "";
	}
	return OB_OK;
}

/*
 * The verb refused: what is wrong is tied to the field that it names, and told
 * in the reader's language, or in the verb's own words where it has no name.
 */
static void
show_refusal(struct hr_call *call, const struct error *err)
{
	json_auto_t *values = NULL;
	struct error failure = ERROR_INIT;
	cleanup_(memory_free_ptr) char *text = hr_refusal_text(
	    hr_form_engine(call), &call->reader->scope, call->journey_id, err);
	struct hr_mistakes mistakes = {.count = 0};
	const char *key =
	    err->status == OB_ECONFLICT || err->status == OB_EEXISTS
		? "hr_mistake.conflict"
		: "hr_mistake.refused";

	if (err->status == OB_ECONFLICT &&
	    renew_shown(call, &values, &failure) != OB_OK) {
		hr_site_fail(call->reader, &failure);
		return;
	}
	if (text != NULL)
		hr_form_view_add_mistake(&mistakes, err->field, text, "");
	else
		hr_form_view_add_mistake(&mistakes, err->field,
		    hr_site_text(call->reader, key), err->text);
	show_again(call, &mistakes, NULL, exchange_status_of(err->status));
}

static bool
is_the_users(const struct error *err)
{
	return err->status != OB_ENOTFOUND &&
	       exchange_status_of(err->status) < 500;
}

static void
run(struct hr_call *call, bool dry_run)
{
	cleanup_(memory_free_ptr) char *path = NULL;
	json_auto_t *view = NULL;
	json_auto_t *preview = NULL;
	struct hr_mistakes none = {.count = 0};
	struct error err = ERROR_INIT;
	int status = call->form->run(call, dry_run, &view, &err);

	if (status != OB_OK && is_the_users(&err)) {
		show_refusal(call, &err);
	} else if (status != OB_OK) {
		hr_site_fail(call->reader, &err);
	} else if (dry_run) {
		preview = hr_preview_view(
		    hr_form_engine(call), &call->reader->scope, view);
		show_again(call, &none, preview, 200);
	} else {
		path = call->form->back(call, view);
		hr_site_done(call->reader, path);
	}
}

void
hr_form_submit(struct hr_call *call)
{
	struct hr_mistakes mistakes = {.count = 0};
	const char *step;
	struct error err = ERROR_INIT;
	int status = call->form->admit(call, &err);

	if (status == OB_OK)
		status = exchange_read_form(call->reader->exchange, &err);
	if (status != OB_OK) {
		hr_site_fail(call->reader, &err);
		return;
	}
	read_values(call);
	step = exchange_form(call->reader->exchange, "step");
	check_values(call, &mistakes);
	if (mistakes.count > 0)
		show_again(call, &mistakes, NULL, 400);
	else if (step != NULL && strcmp(step, "edit") == 0)
		show_again(call, &mistakes, NULL, 200);
	else
		run(call, call->form->has_preview &&
			      (step == NULL || strcmp(step, "save") != 0));
}

void
hr_form_show(struct hr_call *call)
{
	struct hr_mistakes none = {.count = 0};
	json_auto_t *values = NULL;
	struct error err = ERROR_INIT;
	int status = call->form->admit(call, &err);

	if (status == OB_OK && call->form->fill != NULL)
		status = call->form->fill(call, &values, &err);
	if (status != OB_OK) {
		hr_site_fail(call->reader, &err);
		return;
	}
	call->initial = values;
	show_again(call, &none, NULL, 200);
}

static int
read_ids(struct exchange *exchange, const struct hr_form_path *path,
    struct hr_call *call, struct error *err)
{
	int status = OB_OK;

	if (path->journey != NULL)
		status = hr_site_read_id(
		    exchange, path->journey, &call->journey_id, err);
	if (status == OB_OK && path->item != NULL)
		status =
		    hr_site_read_id(exchange, path->item, &call->item_id, err);
	return status;
}

void
hr_form_open(struct site *site, struct exchange *exchange,
    const struct hr_form *form, const struct hr_form_path *path,
    void (*handle)(struct hr_call *call))
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = site};
	struct hr_call call = {.reader = &reader, .form = form};
	struct error err = ERROR_INIT;
	int status;

	if (hr_site_open(site, exchange, &reader) != OB_OK)
		return;
	status = form == NULL
		     ? error_set(&err, OB_ENOTFOUND, "there is no such form")
		     : read_ids(exchange, path, &call, &err);
	if (status == OB_OK)
		handle(&call);
	else
		hr_site_fail(&reader, &err);
	free(call.about);
}
