/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_survey.h"

#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "crypto/token.h"
#include "engine/answers/survey_answers.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_survey_private.h"
#include "model/survey_request.h"
#include "text/dates_text.h"
#include "text/markdown.h"

#define INTRO_SHIFT 1 /* of a heading: the page's own is the first */

/* What is shown: the form with a reply, or a sentence instead of it. */
struct showing {
	const struct survey_sheet *sheet;
	struct page_reader reader;
	const struct survey_reply *reply;
	bool is_checked;
	bool is_thanks;
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static void
make_csrf(const struct survey_sheet *sheet, char token[TOKEN_TEXT_SIZE])
{
	token_make(sheet->engine->key, "survey-form", sheet->request.id,
	    sheet->request.generation, token);
}

/* Whose programme it is about, unless it is the reader's own. */
static const char *
about(const struct showing *showing)
{
	const struct dossier *dossier = &showing->sheet->dossier;

	return naming_is_own(dossier, showing->sheet->person.id)
		   ? ""
		   : naming_full(dossier);
}

static int
add_intro(const struct showing *showing, json_t *view, struct error *err)
{
	const char *intro =
	    showing->sheet->survey->intro.in[showing->reader.language];
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status =
	    markdown_to_html(intro, strlen(intro), INTRO_SHIFT, &html, err);

	if (status == OB_OK)
		set(view, "intro_html", json_string(html.buf));
	return status;
}

static bool
is_answered(const struct showing *showing)
{
	return survey_request_is(
	    showing->sheet->request.state, SURVEY_REQUEST_ANSWERED);
}

static const char *
notice_key(const struct showing *showing)
{
	bool is_open = survey_answers_is_open(showing->sheet);

	if (is_open && showing->is_thanks)
		return "page.survey.thanks";
	if (is_open)
		return is_answered(showing) ? "page.survey.answered"
					    : "page.survey.until";
	if (survey_answers_is_paused(showing->sheet))
		return "page.survey.paused";
	if (is_answered(showing))
		return "page.survey.answered_closed";
	return survey_request_is(
		   showing->sheet->request.state, SURVEY_REQUEST_CANCELLED)
		   ? "page.survey.cancelled"
		   : "page.survey.closed";
}

static int
add_notice(const struct showing *showing, json_t *view, struct error *err)
{
	enum language language = showing->reader.language;
	char day[DATES_TEXT_SIZE];
	char duration[DATES_TEXT_SIZE];

	return page_reader_say(&showing->reader, view, "notice",
	    notice_key(showing),
	    json_pack("{s:s, s:s}", "day",
		dates_text_long(
		    language, showing->sheet->request.closes_on, day),
		"duration",
		dates_text_duration(
		    language, showing->sheet->survey->minutes, duration)),
	    err);
}

static int
fill(const struct showing *showing, json_t *view, struct error *err)
{
	const struct page_survey_form_view form = {
	    .reader = &showing->reader,
	    .survey = showing->sheet->survey,
	    .reply = showing->reply,
	    .is_checked = showing->is_checked,
	};
	bool is_open = survey_answers_is_open(showing->sheet);
	cleanup_(memory_free_ptr) char *url =
	    page_reader_url(&showing->reader, "");
	char csrf[TOKEN_TEXT_SIZE];
	int status = add_intro(showing, view, err);

	if (status == OB_OK)
		status = add_notice(showing, view, err);
	if (status == OB_OK)
		status = page_survey_questions_add(&form, view, err);
	make_csrf(showing->sheet, csrf);
	set(view, "csrf", json_string(csrf));
	set(view, "about", json_string(about(showing)));
	set(view, "is_cohort",
	    json_boolean(naming_is_cohort(&showing->sheet->dossier)));
	set(view, "survey_url", json_string(url));
	set(view, "is_form", json_boolean(is_open && !showing->is_thanks));
	set(view, "is_thanks", json_boolean(is_open && showing->is_thanks));
	set(view, "is_answered", json_boolean(is_answered(showing)));
	return status;
}

static int
make_view(struct showing *showing, const char *token, json_t **ret_view,
    struct error *err)
{
	const struct survey_sheet *sheet = showing->sheet;
	json_auto_t *view = NULL;
	int status = page_reader_init(
	    sheet->engine, &sheet->person, "s", token, &showing->reader, err);

	if (status != OB_OK)
		return status;
	view = page_reader_view(sheet->engine, &showing->reader, &sheet->person,
	    "page.survey_title");
	set(view, "survey_title",
	    json_string(sheet->survey->title.in[showing->reader.language]));
	set(view, "title", json_incref(json_object_get(view, "survey_title")));
	status = fill(showing, view, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}

static int
show(struct engine *engine, const char *token, bool is_thanks,
    json_t **ret_view, struct error *err)
{
	cleanup_(survey_answers_release) struct survey_sheet sheet = {0};
	cleanup_(memory_free_ptr) struct survey_value *values = NULL;
	struct survey_reply reply;
	struct showing showing = {.sheet = &sheet};
	int status = survey_answers_open(engine, token, &sheet, err);

	if (status != OB_OK)
		return status;
	reply = survey_answers_reply(&sheet, &values);
	showing.reply = &reply;
	/* Nobody is thanked for what they have not answered. */
	showing.is_thanks = is_thanks && is_answered(&showing);
	return make_view(&showing, token, ret_view, err);
}

int
page_survey_view(struct engine *engine, const char *token, json_t **ret_view,
    struct error *err)
{
	return show(engine, token, false, ret_view, err);
}

int
page_survey_thanks(struct engine *engine, const char *token, json_t **ret_view,
    struct error *err)
{
	return show(engine, token, true, ret_view, err);
}

/* The form again, with what was written and what is wrong with it. */
static int
show_again(struct engine *engine, const char *token,
    const struct survey_reply *reply, json_t **ret_view, struct error *err)
{
	cleanup_(survey_answers_release) struct survey_sheet sheet = {0};
	struct showing showing = {
	    .sheet = &sheet, .reply = reply, .is_checked = true};
	int status = survey_answers_open(engine, token, &sheet, err);

	if (status == OB_OK)
		status = make_view(&showing, token, ret_view, err);
	return status;
}

static int
check_csrf(struct engine *engine, const char *token, const char *csrf,
    struct error *err)
{
	cleanup_(survey_answers_release) struct survey_sheet sheet = {0};
	char expected[TOKEN_TEXT_SIZE];
	int status = survey_answers_open(engine, token, &sheet, err);

	if (status != OB_OK)
		return status;
	make_csrf(&sheet, expected);
	return digest_equal_text(csrf, expected)
		   ? OB_OK
		   : error_set(
			 err, OB_EDENIED, "the form is not from this page");
}

static int
submit(struct engine *engine, const char *token,
    const struct survey_reply *reply, json_t **ret_view, struct error *err)
{
	struct error why = ERROR_INIT;
	int status = survey_answers_give(engine, token, reply, &why);

	if (status == OB_EINVALID || status == OB_ECONFLICT) {
		int shown = show_again(engine, token, reply, ret_view, err);

		if (shown != OB_OK)
			return shown;
	}
	if (status != OB_OK && err != NULL)
		*err = why;
	return status;
}

int
page_survey_submit(struct engine *engine, const char *token,
    const struct page_survey_form *form, json_t **ret_view, struct error *err)
{
	int status = check_csrf(engine, token, form->csrf, err);

	return status == OB_OK
		   ? submit(engine, token,
			 &(struct survey_reply){form->values, form->count},
			 ret_view, err)
		   : status;
}
