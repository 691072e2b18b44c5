/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/mailer.h"

#include <assert.h>
#include <curl/curl.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "mail/carrier.h"
#include "mail/oauth_token.h"

#define THREADS_MAX MAILER_SESSIONS_MAX

struct worker {
	struct mailer *mailer;
	struct carrier *carrier;
	pthread_t thread;
};

struct mailer {
	/* The owner's alone. */
	const struct carrier_kind *kind;
	struct worker workers[THREADS_MAX];
	int opened;  /* workers with a carrier */
	int started; /* workers with a thread */
	bool finished;
	bool curl_ready;
	int idle_timeout_ms;
	int stop_timeout_ms;
	size_t pending; /* submitted, not yet collected */
	struct letter_result handed[MAILER_QUEUE_SIZE];

	int event_fd;
	struct carrier_stop stop;
	struct oauth_token *token; /* NULL: no login by token */

	pthread_mutex_t lock; /* over what follows */
	pthread_cond_t work;
	struct letter_job jobs[MAILER_QUEUE_SIZE]; /* a ring */
	size_t first_job;
	size_t job_count;
	struct letter_result results[MAILER_QUEUE_SIZE];
	size_t result_count; /* pending bounds it */
	bool halted; /* by the relay, since letters were all back last */
};

void
letter_job_release(struct letter_job *job)
{
	memory_free_ptr(&job->from);
	memory_free_ptr(&job->to);
	memory_free_ptr(&job->bytes);
	memory_free_ptr(&job->file_name);
	*job = (struct letter_job){.id = 0};
}

static void
lock(struct mailer *mailer)
{
	int result = pthread_mutex_lock(&mailer->lock);

	assert(result == 0);
	(void)result;
}

static void
unlock(struct mailer *mailer)
{
	(void)pthread_mutex_unlock(&mailer->lock);
}

/* The lock is held. */
static struct letter_job
take_job(struct mailer *mailer)
{
	struct letter_job job = mailer->jobs[mailer->first_job];

	mailer->first_job = (mailer->first_job + 1) % MAILER_QUEUE_SIZE;
	mailer->job_count--;
	return job;
}

static void
push_result(struct mailer *mailer, const struct letter_result *result)
{
	const uint64_t one = 1;
	bool was_empty;

	lock(mailer);
	assert(mailer->result_count < MAILER_QUEUE_SIZE);
	was_empty = mailer->result_count == 0;
	mailer->results[mailer->result_count++] = *result;
	unlock(mailer);
	/* The counter is far from full, so that this write cannot fail. */
	if (was_empty && write(mailer->event_fd, &one, sizeof(one)) < 0)
		assert(errno == EAGAIN);
}

/* The lock is held.  False when the time is up and nothing came. */
static bool
wait_for_work(struct mailer *mailer, bool forever)
{
	struct timespec until;
	int64_t until_ms = clock_monotonic_ms() + mailer->idle_timeout_ms;

	until.tv_sec = until_ms / 1000;
	until.tv_nsec = until_ms % 1000 * 1000000;
	while (
	    mailer->job_count == 0 && !atomic_load(&mailer->stop.requested)) {
		if (forever)
			(void)pthread_cond_wait(&mailer->work, &mailer->lock);
		else if (pthread_cond_timedwait(
			     &mailer->work, &mailer->lock, &until) == ETIMEDOUT)
			return false;
	}
	return true;
}

/* False when the mailer stops.  A thread with nothing to do sleeps for good. */
static bool
next_job(struct worker *worker, struct letter_job *ret_job)
{
	struct mailer *mailer = worker->mailer;
	bool is_stopping;

	lock(mailer);
	if (!wait_for_work(mailer, mailer->kind->rest == NULL)) {
		unlock(mailer);
		mailer->kind->rest(worker->carrier);
		lock(mailer);
		(void)wait_for_work(mailer, true);
	}
	is_stopping = atomic_load(&mailer->stop.requested);
	if (!is_stopping)
		*ret_job = take_job(mailer);
	unlock(mailer);
	return !is_stopping;
}

