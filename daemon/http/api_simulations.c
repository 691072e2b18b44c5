/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/simulation/simulation.h"
#include "formats/bundle.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/programme_intake.h"
#include "http/site_private.h"

#define SCOPE_CHARS 200
#define DEFAULT_NAME "programme.yaml"

/* A file is run in place of a stored programme, as bundle.h has it. */
struct simulate_request {
	struct simulation_request simulation;
	const char *name;
	const char *text;
	const json_t *guides;
};

#define OFFSET(member) offsetof(struct simulate_request, member)

static const struct api_json_key keys[] = {
    {"first_day", API_JSON_TEXT, false, 0, OFFSET(simulation.first_day)},
    {"accepted", API_JSON_TEXT, false, 0, OFFSET(simulation.accepted)},
    {"last_day", API_JSON_TEXT, false, 0, OFFSET(simulation.last_day)},
    {"notice", API_JSON_TEXT, false, 0, OFFSET(simulation.notice)},
    {"start", API_JSON_TEXT, false, 0, OFFSET(simulation.start)},
    {"opened", API_JSON_TEXT, false, 0, OFFSET(simulation.opened)},
    {"participants", API_JSON_NUMBER, false, 0,
	OFFSET(simulation.participants)},
    {"leaders", API_JSON_NUMBER, false, 0, OFFSET(simulation.leaders)},
    {"version", API_JSON_NUMBER, false, 0, OFFSET(simulation.version)},
    {"recruitment", API_JSON_TEXT, false, 0, OFFSET(simulation.recruitment)},
    {"area", API_JSON_TEXT, false, SCOPE_CHARS, OFFSET(simulation.area)},
    {"workplace", API_JSON_TEXT, false, SCOPE_CHARS,
	OFFSET(simulation.workplace)},
    {"nobody_acts", API_JSON_FLAG, false, 0, OFFSET(simulation.nobody_acts)},
    {"name", API_JSON_TEXT, false, 0, OFFSET(name)},
    {"text", API_JSON_TEXT, false, PROGRAMME_MAX_BYTES, OFFSET(text)},
    {"guides", API_JSON_LIST, false, 0, OFFSET(guides)},
};

static void
forget_client(struct exchange *exchange, void *arg)
{
	struct site *site = arg;

	(void)exchange;
	site->simulated = NULL;
	site->options.simulator.stop(site->options.simulator.arg);
}

static void
answer_simulated(void *arg, const struct error *failed, json_t *result)
{
	struct site *site = arg;
	struct exchange *exchange = site->simulated;

	assert(exchange != NULL);
	site->simulated = NULL;
	if (failed != NULL)
		exchange_reply_error(exchange, failed);
	else
		exchange_reply_json(exchange, 200, result);
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* A file is no stored programme, nor has it a version. */
static int
check_file(const struct simulate_request *request, struct error *err)
{
	if (request->simulation.programme != NULL)
		return error_set_field(err, OB_EINVALID, "programme",
		    "give a programme or a file, not both");
	if (request->simulation.version != 0)
		return error_set_field(err, OB_EINVALID, "version",
		    "a file has no version yet; leave its number out");
	return OB_OK;
}

/* A request on its way to become a simulation. */
struct attempt {
	struct exchange *exchange;
	struct site *site;
	json_t *body;
	struct simulate_request request;
	struct strbuf report;
	struct programme_trial trial;
};

static void
release_attempt(struct attempt *attempt)
{
	json_decref(attempt->body);
	strbuf_release(&attempt->report);
	programme_trial_release(&attempt->trial);
}

static int
try_file(struct attempt *attempt, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	struct simulation_request *simulation = &attempt->request.simulation;
	const struct programme_intake intake = {
	    .bundles = &bundle,
	    .count = 1,
	    .scope = {or_empty(simulation->area),
		or_empty(simulation->workplace)},
	};
	int status = check_file(&attempt->request, err);

	if (attempt->request.name == NULL)
		(void)json_object_set_new(
		    attempt->body, "name", json_string(DEFAULT_NAME));
	if (status == OB_OK)
		status = bundle_from_json(attempt->body, &bundle, err);
	if (status == OB_OK)
		status = programme_intake_try(attempt->site->options.engine,
		    exchange_actor(attempt->exchange), &intake, &attempt->trial,
		    &attempt->report, err);
	if (status != OB_OK)
		return status;
	simulation->area = attempt->trial.area;
	simulation->workplace = attempt->trial.workplace;
	return OB_OK;
}

static int
start(struct attempt *attempt, struct error *err)
{
	const struct simulate_request *request = &attempt->request;
	const struct site_simulator *simulator =
	    &attempt->site->options.simulator;
	int status = OB_OK;

	if (request->name != NULL || request->text != NULL ||
	    request->guides != NULL)
		status = try_file(attempt, err);
	if (status != OB_OK)
		return status;
	return simulator->start(simulator->arg, &request->simulation,
	    attempt->trial.programme, answer_simulated, attempt->site, err);
}

static void
simulate(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	cleanup_(release_attempt) struct attempt attempt = {
	    .exchange = exchange, .site = site, .report = STRBUF_INIT};
	const char *programme = exchange_query(exchange, "programme");
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, keys, ARRAY_LEN(keys),
	    &attempt.body, &attempt.request, &err);

	if (programme != NULL && programme[0] != '\0')
		attempt.request.simulation.programme = programme;
	if (status == OB_OK)
		status = start(&attempt, &err);
	if (status != OB_OK) {
		api_refuse_file(exchange, &attempt.report, &err);
		return;
	}
	site->simulated = exchange;
	exchange_defer(exchange, forget_client, site);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/simulations", RIGHT_ADMIN, simulate, BUNDLE_MAX_BYTES},
};

void
api_simulations_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
