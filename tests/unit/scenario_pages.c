/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "crypto/token.h"
#include "engine/cohorts/cohorts.h"
#include "engine/journeys/leaders.h"
#include "engine/pages/page_briefing.h"
#include "engine/pages/page_forms.h"
#include "engine/pages/page_function.h"
#include "engine/pages/pages.h"
#include "scenario_pages.h"
#include "scenario_play.h"
#include "store/invitation_store.h"

/* Pages as people read them: the templates with all that is put in. */

static int
give_embedded(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err)
{
	const struct embedded_file *file = embedded_find(path);

	(void)arg;
	if (file == NULL)
		return error_set(
		    err, OB_ENOTFOUND, "there is no file '%s'", path);
	strbuf_add(ret_bytes, file->bytes, file->len);
	return OB_OK;
}

/* Those of a cohort are the nominees' and their managers', too. */
static int
list_pages(struct play *play, json_t **ret_view, struct error *err)
{
	int status =
	    cohorts_show(play->world.engine, play->leader, ret_view, NULL);

	if (status == OB_ENOTFOUND)
		status = leaders_show(
		    play->world.engine, play->leader, ret_view, err);
	return status;
}

int
play_page_url(
    struct play *play, const char *address, char **ret_url, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *page;
	size_t i;
	int status = list_pages(play, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "pages"), i, page)
	{
		const json_t *person = json_object_get(page, "person");

		if (strcmp(json_string_value(json_object_get(person, "email")),
			address) != 0)
			continue;
		*ret_url = memory_strdup(
		    json_string_value(json_object_get(page, "url")));
		return OB_OK;
	}
	return error_set(err, OB_EINVALID, "'%s' has no page here", address);
}

/* What the layout refers to; no scenario is about it. */
static json_t *
make_brand(void)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", "",
	    "logo_url", "", "statement_url", "", "style_url", "", "script_url",
	    "", "icons_url", "", "icon_url", "");
}

int
play_page_render(struct play *play, enum page_template template, json_t *view,
    struct strbuf *html, struct error *err)
{
	struct page_templates *templates = NULL;
	enum language language = LANGUAGE_DA;
	int status = page_templates_new(play->world.engine, give_embedded, NULL,
	    make_brand(), &templates, err);

	if (status == OB_OK)
		status = language_parse(
		    json_string_value(json_object_get(view, "language")),
		    &language, err);
	if (status == OB_OK)
		status = page_templates_render(
		    templates, template, language, view, html, err);
	page_templates_free(templates);
	return status;
}

static int
read_page(struct play *play, const char *address, struct strbuf *html,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *url = NULL;
	json_auto_t *view = NULL;
	bool is_leaders;
	int status = play_page_url(play, address, &url, err);

	if (status != OB_OK || url == NULL)
		return status;
	is_leaders = strstr(url, "/l/") != NULL;
	status = pages_view(play->world.engine,
	    is_leaders ? PAGE_LEADER : PAGE_PERSON, strrchr(url, '/') + 1,
	    &view, err);
	if (status != OB_OK)
		return status;
	return play_page_render(play,
	    is_leaders ? PAGE_TEMPLATE_LEADER : PAGE_TEMPLATE_PERSON, view,
	    html, err);
}

static int
expect(struct play *play, const struct line *line, const char *text,
    bool wanted, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status = read_page(play, line->values[0], &html, err);

	if (status == OB_OK && (strstr(html.buf, text) != NULL) != wanted)
		status = error_set(err, OB_EINVALID, "the page says%s '%s'",
		    wanted ? " nothing of" : "", text);
	return status;
}

static int
run_titled(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("<h1>%s</h1>", line->values[1]);

	return expect(play, line, title, true, err);
}

static int
run_saying(struct play *play, const struct line *line, struct error *err)
{
	return expect(play, line, line->values[1], true, err);
}

static int
run_not_saying(struct play *play, const struct line *line, struct error *err)
{
	return expect(play, line, line->values[1], false, err);
}

