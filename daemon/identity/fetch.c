/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/fetch.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define CONNECT_TIMEOUT_MS 5000L

struct fetcher {
	struct event_base *base;
	CURLM *multi;
	struct event *timer;
	char *ca_file;
	bool curl_ready;
};

struct fetch {
	struct fetcher *fetcher;
	CURL *curl;
	struct curl_slist *headers;
	char *form;	      /* wiped */
	struct strbuf answer; /* the same: tokens may stand there */
	size_t max;
	bool is_too_long;
	char reason[CURL_ERROR_SIZE];
	fetch_done_fn *done;
	void *arg;
};

static void
wipe(char **text)
{
	if (*text != NULL)
		explicit_bzero(*text, strlen(*text));
	memory_free_ptr(text);
}

void
fetch_cancel(struct fetch *fetch)
{
	if (fetch == NULL)
		return;
	(void)curl_multi_remove_handle(fetch->fetcher->multi, fetch->curl);
	curl_easy_cleanup(fetch->curl);
	curl_slist_free_all(fetch->headers);
	wipe(&fetch->form);
	if (fetch->answer.size > 0)
		explicit_bzero(fetch->answer.buf, fetch->answer.size);
	strbuf_release(&fetch->answer);
	free(fetch);
}

static void
describe(const struct fetch *fetch, CURLcode code, struct error *err)
{
	if (fetch->is_too_long)
		(void)error_set(err, OB_EPROTO,
		    "the provider's answer is longer than %zu bytes",
		    fetch->max);
	else
		(void)error_set(err,
		    code == CURLE_OPERATION_TIMEDOUT ? OB_ETIMEOUT : OB_EIO,
		    "the provider cannot be asked: %s",
		    fetch->reason[0] != '\0' ? fetch->reason
					     : curl_easy_strerror(code));
}

/* Whoever is told may begin another. */
static void
finish(struct fetch *fetch, CURLcode code)
{
	struct error failed = ERROR_INIT;
	long status = 0;

	if (code != CURLE_OK)
		describe(fetch, code, &failed);
	(void)curl_easy_getinfo(fetch->curl, CURLINFO_RESPONSE_CODE, &status);
	fetch->done(fetch->arg, code == CURLE_OK ? NULL : &failed, status,
	    fetch->answer.buf, fetch->answer.len);
	fetch_cancel(fetch);
}

static void
finish_all(struct fetcher *fetcher)
{
	CURLMsg *message;
	int left = 0;

	while (
	    (message = curl_multi_info_read(fetcher->multi, &left)) != NULL) {
		struct fetch *fetch = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(
		    message->easy_handle, CURLINFO_PRIVATE, &fetch);
		finish(fetch, message->data.result);
	}
}

