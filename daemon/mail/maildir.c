/* SPDX-License-Identifier: EUPL-1.2 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "mail/carrier.h"

#define FILE_NAME_MAX 200

/* tmp/, new/ and cur/ of one Maildir, held open. */
struct carrier {
	int tmp_fd;
	int new_fd;
	int cur_fd;
};

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static void
maildir_close(struct carrier *carrier)
{
	if (carrier == NULL)
		return;
	close_fd(&carrier->tmp_fd);
	close_fd(&carrier->new_fd);
	close_fd(&carrier->cur_fd);
	memory_free_ptr(&carrier);
}

static void
close_carrier(struct carrier **carrier)
{
	maildir_close(*carrier);
}

static int
open_part(const char *maildir, const char *part, int *ret_fd, struct error *err)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s/%s", maildir, part);
	int result = file_make_directory(path, err);

	if (result < 0)
		return result;
	*ret_fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*ret_fd < 0)
		return error_set_field(err, OB_EIO, "mail.maildir",
		    "cannot open the mail directory '%s': %s", path,
		    strerror(errno));
	return 0;
}

static int
maildir_open(const struct mailer_options *options,
    const struct carrier_shared *shared, struct carrier **ret_carrier,
    struct error *err)
{
	cleanup_(close_carrier) struct carrier *carrier =
	    memory_alloc(sizeof(*carrier));
	int result;

	(void)shared; /* a local file is written in no time */
	*carrier = (struct carrier){-1, -1, -1};
	result = open_part(options->maildir, "tmp", &carrier->tmp_fd, err);
	if (result < 0)
		return result;
	result = open_part(options->maildir, "new", &carrier->new_fd, err);
	if (result < 0)
		return result;
	result = open_part(options->maildir, "cur", &carrier->cur_fd, err);
	if (result < 0)
		return result;
	*ret_carrier = TAKE_PTR(carrier);
	return 0;
}

/* No path, no hidden file, and no ':', which begins a Maildir's flags. */
static bool
is_file_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789.-_@=+,";
	size_t len = name != NULL ? strnlen(name, FILE_NAME_MAX + 1) : 0;

	return len > 0 && len <= FILE_NAME_MAX && *name != '.' &&
	       strspn(name, allowed) == len;
}

static void
close_directory(DIR **directory)
{
	if (*directory != NULL)
		(void)closedir(*directory);
}

/* A mail program moves what it has shown to cur/ and adds ":2,flags". */
static bool
is_in_cur(const struct carrier *carrier, const char *name)
{
	int fd =
	    openat(carrier->cur_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cleanup_(close_directory) DIR *directory =
	    fd >= 0 ? fdopendir(fd) : NULL;
	size_t len = strlen(name);
	struct dirent *entry;

	if (directory == NULL) {
		close_fd(&fd);
		return false;
	}
	while ((entry = readdir(directory)) != NULL) {
		if (strncmp(entry->d_name, name, len) == 0 &&
		    (entry->d_name[len] == '\0' || entry->d_name[len] == ':'))
			return true;
	}
	return false;
}

static bool
is_delivered(const struct carrier *carrier, const char *name)
{
	return faccessat(carrier->new_fd, name, F_OK, 0) == 0 ||
	       is_in_cur(carrier, name);
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		len -= (size_t)written;
	}
	return true;
}

/* A file of this name in tmp/ is what a crash left of an earlier attempt. */
static bool
write_durable(const struct carrier *carrier, const struct letter_job *job)
{
	cleanup_(close_fd) int fd = openat(carrier->tmp_fd, job->file_name,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	return fd >= 0 && write_all(fd, job->bytes, job->len) && fsync(fd) == 0;
}

/*
 * new/ is synced also for a letter that lies there already: the attempt that
 * put it there may have died before it did.
 */
static bool
put(const struct carrier *carrier, const struct letter_job *job)
{
	int saved;

	if (is_delivered(carrier, job->file_name))
		return fsync(carrier->new_fd) == 0;
	if (write_durable(carrier, job) &&
	    renameat(carrier->tmp_fd, job->file_name, carrier->new_fd,
		job->file_name) == 0)
		return fsync(carrier->new_fd) == 0;
	saved = errno;
	(void)unlinkat(carrier->tmp_fd, job->file_name, 0);
	errno = saved;
	return false;
}

static void
maildir_deliver(struct carrier *carrier, const struct letter_job *job,
    struct letter_result *result)
{
	if (!is_file_name(job->file_name)) {
		result->outcome = MAIL_PERMANENT;
		result->alarm = true;
		(void)snprintf(result->reply, sizeof(result->reply),
		    "the letter has no usable file name");
		return;
	}
	if (put(carrier, job)) {
		result->outcome = MAIL_SENT;
		(void)snprintf(result->reply, sizeof(result->reply),
		    "delivered to the mail directory");
		return;
	}
	result->outcome = MAIL_RELAY_DOWN;
	result->alarm = true;
	(void)snprintf(result->reply, sizeof(result->reply),
	    "cannot write to the mail directory: %s", strerror(errno));
}

const struct carrier_kind maildir_carrier = {
    .open = maildir_open,
    .deliver = maildir_deliver,
    .close = maildir_close,
};
