/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/receive_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define MAX_FILES 10000
#define LOCK "onboardctl.lock"
#define FLAGS ":2,"
#define FLAG_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
/* S, seen, may also come from who reads the mailbox: it says nothing of us. */
#define TAKEN 'z'

static void
close_fd(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

static void
close_directory(DIR **directory)
{
	if (*directory != NULL)
		(void)closedir(*directory);
}

static char *
path_of(const struct receive_folder *folder, const char *sub, const char *name)
{
	return memory_printf("%s/%s/%s", folder->path, sub, name);
}

/* The flags behind ":2,", "" when there are none. */
static const char *
flags_of(const char *name)
{
	const char *flags = strstr(name, FLAGS);

	return flags == NULL ? "" : flags + strlen(FLAGS);
}

static void
add_file(struct receive_folder *folder, const char *sub, const char *name,
    const struct stat *status)
{
	struct receive_file *file;

	folder->files = memory_resize(
	    folder->files, folder->count + 1, sizeof(folder->files[0]));
	file = &folder->files[folder->count++];
	file->folder = memory_strdup(sub);
	file->name = memory_strdup(name);
	file->time = (int64_t)status->st_mtim.tv_sec * 1000000000 +
		     status->st_mtim.tv_nsec;
}

static int
list(struct receive_folder *folder, const char *sub, struct error *err)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s/%s", folder->path, sub);
	cleanup_(close_directory) DIR *directory = opendir(path);
	const struct dirent *entry;

	if (directory == NULL)
		return error_set(err, OB_EINVALID,
		    "cannot read '%s': %s; is it a Maildir?", path,
		    strerror(errno));
	while (
	    folder->count < MAX_FILES && (entry = readdir(directory)) != NULL) {
		struct stat status;

		if (entry->d_name[0] == '.' ||
		    strchr(flags_of(entry->d_name), TAKEN) != NULL ||
		    fstatat(dirfd(directory), entry->d_name, &status,
			AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISREG(status.st_mode))
			continue;
		add_file(folder, sub, entry->d_name, &status);
	}
	return OB_OK;
}

static int
compare(const void *a, const void *b)
{
	const struct receive_file *first = a;
	const struct receive_file *second = b;

	if (first->time != second->time)
		return first->time < second->time ? -1 : 1;
	return strcmp(first->name, second->name);
}

static int
take_lock(const char *path, const char *lock, int *ret_lock, struct error *err)
{
	int status = file_lock(lock, ret_lock, err);

	if (status == OB_EBUSY)
		return error_set(err, OB_EBUSY,
		    "another receive-mail reads '%s' at this time", path);
	return status;
}

int
receive_folder_open(
    const char *path, struct receive_folder *ret_folder, struct error *err)
{
	cleanup_(receive_folder_release) struct receive_folder folder =
	    RECEIVE_FOLDER_INIT;
	cleanup_(memory_free_ptr) char *lock = memory_printf("%s/" LOCK, path);
	int status;

	folder.path = memory_strdup(path);
	status = take_lock(path, lock, &folder.lock, err);
	if (status == OB_OK)
		status = list(&folder, "new", err);
	if (status == OB_OK)
		status = list(&folder, "cur", err);
	if (status != OB_OK)
		return status;
	if (folder.count > 0)
		qsort(folder.files, folder.count, sizeof(folder.files[0]),
		    compare);
	*ret_folder = folder;
	folder = (struct receive_folder)RECEIVE_FOLDER_INIT;
	return OB_OK;
}

static int
read_up_to(int fd, size_t max, struct strbuf *bytes)
{
	char part[65536];

	while (bytes->len <= max) {
		ssize_t got = read(fd, part, sizeof(part));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return (int)got;
		strbuf_add(bytes, part, (size_t)got);
	}
	strbuf_truncate(bytes, max + 1);
	return 0;
}

int
receive_folder_read(const struct receive_folder *folder,
    const struct receive_file *file, size_t max, struct strbuf *ret_bytes,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *path =
	    path_of(folder, file->folder, file->name);
	cleanup_(close_fd) int fd = open(
	    path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	struct stat status;

	if (fd < 0)
		return error_set(err, errno == ENOENT ? OB_ENOTFOUND : OB_EIO,
		    "cannot read '%s': %s", path, strerror(errno));
	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		return error_set(err, OB_EINVALID,
		    "cannot read '%s': it is not a regular file", path);
	if (read_up_to(fd, max, ret_bytes) < 0)
		return error_set(
		    err, OB_EIO, "cannot read '%s': %s", path, strerror(errno));
	return OB_OK;
}

/* Flags stand in the order of their letters. */
static char *
settled_name(const char *name, bool is_readable)
{
	const char *flags = flags_of(name);
	int base = (int)(strstr(name, FLAGS) == NULL
			     ? strlen(name)
			     : strlen(name) - strlen(flags) - strlen(FLAGS));
	char kept[sizeof(FLAG_LETTERS)] = "";
	size_t count = 0;

	for (const char *c = FLAG_LETTERS; *c != '\0'; c++) {
		if (*c == 'S' || *c == TAKEN || (*c == 'F' && !is_readable) ||
		    strchr(flags, *c) != NULL)
			kept[count++] = *c;
	}
	return memory_printf("%.*s" FLAGS "%s", base, name, kept);
}

int
receive_folder_settle(const struct receive_folder *folder,
    const struct receive_file *file, bool is_readable, struct error *err)
{
	cleanup_(memory_free_ptr) char *name =
	    settled_name(file->name, is_readable);
	cleanup_(memory_free_ptr) char *from =
	    path_of(folder, file->folder, file->name);
	cleanup_(memory_free_ptr) char *to = path_of(folder, "cur", name);

	/* Who took it away meanwhile has it; it was told. */
	if (rename(from, to) < 0 && errno != ENOENT)
		return error_set(err, OB_EIO, "cannot mark '%s' as read: %s",
		    from, strerror(errno));
	return OB_OK;
}

void
receive_folder_release(struct receive_folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		free(folder->files[i].folder);
		free(folder->files[i].name);
	}
	free(folder->files);
	free(folder->path);
	if (folder->lock >= 0)
		(void)close(folder->lock);
	*folder = (struct receive_folder)RECEIVE_FOLDER_INIT;
}
