/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/survey_words_half.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "store/survey_answer_store.h"
#include "store/survey_request_store.h"

void
survey_words_half_release(struct survey_words_half *half)
{
	for (size_t i = 0; i < half->text_count; i++) {
		free(half->texts[i].row.question);
		free(half->texts[i].row.text);
	}
	free(half->texts);
	survey_request_store_free(half->requests, half->request_count);
	*half = (struct survey_words_half){0};
}

struct date
survey_words_half_first(const struct survey_words_half *half)
{
	return date_add_days(half->span.until, 1);
}

struct date
survey_words_half_last(const struct survey_words_half *half)
{
	return date_add_days(half->earliest, half->days - 1);
}

static struct date
answered_on(const struct engine *engine, const struct survey_request *request)
{
	return zone_to_local(engine->zone, request->answered_at).date;
}

/*
 * A text that was written when texts were kept for a shorter time goes sooner.
 * Counted from the earliest day of all, so that it tells of no other.
 */
static void
note_days(const struct engine *engine, const struct survey_request *request,
    struct date expires_on, struct survey_words_half *half)
{
	int days = expires_on.day - answered_on(engine, request).day;

	if (days < half->days)
		half->days = days;
}

static int
load_texts(struct engine *engine, const struct survey_request *request,
    struct survey_words_half *half, struct error *err)
{
	struct survey_text *rows = NULL;
	size_t count = 0;
	int status = survey_answer_store_list_texts(
	    engine->store, request->id, &rows, &count, err);

	if (status != OB_OK || count == 0)
		return status;
	half->texts = memory_resize(
	    half->texts, half->text_count + count, sizeof(*half->texts));
	for (size_t i = 0; i < count; i++) {
		note_days(engine, request, rows[i].expires_on, half);
		half->texts[half->text_count++] =
		    (struct survey_words_text){request->person_id, rows[i]};
		rows[i] = (struct survey_text){0};
	}
	survey_answer_store_free_texts(rows, count);
	return OB_OK;
}

static int
compare_people(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

int64_t
survey_words_half_count(int64_t *ids, size_t count)
{
	int64_t people = 0;

	qsort(ids, count, sizeof(*ids), compare_people);
	for (size_t i = 0; i < count; i++)
		people += i == 0 || ids[i] != ids[i - 1];
	return people;
}

/*
 * What can be answered on the first days of the half year at last is answered
 * before it.  Whoever answered counts, so that it tells of nobody who wrote.
 */
static void
note_earliest(const struct engine *engine, struct survey_words_half *half)
{
	for (size_t i = 0; i < half->request_count; i++)
		half->earliest = date_min(
		    half->earliest, answered_on(engine, &half->requests[i]));
}

/* The mentor of three leaders is one of those who answered. */
static int64_t
count_people(const struct survey_words_half *half)
{
	cleanup_(memory_free_ptr) int64_t *ids =
	    memory_alloc((half->request_count + 1) * sizeof(*ids));

	for (size_t i = 0; i < half->request_count; i++)
		ids[i] = half->requests[i].person_id;
	return survey_words_half_count(ids, half->request_count);
}

static bool
can_change(const struct survey_words_half *half, struct date today)
{
	for (size_t i = 0; i < half->request_count; i++) {
		if (!date_before(half->requests[i].closes_on, today))
			return true;
	}
	return false;
}

static bool
is_short(const struct engine *engine, const struct half_year *span)
{
	struct date last =
	    date_add_days(span->from, engine->settings->survey_text_days - 1);

	return !date_before(span->until, last);
}

/* The days come first: they are the same whoever has answered. */
static enum survey_words_state
decide(const struct engine *engine, const struct survey_words_half *half,
    int64_t forgotten)
{
	struct date today = core_today(engine);

	if (is_short(engine, &half->span))
		return SURVEY_WORDS_SHORT;
	if (date_before(today, survey_words_half_first(half)))
		return SURVEY_WORDS_PENDING;
	if (date_before(survey_words_half_last(half), today))
		return SURVEY_WORDS_GONE;
	if (forgotten > 0)
		return SURVEY_WORDS_TAKEN_BACK;
	if (half->people < SURVEY_WORDS_HALF_LEAST)
		return SURVEY_WORDS_FEW;
	return can_change(half, today) ? SURVEY_WORDS_OPEN : SURVEY_WORDS_SHOWN;
}

static int
load_requests(struct engine *engine,
    const struct survey_words_half_request *request,
    const struct survey_request_span *instants, struct survey_words_half *half,
    struct error *err)
{
	const struct survey_request_days days = {
	    request->span.from, request->span.until};

	return request->is_by_last_day
		   ? survey_request_store_list_closed(engine->store,
			 request->survey, &days, &half->requests,
			 &half->request_count, err)
		   : survey_request_store_list_answered(engine->store,
			 request->survey, instants, &half->requests,
			 &half->request_count, err);
}

int
survey_words_half_load(struct engine *engine,
    const struct survey_words_half_request *request,
    struct survey_words_half *ret_half, struct error *err)
{
	cleanup_(survey_words_half_release) struct survey_words_half half = {
	    .span = request->span,
	    .earliest = request->span.from,
	    .days = engine->settings->survey_text_days};
	const struct survey_request_span instants = {
	    core_instant(engine, half.span.from, 0),
	    core_instant(engine, survey_words_half_first(&half), 0)};
	int64_t forgotten = 0;
	int status = load_requests(engine, request, &instants, &half, err);

	for (size_t i = 0; status == OB_OK && i < half.request_count; i++)
		status = load_texts(engine, &half.requests[i], &half, err);
	if (status == OB_OK)
		status = survey_request_store_count_forgotten(
		    engine->store, request->survey, &instants, &forgotten, err);
	if (status != OB_OK)
		return status;
	note_earliest(engine, &half);
	half.people = count_people(&half);
	half.state = decide(engine, &half, forgotten);
	*ret_half = half;
	half = (struct survey_words_half){0};
	return OB_OK;
}
