/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/hr_form_view.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "http/exchange.h"
#include "http/site_private.h"
#include "text/catalogue.h"

/* What an input of the kind is in HTML; NULL for one of its own. */
static const char *const input_types[] = {
    [HR_FIELD_LINE] = "text",
    [HR_FIELD_TEXT] = NULL,
    [HR_FIELD_DAY] = "date",
    [HR_FIELD_TIME] = "time",
    [HR_FIELD_MOMENT] = "datetime-local",
    [HR_FIELD_NUMBER] = "number",
    [HR_FIELD_ADDRESS] = "email",
    [HR_FIELD_CHOICE] = NULL,
    [HR_FIELD_HIDDEN] = NULL,
    [HR_FIELD_MARKDOWN] = NULL,
    [HR_FIELD_SHOWN] = NULL,
};

#define ROWS 3
#define MARKDOWN_ROWS 12

void
hr_form_view_add_mistake(struct hr_mistakes *mistakes, const char *field,
    const char *text, const char *detail)
{
	assert(mistakes->count < HR_FIELDS_MAX + 1);
	mistakes->items[mistakes->count++] =
	    (struct hr_mistake){field, text, detail};
}

static const struct hr_mistake *
find_mistake(const struct hr_mistakes *mistakes, const char *field)
{
	for (size_t i = 0; i < mistakes->count; i++) {
		if (strcmp(mistakes->items[i].field, field) == 0)
			return &mistakes->items[i];
	}
	return NULL;
}

/* What was typed, else what the field holds at first. */
static const char *
value_of(const struct hr_call *call, size_t i)
{
	const char *initial = json_string_value(
	    json_object_get(call->initial, call->form->fields[i].name));

	if (call->values[i] != NULL)
		return call->values[i];
	return initial == NULL ? "" : initial;
}

/* Roles and kinds of days are told as everywhere else. */
static const char *
choice_label(
    const struct hr_call *call, const struct hr_field *field, const char *word)
{
	if (word[0] == '\0')
		return hr_site_text(call->reader, "hr_choice.none");
	if (strcmp(field->name, "class") == 0)
		return hr_site_word(call->reader, "hr_class.%s", word);
	return hr_site_word(call->reader,
	    strcmp(field->name, "role") == 0 ? "role.%s" : "hr_choice.%s",
	    word);
}

static json_t *
choices_view(const struct hr_call *call, size_t at)
{
	const struct hr_field *field = &call->form->fields[at];
	json_t *list = json_array();

	for (size_t i = 0; field->choices != NULL && field->choices[i] != NULL;
	     i++) {
		const char *word = field->choices[i];

		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "value", word, "label",
			      choice_label(call, field, word), "is_chosen",
			      (int)(strcmp(word, value_of(call, at)) == 0)));
	}
	return list;
}

static bool
is_locked(const struct hr_call *call, const struct hr_field *field)
{
	return call->is_locked && field->kind == HR_FIELD_ADDRESS;
}

/* "" where there is none. */
static const char *
hint_of(const struct hr_call *call, const struct hr_field *field)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_hint.%s-%s", call->form->name, field->name);
	const char *own = hr_site_text(call->reader, key);
	const char *hint =
	    hr_site_word(call->reader, "hr_hint.%s", field->name);

	if (is_locked(call, field))
		return hr_site_text(call->reader, "hr_hint.locked");
	if (strcmp(own, key) != 0)
		return own;
	return strcmp(hint, field->name) == 0 ? "" : hint;
}

/* What the form calls it, or what it is called elsewhere. */
static const char *
label_of(const struct hr_call *call, const char *field)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_field.%s-%s", call->form->name, field);
	const char *own = hr_site_text(call->reader, key);

	return strcmp(own, key) != 0
		   ? own
		   : hr_site_word(call->reader, "hr_field.%s", field);
}

