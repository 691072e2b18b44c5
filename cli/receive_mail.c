/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/receive_mail.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/output.h"
#include "cli/receive_child.h"
#include "cli/receive_fact.h"
#include "cli/receive_folder.h"
#include "cli/remote.h"
#include "cli/request.h"
#include "cli/socket_path.h"
#include "cli/view.h"
#include "formats/config.h"
#include "message/received.h"

/* So many that fail in one run are no longer the fault of single messages. */
#define MAX_FAILURES 100

/* One run: what it works with, and what came of each message. */
struct run {
	const struct invocation *invocation;
	char *trusted_host;
	json_t *results;
	struct failure failure;
	struct failure first; /* of those that did not end the run */
	size_t failures;
};

static void
release_run(struct run *run)
{
	free(run->trusted_host);
	json_decref(run->results);
	failure_release(&run->failure);
	failure_release(&run->first);
}

static void
release_json(json_t **value)
{
	json_decref(*value);
}

/* The option's, else the configuration's, which may not be ours to read. */
static char *
find_trusted_host(const struct invocation *invocation)
{
	const char *given = invocation_value(invocation, "trusted-host");
	struct settings *settings = NULL;
	struct error ignored = ERROR_INIT;
	char *host;

	if (given != NULL)
		return memory_strdup(given);
	if (access(SOCKET_PATH_CONFIG, R_OK) != 0 ||
	    config_load(SOCKET_PATH_CONFIG, &settings, &ignored) != OB_OK)
		return memory_strdup("");
	host = memory_strdup(settings->mail.trusted_host);
	settings_free(settings);
	return host;
}

/* file: NULL for standard input. */
static json_t *
make_fact(const struct run *run, const struct strbuf *bytes, const char *file)
{
	char digest[RECEIVED_DIGEST_SIZE];
	json_t *fact;
	bool is_too_large = bytes->len > RECEIVED_MAX_BYTES;

	fact = receive_child_read(bytes->buf, bytes->len, run->trusted_host);
	if (fact != NULL && strcmp(view_text(fact, "kind"), "unreadable") != 0)
		return fact;
	if (fact != NULL && file != NULL)
		(void)json_object_set_new(fact, "comment", json_string(file));
	if (fact != NULL)
		return fact;
	received_digest(bytes->buf, bytes->len, digest);
	return receive_fact_unreadable(
	    is_too_large ? "too-large" : "unreadable", digest, file);
}

static bool
send(struct run *run, const json_t *fact, json_t **ret_answer)
{
	cleanup_(request_release) struct request request;

	failure_release(&run->failure);
	request_init(&request, run->invocation);
	free(request.body);
	request.body = json_dumps(fact, JSON_COMPACT);
	return remote_ask(run->invocation, &request, ret_answer, &run->failure);
}

/* A reader that was taken over could write what the daemon will not have. */
static bool
was_nonsense(const struct failure *failure)
{
	return failure->exit_status == EXIT_REFUSED &&
	       (strcmp(failure->code, error_code(OB_EINVALID)) == 0 ||
		   strcmp(failure->code, error_code(OB_ELIMIT)) == 0);
}

static void
note(struct run *run, const json_t *answer, const char *file)
{
	json_t *result = json_deep_copy(json_object_get(answer, "received"));

	if (file != NULL)
		(void)json_object_set_new(result, "file", json_string(file));
	(void)json_array_append_new(run->results, result);
}

/* false: the daemon has not got it, and failure says why. */
static bool
take(struct run *run, const struct strbuf *bytes, const char *file,
    bool *ret_is_readable)
{
	cleanup_(release_json) json_t *fact = make_fact(run, bytes, file);
	cleanup_(release_json) json_t *answer = NULL;
	char digest[RECEIVED_DIGEST_SIZE];
	bool is_sent = send(run, fact, &answer);

	if (!is_sent && was_nonsense(&run->failure)) {
		received_digest(bytes->buf, bytes->len, digest);
		json_decref(fact);
		fact = receive_fact_unreadable("unreadable", digest, file);
		is_sent = send(run, fact, &answer);
	}
	if (!is_sent)
		return false;
	*ret_is_readable = strcmp(view_text(fact, "kind"), "unreadable") != 0;
	note(run, answer, file);
	return true;
}

