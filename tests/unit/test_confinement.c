/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define PROGRAM "/bin/true"

/* What a forbidden program is tried by: 0, or the error. */
typedef int attempt_fn(void);

static char *const arguments[] = {(char *)(uintptr_t)PROGRAM, NULL};
static char *const nothing[] = {NULL};

static int
by_execve(void)
{
	return execve(PROGRAM, arguments, nothing) == 0 ? 0 : errno;
}

static int
by_execveat(void)
{
	int fd = open(PROGRAM, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return -1;
	return syscall(
		   SYS_execveat, fd, "", arguments, nothing, AT_EMPTY_PATH) == 0
		   ? 0
		   : errno;
}

static int
by_spawn(void)
{
	pid_t child = 0;

	return posix_spawn(&child, PROGRAM, NULL, NULL, arguments, nothing);
}

static void *
run_in_thread(void *arg)
{
	*(int *)arg = by_spawn();
	return NULL;
}

static int
by_thread(void)
{
	pthread_t thread;
	int result = 0;

	if (pthread_create(&thread, NULL, run_in_thread, &result) != 0 ||
	    pthread_join(thread, NULL) != 0)
		return -1;
	return result;
}

/* A child of its own, since a filter stays: what the attempt came to. */
static int
try_in_child(attempt_fn *attempt, int is_confined)
{
	pid_t child = fork();
	int status = 0;

	assert_true(child >= 0);
	if (child == 0) {
		if (is_confined && confinement_forbid_programs(NULL) != OB_OK)
			_exit(255);
		_exit(attempt());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
test_no_other_program_can_be_run(void **state)
{
	static attempt_fn *const attempts[] = {
	    by_execve, by_execveat, by_spawn, by_thread};

	(void)state;
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		assert_int_equal(try_in_child(attempts[i], 0), 0);
		assert_int_equal(try_in_child(attempts[i], 1), EPERM);
	}
}

static int
all_else(void)
{
	char *memory = malloc(4096);
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	free(memory);
	return memory != NULL && child > 0 && write(fd, "x", 1) == 1 &&
		       waitpid(child, NULL, 0) == child
		   ? 0
		   : 1;
}

static void
test_all_else_goes_on(void **state)
{
	(void)state;
	assert_int_equal(try_in_child(all_else, 1), 0);
}

/* A second filter lies over the first. */
static int
again(void)
{
	return confinement_forbid_programs(NULL) == OB_OK ? by_execve() : -1;
}

static void
test_what_is_forbidden_stays_so(void **state)
{
	(void)state;
	assert_int_equal(try_in_child(again, 1), EPERM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_other_program_can_be_run),
	    cmocka_unit_test(test_all_else_goes_on),
	    cmocka_unit_test(test_what_is_forbidden_stays_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
