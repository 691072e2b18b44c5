/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/types.h>

#include "base/memory.h"
#include "crypto/digest.h"

void
random_bytes(void *ret_bytes, size_t len)
{
	unsigned char *at = ret_bytes;

	while (len > 0) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			abort();
		at += got;
		len -= (size_t)got;
	}
}

char *
random_hex(size_t bytes, char *ret)
{
	cleanup_(memory_free_ptr) unsigned char *space = memory_alloc(bytes);

	random_bytes(space, bytes);
	return digest_hex(space, bytes, ret);
}