/* The page that the person's link opens, with its parts. */
static int
open_page(struct play *play, const char *address, char token[TOKEN_TEXT_SIZE],
    char csrf[TOKEN_TEXT_SIZE], struct error *err)
{
	json_t *view = NULL;
	json_t *page = NULL;
	json_t *item;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	token[0] = '\0';
	json_array_foreach(json_object_get(view, "pages"), i, item)
	{
		const char *url =
		    json_string_value(json_object_get(item, "url"));
		const char *email = json_string_value(
		    json_object_get(json_object_get(item, "person"), "email"));

		if (token[0] == '\0' && strcmp(email, address) == 0)
			(void)snprintf(token, TOKEN_TEXT_SIZE, "%s",
			    strrchr(url, '/') + 1);
	}
	json_decref(view);
	if (token[0] == '\0')
		return error_set(
		    err, OB_ENOTFOUND, "'%s' has no page", address);
	status = pages_view(play->world.engine, PAGE_PERSON, token, &page, err);
	if (status == OB_OK)
		(void)snprintf(csrf, TOKEN_TEXT_SIZE, "%s",
		    json_string_value(json_object_get(page, "csrf")));
	json_decref(page);
	return status;
}

/* Somebody presses the button on their own page. */
static int
page_shows(struct play *play, const char *address, const char *step,
    bool *ret_shows, struct error *err)
{
	char token[TOKEN_TEXT_SIZE];
	char csrf[TOKEN_TEXT_SIZE];
	json_t *activity = NULL;
	json_t *page = NULL;
	json_t *group;
	json_t *item;
	size_t i;
	size_t k;
	int status = open_page(play, address, token, csrf, err);

	if (status == OB_OK)
		status = play_activity(play, step, &activity, err);
	if (status == OB_OK)
		status = pages_view(
		    play->world.engine, PAGE_PERSON, token, &page, err);
	*ret_shows = false;
	json_array_foreach(json_object_get(page, "groups"), i, group)
	{
		json_array_foreach(
		    json_object_get(group, "activities"), k, item)
		{
			if (json_equal(json_object_get(item, "id"),
				json_object_get(activity, "id")))
				*ret_shows = true;
		}
	}
	json_decref(activity);
	json_decref(page);
	return status;
}

static int
expect_page(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	bool shows = false;
	int status =
	    page_shows(play, line->values[0], line->values[1], &shows, err);

	if (status == OB_OK && shows != wanted)
		status = error_set(err, OB_EINVALID, "the page %s it",
		    shows ? "shows" : "does not show");
	return status;
}

static int
run_page_shows(struct play *play, const struct line *line, struct error *err)
{
	return expect_page(play, line, true, err);
}

static int
run_page_lacks(struct play *play, const struct line *line, struct error *err)
{
	return expect_page(play, line, false, err);
}

/* The page that an address opens, and what its forms bring back. */
struct opened {
	enum page_kind kind;
	char token[TOKEN_TEXT_SIZE];
	json_t *view;
};

static void
opened_release(struct opened *opened)
{
	json_decref(opened->view);
}

static int
open_forms(struct play *play, const char *address, struct opened *opened,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *url = NULL;
	int status = play_page_url(play, address, &url, err);

	if (status != OB_OK || url == NULL)
		return status;
	opened->kind = strstr(url, "/l/") != NULL ? PAGE_LEADER : PAGE_PERSON;
	(void)snprintf(
	    opened->token, sizeof(opened->token), "%s", strrchr(url, '/') + 1);
	return pages_view(play->world.engine, opened->kind, opened->token,
	    &opened->view, err);
}

static const char *
csrf_of(const struct opened *opened)
{
	return json_string_value(json_object_get(opened->view, "csrf"));
}

