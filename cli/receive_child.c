/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/receive_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/receive_fact.h"

#define FACT_MAX ((size_t)60 * 1024) /* below the daemon's largest body */
#define SECONDS 10		     /* of the processor */
#define WAIT_MS 60000		     /* of the clock */
#define MEMORY ((rlim_t)192 << 20)   /* below MemoryMax= of the service */
#define DESCRIPTORS 32		     /* for the tables of character sets */

/* A sanitizer reserves terabytes.  gcc and clang tell of it otherwise. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_OWN_MEMORY 1
#elif defined(__has_feature)
#define HAS_OWN_MEMORY                                                         \
	(__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define HAS_OWN_MEMORY 0
#endif

static void
limit(int resource, rlim_t most)
{
	const struct rlimit rule = {most, most};

	if (setrlimit((__rlimit_resource_t)resource, &rule) < 0)
		_exit(EXIT_FAILURE);
}

static void
give_up_rights(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
		_exit(EXIT_FAILURE);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CPU, SECONDS);
	limit(RLIMIT_NOFILE, DESCRIPTORS);
	if (!HAS_OWN_MEMORY)
		limit(RLIMIT_AS, MEMORY);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		_exit(EXIT_FAILURE);
}

static bool
write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t put = write(fd, text, left);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		text += put;
		left -= (size_t)put;
	}
	return true;
}

static void
run_child(int fd, const char *bytes, size_t len, const char *trusted_host)
{
	json_t *fact;
	char *text;

	give_up_rights();
	fact = receive_fact_make(bytes, len, trusted_host);
	text = json_dumps(fact, JSON_COMPACT);
	/* What was allocated goes with the process. */
	_exit(
	    text != NULL && write_all(fd, text) ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* false: it says too much, or nothing for a minute. */
static bool
read_all(int fd, struct strbuf *text)
{
	int64_t deadline = clock_monotonic_ms() + WAIT_MS;
	char part[4096];

	for (;;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		int64_t left = deadline - clock_monotonic_ms();
		ssize_t got;

		if (left <= 0 || poll(&ready, 1, (int)left) == 0)
			return false;
		got = read(fd, part, sizeof(part));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		strbuf_add(text, part, (size_t)got);
		if (text->len > FACT_MAX)
			return false;
	}
}

/* What it had to say it has said: one that was taken over might stay. */
static void
end(pid_t child)
{
	(void)kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		continue;
}

/*
 * The daemon checks every member; that it is one whole object, and not what a
 * reader wrote that died of it, is ours.
 */
static json_t *
parse(const struct strbuf *text)
{
	json_t *fact =
	    json_loadb(text->buf, text->len, JSON_REJECT_DUPLICATES, NULL);

	if (json_is_object(fact))
		return fact;
	json_decref(fact);
	return NULL;
}

json_t *
receive_child_read(const char *bytes, size_t len, const char *trusted_host)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	int ends[2];
	bool is_whole;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return NULL;
	child = fork();
	if (child == 0)
		run_child(ends[1], bytes, len, trusted_host);
	(void)close(ends[1]);
	is_whole = child > 0 && read_all(ends[0], &text);
	(void)close(ends[0]);
	if (child < 0)
		return NULL;
	end(child);
	return is_whole ? parse(&text) : NULL;
}