/*
 * A relay that refused our login would take one try for each letter that is
 * out, and may lock the account; one that is away would take a time-out for
 * each.  The rest goes back untried.  What may be said of one letter alone
 * stops no other.
 */
static bool
ends_all(const struct letter_result *result)
{
	return result->outcome == MAIL_RELAY_DOWN ||
	       (result->outcome == MAIL_RELAY_REFUSED && !result->is_doubtful);
}

static void
halt(struct mailer *mailer)
{
	lock(mailer);
	mailer->halted = true;
	unlock(mailer);
}

static bool
is_halted(struct mailer *mailer)
{
	bool halted;

	lock(mailer);
	halted = mailer->halted;
	unlock(mailer);
	return halted;
}

static void *
run(void *arg)
{
	struct worker *worker = arg;
	struct letter_job job;

	while (next_job(worker, &job)) {
		struct letter_result result = {.id = job.id};

		if (is_halted(worker->mailer))
			result.outcome = MAIL_NOT_TRIED;
		else
			worker->mailer->kind->deliver(
			    worker->carrier, &job, &result);
		if (ends_all(&result))
			halt(worker->mailer);
		letter_job_release(&job);
		push_result(worker->mailer, &result);
	}
	return NULL;
}

static const struct carrier_kind *
find_kind(enum mail_transport transport)
{
	static const struct carrier_kind *const kinds[] = {
	    [TRANSPORT_MAILDIR] = &maildir_carrier,
	    [TRANSPORT_SMTP] = &smtp_carrier,
	};

	return kinds[transport];
}

static struct mailer *
new_mailer(const struct mailer_options *options)
{
	struct mailer *mailer = memory_alloc(sizeof(*mailer));
	pthread_condattr_t monotonic;

	mailer->kind = find_kind(options->transport);
	mailer->event_fd = -1;
	atomic_init(&mailer->stop.requested, false);
	atomic_init(&mailer->stop.deadline_ms, 0);
	mailer->idle_timeout_ms = options->idle_timeout_ms;
	mailer->stop_timeout_ms = options->stop_timeout_ms;
	(void)pthread_mutex_init(&mailer->lock, NULL);
	(void)pthread_condattr_init(&monotonic);
	(void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&mailer->work, &monotonic);
	(void)pthread_condattr_destroy(&monotonic);
	return mailer;
}

static void
stop_ptr(struct mailer **mailer)
{
	mailer_stop(*mailer);
}

/* All carriers open before the first thread starts: failure is simple. */
static int
open_carriers(struct mailer *mailer, const struct mailer_options *options,
    struct error *err)
{
	const struct carrier_shared shared = {&mailer->stop, mailer->token};
	int count =
	    options->transport == TRANSPORT_SMTP ? options->sessions : 1;

	while (mailer->opened < count) {
		struct worker *worker = &mailer->workers[mailer->opened];
		int result =
		    mailer->kind->open(options, &shared, &worker->carrier, err);

		if (result < 0)
			return result;
		worker->mailer = mailer;
		mailer->opened++;
	}
	return 0;
}

/* Signals are the main thread's business. */
static int
start_threads(struct mailer *mailer, struct error *err)
{
	sigset_t all;
	sigset_t before;
	int result = 0;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	while (result == 0 && mailer->started < mailer->opened) {
		struct worker *worker = &mailer->workers[mailer->started];

		result = pthread_create(&worker->thread, NULL, run, worker);
		if (result == 0)
			mailer->started++;
	}
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (result != 0)
		return error_set(err, OB_EINTERNAL,
		    "cannot start a thread for mail: %s", strerror(result));
	return 0;
}

int
mailer_start(const struct mailer_options *options, struct mailer **ret_mailer,
    struct error *err)
{
	cleanup_(stop_ptr) struct mailer *mailer = NULL;
	int result = mailer_options_check(options, err);

