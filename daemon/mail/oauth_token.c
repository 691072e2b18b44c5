/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/oauth_token.h"

#include <assert.h>
#include <curl/curl.h>
#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/strbuf.h"

#define REQUEST_MAX ((size_t)32 * 1024)
#define ANSWER_MAX ((size_t)64 * 1024)
#define CONNECT_TIMEOUT_MS 15000L
#define TOTAL_TIMEOUT_MS 30000L
#define LIFE_DEFAULT 300 /* seconds, where the answer says nothing */
#define LIFE_MAX 86400
#define MARGIN 60 /* renewed that much before it expires */

struct oauth_token {
	CURL *curl;
	const struct carrier_stop *stop;
	struct strbuf request; /* holds the client's secret */
	struct strbuf answer;  /* holds the token while it is read */
	char reason[CURL_ERROR_SIZE];

	atomic_uint failures; /* fetches that gave no token */
	pthread_mutex_t lock; /* over all others but stop: one fetches */
	struct error failure; /* the last */
	char text[OAUTH_TOKEN_MAX + 1];
	int64_t good_until_ms; /* monotonic */
};

static void
wipe(struct strbuf *secret)
{
	if (secret->size > 0)
		explicit_bzero(secret->buf, secret->size);
	strbuf_clear(secret);
}

static size_t
on_answer(char *bytes, size_t size, size_t count, void *arg)
{
	struct oauth_token *token = arg;
	size_t len = size * count;

	if (token->answer.len + len > ANSWER_MAX)
		return 0;
	strbuf_add(&token->answer, bytes, len);
	return len;
}

static int
on_progress(void *arg, curl_off_t down_total, curl_off_t down,
    curl_off_t up_total, curl_off_t up)
{
	const struct oauth_token *token = arg;

	(void)down_total;
	(void)down;
	(void)up_total;
	(void)up;
	return atomic_load(&token->stop->requested);
}

static bool
is_set(const char *text)
{
	return text != NULL && *text != '\0';
}

static void
set_options(struct oauth_token *token, const struct mailer_options *options)
{
	CURL *curl = token->curl;

	curl_easy_setopt(curl, CURLOPT_URL, options->token_url);
	/* mailer_options_check() lets http through for this machine only. */
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* not the environment's */
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, TOTAL_TIMEOUT_MS);
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (is_set(options->ca_file)) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, options->ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_answer);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, token);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, token);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, token->reason);
}

static void
free_escaped(char **text)
{
	if (*text != NULL)
		explicit_bzero(*text, strlen(*text));
	curl_free(*text);
}

static bool
add_field(struct oauth_token *token, const char *name, const char *value)
{
	cleanup_(free_escaped) char *escaped =
	    curl_easy_escape(token->curl, value, 0);

	if (escaped == NULL)
		return false;
	strbuf_add_format(&token->request, "&%s=%s", name, escaped);
	return true;
}

static bool
set_request(struct oauth_token *token, const struct mailer_options *options)
{
	strbuf_add_str(&token->request, "grant_type=client_credentials");
	if (!add_field(token, "client_id", options->client_id) ||
	    !add_field(token, "client_secret", options->client_secret) ||
	    (is_set(options->scope) &&
		!add_field(token, "scope", options->scope)))
		return false;
	curl_easy_setopt(
	    token->curl, CURLOPT_POSTFIELDSIZE, (long)token->request.len);
	curl_easy_setopt(token->curl, CURLOPT_POSTFIELDS, token->request.buf);
	return true;
}

int
oauth_token_new(const struct mailer_options *options,
    const struct carrier_stop *stop, struct oauth_token **ret_token,
    struct error *err)
{
	struct oauth_token *token = memory_alloc(sizeof(*token));

	(void)pthread_mutex_init(&token->lock, NULL);
	strbuf_init(&token->request);
	strbuf_init(&token->answer);
	/* Room for all: one that grows leaves copies behind. */
	strbuf_grow(&token->request, REQUEST_MAX);
	strbuf_grow(&token->answer, ANSWER_MAX);
	token->stop = stop;
	token->curl = curl_easy_init();
	if (token->curl == NULL || !set_request(token, options)) {
		oauth_token_free(token);
		return error_set(
		    err, OB_EINTERNAL, "cannot set up the login for mail");
	}
	set_options(token, options);
	*ret_token = token;
	return OB_OK;
}

void
oauth_token_free(struct oauth_token *token)
{
	if (token == NULL)
		return;
	curl_easy_cleanup(token->curl);
	wipe(&token->request);
	strbuf_release(&token->request);
	wipe(&token->answer);
	strbuf_release(&token->answer);
	explicit_bzero(token->text, sizeof(token->text));
	(void)pthread_mutex_destroy(&token->lock);
	memory_free_ptr(&token);
}

