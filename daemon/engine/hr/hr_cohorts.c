/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_cohorts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/cohorts/cohorts.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/hr/hr_list_rows.h"
#include "engine/programmes/programme_words.h"
#include "engine/programmes/terms.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "store/nomination_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"
#include "text/json_text.h"
#include "text/markdown.h"

/* The terms have headings of level 2; on the page they stand at level 3. */
#define HEADING_SHIFT 1

/* It is active from the day that it opens, long before it begins. */
static const char *
state_text(const struct engine *engine, const struct hr_scope *scope,
    const char *state, struct date start)
{
	const struct programme_words words = {
	    engine->catalogues[scope->language], NULL};
	bool is_ahead = strcmp(state, "active") == 0 &&
			date_before(core_today(engine), start);

	return programme_words_of(
	    &words, "hr_cohort_state.%s", is_ahead ? "open" : state);
}

static int
load(struct engine *engine, const struct hr_scope *scope, int64_t id,
    struct dossier *ret_dossier, struct error *err)
{
	int status = cohorts_load(engine, id, ret_dossier, err);

	if (status == OB_OK &&
	    !hr_scope_sees_to(scope, ret_dossier->journey.area))
		return error_set(
		    err, OB_ENOTFOUND, "there is no cohort %" PRId64, id);
	return status;
}

int
hr_cohorts_admit(struct engine *engine, const struct hr_scope *scope,
    int64_t id, char **ret_name, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = load(engine, scope, id, &dossier, err);

	if (status == OB_OK)
		*ret_name = memory_strdup(dossier.journey.title);
	return status;
}

void
hr_cohorts_nominee_release(struct hr_cohorts_nominee *nominee)
{
	free(nominee->name);
	free(nominee->email);
	*nominee = (struct hr_cohorts_nominee){.name = NULL};
}

int
hr_cohorts_nominee(struct engine *engine, const struct hr_scope *scope,
    int64_t cohort_id, int64_t nomination_id,
    struct hr_cohorts_nominee *ret_nominee, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(nomination_store_release) struct nomination nomination = {0};
	cleanup_(person_store_release) struct person person = {0};
	int status = load(engine, scope, cohort_id, &dossier, err);

	if (status == OB_OK)
		status = nomination_store_find(
		    engine->store, nomination_id, &nomination, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && nomination.journey_id != cohort_id))
		return error_set(
		    err, OB_ENOTFOUND, "there is no such nomination");
	if (status == OB_OK)
		status = person_store_find(
		    engine->store, nomination.person_id, &person, err);
	if (status != OB_OK)
		return status;
	ret_nominee->name = TAKE_PTR(person.name);
	ret_nominee->email = TAKE_PTR(person.email);
	ret_nominee->asked = nomination.person_accepted_at == INSTANT_NONE
				 ? "participant"
				 : "manager";
	return OB_OK;
}

static json_t *
day_value(const struct hr_scope *scope, struct date day)
{
	char text[DATES_TEXT_SIZE];

	return json_string(dates_text_long(scope->language, day, text));
}

static bool
is_under_way(const struct journey *journey)
{
	return strcmp(journey->state, "active") == 0 ||
	       strcmp(journey->state, "paused") == 0;
}

static json_t *
cohort_view(const struct dossier *dossier, const struct hr_scope *scope)
{
	const struct engine *engine = dossier->engine;
	const struct journey *journey = &dossier->journey;
	const struct person *coordinator =
	    dossier_role(dossier, ROLE_COORDINATOR);
	int participants = cohorts_count_participants(dossier);
	bool is_planned = strcmp(journey->state, "planned") == 0;

	return json_pack("{s:I, s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:s, s:i, "
			 "s:i, s:i, s:i, s:b, s:b, s:b}",
	    "id", (json_int_t)journey->id, "state_text",
	    state_text(engine, scope, journey->state, journey->first_day),
	    "area", journey->area, "opened",
	    day_value(scope, journey->accepted), "start",
	    day_value(scope, dossier_first_workday(dossier)), "end",
	    day_value(scope, journey->end_day), "coordinator",
	    coordinator->name, "coordinator_email", coordinator->email,
	    "programme", dossier->programme->id, "version",
	    dossier->programme->version, "participants", participants, "least",
	    engine->settings->cohorts.least, "most",
	    engine->settings->cohorts.most, "is_enough",
	    (int)(participants >= engine->settings->cohorts.least),
	    "is_planned", (int)is_planned, "is_under_way",
	    (int)is_under_way(journey));
}

