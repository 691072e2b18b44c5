/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/simulation/simulation_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/outbox/outbox.h"
#include "engine/programmes/programmes.h"
#include "engine/surveys/surveys.h"
#include "engine/tick.h"
#include "store/handbook_store.h"
#include "store/mail_store.h"
#include "store/programme_store.h"
#include "store/store.h"
#include "store/survey_store.h"

#define DEFAULT_PROGRAMME "ny-leder"
#define ADD_MINUTE (9 * 60)
#define ACT_MINUTE (16 * 60)

static int
copy_handbook(
    struct simulation *simulation, struct engine *from, struct error *err)
{
	struct handbook *handbook = NULL;
	struct programmes_handbook outcome;
	int status = handbook_store_load(from->store, &handbook, err);

	if (status != OB_OK)
		return status;
	status = programmes_import_handbook(
	    simulation->engine, SIMULATION_ACTOR, handbook, &outcome, err);
	handbook_free(handbook);
	return status;
}

static void
free_surveys(struct survey **surveys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		survey_free(surveys[i]);
	free(surveys);
}

/* The newest of each that steps send: the versions of one follow each other. */
static int
load_surveys(struct store *store, const struct survey_version *versions,
    size_t count, struct survey **surveys, size_t *loaded, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_newest =
		    i + 1 == count ||
		    strcmp(versions[i].key, versions[i + 1].key) != 0;

		if (!is_newest || versions[i].withdrawn_at != INSTANT_NONE)
			continue;
		status = survey_store_load(
		    store, versions[i].id, &surveys[*loaded], err);
		if (status == OB_OK)
			(*loaded)++;
	}
	return status;
}

static int
copy_surveys(
    struct simulation *simulation, struct engine *from, struct error *err)
{
	struct survey_version *versions = NULL;
	struct surveys_changes changes = {.items = NULL};
	struct survey **surveys = NULL;
	size_t count = 0;
	size_t loaded = 0;
	int status = survey_store_list(from->store, &versions, &count, err);

	if (status != OB_OK)
		return status;
	surveys = memory_alloc((count + 1) * sizeof(struct survey *));
	status =
	    load_surveys(from->store, versions, count, surveys, &loaded, err);
	if (status == OB_OK)
		status = surveys_import(simulation->engine, SIMULATION_ACTOR,
		    surveys, loaded, &changes, err);
	free(changes.items);
	free_surveys(surveys, loaded);
	survey_store_free(versions, count);
	return status;
}

/* What a leader of that area and workplace would be given, or what was asked.
 */
static int
find_programme(struct engine *from, const struct simulation_request *request,
    struct programme_version *ret_version, struct error *err)
{
	const char *id =
	    request->programme == NULL ? DEFAULT_PROGRAMME : request->programme;
	const struct programme_scope where = {
	    request->area == NULL ? "" : request->area,
	    request->workplace == NULL ? "" : request->workplace};

	if (request->version > 0)
		return programmes_find_version(
		    from, id, (int)request->version, ret_version, err);
	return programmes_find(from, id, &where, ret_version, err);
}

static int
import(struct simulation *simulation, const struct programme *programme,
    struct error *err)
{
	struct programmes_item item = {
	    .programme = programme, .scope = {"", ""}, .overlay = ""};
	const struct programmes_request request = {.items = &item, .count = 1};

	return programmes_import(
	    simulation->engine, SIMULATION_ACTOR, &request, NULL, err);
}

/* The uploaded one, or else one that is stored; borrowed. */
static int
choose_programme(struct simulation *simulation, struct engine *from,
    const struct simulation_request *request, const struct programme *uploaded,
    const struct programme **ret_programme, struct error *err)
{
	cleanup_(programme_store_release) struct programme_version version = {
	    0};
	int status = OB_OK;

	*ret_programme = uploaded;
	if (uploaded == NULL)
		status = find_programme(from, request, &version, err);
	if (uploaded == NULL && status == OB_OK)
		status = programmes_get(from, version.id, ret_programme, err);
	if (status != OB_OK)
		return status;
	simulation->version = version.version;
	simulation->programme = memory_strdup((*ret_programme)->id);
	simulation->title =
	    memory_strdup((*ret_programme)->title.in[from->settings->language]);
	return OB_OK;
}

static int64_t
first_instant(const struct simulation *simulation, const struct engine *from)
{
	return core_instant(from, simulation->journeys[0].opens, ADD_MINUTE);
}

static int
open_scratch(
    struct simulation *simulation, struct engine *from, struct error *err)
{
	int status = store_open(STORE_IN_MEMORY, &simulation->store, err);

	if (status != OB_OK)
		return status;
	clock_init_test(&simulation->clock, first_instant(simulation, from));
	simulation->acts_at =
	    core_instant(from, simulation->journeys[0].opens, ACT_MINUTE);
	status = engine_open_scratch(from, simulation->store,
	    &simulation->clock, &simulation->engine, err);
	if (status != OB_OK)
		return status;
	simulation->engine->dossiers = dossier_cache_new(simulation->store);
	status = copy_handbook(simulation, from, err);
	return status == OB_OK ? copy_surveys(simulation, from, err) : status;
}

int
simulation_start(struct engine *engine,
    const struct simulation_request *request, const struct programme *uploaded,
    struct simulation **ret_simulation, struct error *err)
{
	struct simulation *simulation = memory_alloc(sizeof(*simulation));
	const struct programme *programme = NULL;
	int status;