/* A server's word that may stand in a text: "invalid_client". */
static bool
is_word(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

	return len > 0 && len <= 60 && text[len] == '\0';
}

/*
 * The server's own words may hold what is not to be told: its error code
 * alone is (RFC 6749, 5.2).
 */
static int
refuse(long status, const json_t *answer, struct error *err)
{
	const char *code = json_string_value(json_object_get(answer, "error"));
	bool is_denied =
	    status >= 400 && status < 500 && status != 408 && status != 429;

	return error_set(err, is_denied ? OB_EDENIED : OB_EIO,
	    "the token server of mail.smtp.token_url answered %ld%s%s", status,
	    code != NULL && is_word(code) ? " " : "",
	    code != NULL && is_word(code) ? code : "");
}

/* What may stand in a login: b68token of RFC 7235. */
static bool
is_token(const char *text)
{
	size_t len = text == NULL
			 ? 0
			 : strspn(text, "abcdefghijklmnopqrstuvwxyz"
					"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
					"-._~+/=");

	return len > 0 && len <= OAUTH_TOKEN_MAX && text[len] == '\0';
}

static int64_t
life_of(const json_t *answer)
{
	const json_t *value = json_object_get(answer, "expires_in");
	double told = json_is_string(value)
			  ? strtod(json_string_value(value), NULL)
			  : json_number_value(value);
	int64_t life = LIFE_DEFAULT;

	if (told > LIFE_MAX)
		life = LIFE_MAX;
	else if (value != NULL && told >= 0)
		life = (int64_t)told;
	return life > 2 * MARGIN ? life - MARGIN : life / 2;
}

static int
keep(struct oauth_token *token, const json_t *answer, struct error *err)
{
	const char *text =
	    json_string_value(json_object_get(answer, "access_token"));

	if (!is_token(text))
		return error_set(err, OB_EIO,
		    "the token server of mail.smtp.token_url gave no token "
		    "that can be used");
	(void)snprintf(token->text, sizeof(token->text), "%s", text);
	token->good_until_ms = clock_monotonic_ms() + life_of(answer) * 1000;
	return OB_OK;
}

static int
read_answer(struct oauth_token *token, struct error *err)
{
	json_auto_t *answer =
	    json_loadb(token->answer.buf, token->answer.len, 0, NULL);
	long status = 0;

	(void)curl_easy_getinfo(token->curl, CURLINFO_RESPONSE_CODE, &status);
	return status == 200 ? keep(token, answer, err)
			     : refuse(status, answer, err);
}

/* The lock is held. */
static int
fetch(struct oauth_token *token, struct error *err)
{
	CURLcode code;
	int status;

	explicit_bzero(token->text, sizeof(token->text));
	token->reason[0] = '\0';
	code = curl_easy_perform(token->curl);
	status = code == CURLE_OK
		     ? read_answer(token, err)
		     : error_set(err, OB_EIO,
			   "the token server of mail.smtp.token_url cannot be "
			   "asked: %s",
			   token->reason[0] != '\0' ? token->reason
						    : curl_easy_strerror(code));
	wipe(&token->answer);
	return status;
}

static void
lock(struct oauth_token *token)
{
	int result = pthread_mutex_lock(&token->lock);

	assert(result == 0);
	(void)result;
}

/* The lock is held. */
static bool
is_good(const struct oauth_token *token)
{
	return token->text[0] != '\0' &&
	       clock_monotonic_ms() < token->good_until_ms;
}

/* The lock is held.  Who waited while another failed need not fail anew. */
static int
renew(struct oauth_token *token, unsigned int failures, struct error *err)
{
	if (atomic_load(&token->failures) == failures) {
		int status = fetch(token, &token->failure);

		if (status == OB_OK)
			return OB_OK;
		atomic_fetch_add(&token->failures, 1);
	}
	return error_set(err, token->failure.status, "%s", token->failure.text);
}

int
oauth_token_get(struct oauth_token *token, char *ret_text, struct error *err)
{
	unsigned int failures = atomic_load(&token->failures);
	int status = OB_OK;

	lock(token);
	if (!is_good(token))
		status = renew(token, failures, err);
	if (status == OB_OK)
		memcpy(ret_text, token->text, sizeof(token->text));
	(void)pthread_mutex_unlock(&token->lock);
	return status;
}

void
oauth_token_reject(struct oauth_token *token, const char *text)
{
	lock(token);
	/* Another thread may have fetched a better one meanwhile. */
	if (strcmp(token->text, text) == 0)
		explicit_bzero(token->text, sizeof(token->text));
	(void)pthread_mutex_unlock(&token->lock);
}
