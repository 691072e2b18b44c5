/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/metrics_mail.h"

#include <inttypes.h>
#include <jansson.h>

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/relay.h"
#include "http/metrics_text.h"

static int
add_states(struct strbuf *text, struct engine *engine, struct error *err)
{
	static const char name[] = "onboard_mail";
	json_auto_t *counts = NULL;
	const char *state;
	json_t *count;
	int status = outbox_counts(engine, &counts, err);

	if (status != OB_OK)
		return status;
	metrics_text_head(text, name, "gauge", "Mails by state.");
	json_object_foreach(counts, state, count)
	{
		strbuf_add_format(text,
		    "%s{state=\"%s\"} %" JSON_INTEGER_FORMAT "\n", name, state,
		    json_integer_value(count));
	}
	return OB_OK;
}

static int
add_ages(struct strbuf *text, struct engine *engine, struct error *err)
{
	static const char name[] = "onboard_mail_waiting_age_seconds";
	struct outbox_ages ages;
	int64_t sum = 0;
	int status = outbox_ages(engine, &ages, err);

	if (status != OB_OK)
		return status;
	metrics_text_head(text, name, "histogram",
	    "Ages of the mails that wait to be sent at this moment.");
	for (size_t i = 0; i + 1 < OUTBOX_AGE_COUNT; i++) {
		sum += ages.counts[i];
		strbuf_add_format(text,
		    "%s_bucket{le=\"%" PRId64 "\"} %" PRId64 "\n", name,
		    outbox_age_limit(i), sum);
	}
	strbuf_add_format(text,
	    "%s_bucket{le=\"+Inf\"} %" PRId64 "\n%s_sum %" PRId64
	    "\n%s_count %" PRId64 "\n",
	    name, ages.count, name, ages.sum, name, ages.count);
	metrics_text_number(text, "onboard_mail_oldest_waiting_seconds",
	    "gauge", "Age of the oldest mail that is not sent yet.",
	    ages.oldest);
	return OB_OK;
}

static void
add_results(struct strbuf *text, const struct outbox_totals *totals)
{
	static const char name[] = "onboard_mail_attempts_total";
	static const char *const labels[OUTBOX_RESULT_COUNT] = {
	    [OUTBOX_SENT] = "sent",
	    [OUTBOX_TRANSIENT] = "transient",
	    [OUTBOX_PERMANENT] = "permanent",
	    [OUTBOX_UNKNOWN] = "unknown",
	    [OUTBOX_RELAY_DOWN] = "relay-down",
	    [OUTBOX_RELAY_REFUSED] = "relay-refused",
	    [OUTBOX_RECIPIENT_REFUSED] = "recipient-refused",
	    [OUTBOX_NOT_TRIED] = "not-tried",
	};

	metrics_text_head(text, name, "counter",
	    "Letters that came back from the relay, by what became of them.");
	for (size_t i = 0; i < OUTBOX_RESULT_COUNT; i++)
		strbuf_add_format(text, "%s{outcome=\"%s\"} %" PRIu64 "\n",
		    name, labels[i], totals->results[i]);
}

static void
add_replies(struct strbuf *text, const struct outbox_totals *totals)
{
	static const char name[] = "onboard_mail_replies_total";

	metrics_text_head(text, name, "counter",
	    "The relay's last replies to letters, by class.");
	for (size_t i = 2; i < ARRAY_LEN(totals->replies); i++)
		strbuf_add_format(text, "%s{class=\"%zuxx\"} %" PRIu64 "\n",
		    name, i, totals->replies[i]);
	strbuf_add_format(
	    text, "%s{class=\"none\"} %" PRIu64 "\n", name, totals->replies[0]);
}

static void
add_relay(struct strbuf *text, const struct relay *relay, int64_t now)
{
	static const char name[] = "onboard_mail_relay";
	int64_t until = relay_closed_until(relay, now);

	metrics_text_head(text, name, "gauge",
	    "1 for the state of the relay: open, slow start, cooling down "
	    "because it is away, or paused because it refuses us.");
	for (int i = 0; i < RELAY_STATE_COUNT; i++)
		strbuf_add_format(text, "%s{state=\"%s\"} %d\n", name,
		    relay_state_name(i), (int)relay->state == i);
	metrics_text_number(text, "onboard_mail_relay_closed_seconds", "gauge",
	    "How long the relay is still given no mail.",
	    until == 0 ? 0 : until - now);
	metrics_text_number(text, "onboard_mail_in_flight", "gauge",
	    "Letters that are out with the relay.", (int64_t)relay->in_flight);
}

int
metrics_mail_add(struct strbuf *text, struct engine *engine, struct error *err)
{
	int status = add_states(text, engine, err);

	if (status == OB_OK)
		status = add_ages(text, engine, err);
	if (status != OB_OK)
		return status;
	add_results(text, outbox_totals(engine));
	add_replies(text, outbox_totals(engine));
	add_relay(text, outbox_relay(engine), engine_now(engine));
	return OB_OK;
}
