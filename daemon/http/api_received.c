/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "engine/answers/proposals.h"
#include "engine/answers/received.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define MAX_RECIPIENTS 20
#define MAX_ATTENDEES 20
#define MAX_DELIVERIES 10
#define MAX_RETURNED 5
#define MAX_ADDRESS 254

/* A fact as the body has it; jansson owns the texts. */
struct fact_body {
	struct received_fact fact;
	const char *message_id; /* these two tell messages apart, no more */
	const char *source;
	const json_t *recipients;
	const json_t *attendees;
	const json_t *deliveries;
	const json_t *returned;
	const char *recipient_items[MAX_RECIPIENTS];
	struct received_attendee attendee_items[MAX_ATTENDEES];
	struct received_delivery delivery_items[MAX_DELIVERIES];
	const char *returned_items[MAX_RETURNED];
};

#define KEY(name, kind, record, member, max)                                   \
	{                                                                      \
		name, kind, false, max, offsetof(struct record, member)        \
	}
#define FACT_TEXT(name, member, max)                                           \
	KEY(name, API_JSON_TEXT, fact_body, fact.member, max)

static const struct api_json_key fact_keys[] = {
    {"kind", API_JSON_TEXT, true, 20, offsetof(struct fact_body, fact.kind)},
    FACT_TEXT("reason", reason, 60),
    FACT_TEXT("sender", sender, MAX_ADDRESS),
    FACT_TEXT("authentication", authentication, 20),
    FACT_TEXT("uid", uid, 255),
    FACT_TEXT("comment", comment, 1000),
    FACT_TEXT("start", start.at, 20),
    FACT_TEXT("start_zone", start.zone, 63),
    FACT_TEXT("end", end.at, 20),
    FACT_TEXT("end_zone", end.zone, 63),
    FACT_TEXT("text", text, 2000),
    KEY("message_id", API_JSON_TEXT, fact_body, message_id, 300),
    KEY("source", API_JSON_TEXT, fact_body, source, 64),
    KEY("is_automatic", API_JSON_FLAG, fact_body, fact.is_automatic, 0),
    KEY("is_occurrence", API_JSON_FLAG, fact_body, fact.is_occurrence, 0),
    KEY("sequence", API_JSON_NUMBER, fact_body, fact.sequence, 0),
    KEY("stamp", API_JSON_NUMBER, fact_body, fact.stamp, 0),
    KEY("events", API_JSON_NUMBER, fact_body, fact.events, 0),
    KEY("attendee_total", API_JSON_NUMBER, fact_body, fact.attendee_total, 0),
    KEY("recipients", API_JSON_LIST, fact_body, recipients, 0),
    KEY("attendees", API_JSON_LIST, fact_body, attendees, 0),
    KEY("deliveries", API_JSON_LIST, fact_body, deliveries, 0),
    KEY("returned", API_JSON_LIST, fact_body, returned, 0),
};

static const struct api_json_key attendee_keys[] = {
    KEY("address", API_JSON_TEXT, received_attendee, address, 255),
    KEY("sent_by", API_JSON_TEXT, received_attendee, sent_by, 255),
    KEY("partstat", API_JSON_TEXT, received_attendee, partstat, 255),
};

static const struct api_json_key delivery_keys[] = {
    KEY("action", API_JSON_TEXT, received_delivery, action, 20),
    KEY("status", API_JSON_TEXT, received_delivery, status, 11),
    KEY("recipient", API_JSON_TEXT, received_delivery, recipient, MAX_ADDRESS),
    KEY("diagnostic", API_JSON_TEXT, received_delivery, diagnostic, 300),
};

static int
check_length(
    const char *name, const json_t *list, size_t max, struct error *err)
{
	if (json_array_size(list) <= max)
		return OB_OK;
	return error_set_field(
	    err, OB_ELIMIT, name, "'%s' has more than %zu entries", name, max);
}

/* A list of texts that end in no NUL but their own. */
static int
read_texts(const char *name, const json_t *list, size_t max, const char **items,
    size_t *ret_count, struct error *err)
{
	int status = check_length(name, list, max, err);
	size_t count = json_array_size(list);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		const json_t *item = json_array_get(list, i);

		items[i] = json_string_value(item);
		if (items[i] == NULL ||
		    strlen(items[i]) != json_string_length(item) ||
		    strlen(items[i]) > MAX_ADDRESS)
			status = error_set_field(err, OB_EINVALID, name,
			    "'%s' is a list of texts of at most %d characters",
			    name, MAX_ADDRESS);
	}
	if (status == OB_OK)
		*ret_count = count;
	return status;
}

static int
read_attendees(struct fact_body *body, struct error *err)
{
	size_t count = json_array_size(body->attendees);
	int status =
	    check_length("attendees", body->attendees, MAX_ATTENDEES, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		body->attendee_items[i] = (struct received_attendee){
		    .address = "", .sent_by = "", .partstat = ""};
		status = api_json_decode(json_array_get(body->attendees, i),
		    attendee_keys, ARRAY_LEN(attendee_keys),
		    &body->attendee_items[i], err);
	}
	body->fact.attendees = body->attendee_items;
	body->fact.attendee_count = count;
	return status;
}

static int
read_deliveries(struct fact_body *body, struct error *err)
{
	size_t count = json_array_size(body->deliveries);
	int status =
	    check_length("deliveries", body->deliveries, MAX_DELIVERIES, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		body->delivery_items[i] =
		    (struct received_delivery){.action = "",
			.status = "",
			.recipient = "",
			.diagnostic = ""};
		status = api_json_decode(json_array_get(body->deliveries, i),
		    delivery_keys, ARRAY_LEN(delivery_keys),
		    &body->delivery_items[i], err);
	}
	body->fact.deliveries = body->delivery_items;
	body->fact.delivery_count = count;
	return status;
}

