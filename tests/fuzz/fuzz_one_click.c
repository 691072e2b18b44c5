/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "http/one_click.h"

/*
 * A content type, a zero byte, a body: what anybody may post to a link for
 * unsubscribing.  What is asked for must at least hold the value.
 */

/* NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const uint8_t *end = size == 0 ? NULL : memchr(bytes, '\0', size);
	cleanup_(memory_free_ptr) char *type = NULL;
	cleanup_(memory_free_ptr) char *body = NULL;
	size_t len;

	if (end == NULL)
		return 0;
	len = size - (size_t)(end - bytes) - 1;
	type = memory_strdup((const char *)bytes);
	/* A copy of that very size lets the sanitizer see an overrun. */
	body = memory_dup(end + 1, len);
	if (one_click_is_asked(type, body, len))
		assert(len >= strlen("List-Unsubscribe") + strlen("One-Click"));
	return 0;
}
