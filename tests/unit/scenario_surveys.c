/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/survey_answers.h"
#include "engine/answers/survey_requests.h"
#include "engine/core/core.h"
#include "engine/links/survey_links.h"
#include "engine/measures/survey_words.h"
#include "engine/pages/page_survey.h"
#include "engine/people/people.h"
#include "scenario_pages.h"
#include "scenario_play.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"
#include "survey_sample.h"

/* Lines about surveys: small ones of their own, whatever is shipped. */
#define ACTOR "scenario"
#define HASH "0123456789012345678901234567890123456789012345678901234567890123"

/* What the program ships for the step asks nobody in this scenario. */
static int
withdraw_others(struct store *store, const struct survey *survey,
    const struct survey_version *versions, size_t count, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(versions[i].content_hash, HASH) != 0 &&
		    strcmp(versions[i].key, survey->id) != 0)
			status = survey_store_withdraw(
			    store, versions[i].id, 0, err);
	}
	return status;
}

static int
add_survey(struct play *play, const struct survey *survey, struct error *err)
{
	struct store *store = play->world.store;
	struct survey_version *versions = NULL;
	size_t count = 0;
	int64_t id = 0;
	int status = survey_store_list_of_step(
	    store, survey->steps, &versions, &count, err);

	if (status == OB_OK)
		status = withdraw_others(store, survey, versions, count, err);
	survey_store_free(versions, count);
	if (status == OB_OK)
		status = survey_store_add(store, survey, HASH, 0, &id, err);
	return status;
}

static void
name_survey(
    struct survey *survey, const struct line *line, const char *programme)
{
	survey_sample_replace(&survey->id, line->values[0]);
	survey_sample_replace(&survey->steps[0].step, line->values[2]);
	if (programme != NULL)
		survey_sample_replace(&survey->steps[0].programme, programme);
}

/* Red answers of a manager's or of a cohort's are the coordinator's alone. */
static int
make_survey(struct play *play, const struct line *line, bool red_manager,
    const char *programme, struct error *err)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	int status =
	    survey_answerer_parse(line->values[1], &survey->answered_by, err);

	name_survey(survey, line, programme);
	survey->red_manager =
	    red_manager && survey->answered_by != SURVEY_MANAGER &&
	    !survey_answerer_is_of_cohort(survey->answered_by);
	return status == OB_OK ? add_survey(play, survey, err) : status;
}

static int
run_survey(struct play *play, const struct line *line, struct error *err)
{
	return make_survey(play, line, true, NULL, err);
}

static int
run_survey_alone(struct play *play, const struct line *line, struct error *err)
{
	return make_survey(play, line, false, NULL, err);
}

static int
run_survey_of(struct play *play, const struct line *line, struct error *err)
{
	return make_survey(play, line, true, line->values[3], err);
}

/* Whoever is asked may write, and no answer is red. */
static int
run_survey_words(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	int status =
	    survey_answerer_parse(line->values[1], &survey->answered_by, err);

	name_survey(survey, line, line->values[3]);
	survey->red_manager = false;
	survey->red_coordinator = false;
	survey->questions[SAMPLE_SCALE].red_at_most = 0;
	survey->questions[SAMPLE_CHOICE].choices[0].is_red = false;
	survey->questions[SAMPLE_TEXT].only_if.relation = SURVEY_ALWAYS;
	return status == OB_OK ? add_survey(play, survey, err) : status;
}

static int
run_withdrawn(struct play *play, const struct line *line, struct error *err)
{
	struct store *store = play->world.store;
	struct survey_version version = {0};
	int status =
	    survey_store_find_newest(store, line->values[0], &version, err);

	if (status != OB_OK)
		return status;
	status = survey_store_withdraw(store, version.id, 0, err);
	survey_store_release(&version);
	return status;
}

/* The last one of that survey to that person, of the leader spoken of. */
static int
find_request(struct play *play, const char *survey, const char *address,
    struct survey_request *ret_request, struct error *err)
{
	struct engine *engine = play->world.engine;
	cleanup_(person_store_release) struct person person = {0};
	struct survey_request *requests = NULL;
	size_t count = 0;
	int found = OB_ENOTFOUND;
	int status = people_find(engine, address, &person, err);