static int
read_lists(struct fact_body *body, struct error *err)
{
	struct received_fact *fact = &body->fact;
	int status = read_texts("recipients", body->recipients, MAX_RECIPIENTS,
	    body->recipient_items, &fact->recipient_count, err);

	fact->recipients = body->recipient_items;
	fact->returned = body->returned_items;
	if (status == OB_OK)
		status = read_texts("returned", body->returned, MAX_RETURNED,
		    body->returned_items, &fact->returned_count, err);
	if (status == OB_OK)
		status = read_attendees(body, err);
	if (status == OB_OK)
		status = read_deliveries(body, err);
	return status;
}

/* The words that are looked up must be words. */
static int
check_words(const struct received_fact *fact, struct error *err)
{
	static const char *const verdicts[] = {
	    "unasked", "silent", "pass", "fail"};
	size_t len = strspn(fact->reason, "abcdefghijklmnopqrstuvwxyz-");

	if (fact->reason[len] != '\0')
		return error_set_field(err, OB_EINVALID, "reason",
		    "'reason' is one word in lower case");
	for (size_t i = 0; i < ARRAY_LEN(verdicts); i++) {
		if (strcmp(verdicts[i], fact->authentication) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "authentication",
	    "'authentication' is unasked, silent, pass or fail");
}

static void
begin(struct fact_body *body)
{
	struct received_fact *fact = &body->fact;

	fact->kind = fact->reason = fact->sender = fact->uid = "";
	fact->comment = fact->text = "";
	fact->authentication = "unasked";
	fact->start.at = fact->start.zone = "";
	fact->end.at = fact->end.zone = "";
	fact->sequence = -1;
	fact->stamp = INSTANT_NONE;
}

static int
read_fact(struct exchange *exchange, struct fact_body *body, json_t **ret_json,
    char **ret_canonical, struct error *err)
{
	int status;

	begin(body);
	status = api_json_read(
	    exchange, fact_keys, ARRAY_LEN(fact_keys), ret_json, body, err);
	if (status == OB_OK)
		status = read_lists(body, err);
	if (status == OB_OK)
		status = check_words(&body->fact, err);
	if (status != OB_OK)
		return status;
	*ret_canonical = json_dumps(*ret_json, JSON_SORT_KEYS | JSON_COMPACT);
	body->fact.canonical = *ret_canonical;
	return OB_OK;
}

static void
log_outcome(
    const struct received_fact *fact, const struct received_outcome *outcome)
{
	log_info("mail.received", "id=%" PRId64 " kind=%s outcome=%s reason=%s",
	    outcome->id, fact->kind, outcome->outcome, outcome->reason);
	if (outcome->bounced_id != 0)
		log_warn("mail.bounced", "mail=%" PRId64 " reason=%s",
		    outcome->bounced_id, outcome->reason);
}

static void
take(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	cleanup_(memory_free_ptr) char *canonical = NULL;
	cleanup_(memory_free_ptr) struct fact_body *body =
	    memory_alloc(sizeof(*body));
	struct received_outcome outcome;
	json_auto_t *json = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read_fact(exchange, body, &json, &canonical, &err);

	if (status == OB_OK)
		status = received_take(
		    site->options.engine, &body->fact, &outcome, &err);
	if (status == OB_OK) {
		log_outcome(&body->fact, &outcome);
		view = json_pack("{s:{s:I, s:s, s:s}}", "received", "id",
		    (json_int_t)outcome.id, "outcome", outcome.outcome,
		    "reason", outcome.reason);
	}
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const char *review = exchange_query(exchange, "review");
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = received_list(site->options.engine,
	    review != NULL && strcmp(review, "true") == 0, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

struct settle_request {
	const char *reason;
	bool accept;
	bool decline;
};

static const struct api_json_key settle_keys[] = {
    KEY("reason", API_JSON_TEXT, settle_request, reason, 1000),
};

static const struct api_json_key answer_keys[] = {
    KEY("reason", API_JSON_TEXT, settle_request, reason, 1000),
    KEY("accept", API_JSON_FLAG, settle_request, accept, 0),
    KEY("decline", API_JSON_FLAG, settle_request, decline, 0),
};

static void
settle(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct settle_request request = {.reason = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, settle_keys,
	    ARRAY_LEN(settle_keys), &body, &request, &err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &id, &err);
	if (status == OB_OK)
		status = received_settle(site->options.engine,
		    exchange_actor(exchange), id, request.reason, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
answer(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct settle_request request = {.reason = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, answer_keys,
	    ARRAY_LEN(answer_keys), &body, &request, &err);

	if (status == OB_OK && request.accept == request.decline)
		status = error_set_field(&err, OB_EINVALID, "accept",
		    "either accept or decline the proposal");
	if (status == OB_OK)
		status = api_id(exchange, "id", &id, &err);
	if (status == OB_OK)
		status = proposals_answer(site->options.engine,
		    &(struct proposal_answer){exchange_actor(exchange), id,
			request.accept, request.reason},
		    &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/received-mail", RIGHT_RECEIVER, take, 0},
    {HTTP_GET, "/api/v1/received-mail", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/received-mail/{id}/settle", RIGHT_ADMIN, settle, 0},
    {HTTP_POST, "/api/v1/received-mail/{id}/answer", RIGHT_ADMIN, answer, 0},
};

void
api_received_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