static int
run_press(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(opened_release) struct opened opened = {.view = NULL};
	json_auto_t *activity = NULL;
	int status = open_forms(play, line->values[0], &opened, err);

	if (status == OB_OK)
		status = play_activity(play, line->values[1], &activity, err);
	if (status == OB_OK)
		status = pages_complete(play->world.engine, opened.kind,
		    opened.token, csrf_of(&opened),
		    json_integer_value(json_object_get(activity, "id")), err);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static const char *
own_text(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

/* What told is not NULL must be on the page that comes back. */
static int
send(struct play *play, const char *address, const char *step,
    struct page_form form, const char *told, struct error *err)
{
	cleanup_(opened_release) struct opened opened = {.view = NULL};
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	json_auto_t *activity = NULL;
	json_auto_t *view = NULL;
	int status = open_forms(play, address, &opened, err);

	if (status == OB_OK)
		status = play_activity(play, step, &activity, err);
	if (status != OB_OK)
		return status;
	form.kind = opened.kind;
	form.token = opened.token;
	form.csrf = csrf_of(&opened);
	form.activity_id = json_integer_value(json_object_get(activity, "id"));
	status = page_forms_act(play->world.engine, &form, err);
	if (told == NULL)
		return status == OB_OK ? world_wake(&play->world, err) : status;
	if (status == OB_OK)
		return error_set(err, OB_EINVALID, "it was done");
	status = page_forms_view(play->world.engine, &form, &view, err);
	if (status == OB_OK)
		status = play_page_render(
		    play, PAGE_TEMPLATE_PERSON, view, &html, err);
	if (status == OB_OK && strstr(html.buf, told) == NULL)
		status = error_set(err, OB_EINVALID, "it is told '%s'",
		    own_text(view, "problem"));
	return status;
}

static int
run_cannot(struct play *play, const struct line *line, struct error *err)
{
	const struct page_form form = {
	    .verb = PAGE_CANNOT, .text = line->values[2]};

	return send(play, line->values[0], line->values[1], form, NULL, err);
}

static int
run_withdraw(struct play *play, const struct line *line, struct error *err)
{
	const struct page_form form = {.verb = PAGE_WITHDRAW};

	return send(play, line->values[0], line->values[1], form, NULL, err);
}

static int
run_comment(struct play *play, const struct line *line, struct error *err)
{
	const struct page_form form = {
	    .verb = PAGE_COMMENT, .text = line->values[2]};

	return send(play, line->values[0], line->values[1], form, NULL, err);
}

static int
run_move(struct play *play, const struct line *line, struct error *err)
{
	const struct page_form form = {
	    .verb = PAGE_MOVE, .day = line->values[2]};

	return send(play, line->values[0], line->values[1], form, NULL, err);
}

static int
run_move_at(struct play *play, const struct line *line, struct error *err)
{
	const struct page_form form = {
	    .verb = PAGE_MOVE, .day = line->values[2], .time = line->values[3]};

	return send(play, line->values[0], line->values[1], form, NULL, err);
}

static int
run_told(struct play *play, const struct line *line, struct error *err)
{
	const struct page_form form = {
	    .verb = PAGE_MOVE, .day = line->values[3]};

	return send(
	    play, line->values[0], line->values[2], form, line->values[1], err);
}

/* The number of the meeting's version that the page shows the reader. */
static int
run_answer(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {0};
	char sequence[16];
	struct page_form form = {
	    .verb = PAGE_ANSWER, .answer = line->values[2]};
	int status =
	    play_invitation(play, line->values[1], line->values[0], &row, err);

	if (status != OB_OK)
		return status;
	(void)snprintf(sequence, sizeof(sequence), "%d", row.sequence);
	form.sequence = sequence;
	return send(play, line->values[0], line->values[1], form, NULL, err);
}

static const json_t *
find_entry(const struct opened *opened, const char *wanted)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(opened->view, "entries"), i, entry)
	{
		if (strcmp(own_text(entry, "function"), wanted) == 0 ||
		    strcmp(own_text(entry, "entry_title"), wanted) == 0)
			return entry;
	}
	return NULL;
}

/* phone: NULL when the entry is right as it is. */
static int
keep_entry(struct play *play, const struct line *line, const char *phone,
    struct error *err)
{
	cleanup_(opened_release) struct opened opened = {.view = NULL};
	const json_t *entry;
	struct handbook_correction correction = {.phone = phone};
	struct page_function_form form = {.function = NULL};
	int status = open_forms(play, line->values[0], &opened, err);

