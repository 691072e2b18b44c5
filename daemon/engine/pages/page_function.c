/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_function.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/pages/page_access.h"
#include "engine/people/groups.h"
#include "engine/people/people.h"
#include "engine/programmes/programme_digest.h"
#include "store/handbook_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"
#include "text/json_text.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static void
set_text(json_t *view, const char *name, const char *text)
{
	set(view, name, json_string(text == NULL ? "" : text));
}

/* Whether the reader acts for whoever has the address. */
static int
is_of(struct engine *engine, const struct acting *acting, int64_t person_id,
    const char *address, bool *ret_is, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct error ignored = ERROR_INIT;
	int status;

	*ret_is = false;
	if (address[0] == '\0')
		return OB_OK;
	status = people_find(engine, address, &person, &ignored);
	if (status == OB_OK)
		*ret_is = acting_is_for(acting, person_id, person.id);
	return error_is_fault(status)
		   ? error_set(err, status, "%s", ignored.text)
		   : OB_OK;
}

/* Of a group, its members act; else the contact and the deputy. */
static int
is_kept_by(struct engine *engine, const struct acting *acting,
    int64_t person_id, const struct handbook_entry *entry, bool *ret_is,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *group =
	    memory_printf("%s" ACTING_GROUP_DOMAIN, entry->name);
	const char *const addresses[] = {entry->contact_email,
	    entry->deputy_email, groups_owns(entry) ? group : ""};
	int status = OB_OK;

	*ret_is = false;
	for (size_t i = 0;
	     status == OB_OK && !*ret_is && i < ARRAY_LEN(addresses); i++)
		status =
		    is_of(engine, acting, person_id, addresses[i], ret_is, err);
	return status;
}

int
page_function_keeps(struct engine *engine, int64_t person_id, bool *ret_keeps,
    struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	const struct acting *acting = NULL;
	bool keeps = false;
	int status = handbook_store_load(engine->store, &handbook, err);

	if (status == OB_OK)
		status = acting_today(engine, &acting, err);
	for (size_t i = 0; status == OB_OK && !keeps && i < handbook->count;
	     i++)
		status = is_kept_by(engine, acting, person_id,
		    &handbook->entries[i], &keeps, err);
	if (status == OB_OK)
		*ret_keeps = keeps;
	return status;
}

static void
add_entry_urls(const struct page_reader *reader, const char *name, json_t *view)
{
	cleanup_(memory_free_ptr) char *confirm =
	    memory_printf("/handbook/%s/confirm", name);
	cleanup_(memory_free_ptr) char *correct =
	    memory_printf("/handbook/%s/correct", name);
	cleanup_(memory_free_ptr) char *confirm_url =
	    page_reader_url(reader, confirm);
	cleanup_(memory_free_ptr) char *correct_url =
	    page_reader_url(reader, correct);

	set_text(view, "confirm_url", confirm_url);
	set_text(view, "correct_url", correct_url);
}

static int
entry_view(struct engine *engine, const struct page_reader *reader,
    const struct handbook_entry *entry, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *title =
	    handbook_title(entry, reader->language);
	char digest[DIGEST_HEX_SIZE];
	char day[DATES_TEXT_SIZE] = "";
	struct date confirmed = DATE_NONE;
	json_t *view;
	int status = handbook_care_day(engine, entry->name, &confirmed, err);

	if (status != OB_OK)
		return status;
	programme_digest_entry(entry, digest);
	(void)dates_text_long(reader->language, confirmed, day);
	view = json_pack(
	    "{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}",
	    "function", entry->name, "entry_title", title, "contact_name",
	    entry->contact_name, "contact_email", entry->contact_email,
	    "deputy_name", entry->deputy_name, "deputy_email",
	    entry->deputy_email, "phone", entry->phone, "mail", entry->mail,
	    "helps_da", entry->helps_with.in[LANGUAGE_DA], "helps_en",
	    entry->helps_with.in[LANGUAGE_EN], "shown", digest, "confirmed_on",
	    day, "is_stale", (int)handbook_care_is_stale(engine, confirmed));
	set_text(view, "entry_error", "");
	set_text(view, "entry_field", "");
	set(view, "is_refused", json_false());
	set(view, "may_lack_contact",
	    json_boolean(handbook_correction_may_lack_contact(entry)));
	add_entry_urls(reader, entry->name, view);
	*ret_view = view;
	return OB_OK;
}

static int
add_if_kept(struct engine *engine, const struct page_reader *reader,
    const struct handbook_entry *entry, json_t *list, struct error *err)
{
	bool is_kept = false;
	json_t *item = NULL;
	int status = is_kept_by(
	    engine, reader->acting, reader->person_id, entry, &is_kept, err);

	if (status != OB_OK || !is_kept)
		return status;
	status = entry_view(engine, reader, entry, &item, err);
	if (status == OB_OK)
		(void)json_array_append_new(list, item);
	return status;
}

/* Nobody has confirmed them, or nobody for long: the reader is asked to. */
static json_t *
unconfirmed_of(const json_t *entries)
{
	json_t *list = json_array();
	json_t *entry;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)entries, i, entry)
	{
		if (json_is_true(json_object_get(entry, "is_stale")))
			(void)json_array_append_new(list,
			    json_pack("{s:s, s:s}", "function",
				json_text_of(entry, "function"), "entry_title",
				json_text_of(entry, "entry_title")));
	}
	return list;
}