static void
on_socket_event(evutil_socket_t socket, short what, void *arg)
{
	struct fetcher *fetcher = arg;
	int flags = ((what & EV_READ) != 0 ? CURL_CSELECT_IN : 0) |
		    ((what & EV_WRITE) != 0 ? CURL_CSELECT_OUT : 0);
	int running = 0;

	(void)curl_multi_socket_action(fetcher->multi, socket, flags, &running);
	finish_all(fetcher);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct fetcher *fetcher = arg;
	int running = 0;

	(void)fd;
	(void)what;
	(void)curl_multi_socket_action(
	    fetcher->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	finish_all(fetcher);
}

/* libcurl says what it waits for on each of its sockets. */
static int
on_socket(CURL *curl, curl_socket_t socket, int what, void *arg, void *known)
{
	struct fetcher *fetcher = arg;
	struct event *event = known;
	short wanted = EV_PERSIST;

	(void)curl;
	if (event != NULL)
		event_free(event);
	event = NULL;
	if ((what & CURL_POLL_IN) != 0)
		wanted |= EV_READ;
	if ((what & CURL_POLL_OUT) != 0)
		wanted |= EV_WRITE;
	if (what != CURL_POLL_REMOVE) {
		event = event_new(
		    fetcher->base, socket, wanted, on_socket_event, fetcher);
		if (event == NULL || event_add(event, NULL) != 0)
			abort();
	}
	(void)curl_multi_assign(fetcher->multi, socket, event);
	return 0;
}

static int
on_timeout(CURLM *multi, long timeout_ms, void *arg)
{
	struct fetcher *fetcher = arg;
	struct timeval delay = {
	    .tv_sec = timeout_ms / 1000, .tv_usec = timeout_ms % 1000 * 1000};

	(void)multi;
	if (timeout_ms < 0)
		(void)evtimer_del(fetcher->timer);
	else
		(void)evtimer_add(fetcher->timer, &delay);
	return 0;
}

static void
close_ptr(struct fetcher **fetcher)
{
	fetch_close(*fetcher);
}

int
fetch_open(struct event_base *base, const char *ca_file,
    struct fetcher **ret_fetcher, struct error *err)
{
	cleanup_(close_ptr) struct fetcher *fetcher =
	    memory_alloc(sizeof(*fetcher));

	fetcher->base = base;
	fetcher->ca_file = memory_strdup(ca_file);
	fetcher->curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	fetcher->timer = evtimer_new(base, on_timer, fetcher);
	if (fetcher->curl_ready)
		fetcher->multi = curl_multi_init();
	if (fetcher->timer == NULL || fetcher->multi == NULL)
		return error_set(err, OB_EINTERNAL,
		    "cannot set up the requests to the provider");
	curl_multi_setopt(fetcher->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(fetcher->multi, CURLMOPT_SOCKETDATA, fetcher);
	curl_multi_setopt(fetcher->multi, CURLMOPT_TIMERFUNCTION, on_timeout);
	curl_multi_setopt(fetcher->multi, CURLMOPT_TIMERDATA, fetcher);
	*ret_fetcher = TAKE_PTR(fetcher);
	return OB_OK;
}

void
fetch_close(struct fetcher *fetcher)
{
	if (fetcher == NULL)
		return;
	if (fetcher->multi != NULL)
		(void)curl_multi_cleanup(fetcher->multi);
	if (fetcher->timer != NULL)
		event_free(fetcher->timer);
	if (fetcher->curl_ready)
		curl_global_cleanup();
	free(fetcher->ca_file);
	free(fetcher);
}

static size_t
on_answer(char *bytes, size_t size, size_t count, void *arg)
{
	struct fetch *fetch = arg;
	size_t len = size * count;

	fetch->is_too_long = fetch->answer.len + len > fetch->max;
	if (fetch->is_too_long)
		return 0;
	strbuf_add(&fetch->answer, bytes, len);
	return len;
}

static void
set_bounds(CURL *curl)
{
	/* provider.c lets http through for this machine only. */
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* not the environment's */
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	/* A resolver that hangs must not hold the loop at the end. */
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, FETCH_TIMEOUT_MS);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
}

static void
set_login(CURL *curl, const struct fetch_request *request)
{
	if (request->user == NULL)
		return;
	curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
	curl_easy_setopt(curl, CURLOPT_USERNAME, request->user);
	curl_easy_setopt(curl, CURLOPT_PASSWORD, request->password);
}

static void
set_options(struct fetch *fetch, const struct fetch_request *request)
{
	CURL *curl = fetch->curl;
	const char *ca_file = fetch->fetcher->ca_file;

	set_bounds(curl);
	set_login(curl, request);
	curl_easy_setopt(curl, CURLOPT_URL, request->url);
	fetch->headers =
	    curl_slist_append(fetch->headers, "Accept: application/json");
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fetch->headers);
	if (ca_file[0] != '\0') {
		curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
	if (fetch->form != NULL) {
		curl_easy_setopt(
		    curl, CURLOPT_POSTFIELDSIZE, (long)strlen(fetch->form));
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, fetch->form);
	}
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_answer);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetch);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fetch->reason);
	curl_easy_setopt(curl, CURLOPT_PRIVATE, fetch);
}

int
fetch_begin(struct fetcher *fetcher, const struct fetch_request *request,
    fetch_done_fn *done, void *arg, struct fetch **ret_fetch, struct error *err)
{
	struct fetch *fetch = memory_alloc(sizeof(*fetch));

	strbuf_init(&fetch->answer);
	/* Room for all: one that grows leaves copies behind. */
	strbuf_grow(&fetch->answer, request->max);
	fetch->fetcher = fetcher;
	fetch->form = memory_strdup(request->form);
	fetch->max = request->max;
	fetch->done = done;
	fetch->arg = arg;
	fetch->curl = curl_easy_init();
	if (fetch->curl != NULL)
		set_options(fetch, request);
	if (fetch->curl == NULL ||
	    curl_multi_add_handle(fetcher->multi, fetch->curl) != CURLM_OK) {
		fetch_cancel(fetch);
		return error_set(err, OB_EINTERNAL,
		    "cannot begin a request to the provider");
	}
	*ret_fetch = fetch;
	return OB_OK;
}
