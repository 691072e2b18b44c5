/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_nominations.h"

#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/programmes/terms.h"
#include "model/nomination.h"
#include "store/nomination_store.h"
#include "text/dates_text.h"
#include "text/markdown.h"

/* The terms have headings of level 2; on the page they stand at level 3. */
#define HEADING_SHIFT 1

static bool
is_under_way(const struct journey *journey)
{
	return strcmp(journey->state, "active") == 0 ||
	       strcmp(journey->state, "paused") == 0;
}

static json_t *
url_of(const struct page_nominations_reader *reader,
    const struct nomination *nomination, const char *verb)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/p/%s/nominations/%" PRId64 "/%s", reader->token,
		nomination->id, verb);

	return json_string(url);
}

static int
add_terms(const struct dossier *dossier,
    const struct page_nominations_reader *reader, json_t *view,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	char digest[DIGEST_HEX_SIZE];
	int status = terms_read(dossier->engine, dossier->version->id,
	    reader->language, &text, err);

	if (status == OB_OK)
		status = markdown_to_html(
		    text.buf, text.len, HEADING_SHIFT, &html, err);
	if (status == OB_OK)
		status = terms_digest(
		    dossier->engine, dossier->version->id, digest, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(view, "terms_html", json_string(html.buf));
	(void)json_object_set_new(view, "terms", json_string(digest));
	return OB_OK;
}

static json_t *
day_value(const struct engine *engine, enum language language, int64_t at)
{
	char day[DATES_TEXT_SIZE];

	if (at == INSTANT_NONE)
		return json_string("");
	return json_string(dates_text_long(
	    language, zone_to_local(engine->zone, at).date, day));
}

/*
 * What the reader binds to, and by when to say so.  A participant's page shows
 * the sessions themselves.
 */
static void
add_days(const struct dossier *dossier,
    const struct page_nominations_reader *reader, json_t *view)
{
	bool is_open = json_is_true(json_object_get(view, "can_answer"));
	bool is_participant =
	    json_is_true(json_object_get(view, "is_nominee")) &&
	    json_is_true(json_object_get(view, "is_complete"));
	json_t *sessions = cohort_sessions_view(
	    dossier, dossier_person(dossier, reader->person_id));
	struct date by = cohort_sessions_answer_by(dossier);
	char day[DATES_TEXT_SIZE];

	(void)json_object_set_new(view, "has_sessions",
	    json_boolean(!is_participant && json_array_size(sessions) > 0));
	(void)json_object_set_new(view, "sessions", sessions);
	(void)json_object_set_new(view, "answer_by",
	    json_string(
		is_open ? dates_text_long(reader->language, by, day) : ""));
}

static int
add_nomination(struct dossier *dossier, const struct nomination *nomination,
    const struct page_nominations_reader *reader, json_t *list,
    struct error *err)
{
	bool is_nominee = nomination->person_id == reader->person_id;
	int64_t answered = is_nominee ? nomination->person_accepted_at
				      : nomination->manager_accepted_at;
	char start[DATES_TEXT_SIZE];
	json_t *view;
	int status = dossier_know(dossier, nomination->person_id, err);

	if (status == OB_OK)
		status = dossier_know(dossier, reader->person_id, err);

	if (status != OB_OK)
		return status;
	view = json_pack("{s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:o, s:s, s:s, "
			 "s:o, s:o}",
	    "cohort_name", dossier->journey.title, "cohort_start",
	    dates_text_long(
		reader->language, dossier_first_workday(dossier), start),
	    "nominee_name",
	    dossier_person(dossier, nomination->person_id)->name, "is_nominee",
	    (int)is_nominee, "can_answer", (int)(answered == INSTANT_NONE),
	    "can_give_up", (int)(is_nominee && answered != INSTANT_NONE),
	    "is_complete", (int)nomination_takes_part(nomination),
	    "accepted_on",
	    day_value(dossier->engine, reader->language, answered), "terms", "",
	    "terms_html", "", "accept_url",
	    url_of(reader, nomination, "accept"), "decline_url",
	    url_of(reader, nomination, "decline"));
	add_days(dossier, reader, view);
	if (answered == INSTANT_NONE)
		status = add_terms(dossier, reader, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	(void)json_array_append_new(list, view);
	return OB_OK;
}

int
page_nominations_view(struct engine *engine,
    const struct page_nominations_reader *reader, json_t **ret_list,
    struct error *err)
{
	struct nomination *rows = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = nomination_store_list_person(
	    engine->store, reader->person_id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		if (rows[i].withdrawn_at != INSTANT_NONE)
			continue;
		status =
		    dossier_load(engine, rows[i].journey_id, &dossier, err);
		if (status == OB_OK && is_under_way(&dossier.journey))
			status = add_nomination(
			    &dossier, &rows[i], reader, list, err);
	}
	nomination_store_free(rows, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_list = list;
	return OB_OK;
}

int
page_nominations_cohorts(struct engine *engine, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err)
{
	struct nomination *rows = NULL;
	size_t count = 0;
	int64_t *ids;
	int status = nomination_store_list_person(
	    engine->store, person_id, &rows, &count, err);

	if (status != OB_OK)
		return status;
	ids = memory_alloc((count + 1) * sizeof(*ids));
	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].person_id == person_id &&
		    nomination_takes_part(&rows[i]))
			ids[(*ret_count)++] = rows[i].journey_id;
	}
	nomination_store_free(rows, count);
	*ret_ids = ids;
	return OB_OK;
}