	simulation->nobody_acts = request->nobody_acts;
	simulation->area =
	    request->area == NULL ? NULL : memory_strdup(request->area);
	simulation->workplace = request->workplace == NULL
				    ? NULL
				    : memory_strdup(request->workplace);
	simulation->activities = json_array();
	simulation->mail = json_array();
	simulation->entries = json_array();
	status = choose_programme(
	    simulation, engine, request, uploaded, &programme, err);
	if (status == OB_OK)
		status = simulation_cast(
		    simulation, engine, request, programme, err);
	if (status == OB_OK)
		status = open_scratch(simulation, engine, err);
	if (status == OB_OK)
		status = import(simulation, programme, err);
	if (status != OB_OK) {
		simulation_free(simulation);
		return status;
	}
	*ret_simulation = simulation;
	return OB_OK;
}

void
simulation_free(struct simulation *simulation)
{
	if (simulation == NULL)
		return;
	engine_close(simulation->engine);
	store_close(simulation->store);
	free(simulation->programme);
	free(simulation->title);
	free(simulation->area);
	free(simulation->workplace);
	free(simulation->journeys);
	json_decref(simulation->activities);
	json_decref(simulation->mail);
	json_decref(simulation->entries);
	free(simulation);
}

/* The mail server takes all; what was carried is not kept. */
static int
deliver(struct simulation *simulation, size_t *ret_count, struct error *err)
{
	struct engine *engine = simulation->engine;
	struct outbox_settlement settlements[OUTBOX_BATCH];
	struct outbox_letter *letters = NULL;
	size_t count = 0;
	int status = outbox_claim(engine, OUTBOX_BATCH, &letters, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		settlements[i] = (struct outbox_settlement){
		    letters[i].id, OUTBOX_SENT, "250 ok"};
		status = simulation_note_mail(simulation, letters[i].id, err);
	}
	if (status == OB_OK && count > 0)
		status = outbox_settle(engine, settlements, count, err);
	outbox_free(letters, count);
	*ret_count = count;
	return status;
}

/* As the daemon does when it wakes: a tick, then all mail that is due. */
static int
wake(struct simulation *simulation, struct error *err)
{
	size_t count = 1;
	int status = OB_OK;

	while (status == OB_OK && count > 0) {
		status = tick_run(simulation->engine, err);
		if (status == OB_OK)
			status = deliver(simulation, &count, err);
	}
	return status;
}

static int64_t
adds_at(const struct simulation *simulation)
{
	if (simulation->added == simulation->journey_count)
		return INSTANT_NONE;
	return core_instant(simulation->engine,
	    simulation->journeys[simulation->added].opens, ADD_MINUTE);
}

static void
take_earlier(int64_t *at, int64_t candidate)
{
	if (candidate != INSTANT_NONE &&
	    (*at == INSTANT_NONE || candidate < *at))
		*at = candidate;
}

static int
next_instant(struct simulation *simulation, int64_t *ret_at, struct error *err)
{
	int64_t now = clock_now(&simulation->clock);
	int64_t at = INSTANT_NONE;
	int64_t mail = INSTANT_NONE;
	int status = tick_next(simulation->engine, &at, err);

	if (status == OB_OK)
		status = outbox_next(simulation->engine, &mail, err);
	if (status != OB_OK)
		return status;
	take_earlier(&at, mail);
	take_earlier(&at, adds_at(simulation));
	if (!simulation->nobody_acts)
		take_earlier(&at, simulation->acts_at);
	*ret_at = at == INSTANT_NONE || at > now ? at : now + 1;
	return OB_OK;
}

static int
act(struct simulation *simulation, struct error *err)
{
	struct engine *engine = simulation->engine;
	struct date today = core_today(engine);
	int status = OB_OK;

	simulation->acts_at =
	    core_instant(engine, date_add_days(today, 1), ACT_MINUTE);
	if (workday_is(engine->calendar, today))
		status = simulation_act(simulation, err);
	return status;
}

/* Whatever comes at one instant: journeys, what the clock brings, deeds. */
static int
live(struct simulation *simulation, struct error *err)
{
	int64_t now = clock_now(&simulation->clock);
	int status = OB_OK;

	while (status == OB_OK && adds_at(simulation) != INSTANT_NONE &&
	       adds_at(simulation) <= now)
		status = simulation_begin(simulation, err);
	if (status == OB_OK && !simulation->nobody_acts &&
	    now >= simulation->acts_at)
		status = act(simulation, err);
	if (status == OB_OK)
		status = wake(simulation, err);
	return status;
}

/* Moves to the next instant; ret_over when it lies behind the last day. */
static int
move_on(struct simulation *simulation, bool *ret_over, struct error *err)
{
	int64_t end = core_instant(
	    simulation->engine, date_add_days(simulation->until, 1), 0);
	int64_t at = INSTANT_NONE;
	int status = next_instant(simulation, &at, err);

	if (status != OB_OK)
		return status;
	*ret_over = at == INSTANT_NONE || at >= end;
	if (!*ret_over)
		clock_set(&simulation->clock, at);
	return OB_OK;
}

static int
work(struct simulation *simulation, bool *ret_done, struct error *err)
{
	bool is_over = simulation->collected > 0;
	int status = OB_OK;

	*ret_done = false;
	if (!is_over)
		status = live(simulation, err);
	if (status == OB_OK && !is_over)
		status = move_on(simulation, &is_over, err);
	if (status != OB_OK || !is_over)
		return status;
	if (simulation->collected < simulation->added)
		status = simulation_collect(simulation,
		    &simulation->journeys[simulation->collected++], err);
	*ret_done = simulation->collected == simulation->added;
	return status;
}

int
simulation_run(struct simulation *simulation, int milliseconds, bool *ret_done,
    struct error *err)
{
	int64_t until = clock_monotonic_ms() + milliseconds;
	bool is_done = false;
	int status = OB_OK;

	while (status == OB_OK && !is_done && clock_monotonic_ms() < until)
		status = work(simulation, &is_done, err);
	if (status == OB_OK)
		*ret_done = is_done;
	return status;
}