	if (status != OB_OK)
		return status;
	entry = find_entry(&opened, line->values[1]);
	if (entry == NULL)
		return error_set(
		    err, OB_ENOTFOUND, "the page does not show it");
	form.token = opened.token;
	form.csrf = csrf_of(&opened);
	form.function = own_text(entry, "function");
	form.shown = own_text(entry, "shown");
	correction.contact_name = own_text(entry, "contact_name");
	correction.contact_email = own_text(entry, "contact_email");
	correction.deputy_name = own_text(entry, "deputy_name");
	correction.deputy_email = own_text(entry, "deputy_email");
	correction.mail = own_text(entry, "mail");
	correction.helps_da = own_text(entry, "helps_da");
	correction.helps_en = own_text(entry, "helps_en");
	if (phone != NULL)
		form.correction = &correction;
	return page_function_act(play->world.engine, &form, err);
}

static int
run_confirm(struct play *play, const struct line *line, struct error *err)
{
	return keep_entry(play, line, NULL, err);
}

static int
run_correct(struct play *play, const struct line *line, struct error *err)
{
	return keep_entry(play, line, line->values[2], err);
}

/* In which of its sections the page has the step. */
static int
run_section(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(opened_release) struct opened opened = {.view = NULL};
	json_auto_t *wanted = NULL;
	const char *found = "none";
	json_t *section;
	json_t *activity;
	size_t i;
	size_t k;
	int status = open_forms(play, line->values[0], &opened, err);

	if (status == OB_OK)
		status = play_activity(play, line->values[1], &wanted, err);
	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(opened.view, "sections"), i, section)
	{
		json_array_foreach(
		    json_object_get(section, "activities"), k, activity)
		{
			if (json_equal(json_object_get(activity, "id"),
				json_object_get(wanted, "id")))
				found = own_text(section, "section_id");
		}
	}
	return strcmp(found, line->values[2]) == 0
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "it is in '%s'", found);
}

static int
expect_briefing(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	cleanup_(opened_release) struct opened opened = {.view = NULL};
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	json_auto_t *view = NULL;
	const char *text = line->values[1];
	int status = open_forms(play, line->values[0], &opened, err);

	if (status == OB_OK)
		status = page_briefing_view(
		    play->world.engine, opened.token, play->leader, &view, err);
	if (status == OB_OK)
		status = play_page_render(
		    play, PAGE_TEMPLATE_BRIEFING, view, &html, err);
	if (status == OB_OK && (strstr(html.buf, text) != NULL) != wanted)
		status = error_set(err, OB_EINVALID, "the briefing says%s '%s'",
		    wanted ? " nothing of" : "", text);
	return status;
}

static int
run_briefing(struct play *play, const struct line *line, struct error *err)
{
	return expect_briefing(play, line, true, err);
}

static int
run_no_briefing(struct play *play, const struct line *line, struct error *err)
{
	return expect_briefing(play, line, false, err);
}

const struct play_rule play_page_rules[] = {
    {"expect the page of ADDRESS titled TITLE", run_titled},
    {"expect the page of ADDRESS saying TEXT", run_saying},
    {"expect the page of ADDRESS not saying TEXT", run_not_saying},
    {"ADDRESS completes STEP", run_press},
    {"expect page of ADDRESS shows STEP", run_page_shows},
    {"expect page of ADDRESS lacks STEP", run_page_lacks},
    {"ADDRESS says STEP cannot be done because TEXT", run_cannot},
    {"ADDRESS takes back that STEP cannot be done", run_withdraw},
    {"ADDRESS comments on STEP TEXT", run_comment},
    {"ADDRESS moves STEP to DATE", run_move},
    {"ADDRESS moves STEP to DATE TIME", run_move_at},
    {"ADDRESS is told TEXT when moving STEP to DATE", run_told},
    {"ADDRESS answers STEP on the page with PARTSTAT", run_answer},
    {"ADDRESS confirms the handbook's FUNCTION", run_confirm},
    {"ADDRESS corrects the handbook's FUNCTION phone TEXT", run_correct},
    {"expect page of ADDRESS has STEP in SECTION", run_section},
    {"expect briefing of ADDRESS saying TEXT", run_briefing},
    {"expect briefing of ADDRESS not saying TEXT", run_no_briefing},
    {NULL, NULL},
};
