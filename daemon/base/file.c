/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

#define READ_STEP 16384

static void
close_file(const int *file)
{
	if (*file >= 0)
		(void)close(*file);
}

static int
fail(struct error *err, const char *doing, const char *path)
{
	int why = errno;
	int status = OB_EIO;

	if (why == ENOENT)
		status = OB_ENOTFOUND;
	else if (why == EEXIST)
		status = OB_EEXISTS;
	return error_set(
	    err, status, "cannot %s '%s': %s", doing, path, strerror(why));
}

static int
check_regular(int file, const char *path, struct error *err)
{
	struct stat status;

	if (file < 0 || fstat(file, &status) < 0)
		return fail(err, "read", path);
	if (!S_ISREG(status.st_mode))
		return error_set(err, OB_EIO,
		    "cannot read '%s': it is not a regular file", path);
	return OB_OK;
}

static ssize_t
read_some(int file, char *bytes, size_t len)
{
	ssize_t got;

	do
		got = read(file, bytes, len);
	while (got < 0 && errno == EINTR);
	return got;
}

static int
open_to_read(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

static int
read_all(int file, const char *path, size_t max, struct strbuf *ret_bytes,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	char piece[READ_STEP];

	for (;;) {
		ssize_t got = read_some(file, piece, sizeof(piece));

		if (got < 0)
			return fail(err, "read", path);
		if (got == 0)
			break;
		if ((size_t)got > max - bytes.len)
			return error_set(err, OB_ELIMIT,
			    "cannot read '%s': it is larger than %zu bytes",
			    path, max);
		strbuf_add(&bytes, piece, (size_t)got);
	}
	strbuf_clear(ret_bytes);
	strbuf_add(ret_bytes, bytes.buf, bytes.len);
	return OB_OK;
}

int
file_read(
    const char *path, size_t max, struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(close_file) int file = open_to_read(path);
	int status = check_regular(file, path, err);

	return status < 0 ? status : read_all(file, path, max, ret_bytes, err);
}

int
file_read_secret(
    const char *path, size_t max, struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(close_file) int file = open_to_read(path);
	int status = check_regular(file, path, err);
	struct stat secret;

	if (status < 0)
		return status;
	if (fstat(file, &secret) < 0)
		return fail(err, "read", path);
	if ((secret.st_mode & S_IRWXO) != 0)
		return error_set(err, OB_EDENIED,
		    "cannot use '%s': every user of this machine may open it; "
		    "run 'chmod 600' on it",
		    path);
	return read_all(file, path, max, ret_bytes, err);
}

static bool
is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int
make_one_directory(const char *path, struct error *err)
{
	if (mkdir(path, 0700) == 0 || is_directory(path))
		return OB_OK;
	return fail(err, "make the directory", path);
}

int
file_make_directory(const char *path, struct error *err)
{
	cleanup_(memory_free_ptr) char *parent = memory_strdup(path);

	assert(path[0] != '\0');
	for (char *slash = strchr(parent + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		int status;

		*slash = '\0';
		status = make_one_directory(parent, err);
		if (status < 0)
			return status;
		*slash = '/';
	}
	return make_one_directory(path, err);
}

static int
write_all(int file, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(file, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		bytes += done;
		len -= (size_t)done;
	}
	return fsync(file);
}

static int
sync_directory_of(const char *path)
{
	cleanup_(memory_free_ptr) char *directory = memory_strdup(path);
	char *slash = strrchr(directory, '/');
	cleanup_(close_file) int file = -1;

	if (slash != NULL)
		slash[slash == directory ? 1 : 0] = '\0';
	file = open(slash != NULL ? directory : ".",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return file < 0 ? -1 : fsync(file);
}

/*
 * The bytes go to a temporary name first: link() then gives the whole file or
 * says that there is one already, whenever the machine stops.
 */
int
file_create_durable(
    const char *path, const void *bytes, size_t len, struct error *err)
{
	cleanup_(memory_free_ptr) char *draft =
	    memory_printf("%s.XXXXXX", path);
	cleanup_(close_file) int file = mkstemp(draft);
	int status = OB_OK;

	if (file < 0)
		return fail(err, "create", path);
	if (write_all(file, bytes, len) < 0)
		status = fail(err, "write", path);
	else if (link(draft, path) < 0)
		status = fail(err, "create", path);
	(void)unlink(draft); /* left over, it harms nobody */
	if (status == OB_OK && sync_directory_of(path) < 0)
		status = fail(err, "write", path);
	return status;
}

int
file_lock(const char *path, int *ret_fd, struct error *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return error_set(
		    err, OB_EIO, "cannot open '%s': %s", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		(void)close(fd);
		return error_set(err, OB_EBUSY,
		    "'%s' is held by another onboardd; stop it first", path);
	}
	*ret_fd = fd;
	return OB_OK;
}
