/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Drives one mailer from standard input, for tests and measurements:
 *
 *	mailer_driver name=value ...
 *	send FROM TO FILE NAME     submits a letter (ids count from 1)
 *	repeat COUNT FROM TO FILE  submits it COUNT times
 *	wait                       until nothing is pending
 *	finish                     mailer_finish(), then collects
 *
 * Prints "ID OUTCOME ALARM REPLY" for each result and "done" after each wait
 * and finish.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "mail/mailer.h"

#define LINE_SIZE 4096

struct driver {
	struct mailer *mailer;
	int64_t last_id;
};

static void
print_results(void *arg, const struct letter_result *results, size_t count)
{
	(void)arg;
	for (size_t i = 0; i < count; i++)
		(void)printf("%" PRId64 " %s %s %s\n", results[i].id,
		    outcome_name(results[i].outcome),
		    results[i].alarm ? "alarm" : "-", results[i].reply);
	(void)fflush(stdout);
}

static void
collect(struct driver *driver)
{
	struct pollfd waiting = {
	    .fd = mailer_event_fd(driver->mailer), .events = POLLIN};

	if (poll(&waiting, 1, -1) > 0)
		(void)mailer_collect(driver->mailer, print_results, NULL);
}

static void
print_done(void)
{
	(void)printf("done\n");
	(void)fflush(stdout);
}

static void
wait_all(struct driver *driver)
{
	while (mailer_pending(driver->mailer) > 0)
		collect(driver);
	print_done();
}

static void
die(const char *what, const char *why)
{
	(void)fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

static void
submit(struct driver *driver, const char *from, const char *to,
    const char *path, const char *name)
{
	struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct letter_job job = {.id = ++driver->last_id};

	if (file_read(path, MAILER_LETTER_MAX, &bytes, &err) < 0)
		die(path, err.text);
	job.len = bytes.len;
	job.bytes = strbuf_detach(&bytes);
	job.from = memory_strdup(from);
	job.to = memory_strdup(to);
	job.file_name = memory_strdup(name);
	while (mailer_room(driver->mailer) == 0)
		collect(driver);
	if (!mailer_submit(driver->mailer, &job))
		die("submit", "refused although there is room");
}

static void
repeat(struct driver *driver, char **words)
{
	long count = strtol(words[1], NULL, 10);

	for (long i = 0; i < count; i++) {
		char *name = memory_printf("repeat.%ld", i);

		submit(driver, words[2], words[3], words[4], name);
		memory_free_ptr(&name);
	}
}

static void
obey(struct driver *driver, char *line)
{
	char *words[5] = {0};
	char *rest = NULL;

	for (int i = 0; i < 5; i++)
		words[i] = strtok_r(i == 0 ? line : NULL, " \n", &rest);
	if (words[0] == NULL)
		return;
	if (strcmp(words[0], "send") == 0 && words[4] != NULL)
		submit(driver, words[1], words[2], words[3], words[4]);
	else if (strcmp(words[0], "repeat") == 0 && words[4] != NULL)
		repeat(driver, words);
	else if (strcmp(words[0], "wait") == 0)
		wait_all(driver);
	else if (strcmp(words[0], "finish") == 0) {
		mailer_finish(driver->mailer);
		wait_all(driver);
	} else
		die(words[0], "not a command, or words are missing");
}

static bool
set_text(struct mailer_options *options, const char *name, const char *value)
{
	const struct {
		const char *name;
		const char **place;
	} texts[] = {
	    {"maildir", &options->maildir},
	    {"url", &options->smtp_url},
	    {"ca", &options->ca_file},
	    {"helo", &options->helo_name},
	    {"user", &options->user},
	    {"password", &options->password},
	    {"token_url", &options->token_url},
	    {"client_id", &options->client_id},
	    {"client_secret", &options->client_secret},
	    {"scope", &options->scope},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (strcmp(texts[i].name, name) == 0) {
			*texts[i].place = value;
			return true;
		}
	}
	return false;
}

static bool
set_number(struct mailer_options *options, const char *name, const char *value)
{
	const struct {
		const char *name;
		int *place;
	} numbers[] = {
	    {"sessions", &options->sessions},
	    {"connect", &options->connect_timeout_ms},
	    {"response", &options->response_timeout_ms},
	    {"final", &options->final_timeout_ms},
	    {"total", &options->total_timeout_ms},
	    {"idle", &options->idle_timeout_ms},
	    {"stop", &options->stop_timeout_ms},
	};

	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		if (strcmp(numbers[i].name, name) == 0) {
			*numbers[i].place = (int)strtol(value, NULL, 10);
			return true;
		}
	}
	return false;
}

static void
set_option(struct mailer_options *options, char *word)
{
	char *value = strchr(word, '=');

	if (value == NULL)
		die(word, "write name=value");
	*value++ = '\0';
	if (strcmp(word, "tls") == 0)
		options->tls = strcmp(value, "none") == 0 ? MAIL_TLS_NONE
							  : MAIL_TLS_REQUIRED;
	else if (strcmp(word, "auth") == 0)
		options->auth = strcmp(value, "xoauth2") == 0
				    ? SMTP_AUTH_XOAUTH2
				    : SMTP_AUTH_PASSWORD;
	else if (!set_text(options, word, value) &&
		 !set_number(options, word, value))
		die(word, "not an option");
	if (options->smtp_url != NULL)
		options->transport = TRANSPORT_SMTP;
}

int
main(int argc, char **argv)
{
	struct mailer_options options;
	struct driver driver = {NULL, 0};
	struct error err = ERROR_INIT;
	char line[LINE_SIZE];

	mailer_options_init(&options);
	for (int i = 1; i < argc; i++)
		set_option(&options, argv[i]);
	if (mailer_start(&options, &driver.mailer, &err) < 0)
		die("start", err.text);
	while (fgets(line, sizeof(line), stdin) != NULL)
		obey(&driver, line);
	mailer_stop(driver.mailer);
	return 0;
}
