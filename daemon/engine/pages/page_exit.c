/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_exit.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/exits/exit_interviews.h"
#include "engine/pages/page_case.h"
#include "engine/pages/page_journeys.h"
#include "model/exit_reason.h"
#include "model/handbook.h"
#include "store/exit_store.h"
#include "text/catalogue.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* A talk that was marked as held without a word can still be noted. */
static bool
is_to_note(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	enum activity_state state = dossier_state(activity);

	return dossier->version->kind == PROGRAMME_EXIT &&
	       strcmp(activity->step, PROGRAMME_EXIT_TALK) == 0 &&
	       strcmp(reader->folder, "p") == 0 &&
	       (state == ACTIVITY_PLANNED || state == ACTIVITY_DONE) &&
	       acting_is_for(
		   reader->acting, reader->person_id, activity->responsible_id);
}

/* OB_ENOTFOUND while it is not noted. */
static int
find_noted(const struct dossier *dossier, struct error *err)
{
	struct exit_interview known;

	return exit_store_find(
	    dossier->engine->store, dossier->journey.id, &known, err);
}

int
page_exit_add(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	cleanup_(memory_free_ptr) char *tail =
	    memory_printf("/activities/%" PRId64 "/exit-talk", activity->id);
	cleanup_(memory_free_ptr) char *url = page_reader_url(reader, tail);
	int status = OB_OK;

	set(view, "exit_url", json_string(""));
	if (!is_to_note(dossier, activity, reader))
		return OB_OK;
	status = find_noted(dossier, err);
	if (status == OB_ENOTFOUND)
		set(view, "exit_url", json_string(url));
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static json_t *
choice(const struct page_case *item, const char *word, const char *chosen)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_choice.%s", word[0] == '\0' ? "none" : word);

	return json_pack("{s:s, s:s, s:b}", "word", word, "label",
	    catalogue_get(item->reader.catalogue, key), "is_chosen",
	    (int)(strcmp(word, chosen == NULL ? "" : chosen) == 0));
}

/* Nobody's reason is chosen before it is asked for. */
static json_t *
choices(const struct page_case *item, const char *chosen)
{
	json_t *list = json_array();

	(void)json_array_append_new(list, choice(item, "", chosen));
	for (size_t i = 0; exit_reasons[i] != NULL; i++)
		(void)json_array_append_new(
		    list, choice(item, exit_reasons[i], chosen));
	return list;
}

static void
add_urls(const struct page_case *item, json_t *view)
{
	cleanup_(memory_free_ptr) char *save = memory_printf(
	    "/activities/%" PRId64 "/exit-talk", item->activity->id);
	cleanup_(memory_free_ptr) char *back =
	    memory_printf("#a%" PRId64, item->activity->id);
	cleanup_(memory_free_ptr) char *save_url =
	    page_reader_url(&item->reader, save);
	cleanup_(memory_free_ptr) char *back_url =
	    page_reader_url(&item->reader, back);

	set(view, "save_url", json_string(save_url));
	set(view, "back_url", json_string(back_url));
}

static void
add_fields(const struct page_case *item, const struct page_exit_form *form,
    json_t *view)
{
	struct date today = core_today(item->engine);
	char likely[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];

	(void)date_format(date_min(item->activity->planned, today), likely);
	set(view, "held",
	    json_string(form->held == NULL ? likely : form->held));
	set(view, "held_until", json_string(date_format(today, until)));
	set(view, "main_words", choices(item, form->main_reason));
	set(view, "second_words", choices(item, form->second));
	set(view, "third_words", choices(item, form->third));
	set(view, "typed", json_string(form->text == NULL ? "" : form->text));
	set(view, "held_is_wrong", json_false());
	set(view, "main_is_wrong", json_false());
	set(view, "text_is_wrong", json_false());
}

/* The talk that the form is about, for whom it is offered to. */
static int
load(struct page_case *item, struct error *err)
{
	int status = page_case_load(item, err);

	if (status == OB_OK &&
	    (dossier_has_ended(&item->dossier) ||
		!is_to_note(&item->dossier, item->activity, &item->reader)))
		return page_access_lacks(err);
	return status;
}