/* What both say yes to, as it is now. */
static int
add_terms(const struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status = terms_read(
	    dossier->engine, dossier->version->id, scope->language, &text, err);

	if (status == OB_OK)
		status = markdown_to_html(
		    text.buf, text.len, HEADING_SHIFT, &html, err);
	if (status == OB_OK)
		(void)json_object_set_new(
		    view, "terms_html", json_string(html.buf));
	return status;
}

/* The bank is of all areas, and reading it is noted: there is but a link. */
static void
add_bank(
    const struct dossier *dossier, const struct hr_scope *scope, json_t *view)
{
	bool is_over = cohort_sessions_are_over(dossier) &&
		       strcmp(dossier->journey.state, "cancelled") != 0;

	(void)json_object_set_new(
	    view, "has_bank", json_boolean(is_over && scope->area[0] == '\0'));
}

int
hr_cohorts_view(struct engine *engine, const struct hr_scope *scope, int64_t id,
    json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_auto_t *view = json_object();
	int status = load(engine, scope, id, &dossier, err);

	if (status == OB_OK)
		status = hr_cohorts_add_nominations(&dossier, scope, view, err);
	if (status == OB_OK)
		status = hr_cohorts_add_evaluations(&dossier, scope, view, err);
	if (status == OB_OK)
		status = add_terms(&dossier, scope, view, err);
	if (status != OB_OK)
		return status;
	hr_cohorts_add_sessions(&dossier, scope, view);
	add_bank(&dossier, scope, view);
	(void)json_object_set_new(
	    view, "title", json_string(dossier.journey.title));
	(void)json_object_set_new(view, "cohort", cohort_view(&dossier, scope));
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}

/* Of the people only how many have a place: names are on its page. */
static void
add_row(struct hr_list *list, const json_t *cohort)
{
	int64_t id = json_integer_value(json_object_get(cohort, "id"));
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/cohorts/%" PRId64, id);
	json_t *row = hr_list_row(list, id);
	struct date start = DATE_NONE;

	if (row == NULL)
		return;
	(void)!date_parse(json_text_of(cohort, "start"), &start, NULL);
	hr_list_cell(list, row, json_text_of(cohort, "name"), url);
	hr_list_cell(list, row, json_text_of(cohort, "start"), NULL);
	hr_list_cell(list, row, json_text_of(cohort, "end"), NULL);
	hr_list_cell(list, row,
	    state_text(list->engine, list->scope, json_text_of(cohort, "state"),
		start),
	    NULL);
	hr_list_cell(list, row, json_text_of(cohort, "area"), NULL);
	hr_list_number(list, row,
	    json_integer_value(json_object_get(cohort, "participants")));
	hr_list_cell(list, row,
	    json_text_of(json_object_get(cohort, "coordinator"), "name"), NULL);
}

/* The newest first. */
int
hr_cohorts_list(struct hr_list *list, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *cohorts;
	int status = cohorts_list(list->engine, &view, err);

	if (status != OB_OK)
		return status;
	cohorts = json_object_get(view, "cohorts");
	for (size_t i = json_array_size(cohorts); i-- > 0;) {
		const json_t *cohort = json_array_get(cohorts, i);

		if (hr_scope_sees_to(list->scope, json_text_of(cohort, "area")))
			add_row(list, cohort);
	}
	return OB_OK;
}
