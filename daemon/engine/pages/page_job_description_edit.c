/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/journeys/job_description.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_job_description.h"
#include "store/job_description_store.h"
#include "store/page_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"

/* The form of one person for one journey. */
struct editing {
	struct page page;
	struct person person;
	struct dossier dossier;
	struct page_reader reader;
	struct job_description stored; /* version 0: none */
};

static void
editing_release(struct editing *editing)
{
	page_store_release(&editing->page);
	person_store_release(&editing->person);
	dossier_release(&editing->dossier);
	job_description_store_release(&editing->stored);
}

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* To everybody else there is no such page. */
static int
check_writer(const struct editing *editing, struct error *err)
{
	const struct dossier *dossier = &editing->dossier;

	if (dossier->version->kind != PROGRAMME_ONBOARDING ||
	    dossier_has_ended(dossier) ||
	    !job_description_is_writer(
		dossier, editing->reader.acting, editing->person.id))
		return page_access_lacks(err);
	return OB_OK;
}

static int
load_journey(struct engine *engine, int64_t journey_id, struct editing *editing,
    struct error *err)
{
	int status = dossier_load(engine, journey_id, &editing->dossier, err);

	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status == OB_OK)
		status = check_writer(editing, err);
	if (status != OB_OK)
		return status;
	status = job_description_store_find(
	    engine->store, journey_id, &editing->stored, err);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
open_form(struct engine *engine, const struct page_job_description_place *place,
    struct editing *editing, struct error *err)
{
	int status = page_access_find(
	    engine, PAGE_PERSON, place->token, &editing->page, err);

	if (status == OB_OK)
		status = person_store_find(engine->store,
		    editing->page.person_id, &editing->person, err);
	if (status == OB_OK)
		status = page_reader_init(engine, &editing->person, "p",
		    place->token, &editing->reader, err);
	if (status == OB_OK)
		status = load_journey(engine, place->journey_id, editing, err);
	return status;
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static void
add_addresses(const struct editing *editing, json_t *view)
{
	cleanup_(memory_free_ptr) char *tail =
	    memory_printf("/journeys/%" PRId64 "/job-description",
		editing->dossier.journey.id);
	cleanup_(memory_free_ptr) char *url =
	    page_reader_url(&editing->reader, tail);
	cleanup_(memory_free_ptr) char *back_url =
	    page_reader_url(&editing->reader, "");

	set(view, "save_url", json_string(url));
	set(view, "back_url", json_string(back_url));
}

/* The form as it stands, or as it was typed. */
static int
make_view(const struct editing *editing,
    const struct page_job_description_form *typed, json_t **ret_view,
    struct error *err)
{
	const struct job_description *stored = &editing->stored;
	cleanup_(memory_free_ptr) char *name = naming_short(&editing->dossier);
	json_t *view = page_reader_view(editing->dossier.engine,
	    &editing->reader, &editing->person, "page.job_title");
	int status = page_job_description_add_link(
	    &editing->dossier, &editing->reader, view, err);

	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	add_addresses(editing, view);
	set(view, "leader_first_name", json_string(name));
	set(view, "job_title", json_string(editing->dossier.journey.title));
	set(view, "job_text",
	    json_string(or_empty(typed == NULL ? stored->text : typed->text)));
	set(view, "job_challenges",
	    json_string(or_empty(
		typed == NULL ? stored->challenges : typed->challenges)));
	set(view, "job_advertisement_url",
	    json_string(or_empty(typed == NULL ? stored->advertisement_url
					       : typed->advertisement_url)));
	set(view, "job_role_url",
	    json_string(
		or_empty(typed == NULL ? stored->role_url : typed->role_url)));
	set(view, "job_version", json_integer(stored->version));
	set(view, "has_errors", json_false());
	set(view, "errors", json_array());
	set(view, "text_error", json_string(""));
	set(view, "challenges_error", json_string(""));
	set(view, "advertisement_url_error", json_string(""));
	set(view, "role_url_error", json_string(""));
	*ret_view = view;
	return OB_OK;
}

int
page_job_description_edit(struct engine *engine,
    const struct page_job_description_place *place, json_t **ret_view,
    struct error *err)
{
	cleanup_(editing_release) struct editing editing = {0};
	json_t *view = NULL;
	int status = open_form(engine, place, &editing, err);