int
page_exit_view(struct engine *engine, const struct page_exit_form *form,
    json_t **ret_view, struct error *err)
{
	const struct page_form place = {.kind = PAGE_PERSON,
	    .token = form->token,
	    .activity_id = form->activity_id};
	cleanup_(page_case_release) struct page_case item = {
	    .form = &place, .engine = engine};
	bool has_ended = false;
	json_t *view;
	int status = page_access_find(
	    engine, PAGE_PERSON, form->token, &item.opened.page, err);

	if (status == OB_OK)
		status = page_journeys_of_page_have_ended(
		    engine, &item.opened.page, &has_ended, err);
	if (status == OB_OK)
		status = load(&item, err);
	if (status != OB_OK)
		return status;
	status = find_noted(&item.dossier, err);
	/* What was written beside another's note is not lost. */
	if (status == OB_OK && form->held == NULL)
		return page_access_lacks(err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	view = page_reader_view(
	    engine, &item.reader, &item.person, "page.exit_talk_title");
	set(view, "leader_name",
	    json_string(
		dossier_person(&item.dossier, item.dossier.journey.leader_id)
		    ->name));
	add_fields(&item, form, view);
	add_urls(&item, view);
	return page_access_seal(
	    engine, &item.opened.page, has_ended, view, ret_view, err);
}

static const char *
reason_of(const char *word)
{
	return word == NULL || word[0] == '\0' ? NULL : word;
}

/* Who stands in for the one whose step it is has held it; owned. */
static char *
interviewer_of(const struct page_case *item)
{
	return item->person.id == item->activity->responsible_id
		   ? NULL
		   : handbook_mailbox(item->person.name, item->person.email);
}

static bool
same(const char *form, const char *noted)
{
	return strcmp(form == NULL ? "" : form, noted == NULL ? "" : noted) ==
	       0;
}

/* Pressed twice: the talk is noted with this day, main reason and text. */
static int
is_noted_so(const struct page_case *item, const struct page_exit_form *form,
    bool *ret_is_same, struct error *err)
{
	struct store *store = item->engine->store;
	int64_t journey = item->dossier.journey.id;
	cleanup_(exit_store_release_note) struct exit_note note = {
	    .text = NULL};
	struct exit_interview known;
	struct exit_reason *reasons = NULL;
	size_t count = 0;
	char held[DATE_TEXT_SIZE];
	int status = exit_store_find(store, journey, &known, err);

	if (status == OB_OK)
		status = exit_store_list_reasons(
		    store, journey, &reasons, &count, err);
	*ret_is_same = status == OB_OK && count > 0 &&
		       same(form->held, date_format(known.held_on, held)) &&
		       same(form->main_reason, reasons[0].reason);
	exit_store_free_reasons(reasons, count);
	if (status == OB_OK)
		status = exit_store_find_note(store, journey, &note, err);
	if (status == OB_OK || status == OB_ENOTFOUND)
		*ret_is_same = *ret_is_same && same(form->text, note.text);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
record(struct page_case *item, const struct page_exit_form *form,
    struct error *err)
{
	const char *second = reason_of(form->second);
	const char *third = reason_of(form->third);
	cleanup_(memory_free_ptr) char *others = memory_printf(
	    "%s,%s", second == NULL ? "" : second, third == NULL ? "" : third);
	cleanup_(memory_free_ptr) char *interviewer = interviewer_of(item);
	const struct exit_interview_request request = {.held = form->held,
	    .interviewer = interviewer,
	    .main = reason_of(form->main_reason),
	    .reasons = others,
	    .text = form->text};
	json_auto_t *view = NULL;

	return exit_interviews_record(item->engine, item->opened.actor,
	    item->dossier.journey.id, &request, &view, err);
}

int
page_exit_act(
    struct engine *engine, const struct page_exit_form *form, struct error *err)
{
	const struct page_form place = {.kind = PAGE_PERSON,
	    .token = form->token,
	    .activity_id = form->activity_id};
	cleanup_(page_case_release) struct page_case item = {
	    .form = &place, .engine = engine};
	bool is_same = false;
	int status = page_access_open_form(
	    engine, PAGE_PERSON, form->token, form->csrf, &item.opened, err);

	if (status == OB_OK)
		status = load(&item, err);
	if (status == OB_OK)
		status = is_noted_so(&item, form, &is_same, err);
	return status == OB_OK && !is_same ? record(&item, form, err) : status;
}
