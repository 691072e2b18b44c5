/* SPDX-License-Identifier: EUPL-1.2 */
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/memory.h"
#include "mail/carrier.h"
#include "mail/oauth_token.h"
#include "mail/smtp_letter.h"
#include "message/address.h"

#define CONNECTION_IDLE_SECONDS 60L
#define CONNECTION_LETTERS 100
#define GRACE_MS 500 /* libcurl's own time-out comes first */

/* One thread's connection to the relay. */
struct carrier {
	CURL *curl;
	const struct carrier_stop *stop;
	struct oauth_token *token; /* NULL: no login by token */
	struct outcome_trace trace;
	const struct letter_job *job; /* the one under way */
	size_t sent;		      /* bytes of it handed to libcurl */
	int letters;		      /* on this connection */
	bool uses_starttls;
	bool uses_auth;
	bool needs_smtputf8; /* the letter under way */
	bool lacks_smtputf8; /* so it was not sent */
	int64_t heard_ms;    /* monotonic: when it last said something */
	int64_t patience_ms; /* from then on */
	bool is_silent;	     /* so the attempt was broken off */
	long connect_timeout_s;
	long response_timeout_s;
	long final_timeout_s;
	char reason[CURL_ERROR_SIZE];
	char bearer[OAUTH_TOKEN_MAX + 1]; /* the token in use */
};

static void
wait_for_reply(struct carrier *carrier, long seconds)
{
	carrier->heard_ms = clock_monotonic_ms();
	carrier->patience_ms = seconds * 1000 + GRACE_MS;
	curl_easy_setopt(
	    carrier->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds);
}

/* The end of the letter is where a server may need long (RFC 5321). */
static size_t
on_read(char *space, size_t size, size_t count, void *arg)
{
	struct carrier *carrier = arg;
	size_t room = size * count;
	size_t left = carrier->job->len - carrier->sent;
	size_t len = left < room ? left : room;

	memcpy(space, carrier->job->bytes + carrier->sent, len);
	carrier->sent += len;
	carrier->heard_ms = clock_monotonic_ms();
	if (len == 0)
		wait_for_reply(carrier, carrier->final_timeout_s);
	return len;
}

static size_t
on_reply(char *line, size_t size, size_t count, void *arg)
{
	struct carrier *carrier = arg;
	bool is_greeted =
	    outcome_trace_line(&carrier->trace, line, size * count);

	carrier->heard_ms = clock_monotonic_ms();
	carrier->patience_ms = carrier->response_timeout_s * 1000 + GRACE_MS;
	/* libcurl would send the address all the same. */
	if (is_greeted && carrier->needs_smtputf8 &&
	    !carrier->trace.has_smtputf8) {
		carrier->lacks_smtputf8 = true;
		return 0;
	}
	return size * count;
}

/* SMTP has no body to receive; libcurl would write it to standard output. */
static size_t
on_body(const char *bytes, size_t size, size_t count, void *arg)
{
	(void)bytes;
	(void)arg;
	return size * count;
}

static int
on_socket(void *arg, curl_socket_t fd, curlsocktype purpose)
{
	struct carrier *carrier = arg;

	(void)fd;
	(void)purpose;
	outcome_trace_connect(&carrier->trace);
	carrier->letters = 0;
	return CURL_SOCKOPT_OK;
}

/*
 * libcurl has time-outs, but after one it says QUIT to the silent server and
 * waits as long again; and a handshake has none but that of the whole.
 */
static bool
is_too_long(struct carrier *carrier)
{
	carrier->is_silent =
	    carrier->is_silent ||
	    clock_monotonic_ms() - carrier->heard_ms > carrier->patience_ms;
	return carrier->is_silent;
}

/* Before the text goes out nothing is lost by stopping at once. */
static int
on_progress(void *arg, curl_off_t down_total, curl_off_t down,
    curl_off_t up_total, curl_off_t up)
{
	struct carrier *carrier = arg;

	(void)down_total;
	(void)down;
	(void)up_total;
	(void)up;
	if (is_too_long(carrier))
		return 1;
	if (!atomic_load(&carrier->stop->requested))
		return 0;
	if (carrier->trace.stage < STAGE_BODY)
		return 1;
	return clock_monotonic_ms() >= atomic_load(&carrier->stop->deadline_ms);
}

static bool
is_set(const char *text)
{
	return text != NULL && *text != '\0';
}

static void
set_callbacks(struct carrier *carrier)
{
	CURL *curl = carrier->curl;

	curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(curl, CURLOPT_READDATA, carrier);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_reply);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, carrier);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, on_socket);
	curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, carrier);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, carrier);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, carrier->reason);
}

