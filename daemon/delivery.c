/* SPDX-License-Identifier: EUPL-1.2 */
#include "delivery.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "engine/engine.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/relay.h"
#include "mail/mailer.h"
#include "message/address.h"
#include "unsettled.h"

#define SECRET_MAX 1024
#define CONNECT_TIMEOUT 15 /* seconds */
#define ATTEMPT_TIMEOUTS 5 /* for one attempt, of those for a reply */

struct delivery {
	struct engine *engine;
	struct mailer *mailer;
	struct event *results;
	struct unsettled unsettled;
	struct delivery_listener listener;
};

/* What is known of how a letter fared, in the outbox's words. */
static const enum outbox_result results[MAIL_OUTCOME_COUNT] = {
    [MAIL_SENT] = OUTBOX_SENT,
    [MAIL_TRANSIENT] = OUTBOX_TRANSIENT,
    [MAIL_PERMANENT] = OUTBOX_PERMANENT,
    [MAIL_UNKNOWN] = OUTBOX_UNKNOWN,
    [MAIL_RELAY_DOWN] = OUTBOX_RELAY_DOWN,
    [MAIL_RELAY_REFUSED] = OUTBOX_RELAY_REFUSED,
    [MAIL_NOT_TRIED] = OUTBOX_NOT_TRIED,
};

static enum outbox_result
result_of(const struct letter_result *result)
{
	return result->is_doubtful ? OUTBOX_RECIPIENT_REFUSED
				   : results[result->outcome];
}

/* A server's words may name who was to get it. */
static void
note_refusal(const struct letter_result *result)
{
	cleanup_(memory_free_ptr) char *reply = address_mask(result->reply);

	log_error("mail.refused", "mail=%" PRId64 " outcome=%s reply=%s",
	    result->id, outcome_name(result->outcome), LOG_QUOTE(reply));
}

static void
note(const struct letter_result *result)
{
	if (result->alarm)
		note_refusal(result);
	else if (result->outcome == MAIL_SENT)
		log_info("mail.sent", "mail=%" PRId64, result->id);
	else if (result->outcome == MAIL_UNKNOWN)
		log_warn("mail.ambiguous", "mail=%" PRId64, result->id);
	else
		log_warn("mail.retry", "mail=%" PRId64 " outcome=%s",
		    result->id, outcome_name(result->outcome));
}

/* Told when it is another, not for each letter. */
static void
note_relay(const struct delivery *delivery, const struct relay *before)
{
	const struct relay *relay = outbox_relay(delivery->engine);
	int64_t now = engine_now(delivery->engine);
	int64_t wait = relay_closed_until(relay, now) - now;

	if (relay->state == before->state && relay->until == before->until)
		return;
	if (relay->state == RELAY_PAUSED)
		log_error("relay.refuses", "seconds=%" PRId64, wait);
	else if (relay->state == RELAY_COOLING)
		log_warn("relay.away", "seconds=%" PRId64, wait);
	else if (before->state == RELAY_PAUSED ||
		 before->state == RELAY_COOLING)
		log_info("relay.back", NULL);
}

static void
settle_batch(
    struct delivery *delivery, const struct letter_result *batch, size_t count)
{
	struct outbox_settlement settlements[OUTBOX_BATCH];
	const struct relay before = *outbox_relay(delivery->engine);
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < count; i++) {
		note(&batch[i]);
		settlements[i] = (struct outbox_settlement){
		    .id = batch[i].id,
		    .result = result_of(&batch[i]),
		    .reply = batch[i].reply,
		};
	}
	if (outbox_settle(delivery->engine, settlements, count, &err) !=
	    OB_OK) {
		log_error("mail.unsettled", "count=%zu error=%s", count,
		    LOG_QUOTE(err.text));
		unsettled_add(&delivery->unsettled, settlements, count);
	}
	note_relay(delivery, &before);
}

static void
settle(void *arg, const struct letter_result *all, size_t count)
{
	for (size_t i = 0; i < count; i += OUTBOX_BATCH)
		settle_batch(arg, all + i,
		    count - i < OUTBOX_BATCH ? count - i : OUTBOX_BATCH);
}

static void
on_results(evutil_socket_t fd, short what, void *arg)
{
	struct delivery *delivery = arg;

	(void)fd;
	(void)what;
	(void)mailer_collect(delivery->mailer, settle, delivery);
	delivery->listener.settled(delivery->listener.arg);
}

static void
set_timeouts(int seconds, struct mailer_options *options)
{
	options->connect_timeout_ms =
	    (seconds < CONNECT_TIMEOUT ? seconds : CONNECT_TIMEOUT) * 1000;
	options->response_timeout_ms = seconds * 1000;
	options->final_timeout_ms = seconds * 2 * 1000;
	options->total_timeout_ms = seconds * ATTEMPT_TIMEOUTS * 1000;
}

static void
fill_options(const struct settings *settings, struct mailer_options *options)
{
	mailer_options_init(options);
	options->transport = settings->mail.transport;
	options->maildir = settings->mail.maildir;
	options->smtp_url = settings->mail.smtp.url;
	options->tls = settings->mail.smtp.tls == SMTP_TLS_NONE
			   ? MAIL_TLS_NONE
			   : MAIL_TLS_REQUIRED;
	options->ca_file = settings->mail.smtp.ca_file;
	options->auth = settings->mail.smtp.auth;
	options->user = settings->mail.smtp.user;
	options->token_url = settings->mail.smtp.token_url;
	options->client_id = settings->mail.smtp.client_id;
	options->scope = settings->mail.smtp.scope;
	options->sessions = settings->mail.smtp.sessions;
	set_timeouts(settings->mail.smtp.timeout, options);
}

