/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/client.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"

#define CONNECT_SECONDS 5L
#define ORIGIN "http://localhost"

/* A line on the terminal while an answer may take minutes. */
struct progress {
	int64_t started;
	int64_t shown; /* seconds; 0: nothing is on the terminal */
};

struct exchange {
	CURL *curl;
	struct curl_slist *headers;
	struct strbuf *bytes;
	struct progress progress;
	bool is_too_large;
};

void
client_release_answer(struct client_answer *answer)
{
	strbuf_release(&answer->bytes);
}

static void
release_exchange(struct exchange *exchange)
{
	curl_slist_free_all(exchange->headers);
	curl_easy_cleanup(exchange->curl);
}

static size_t
receive(char *bytes, size_t size, size_t count, void *arg)
{
	struct exchange *exchange = arg;
	size_t len = size * count;

	if (len > CLIENT_MAX_ANSWER - exchange->bytes->len) {
		exchange->is_too_large = true;
		return 0;
	}
	strbuf_add(exchange->bytes, bytes, len);
	return len;
}

static int
show_progress(void *arg, curl_off_t to_come, curl_off_t come, curl_off_t to_go,
    curl_off_t gone)
{
	struct progress *progress = arg;
	int64_t seconds = (clock_monotonic_ms() - progress->started) / 1000;

	(void)to_come;
	(void)come;
	(void)to_go;
	(void)gone;
	if (seconds > progress->shown) {
		progress->shown = seconds;
		(void)fprintf(stderr,
		    "\rwaiting for the daemon to settle: %lld s",
		    (long long)seconds);
	}
	return 0;
}

static void
clear_progress(const struct progress *progress)
{
	if (progress->shown > 0)
		(void)fputs("\r\033[K", stderr);
}

static void
set_body(struct exchange *exchange, const struct request *request)
{
	CURL *curl = exchange->curl;

	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
	if (request->body == NULL)
		return;
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
	    (curl_off_t)strlen(request->body));
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
	exchange->headers = curl_slist_append(
	    exchange->headers, "Content-Type: application/json");
}

static void
set_limits(struct exchange *exchange, const struct request *request)
{
	CURL *curl = exchange->curl;

	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	if (!request->is_patient) {
		curl_easy_setopt(
		    curl, CURLOPT_TIMEOUT, (long)CLIENT_ANSWER_SECONDS);
		return;
	}
	exchange->progress.started = clock_monotonic_ms();
	if (isatty(STDERR_FILENO)) {
		curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
		curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, show_progress);
		curl_easy_setopt(
		    curl, CURLOPT_XFERINFODATA, &exchange->progress);
	}
}

/* Nothing from the environment (proxies) changes where this goes. */
static void
set_way(struct exchange *exchange, const struct request *request,
    const char *socket_path)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf(ORIGIN "%s", request->target.buf);
	CURL *curl = exchange->curl;

	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, socket_path);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(
	    curl, CURLOPT_USERAGENT, "onboardctl/" PACKAGE_VERSION);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, exchange);
	exchange->headers = curl_slist_append(
	    exchange->headers, "Accept: application/json, message/rfc822");
	exchange->headers = curl_slist_append(exchange->headers, "Expect:");
}

static const char *
connect_hint(long why)
{
	if (why == EACCES || why == EPERM)
		return "; root and the members of the group 'onboard' may use "
		       "it";
	return "; is onboardd running?";
}

static void
fail_to_connect(const struct exchange *exchange, CURLcode code,
    const char *socket_path, struct failure *failure)
{
	cleanup_(memory_free_ptr) char *message = NULL;
	long why = 0;

	(void)curl_easy_getinfo(exchange->curl, CURLINFO_OS_ERRNO, &why);
	message = memory_printf("the daemon cannot be reached at '%s': %s%s",
	    socket_path,
	    why != 0 ? strerror((int)why) : curl_easy_strerror(code),
	    connect_hint(why));
	failure_set(
	    failure, EXIT_UNREACHABLE, FAILURE_UNREACHABLE, "", message);
}

static bool
found_nobody(const struct exchange *exchange, CURLcode code)
{
	curl_off_t microseconds = 0;

	(void)curl_easy_getinfo(
	    exchange->curl, CURLINFO_CONNECT_TIME_T, &microseconds);
	return code == CURLE_COULDNT_CONNECT ||
	       code == CURLE_COULDNT_RESOLVE_HOST ||
	       (code == CURLE_OPERATION_TIMEDOUT && microseconds == 0);
}

/* After the request is sent nobody here knows whether it was done. */
static int
explain_silence(CURLcode code, bool is_too_large, struct error *err)
{
	if (is_too_large)
		return error_set(err, OB_ELIMIT,
		    "the daemon's answer is larger than %zu MiB",
		    CLIENT_MAX_ANSWER >> 20);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return error_set(err, OB_ETIMEOUT,
		    "the daemon did not answer within %d seconds; it may "
		    "still have done it",
		    CLIENT_ANSWER_SECONDS);
	return error_set(err, OB_EPROTO,
	    "the daemon's answer cannot be read: %s", curl_easy_strerror(code));
}

static void
fail(const struct exchange *exchange, CURLcode code, const char *socket_path,
    struct failure *failure)
{
	struct error err = ERROR_INIT;

	if (found_nobody(exchange, code)) {
		fail_to_connect(exchange, code, socket_path, failure);
		return;
	}
	if (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
	    code == CURLE_SEND_ERROR) {
		failure_set(failure, EXIT_UNREACHABLE, FAILURE_UNREACHABLE, "",
		    "the daemon closed the connection without an answer; it "
		    "may have done it");
		return;
	}
	(void)explain_silence(code, exchange->is_too_large, &err);
	failure_set_error(failure, &err);
}

static bool
is_possible_path(const char *socket_path, struct failure *failure)
{
	struct sockaddr_un address;

	if (strlen(socket_path) < sizeof(address.sun_path))
		return true;
	failure_set(failure, EXIT_UNREACHABLE, FAILURE_UNREACHABLE, "",
	    "the path of the control socket is longer than the system allows; "
	    "use a shorter one");
	return false;
}

bool
client_send(const struct request *request, const char *socket_path,
    struct client_answer *ret_answer, struct failure *failure)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(release_exchange) struct exchange exchange = {.bytes = &bytes};
	CURLcode code;

	if (!is_possible_path(socket_path, failure))
		return false;
	exchange.curl = curl_easy_init();
	if (exchange.curl == NULL) {
		failure_set(failure, EXIT_REFUSED, error_code(OB_EINTERNAL), "",
		    "libcurl cannot be started");
		return false;
	}
	set_way(&exchange, request, socket_path);
	set_body(&exchange, request);
	set_limits(&exchange, request);
	curl_easy_setopt(exchange.curl, CURLOPT_HTTPHEADER, exchange.headers);
	code = curl_easy_perform(exchange.curl);
	clear_progress(&exchange.progress);
	if (code != CURLE_OK) {
		fail(&exchange, code, socket_path, failure);
		return false;
	}
	(void)curl_easy_getinfo(
	    exchange.curl, CURLINFO_RESPONSE_CODE, &ret_answer->status);
	ret_answer->bytes = bytes;
	strbuf_init(&bytes);
	return true;
}
