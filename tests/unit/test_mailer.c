/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two queues and the eventfd, with a Maildir at the other end.  Small and
 * quick enough to run under ThreadSanitizer, which is what it is for.
 */
#include "mail/mailer.h"

#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

#define LETTER "Subject: x\r\n\r\nHej\r\n"
#define MANY 500
#define WAIT_MS 20000

struct fixture {
	char directory[64];
	struct mailer *mailer;
	bool seen[MANY + 1]; /* by id */
	size_t settled;
	size_t sent;
	size_t untried;
};

static int
set_up(void **state)
{
	struct fixture *fixture = memory_alloc(sizeof(*fixture));
	struct mailer_options options;
	const char *base = getenv("TMPDIR");

	(void)snprintf(fixture->directory, sizeof(fixture->directory),
	    "%.40s/mailer-XXXXXX", base != NULL ? base : "/tmp");
	if (mkdtemp(fixture->directory) == NULL)
		return -1;
	mailer_options_init(&options);
	options.maildir = fixture->directory;
	*state = fixture;
	return mailer_start(&options, &fixture->mailer, NULL);
}

static void
empty_directory(const char *parent, const char *part)
{
	char *path = memory_printf("%s/%s", parent, part);
	DIR *directory = opendir(path);
	struct dirent *entry;

	while (directory != NULL && (entry = readdir(directory)) != NULL)
		(void)unlinkat(dirfd(directory), entry->d_name, 0);
	if (directory != NULL)
		(void)closedir(directory);
	(void)rmdir(path);
	free(path);
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	mailer_stop(fixture->mailer);
	empty_directory(fixture->directory, "new");
	empty_directory(fixture->directory, "cur");
	empty_directory(fixture->directory, "tmp");
	(void)rmdir(fixture->directory);
	free(fixture);
	return 0;
}

static struct letter_job
make_job(int64_t id)
{
	return (struct letter_job){
	    .id = id,
	    .from = memory_strdup("a@example.org"),
	    .to = memory_strdup("b@example.org"),
	    .bytes = memory_strdup(LETTER),
	    .len = strlen(LETTER),
	    .file_name = memory_printf("letter.%d", (int)id),
	};
}

static void
note(void *arg, const struct letter_result *results, size_t count)
{
	struct fixture *fixture = arg;

	for (size_t i = 0; i < count; i++) {
		assert_in_range(results[i].id, 1, MANY);
		assert_false(fixture->seen[results[i].id]);
		fixture->seen[results[i].id] = true;
		fixture->sent += results[i].outcome == MAIL_SENT;
		fixture->untried += results[i].outcome == MAIL_NOT_TRIED;
	}
	fixture->settled += count;
}

static bool
is_readable(const struct mailer *mailer, int timeout_ms)
{
	struct pollfd waiting = {
	    .fd = mailer_event_fd(mailer), .events = POLLIN};

	return poll(&waiting, 1, timeout_ms) == 1;
}

static void
collect_some(struct fixture *fixture)
{
	if (!is_readable(fixture->mailer, WAIT_MS))
		fail_msg("no result in time");
	(void)mailer_collect(fixture->mailer, note, fixture);
}

static void
submit(struct fixture *fixture, int64_t id)
{
	struct letter_job job = make_job(id);

	while (mailer_room(fixture->mailer) == 0)
		collect_some(fixture);
	assert_true(mailer_submit(fixture->mailer, &job));
}

static void
test_every_letter_of_many_is_settled_once(void **state)
{
	struct fixture *fixture = *state;

	for (int64_t id = 1; id <= MANY; id++)
		submit(fixture, id);
	while (mailer_pending(fixture->mailer) > 0)
		collect_some(fixture);
	assert_int_equal(fixture->settled, MANY);
	assert_int_equal(fixture->sent, MANY);
}

static void
test_a_taken_job_is_empty_afterwards(void **state)
{
	struct fixture *fixture = *state;
	struct letter_job job = make_job(1);

	assert_true(mailer_submit(fixture->mailer, &job));
	assert_null(job.bytes);
	assert_null(job.file_name);
}

static void
test_a_full_queue_takes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct letter_job job = make_job(MANY);

	for (int64_t id = 1; id <= MAILER_QUEUE_SIZE; id++)
		submit(fixture, id);
	assert_int_equal(mailer_room(fixture->mailer), 0);
	assert_false(mailer_submit(fixture->mailer, &job));
	assert_non_null(job.bytes);
	letter_job_release(&job);
}

static void
test_room_and_pending_add_up_to_the_queue(void **state)
{
	struct fixture *fixture = *state;

	submit(fixture, 1);
	submit(fixture, 2);
	assert_int_equal(mailer_pending(fixture->mailer), 2);
	assert_int_equal(mailer_room(fixture->mailer), MAILER_QUEUE_SIZE - 2);
}

static void
test_after_collecting_all_the_eventfd_is_quiet(void **state)
{
	struct fixture *fixture = *state;

	submit(fixture, 1);
	collect_some(fixture);
	assert_false(is_readable(fixture->mailer, 0));
	assert_int_equal(mailer_collect(fixture->mailer, note, fixture), 0);
}

static void
test_finishing_settles_every_letter(void **state)
{
	struct fixture *fixture = *state;

	for (int64_t id = 1; id <= MAILER_QUEUE_SIZE; id++)
		submit(fixture, id);
	mailer_finish(fixture->mailer);
	(void)mailer_collect(fixture->mailer, note, fixture);
	assert_int_equal(mailer_pending(fixture->mailer), 0);
	assert_int_equal(fixture->settled, MAILER_QUEUE_SIZE);
	assert_int_equal(fixture->sent + fixture->untried, MAILER_QUEUE_SIZE);
}

static void
test_a_finished_mailer_takes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct letter_job job = make_job(1);

	mailer_finish(fixture->mailer);
	assert_false(mailer_submit(fixture->mailer, &job));
	letter_job_release(&job);
}

static void
test_stopping_with_letters_waiting_frees_them(void **state)
{
	struct fixture *fixture = *state;

	for (int64_t id = 1; id <= MAILER_QUEUE_SIZE; id++)
		submit(fixture, id);
	mailer_stop(fixture->mailer);
	fixture->mailer = NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_every_letter_of_many_is_settled_once, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_taken_job_is_empty_afterwards, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_full_queue_takes_nothing, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_room_and_pending_add_up_to_the_queue, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_after_collecting_all_the_eventfd_is_quiet, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		test_finishing_settles_every_letter, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_finished_mailer_takes_nothing, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_stopping_with_letters_waiting_frees_them, set_up,
		tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