int
page_function_add(struct engine *engine, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	json_auto_t *list = json_array();
	json_t *unconfirmed;
	int status = handbook_store_load(engine->store, &handbook, err);

	for (size_t i = 0; status == OB_OK && i < handbook->count; i++)
		status = add_if_kept(
		    engine, reader, &handbook->entries[i], list, err);
	if (status != OB_OK)
		return status;
	set(view, "has_entries", json_boolean(json_array_size(list) > 0));
	set(view, "entries", json_incref(list));
	unconfirmed = unconfirmed_of(list);
	set(view, "has_unconfirmed",
	    json_boolean(json_array_size(unconfirmed) > 0));
	set(view, "unconfirmed", unconfirmed);
	return OB_OK;
}

static int
check_kept(struct engine *engine, int64_t person_id, const char *function,
    struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	const struct handbook_entry *entry;
	const struct acting *acting = NULL;
	bool is_kept = false;
	int status = handbook_store_load(engine->store, &handbook, err);

	if (status == OB_OK)
		status = acting_today(engine, &acting, err);
	if (status != OB_OK)
		return status;
	entry = handbook_find(handbook, function);
	if (entry != NULL)
		status =
		    is_kept_by(engine, acting, person_id, entry, &is_kept, err);
	if (status == OB_OK && !is_kept)
		return page_access_lacks(err);
	return status;
}

int
page_function_act(struct engine *engine, const struct page_function_form *form,
    struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	int status = page_access_open_form(
	    engine, PAGE_PERSON, form->token, form->csrf, &opened, err);
	const struct handbook_care care = {.actor = opened.actor,
	    .person_id = opened.page.person_id,
	    .name = form->function,
	    .shown = form->shown};

	if (status == OB_OK)
		status =
		    check_kept(engine, care.person_id, form->function, err);
	if (status != OB_OK)
		return status;
	return form->correction == NULL
		   ? handbook_care_confirm(engine, &care, err)
		   : handbook_care_correct(
			 engine, &care, form->correction, NULL, err);
}

static json_t *
find_entry(const json_t *view, const char *function)
{
	json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(view, "entries"), i, entry)
	{
		if (strcmp(
			json_string_value(json_object_get(entry, "function")),
			function) == 0)
			return entry;
	}
	return NULL;
}

/* One text for each field of the form, whatever is wrong with it; or NULL. */
static const char *
text_key_of(const char *field)
{
	static const struct {
		const char *field;
		const char *key;
	} texts[] = {
	    {"contact_name", "page.entry_why_person"},
	    {"contact_email", "page.entry_why_contact"},
	    {"deputy_name", "page.entry_why_person"},
	    {"deputy_email", "page.entry_why_mail"},
	    {"phone", "page.entry_why_phone"},
	    {"mail", "page.entry_why_mail"},
	    {"helps_da", "page.entry_why_helps"},
	    {"helps_en", "page.entry_why_helps"},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (strcmp(texts[i].field, field) == 0)
			return texts[i].key;
	}
	return NULL;
}

static const char *
why_key_of(const struct error *refused)
{
	const char *key = text_key_of(refused->field);

	if (key != NULL)
		return key;
	return strcmp(refused->key, "entry_meanwhile") == 0
		   ? "page.entry_changed"
		   : "page.entry_why_not";
}

static void
keep_typed(const struct handbook_correction *typed, json_t *entry)
{
	set_text(entry, "contact_name", typed->contact_name);
	set_text(entry, "contact_email", typed->contact_email);
	set_text(entry, "deputy_name", typed->deputy_name);
	set_text(entry, "deputy_email", typed->deputy_email);
	set_text(entry, "phone", typed->phone);
	set_text(entry, "mail", typed->mail);
	set_text(entry, "helps_da", typed->helps_da);
	set_text(entry, "helps_en", typed->helps_en);
	set(entry, "is_refused", json_true());
}

/* The field that it is about, if it is about one. */
static void
tell_refusal(const struct error *refused, const char *text, json_t *entry)
{
	cleanup_(memory_free_ptr) char *is_wrong =
	    memory_printf("%s_is_wrong", refused->field);

	set_text(entry, "entry_error", text);
	if (text_key_of(refused->field) != NULL)
		set(entry, is_wrong, json_true());
}

int
page_function_view(struct engine *engine, const struct page_function_form *form,
    const struct error *refused, json_t **ret_view, struct error *err)
{
	const struct catalogue *catalogue;
	enum language language;
	bool is_of_field = text_key_of(refused->field) != NULL;
	cleanup_(memory_free_ptr) char *place =
	    memory_printf("entry-%s%s%s", form->function,
		is_of_field ? "-" : "", is_of_field ? refused->field : "");
	json_t *view = NULL;
	json_t *entry;
	const char *text;
	int status = pages_view(engine, PAGE_PERSON, form->token, &view, err);

	if (status != OB_OK)
		return status;
	language = core_language(
	    engine, json_string_value(json_object_get(view, "language")));
	catalogue = engine->catalogues[language];
	text = catalogue_get(catalogue, why_key_of(refused));
	entry = find_entry(view, form->function);
	if (entry != NULL && form->correction != NULL) {
		keep_typed(form->correction, entry);
		tell_refusal(refused, text, entry);
	}
	set_text(view, "problem", text);
	set_text(view, "problem_id", place);
	*ret_view = view;
	return OB_OK;
}