/* A file with one secret on one line; none where no file is named. */
static int
read_secret(
    const char *key, const char *path, struct strbuf *secret, struct error *err)
{
	int status;

	if (path[0] == '\0')
		return OB_OK;
	status = file_read_secret(path, SECRET_MAX, secret, err);
	if (status != OB_OK)
		return err == NULL ? status : error_wrap(err, "%s", key);
	while (secret->len > 0 && (secret->buf[secret->len - 1] == '\n' ||
				      secret->buf[secret->len - 1] == '\r'))
		strbuf_truncate(secret, secret->len - 1);
	return OB_OK;
}

static void
wipe(struct strbuf *secret)
{
	if (secret->size > 0)
		explicit_bzero(secret->buf, secret->size);
	strbuf_release(secret);
}

int
delivery_check(const struct settings *settings, struct error *err)
{
	struct mailer_options options;

	fill_options(settings, &options);
	/* Its secrets are read at start. */
	options.auth = SMTP_AUTH_NONE;
	options.user = NULL;
	return mailer_options_check(&options, err);
}

static int
start_mailer(struct delivery *delivery, const struct settings *settings,
    struct error *err)
{
	cleanup_(wipe) struct strbuf password = STRBUF_INIT;
	cleanup_(wipe) struct strbuf client_secret = STRBUF_INIT;
	struct mailer_options options;
	int status = read_secret("mail.smtp.password_file",
	    settings->mail.smtp.password_file, &password, err);

	if (status == OB_OK)
		status = read_secret("mail.smtp.client_secret_file",
		    settings->mail.smtp.client_secret_file, &client_secret,
		    err);
	if (status != OB_OK)
		return status;
	fill_options(settings, &options);
	options.password = password.buf;
	options.client_secret = client_secret.buf;
	return mailer_start(&options, &delivery->mailer, err);
}

/* Each of them may arrive twice; the repeat has the same bytes. */
static void
note_recovered(const struct engine *engine)
{
	size_t count = 0;
	const int64_t *ids = outbox_recovered(engine, &count);

	for (size_t i = 0; i < count; i++)
		log_warn("mail.ambiguous", "mail=%" PRId64, ids[i]);
}

int
delivery_start(struct event_base *base, struct engine *engine,
    const struct settings *settings, struct delivery_listener listener,
    struct delivery **ret_delivery, struct error *err)
{
	struct delivery *delivery = memory_alloc(sizeof(*delivery));
	int status;

	delivery->engine = engine;
	delivery->listener = listener;
	note_recovered(engine);
	status = start_mailer(delivery, settings, err);
	if (status != OB_OK) {
		delivery_stop(delivery);
		return status;
	}
	delivery->results = event_new(base, mailer_event_fd(delivery->mailer),
	    EV_READ | EV_PERSIST, on_results, delivery);
	if (delivery->results == NULL ||
	    event_add(delivery->results, NULL) != 0) {
		delivery_stop(delivery);
		return error_set(
		    err, OB_EINTERNAL, "cannot watch the mail threads");
	}
	*ret_delivery = delivery;
	return OB_OK;
}

void
delivery_stop(struct delivery *delivery)
{
	if (delivery == NULL)
		return;
	if (delivery->results != NULL)
		event_free(delivery->results);
	if (delivery->mailer != NULL) {
		mailer_finish(delivery->mailer);
		(void)mailer_collect(delivery->mailer, settle, delivery);
	}
	mailer_stop(delivery->mailer);
	/*
	 * What cannot be settled even now is ambiguous after the next start:
	 * sent again with the same bytes.
	 */
	unsettled_settle(&delivery->unsettled, delivery->engine);
	unsettled_release(&delivery->unsettled);
	free(delivery);
}

static void
hand_over(struct delivery *delivery, struct outbox_letter *letter)
{
	struct letter_job job = {
	    .id = letter->id,
	    .from = TAKE_PTR(letter->from),
	    .to = TAKE_PTR(letter->to),
	    .bytes = TAKE_PTR(letter->bytes),
	    .len = letter->len,
	    .file_name = TAKE_PTR(letter->message_id),
	};

	/* There was room when it was claimed, and nobody else submits. */
	if (!mailer_submit(delivery->mailer, &job)) {
		const struct letter_result back = {
		    .id = job.id, .outcome = MAIL_NOT_TRIED};

		letter_job_release(&job);
		settle_batch(delivery, &back, 1);
	}
}

void
delivery_pump(struct delivery *delivery)
{
	struct outbox_letter *letters = NULL;
	struct error err = ERROR_INIT;
	size_t count = 0;

	unsettled_settle(&delivery->unsettled, delivery->engine);
	do {
		size_t room = mailer_room(delivery->mailer);

		if (room == 0)
			return;
		if (outbox_claim(delivery->engine, room, &letters, &count,
			&err) != OB_OK) {
			log_error(
			    "mail.unclaimed", "error=%s", LOG_QUOTE(err.text));
			return;
		}
		for (size_t i = 0; i < count; i++)
			hand_over(delivery, &letters[i]);
		outbox_free(letters, count);
	} while (count > 0);
}

bool
delivery_is_busy(const struct delivery *delivery)
{
	return mailer_pending(delivery->mailer) > 0;
}

int64_t
delivery_next(const struct delivery *delivery)
{
	int64_t at = INSTANT_NONE;

	if (outbox_next(delivery->engine, &at, NULL) != OB_OK)
		return INSTANT_NONE;
	return at;
}