	if (result < 0)
		return result;
	mailer = new_mailer(options);
	mailer->event_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (mailer->event_fd < 0)
		return error_set(err, OB_EIO,
		    "cannot make the mail threads' signal: %s",
		    strerror(errno));
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return error_set(
		    err, OB_EINTERNAL, "cannot set up sending of mail");
	mailer->curl_ready = true;
	if (options->transport == TRANSPORT_SMTP &&
	    options->auth == SMTP_AUTH_XOAUTH2)
		result = oauth_token_new(
		    options, &mailer->stop, &mailer->token, err);
	if (result == 0)
		result = open_carriers(mailer, options, err);
	if (result < 0)
		return result;
	result = start_threads(mailer, err);
	if (result < 0)
		return result;
	*ret_mailer = TAKE_PTR(mailer);
	return 0;
}

int
mailer_event_fd(const struct mailer *mailer)
{
	return mailer->event_fd;
}

size_t
mailer_room(const struct mailer *mailer)
{
	return mailer->finished ? 0 : MAILER_QUEUE_SIZE - mailer->pending;
}

size_t
mailer_pending(const struct mailer *mailer)
{
	return mailer->pending;
}

bool
mailer_submit(struct mailer *mailer, struct letter_job *job)
{
	size_t last;

	assert(job->bytes != NULL && job->len <= MAILER_LETTER_MAX);
	if (mailer_room(mailer) == 0)
		return false;
	lock(mailer);
	/* All have come back: the caller means to try again. */
	if (mailer->pending == 0)
		mailer->halted = false;
	last = (mailer->first_job + mailer->job_count) % MAILER_QUEUE_SIZE;
	mailer->jobs[last] = *job;
	mailer->job_count++;
	(void)pthread_cond_signal(&mailer->work);
	unlock(mailer);
	mailer->pending++;
	*job = (struct letter_job){.id = 0};
	return true;
}

size_t
mailer_collect(struct mailer *mailer, mailer_settled_fn settled, void *arg)
{
	uint64_t ignored;
	size_t count;

	/* Cleared first: a result that comes later signals again. */
	if (read(mailer->event_fd, &ignored, sizeof(ignored)) < 0)
		assert(errno == EAGAIN || errno == EINTR);
	lock(mailer);
	count = mailer->result_count;
	memcpy(mailer->handed, mailer->results,
	    count * sizeof(mailer->results[0]));
	mailer->result_count = 0;
	unlock(mailer);
	mailer->pending -= count;
	if (count > 0)
		settled(arg, mailer->handed, count);
	return count;
}

static void
return_untried(struct mailer *mailer)
{
	while (mailer->job_count > 0) {
		struct letter_job job = take_job(mailer);
		struct letter_result result = {
		    .id = job.id,
		    .outcome = MAIL_NOT_TRIED,
		    .reply = "stopped before an attempt",
		};

		letter_job_release(&job);
		push_result(mailer, &result);
	}
}

void
mailer_finish(struct mailer *mailer)
{
	if (mailer->finished)
		return;
	mailer->finished = true;
	atomic_store(&mailer->stop.deadline_ms,
	    clock_monotonic_ms() + mailer->stop_timeout_ms);
	lock(mailer);
	atomic_store(&mailer->stop.requested, true);
	(void)pthread_cond_broadcast(&mailer->work);
	unlock(mailer);
	for (int i = 0; i < mailer->started; i++)
		(void)pthread_join(mailer->workers[i].thread, NULL);
	for (int i = 0; i < mailer->opened; i++)
		mailer->kind->close(mailer->workers[i].carrier);
	mailer->opened = 0;
	mailer->started = 0;
	return_untried(mailer);
}

void
mailer_stop(struct mailer *mailer)
{
	if (mailer == NULL)
		return;
	mailer_finish(mailer);
	oauth_token_free(mailer->token);
	if (mailer->curl_ready)
		curl_global_cleanup();
	if (mailer->event_fd >= 0)
		(void)close(mailer->event_fd);
	(void)pthread_cond_destroy(&mailer->work);
	(void)pthread_mutex_destroy(&mailer->lock);
	memory_free_ptr(&mailer);
}
