/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/simulation.h"
#include "formats/programme_file.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define SCOPE_CHARS 200

struct simulate_request {
	struct simulation_request simulation;
	const char *text; /* of a programme's file, in place of a stored one */
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
    {"text", API_JSON_TEXT, false, PROGRAMME_MAX_BYTES, OFFSET(text)},
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

/* Without a text no programme: a stored one is run. */
static int
read_programme(
    const char *text, struct programme **ret_programme, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct programme_source source = {
	    .file_name = "programme.yaml", .guide = programme_file_guide};

	if (text == NULL)
		return OB_OK;
	source.bytes = text;
	source.len = strlen(text);
	return programme_file_parse(&source, ret_programme, &report, err);
}

static int
start(struct site *site, const struct simulate_request *request,
    struct error *err)
{
	const struct site_simulator *simulator = &site->options.simulator;
	struct programme *uploaded = NULL;
	int status = read_programme(request->text, &uploaded, err);

	if (status == OB_OK)
		status = simulator->start(simulator->arg, &request->simulation,
		    uploaded, answer_simulated, site, err);
	programme_free(uploaded);
	return status;
}

static void
simulate(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct simulate_request request = {.text = NULL};
	const char *programme = exchange_query(exchange, "programme");
	json_auto_t *body = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, keys, ARRAY_LEN(keys), &body, &request, &err);

	if (programme != NULL && programme[0] != '\0')
		request.simulation.programme = programme;
	if (status == OB_OK)
		status = start(site, &request, &err);
	if (status != OB_OK) {
		exchange_reply_error(exchange, &err);
		return;
	}
	site->simulated = exchange;
	exchange_defer(exchange, forget_client, site);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/simulations", RIGHT_ADMIN, simulate,
	PROGRAMME_MAX_BYTES},
};

void
api_simulations_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