	if (status == OB_OK)
		status = survey_request_store_list_journey(
		    engine->store, play->leader, &requests, &count, err);
	for (size_t i = count; status == OB_OK && i-- > 0;) {
		if (found != OB_OK && requests[i].person_id == person.id &&
		    strcmp(requests[i].survey, survey) == 0) {
			*ret_request = requests[i];
			requests[i] = (struct survey_request){0};
			found = OB_OK;
		}
	}
	survey_request_store_free(requests, count);
	if (status == OB_OK && found != OB_OK)
		status = error_set(
		    err, OB_EINVALID, "'%s' was not asked it", address);
	return status;
}

/* With the words that are left on the line. */
static int
answer(struct play *play, const char *address, const char *survey,
    const struct line *line, struct error *err)
{
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};
	cleanup_(memory_free_ptr) char *path = NULL;
	struct survey_value values[WORDS_MAX];
	struct survey_reply reply = {values, 0};
	int status = find_request(play, survey, address, &request, err);

	for (size_t i = line->rest; i + 1 < line->words->count; i += 2)
		values[reply.count++] = (struct survey_value){
		    line->words->items[i], line->words->items[i + 1]};
	if (status != OB_OK)
		return status;
	path = survey_links_path(play->world.engine, &request);
	status = survey_answers_give(
	    play->world.engine, strrchr(path, '/') + 1, &reply, err);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_answer(struct play *play, const struct line *line, struct error *err)
{
	return answer(play, line->values[0], line->values[1], line, err);
}

/* Of those whom "nominate NUMBER others" named. */
static int
run_others_answer(struct play *play, const struct line *line, struct error *err)
{
	int last = atoi(line->values[1]);
	int status = OB_OK;

	for (int i = atoi(line->values[0]); status == OB_OK && i <= last; i++) {
		cleanup_(memory_free_ptr) char *address =
		    memory_printf("deltager%d@example.org", i);

		status = answer(play, address, line->values[2], line, err);
	}
	return status;
}

static int
run_send(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	json_t *view = NULL;
	int status = survey_requests_send(
	    play->world.engine, ACTOR, reference, &view, err);

	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_state(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};
	int status =
	    find_request(play, line->values[0], line->values[1], &request, err);

	if (status == OB_OK && strcmp(request.state, line->values[2]) != 0)
		status = error_set(err, OB_EINVALID, "it is %s", request.state);
	return status;
}

static int
run_closes(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};
	char day[DATE_TEXT_SIZE];
	int status =
	    find_request(play, line->values[0], line->values[1], &request, err);

	if (status == OB_OK &&
	    strcmp(date_format(request.closes_on, day), line->values[2]) != 0)
		status = error_set(err, OB_EINVALID, "it closes on %s", day);
	return status;
}

static int
run_not_asked(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};

	if (find_request(play, line->values[0], line->values[1], &request,
		NULL) == OB_OK)
		return error_set(err, OB_EINVALID, "it is %s", request.state);
	return OB_OK;
}

/* What is kept of the answers, of both kinds. */
static int
run_kept(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};
	cleanup_(survey_answers_release) struct survey_sheet sheet = {0};
	cleanup_(memory_free_ptr) char *path = NULL;
	int status =
	    find_request(play, line->values[0], line->values[1], &request, err);

	if (status != OB_OK)
		return status;
	path = survey_links_path(play->world.engine, &request);
	status = survey_answers_open(
	    play->world.engine, strrchr(path, '/') + 1, &sheet, err);
	if (status == OB_OK &&
	    (sheet.answer_count != (size_t)atoi(line->values[2]) ||
		sheet.text_count != (size_t)atoi(line->values[3])))
		status = error_set(err, OB_EINVALID, "it has %zu and %zu",
		    sheet.answer_count, sheet.text_count);
	return status;
}

/* The page of the link, as it is read. */
static int
read_page(struct play *play, const struct line *line, struct strbuf *html,
    struct error *err)
{
	cleanup_(survey_request_store_release) struct survey_request request = {
	    0};
	cleanup_(memory_free_ptr) char *path = NULL;
	json_auto_t *view = NULL;
	int status =
	    find_request(play, line->values[0], line->values[1], &request, err);