static json_t *
field_view(
    const struct hr_call *call, size_t i, const struct hr_mistakes *mistakes)
{
	const struct hr_field *field = &call->form->fields[i];
	const struct hr_mistake *mistake = find_mistake(mistakes, field->name);
	const char *type = input_types[field->kind];
	bool is_markdown = field->kind == HR_FIELD_MARKDOWN;
	bool is_hidden =
	    field->kind == HR_FIELD_SHOWN || field->kind == HR_FIELD_HIDDEN;
	const char *hint = hint_of(call, field);
	const char *value = value_of(call, i);

	return json_pack(
	    "{s:s, s:s, s:s, s:b, s:s, s:b, s:s, s:b, s:b, s:i, s:b, s:b, s:s, "
	    "s:s, s:b, s:b, s:o, s:b, s:b, s:b}",
	    "name", field->name, "label", label_of(call, field->name), "hint",
	    hint, "has_hint", (int)(hint[0] != '\0'), "value", value,
	    "has_value", (int)(!is_hidden && value[0] != '\0'), "type",
	    type == NULL ? "" : type, "is_input", (int)(type != NULL),
	    "is_text", (int)(is_markdown || field->kind == HR_FIELD_TEXT),
	    "rows", is_markdown ? MARKDOWN_ROWS : ROWS, "is_choice",
	    (int)(field->kind == HR_FIELD_CHOICE), "has_error",
	    (int)(mistake != NULL), "error",
	    mistake == NULL ? "" : mistake->text, "detail",
	    mistake == NULL ? "" : mistake->detail, "has_detail",
	    (int)(mistake != NULL && mistake->detail[0] != '\0'), "is_required",
	    (int)hr_form_is_required(call, field), "choices",
	    choices_view(call, i), "is_described",
	    (int)(mistake != NULL || hint[0] != '\0'), "is_hidden",
	    (int)is_hidden, "is_locked", (int)is_locked(call, field));
}

static bool
has_field(const struct hr_form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++) {
		if (strcmp(form->fields[i].name, name) == 0)
			return true;
	}
	return false;
}

static json_t *
mistakes_view(const struct hr_call *call, const struct hr_mistakes *mistakes)
{
	json_t *list = json_array();

	for (size_t i = 0; i < mistakes->count; i++) {
		const struct hr_mistake *mistake = &mistakes->items[i];
		bool is_fields = has_field(call->form, mistake->field);

		(void)json_array_append_new(list,
		    json_pack("{s:b, s:s, s:s, s:s, s:s, s:b}", "is_of_field",
			(int)is_fields, "name", mistake->field, "label",
			label_of(call, mistake->field), "text", mistake->text,
			"detail", mistake->detail, "has_detail",
			(int)(mistake->detail[0] != '\0')));
	}
	return list;
}

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static void
set_word(const struct hr_call *call, json_t *view, const char *name,
    const char *pattern)
{
	set(view, name,
	    json_string(hr_site_word(call->reader, pattern, call->form->name)));
}

json_t *
hr_form_view(const struct hr_call *call, const struct hr_mistakes *mistakes,
    const json_t *preview)
{
	cleanup_(memory_free_ptr) char *back = call->form->back(call, NULL);
	json_t *fields = json_array();
	json_t *view = json_object();

	for (size_t i = 0; i < call->form->count; i++)
		(void)json_array_append_new(
		    fields, field_view(call, i, mistakes));
	set(view, "about", json_string(call->about == NULL ? "" : call->about));
	set(view, "fields", fields);
	set(view, "has_fields", json_boolean(call->form->count > 0));
	set(view, "errors", mistakes_view(call, mistakes));
	set(view, "has_errors", json_boolean(mistakes->count > 0));
	set(view, "action", json_string(exchange_path(call->reader->exchange)));
	set(view, "back_url", json_string(back));
	set_word(call, view, "lead", "hr_lead.%s");
	set_word(call, view, "button", "hr_button.%s");
	set(view, "has_preview", json_boolean(call->form->has_preview));
	set(view, "is_previewed", json_boolean(preview != NULL));
	set(view, "preview",
	    preview == NULL ? json_object()
			    : json_incref((json_t *)(uintptr_t)preview));
	return view;
}
