/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define READ_STEP 16384

static int
read_standard(size_t max, struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	char piece[READ_STEP];
	ssize_t got;

	do {
		got = read(STDIN_FILENO, piece, sizeof(piece));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(err, OB_EIO,
			    "cannot read standard input: %s", strerror(errno));
		if ((size_t)got > max - bytes.len)
			return error_set(err, OB_ELIMIT,
			    "standard input has more than %zu bytes", max);
		strbuf_add(&bytes, piece, (size_t)got);
	} while (got != 0);
	strbuf_release(ret_bytes);
	*ret_bytes = bytes;
	bytes = (struct strbuf)STRBUF_INIT;
	return OB_OK;
}

int
input_read(
    const char *path, size_t max, struct strbuf *ret_bytes, struct error *err)
{
	if (strcmp(path, "-") == 0)
		return read_standard(max, ret_bytes, err);
	return file_read(path, max, ret_bytes, err);
}
