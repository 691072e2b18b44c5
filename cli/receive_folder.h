/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_RECEIVE_FOLDER_H
#define ONBOARD_CLI_RECEIVE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * A Maildir from which mail is taken: what lies in new/ and cur/ without our
 * own flag z.  The flag S (seen) does not count: a mail that somebody read in
 * the mailbox first has it when it is copied from there.  What was taken stays,
 * in cur/ with both flags, so that people can look at it; a crash in between,
 * or a program that drops flags that it does not know, has it taken once more.
 */
struct receive_file {
	char *folder; /* "new" or "cur" */
	char *name;
	int64_t time; /* of its last change, in nanoseconds */
};

struct receive_folder {
	char *path;
	int lock;		    /* held as long as the folder is open */
	struct receive_file *files; /* the oldest first */
	size_t count;
};

#define RECEIVE_FOLDER_INIT                                                    \
	{                                                                      \
		.lock = -1                                                     \
	}

/*
 * Lists at most 10,000 files; the rest is for the next run.  OB_EBUSY when
 * another run has it, OB_EINVALID when it is no Maildir.
 */
int receive_folder_open(const char *path, struct receive_folder *ret_folder,
    struct error *err) OB_MUST_CHECK;

/*
 * Reads at most max bytes and one more, which tells that it is larger.
 * OB_ENOTFOUND when somebody took it away, OB_EINVALID for what is no regular
 * file.
 */
int receive_folder_read(const struct receive_folder *folder,
    const struct receive_file *file, size_t max, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

/* Marks it as taken, and as one to look at when it could not be read. */
int receive_folder_settle(const struct receive_folder *folder,
    const struct receive_file *file, bool is_readable,
    struct error *err) OB_MUST_CHECK;

void receive_folder_release(struct receive_folder *folder);

#endif
