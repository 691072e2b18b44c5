/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_FILE_H
#define ONBOARD_BASE_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/* Reads a regular file of at most max bytes; OB_ENOTFOUND, OB_ELIMIT, OB_EIO.
 */
int file_read(const char *path, size_t max, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

/*
 * The same of a password or a key; OB_EDENIED when the file is open to others
 * than its owner and group (to which systemd's credentials belong).
 */
int file_read_secret(const char *path, size_t max, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

/* Makes the directory and its parents (mode 0700) where they are missing. */
int file_make_directory(const char *path, struct error *err) OB_MUST_CHECK;

/*
 * Makes and locks a file for as long as the descriptor is open; OB_EBUSY when
 * another process holds it.
 */
int file_lock(const char *path, int *ret_fd, struct error *err) OB_MUST_CHECK;

/*
 * Creates path (mode 0600) with the bytes, durable (file and directory synced)
 * before it returns.  OB_EEXISTS when there is such a file.
 */
int file_create_durable(const char *path, const void *bytes, size_t len,
    struct error *err) OB_MUST_CHECK;

#endif