/*
 * All of standard input is taken, so that who writes it is not cut off; of too
 * much only as much is kept as tells that it is.
 */
static int
read_input(struct strbuf *bytes, struct error *err)
{
	char part[65536];

	for (;;) {
		ssize_t got = read(STDIN_FILENO, part, sizeof(part));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(err, OB_EIO,
			    "cannot read standard input: %s", strerror(errno));
		if (got == 0)
			return OB_OK;
		if (bytes->len <= RECEIVED_MAX_BYTES)
			strbuf_add(bytes, part, (size_t)got);
	}
}

static bool
run_input(struct run *run)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;
	bool is_readable;

	if (read_input(&bytes, &err) == OB_OK && bytes.len > 0)
		return take(run, &bytes, NULL, &is_readable);
	if (err.status == OB_OK)
		(void)error_set(&err, OB_EINVALID,
		    "standard input is empty; give it a message, or a folder "
		    "by --maildir");
	failure_set_error(&run->failure, &err);
	return false;
}

/* The name without its flags, which change when it was taken. */
static char *
base_name(const char *name)
{
	return memory_strndup(name, strcspn(name, ":"));
}

static bool
take_file(struct run *run, const struct receive_folder *folder,
    const struct receive_file *file)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *name = base_name(file->name);
	struct error err = ERROR_INIT;
	bool is_readable = false;
	int status =
	    receive_folder_read(folder, file, RECEIVED_MAX_BYTES, &bytes, &err);

	if (status == OB_ENOTFOUND)
		return true;
	if (status == OB_OK && !take(run, &bytes, name, &is_readable))
		return false;
	if (status == OB_OK)
		status = receive_folder_settle(folder, file, is_readable, &err);
	if (status == OB_OK)
		return true;
	failure_set_error(&run->failure, &err);
	return false;
}

/* false: the daemon is away, or it is not about this message. */
static bool
goes_on(struct run *run)
{
	if (run->failure.exit_status == EXIT_UNREACHABLE)
		return false;
	run->failures++;
	if (run->failures > 1)
		return run->failures < MAX_FAILURES;
	run->first = run->failure;
	run->failure = (struct failure)FAILURE_INIT;
	return true;
}

/* One message that fails keeps none behind it from being taken. */
static bool
run_folder(struct run *run, const char *path)
{
	cleanup_(receive_folder_release) struct receive_folder folder =
	    RECEIVE_FOLDER_INIT;
	struct error err = ERROR_INIT;

	if (receive_folder_open(path, &folder, &err) != OB_OK) {
		failure_set_error(&run->failure, &err);
		return false;
	}
	for (size_t i = 0; i < folder.count; i++) {
		if (!take_file(run, &folder, &folder.files[i]) && !goes_on(run))
			return false;
	}
	if (run->failures == 0)
		return true;
	failure_release(&run->failure);
	run->failure = run->first;
	run->first = (struct failure)FAILURE_INIT;
	return false;
}

static void
show(const struct run *run, struct output *output)
{
	size_t i;
	json_t *result;

	if (output->as_json) {
		json_t *view = json_pack("{s:O}", "received", run->results);
		char *text = json_dumps(view, JSON_INDENT(2));

		output_add(output, "%s\n", text);
		free(text);
		json_decref(view);
		return;
	}
	json_array_foreach(run->results, i, result)
	{
		cleanup_(memory_free_ptr) char *id = view_value(result, "id");

		output_add(output, "Received mail %s: ", id);
		output_add_value(output, view_text(result, "outcome"));
		output_add(output, ", ");
		output_add_value(output, view_text(result, "reason"));
		output_add(output, "\n");
	}
	if (json_array_size(run->results) == 0)
		output_add(output, "No mail to receive.\n");
}

int
receive_mail_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(release_run) struct run run = {.invocation = invocation,
	    .trusted_host = find_trusted_host(invocation),
	    .results = json_array(),
	    .failure = FAILURE_INIT,
	    .first = FAILURE_INIT};
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	const char *path = invocation_value(invocation, "maildir");
	bool is_done = path == NULL ? run_input(&run) : run_folder(&run, path);

	if (is_done) {
		show(&run, output);
		return EXIT_DONE;
	}
	expand_text(invocation, invocation->command->doing, &doing);
	return (int)failure_report(
	    &run.failure, invocation->command, doing.buf, output->as_json);
}