	if (status == OB_OK)
		status = make_view(&editing, NULL, &view, err);
	if (status == OB_OK)
		status = page_access_seal(
		    engine, &editing.page, false, view, ret_view, err);
	return status;
}

static const char *
text_fault(const char *text)
{
	return utf8_length(text) > JOB_DESCRIPTION_MAX ? "page.job_error.long"
						       : "page.job_error.text";
}

static bool
is_url(const char *field)
{
	return strcmp(field, "advertisement_url") == 0 ||
	       strcmp(field, "role_url") == 0;
}

/* What is wrong, at the field and in the list above the form. */
static int
add_fault(const struct editing *editing, const char *field, const char *key,
    json_t *view, struct error *err)
{
	cleanup_(memory_free_ptr) char *name = memory_printf("%s_error", field);
	int status = page_reader_say(&editing->reader, view, name, key,
	    json_pack("{s:i}", "max",
		is_url(field) ? JOB_DESCRIPTION_MAX_URL : JOB_DESCRIPTION_MAX),
	    err);

	if (status != OB_OK)
		return status;
	set(view, "has_errors", json_true());
	(void)json_array_append_new(json_object_get(view, "errors"),
	    json_pack("{s:s, s:O}", "field", field, "text",
		json_object_get(view, name)));
	return OB_OK;
}

static int
add_faults(const struct editing *editing,
    const struct page_job_description_form *form, const struct error *why,
    json_t *view, struct error *err)
{
	const char *challenges = or_empty(form->challenges);

	if (why->status == OB_ECONFLICT)
		return add_fault(
		    editing, "text", "page.job_error.changed", view, err);
	if (strcmp(why->field, "text") == 0)
		return add_fault(editing, "text",
		    text_fault(or_empty(form->text)), view, err);
	if (is_url(why->field))
		return add_fault(
		    editing, why->field, "page.job_error.link", view, err);
	return add_fault(editing, "challenges",
	    utf8_is_blank(challenges, strlen(challenges))
		? "page.job_error.empty"
		: text_fault(challenges),
	    view, err);
}

/* A refusal that the writer can do something about comes with the form. */
static bool
is_mendable(const struct error *why)
{
	return (why->status == OB_EINVALID &&
		   (is_url(why->field) || strcmp(why->field, "text") == 0 ||
		       strcmp(why->field, "challenges") == 0)) ||
	       (why->status == OB_ECONFLICT &&
		   strcmp(why->field, "version") == 0);
}

static int
show_again(struct editing *editing,
    const struct page_job_description_form *form, const struct error *why,
    json_t **ret_view, struct error *err)
{
	json_t *view = NULL;
	int status = make_view(editing, form, &view, err);

	if (status != OB_OK)
		return status;
	status = add_faults(editing, form, why, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	return page_access_seal(editing->dossier.engine, &editing->page, false,
	    view, ret_view, err);
}

static int
read_version(const char *text, struct error *err)
{
	char *end = NULL;
	long version = strtol(or_empty(text), &end, 10);

	if (text == NULL || *text == '\0' || *end != '\0' || version < 0 ||
	    version > INT32_MAX)
		return error_set_field(
		    err, OB_EINVALID, "form", "the form is not from this page");
	return (int)version;
}

static int
save(struct engine *engine, const char *actor, const struct editing *editing,
    const struct page_job_description_form *form, struct error *err)
{
	struct job_description_request request = {
	    .text = form->text,
	    .challenges = or_empty(form->challenges),
	    .advertisement_url = form->advertisement_url,
	    .role_url = form->role_url,
	    .writer_id = editing->person.id,
	};
	json_t *view = NULL;
	int status = read_version(form->version, err);

	if (status < 0)
		return status;
	request.version = status;
	status = job_description_set(
	    engine, actor, editing->dossier.journey.id, &request, &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

int
page_job_description_save(struct engine *engine,
    const struct page_job_description_place *place,
    const struct page_job_description_form *form, json_t **ret_view,
    struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	cleanup_(editing_release) struct editing editing = {0};
	struct error why = ERROR_INIT;
	struct error fault = ERROR_INIT;
	int status = page_access_open_form(
	    engine, PAGE_PERSON, place->token, form->csrf, &opened, err);

	if (status == OB_OK)
		status = open_form(engine, place, &editing, err);
	if (status != OB_OK)
		return status;
	status = save(engine, opened.actor, &editing, form, &why);
	if (status == OB_OK)
		return OB_OK;
	if (is_mendable(&why) &&
	    show_again(&editing, form, &why, ret_view, &fault) != OB_OK)
		why = fault;
	if (err != NULL)
		*err = why;
	return why.status;
}