static void
set_limits(CURL *curl, const struct mailer_options *options)
{
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(
	    curl, CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_timeout_ms);
	curl_easy_setopt(
	    curl, CURLOPT_TIMEOUT_MS, (long)options->total_timeout_ms);
	curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, CONNECTION_IDLE_SECONDS);
	curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
}

/* Only behind TLS.  A token is set when a letter needs one. */
static void
set_login(CURL *curl, const struct mailer_options *options)
{
	if (!is_set(options->user))
		return;
	curl_easy_setopt(curl, CURLOPT_USERNAME, options->user);
	if (options->auth == SMTP_AUTH_XOAUTH2)
		curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
	else
		curl_easy_setopt(curl, CURLOPT_PASSWORD, options->password);
}

/* Deliberately no CURLOPT_CRLF: it would double the CR of our lines. */
static void
set_relay(CURL *curl, const struct mailer_options *options)
{
	cleanup_(memory_free_ptr) char *url =
	    is_set(options->helo_name)
		? memory_printf("%s/%s", options->smtp_url, options->helo_name)
		: memory_strdup(options->smtp_url);

	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* not the environment's */
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	if (options->tls == MAIL_TLS_NONE) {
		curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_NONE);
		return;
	}
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (is_set(options->ca_file)) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, options->ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
	set_login(curl, options);
}

static long
seconds_of(int ms)
{
	return ((long)ms + 999L) / 1000L;
}

static int
smtp_open(const struct mailer_options *options,
    const struct carrier_shared *shared, struct carrier **ret_carrier,
    struct error *err)
{
	struct carrier *carrier;
	CURL *curl = curl_easy_init();

	if (curl == NULL)
		return error_set(
		    err, OB_EINTERNAL, "cannot set up sending of mail");
	carrier = memory_alloc(sizeof(*carrier));
	carrier->curl = curl;
	carrier->stop = shared->stop;
	carrier->token = shared->token;
	carrier->uses_starttls =
	    options->tls == MAIL_TLS_REQUIRED &&
	    strncmp(options->smtp_url, "smtp://", strlen("smtp://")) == 0;
	carrier->uses_auth = is_set(options->user);
	carrier->connect_timeout_s = seconds_of(options->connect_timeout_ms);
	carrier->response_timeout_s = seconds_of(options->response_timeout_ms);
	carrier->final_timeout_s = seconds_of(options->final_timeout_ms);
	set_callbacks(carrier);
	set_limits(curl, options);
	set_relay(curl, options);
	*ret_carrier = carrier;
	return 0;
}

/*
 * libcurl says QUIT when it closes a connection and waits for the answer, up
 * to two minutes: a socket that is closed for reading answers at once.
 */
static void
hurry_quit(CURL *curl)
{
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK &&
	    fd != CURL_SOCKET_BAD)
		(void)shutdown(fd, SHUT_RD);
}

static void
smtp_close(struct carrier *carrier)
{
	if (carrier == NULL)
		return;
	hurry_quit(carrier->curl);
	curl_easy_cleanup(carrier->curl);
	explicit_bzero(carrier->bearer, sizeof(carrier->bearer));
	memory_free_ptr(&carrier);
}

/* The handle keeps its options, a new one has no connection. */
static void
smtp_rest(struct carrier *carrier)
{
	CURL *fresh = curl_easy_duphandle(carrier->curl);

	if (fresh == NULL)
		return;
	hurry_quit(carrier->curl);
	curl_easy_cleanup(carrier->curl);
	carrier->curl = fresh;
	carrier->letters = 0;
}

static CURLcode
attempt(struct carrier *carrier, bool fresh)
{
	CURL *curl = carrier->curl;
	bool has_smtputf8 = carrier->trace.has_smtputf8;
	CURLcode code;

	outcome_trace_init(
	    &carrier->trace, carrier->uses_starttls, carrier->uses_auth);
	carrier->trace.has_smtputf8 = has_smtputf8;
	carrier->lacks_smtputf8 = false;
	wait_for_reply(carrier, carrier->response_timeout_s);
	carrier->patience_ms += carrier->connect_timeout_s * 1000;
	carrier->is_silent = false;
	carrier->sent = 0;
	carrier->reason[0] = '\0';
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE,
	    carrier->letters + 1 >= CONNECTION_LETTERS ? 1L : 0L);
	code = curl_easy_perform(curl);
	return carrier->is_silent && code == CURLE_ABORTED_BY_CALLBACK
		   ? CURLE_OPERATION_TIMEDOUT
		   : code;
}

