/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "http/conditional.h"
#include "http/form.h"
#include "http/guard.h"
#include "http/request.h"
#include "http/route.h"

/*
 * clang -g -O1 -fsanitize=fuzzer,address,undefined.  What the guard passes
 * must be what it says, and everything behind it must cope with it.
 */

/* NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
handler(struct exchange *exchange, void *arg)
{
	(void)exchange;
	(void)arg;
}

static const struct route routes[] = {
    {HTTP_GET, "/", RIGHT_PUBLIC, handler, 0},
    {HTTP_GET, "/{a}", RIGHT_PUBLIC, handler, 0},
    {HTTP_POST, "/{a}/{b}.ics", RIGHT_PUBLIC, handler, 0},
};

/* The byte at i: CR and LF only as line ends, no folding, no control bytes. */
static bool
is_plain(const char *head, size_t i)
{
	unsigned char c = (unsigned char)head[i];

	if (i > 0 && head[i - 1] == '\n' && (c == ' ' || c == '\t'))
		return false;
	if (c == '\n')
		return i > 0 && head[i - 1] == '\r';
	if (c == '\r')
		return head[i + 1] == '\n';
	return c == '\t' || (c >= ' ' && c != 0x7f);
}

static void
check_head(const char *head, const struct guard_verdict *verdict)
{
	bool all_plain = true;

	assert(verdict->head_len >= 16 && verdict->head_len <= GUARD_HEAD_MAX);
	assert(memcmp(head + verdict->head_len - 4, "\r\n\r\n", 4) == 0);
	for (size_t i = 0; i < verdict->head_len; i++)
		all_plain = all_plain && is_plain(head, i);
	assert(all_plain);
	assert(verdict->target.bytes[0] == '/');
	assert(memchr(verdict->target.bytes, ' ', verdict->target.len) == NULL);
}

static void
use_request(const char *head, const struct guard_verdict *verdict)
{
	cleanup_(request_release) struct request request;
	cleanup_(route_match_release) struct route_match match = {0};
	cleanup_(form_release) struct form form = {0};
	struct router router = {0};
	size_t at = 0;

	request_init(&request, head, verdict);
	assert(strstr(request.path, "//") == NULL);
	assert(strstr(request.path, "/../") == NULL);
	assert(request_header_next(&request, "Transfer-Encoding", &at) == NULL);
	(void)conditional_check(&request, "\"a\"", 1700000000);
	route_add_table(&router, routes, ARRAY_LEN(routes), NULL);
	route_find(&router, request.method, request.path, strlen(request.path),
	    &match);
	(void)form_parse(request.query, strlen(request.query), &form, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	/* A copy of that very size lets the sanitizer see an overrun. */
	cleanup_(memory_free_ptr) char *head = memory_dup(bytes, size);
	struct guard_verdict verdict;
	struct guard_verdict shorter;

	guard_check(head, size, &verdict);
	if (verdict.state == GUARD_REFUSED)
		assert(verdict.status >= 400 && verdict.status < 600);
	if (verdict.state != GUARD_OK)
		return 0;
	check_head(head, &verdict);
	/* What comes behind the head has no say in it. */
	guard_check(head, verdict.head_len, &shorter);
	assert(
	    shorter.state == GUARD_OK && shorter.body_len == verdict.body_len);
	guard_check(head, verdict.head_len - 1, &shorter);
	assert(shorter.state == GUARD_INCOMPLETE);
	use_request(head, &verdict);
	return 0;
}