	if (status != OB_OK)
		return status;
	path = survey_links_path(play->world.engine, &request);
	status = page_survey_view(
	    play->world.engine, strrchr(path, '/') + 1, &view, err);
	return status == OB_OK ? play_page_render(play, PAGE_TEMPLATE_SURVEY,
				     view, html, err)
			       : status;
}

static int
run_page(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status = read_page(play, line, &html, err);

	if (status == OB_OK && strstr(html.buf, line->values[2]) == NULL)
		status = error_set(err, OB_EINVALID,
		    "it does not say so; it says:\n%.3000s", html.buf);
	return status;
}

static int
run_page_not(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status = read_page(play, line, &html, err);

	if (status == OB_OK && strstr(html.buf, line->values[2]) != NULL)
		status = error_set(err, OB_EINVALID, "it does say so");
	return status;
}

static int
read_words(struct play *play, const struct line *line, json_t **ret_view,
    struct error *err)
{
	const struct survey_words_request request = {
	    .survey = line->values[0], .half = line->values[1]};

	return survey_words_read(
	    play->world.engine, ACTOR, &request, ret_view, err);
}

static int
run_words(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const char *state;
	int status = read_words(play, line, &view, err);

	if (status != OB_OK)
		return status;
	state = json_string_value(json_object_get(view, "state"));
	return strcmp(state, line->values[2]) == 0
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "they are %s", state);
}

/* As HR reads it; what stands around it is another's. */
static int
expect_words(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	json_auto_t *view = NULL;
	json_auto_t *frame = NULL;
	int status = read_words(play, line, &view, err);

	if (status != OB_OK)
		return status;
	frame = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}",
	    "language", "da", "title", "", "municipality", "", "csrf", "",
	    "contact_name", "", "contact_mail", "", "person_name", "",
	    "sign_out_url", "", "has_navigation", 0);
	(void)json_object_update(view, frame);
	status = play_page_render(
	    play, PAGE_TEMPLATE_HR_SURVEY_WORDS, view, &html, err);
	if (status == OB_OK &&
	    (strstr(html.buf, line->values[2]) != NULL) != wanted)
		status =
		    error_set(err, OB_EINVALID, "it %s so; it says:\n%.3000s",
			wanted ? "does not say" : "says", html.buf);
	return status;
}

static int
run_words_page(struct play *play, const struct line *line, struct error *err)
{
	return expect_words(play, line, true, err);
}

static int
run_words_page_not(
    struct play *play, const struct line *line, struct error *err)
{
	return expect_words(play, line, false, err);
}

const struct play_rule play_surveys[] = {
    {"survey KEY asks WHO at STEP", run_survey},
    {"survey KEY asks WHO at STEP for the coordinator alone", run_survey_alone},
    {"survey KEY asks WHO at STEP of PROGRAMME", run_survey_of},
    {"survey KEY asks WHO at STEP of PROGRAMME in own words", run_survey_words},
    {"ADDRESS answers survey KEY with ...", run_answer},
    {"others NUMBER to NUMBER answer survey KEY with ...", run_others_answer},
    {"survey KEY is withdrawn", run_withdrawn},
    {"send survey of STEP", run_send},
    {"expect survey KEY of ADDRESS is STATE", run_state},
    {"expect survey KEY of ADDRESS closes on DATE", run_closes},
    {"expect survey KEY of ADDRESS has NUMBER answers and NUMBER texts",
	run_kept},
    {"expect survey KEY does not ask ADDRESS", run_not_asked},
    {"expect survey page KEY of ADDRESS saying TEXT", run_page},
    {"expect survey page KEY of ADDRESS not saying TEXT", run_page_not},
    {"expect words of survey KEY in HALF are STATE", run_words},
    {"expect words page of survey KEY in HALF saying TEXT", run_words_page},
    {"expect words page of survey KEY in HALF not saying TEXT",
	run_words_page_not},
    {NULL, NULL},
};