/* Printable ASCII: a reason may quote a stranger's certificate. */
static void
set_reply(struct letter_result *result, const char *text)
{
	(void)snprintf(result->reply, sizeof(result->reply), "%.*s",
	    (int)sizeof(result->reply) - 1, text);
	for (char *c = result->reply; *c != '\0'; c++) {
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
}

/* The server's last words; libcurl's reason where it said nothing of it. */
static void
fill_reply(
    const struct carrier *carrier, CURLcode code, struct letter_result *result)
{
	const char *reason = carrier->reason[0] != '\0'
				 ? carrier->reason
				 : curl_easy_strerror(code);
	bool has_reply = code == CURLE_OK || carrier->trace.code >= 400 ||
			 carrier->trace.stage == STAGE_ACCEPTED;

	set_reply(result, has_reply ? carrier->trace.reply : reason);
}

static void
judge(
    const struct carrier *carrier, CURLcode code, struct letter_result *result)
{
	struct outcome outcome = outcome_decide((int)code, &carrier->trace);

	result->outcome = outcome.verdict;
	result->alarm = outcome.alarm;
	result->is_doubtful = outcome.is_doubtful;
	fill_reply(carrier, code, result);
}

/*
 * A token server that refuses us is as a relay that does; one that is away is
 * as a relay that is, but somebody must look at it.
 */
static bool
log_in(struct carrier *carrier, struct letter_result *result)
{
	struct error err = ERROR_INIT;
	int status;

	if (carrier->token == NULL)
		return true;
	status = oauth_token_get(carrier->token, carrier->bearer, &err);
	if (status == OB_OK) {
		curl_easy_setopt(
		    carrier->curl, CURLOPT_XOAUTH2_BEARER, carrier->bearer);
		return true;
	}
	result->outcome =
	    status == OB_EDENIED ? MAIL_RELAY_REFUSED : MAIL_RELAY_DOWN;
	if (atomic_load(&carrier->stop->requested))
		result->outcome = MAIL_NOT_TRIED;
	result->alarm = result->outcome != MAIL_NOT_TRIED;
	set_reply(result, err.text);
	return false;
}

static bool
was_denied(const struct carrier *carrier, CURLcode code)
{
	return carrier->token != NULL && carrier->trace.stage == STAGE_AUTH &&
	       (code == CURLE_LOGIN_DENIED || carrier->trace.code == 535);
}

/* A token may be withdrawn before its time: one more is fetched, and tried. */
static bool
renew_login(struct carrier *carrier, struct letter_result *result)
{
	oauth_token_reject(carrier->token, carrier->bearer);
	return log_in(carrier, result);
}

static void
transfer(struct carrier *carrier, const struct letter_job *job,
    struct curl_slist *recipients, struct letter_result *result)
{
	CURL *curl = carrier->curl;
	CURLcode code;

	carrier->job = job;
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, job->from);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)job->len);
	carrier->needs_smtputf8 = !address_is_ascii(job->to);
	/* A kept connection would say MAIL before we are asked. */
	code = attempt(
	    carrier, carrier->needs_smtputf8 && !carrier->trace.has_smtputf8);
	if (outcome_is_stale((int)code, &carrier->trace))
		code = attempt(carrier, true);
	if (was_denied(carrier, code) && renew_login(carrier, result))
		code = attempt(carrier, true);
	carrier->letters++;
	if (carrier->lacks_smtputf8)
		smtp_letter_refuse_utf8(job->to, result);
	else if (result->reply[0] == '\0')
		judge(carrier, code, result);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, NULL);
	carrier->job = NULL;
	/* A late answer would be taken for that to the next letter. */
	if (code != CURLE_OK)
		smtp_rest(carrier);
}

static void
smtp_deliver(struct carrier *carrier, const struct letter_job *job,
    struct letter_result *result)
{
	struct curl_slist *recipients;

	if (!smtp_letter_is_fit(job, result))
		return;
	recipients = curl_slist_append(NULL, job->to);
	if (recipients == NULL) {
		result->outcome = MAIL_NOT_TRIED;
		return;
	}
	if (log_in(carrier, result))
		transfer(carrier, job, recipients, result);
	curl_slist_free_all(recipients);
}

const struct carrier_kind smtp_carrier = {
    .open = smtp_open,
    .deliver = smtp_deliver,
    .rest = smtp_rest,
    .close = smtp_close,
};
