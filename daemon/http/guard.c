/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/guard.h"

#include <stdint.h>
#include <string.h>

#include "http/octet.h"
#include "http/target.h"

/* What the header lines said, until all are read. */
struct guard_head {
	struct guard_verdict *verdict;
	size_t headers;
	size_t hosts;
	size_t lengths;
	size_t codings;
	size_t chunked; /* how many of the codings */
	bool ends_chunked;
	bool is_http_1_0;
	bool wants_close;
	int other_status; /* a refusal that a broken line must outweigh */
	const char *other_reason;
};

typedef bool guard_header_fn(struct guard_head *head, struct guard_slice value);

/* Returns false, so that a check can end by it. */
static bool
refuse(struct guard_verdict *verdict, int status, const char *reason)
{
	verdict->state = GUARD_REFUSED;
	verdict->status = status;
	verdict->reason = reason;
	return false;
}

/* For requests that are well formed but not for us: the first one counts. */
static void
refuse_later(struct guard_head *head, int status, const char *reason)
{
	if (head->other_status != 0)
		return;
	head->other_status = status;
	head->other_reason = reason;
}

/*
 * Looks for the empty line that ends the head, and for bytes that no head may
 * have, so that a request by bare LF (which has no such end) or a TLS hello is
 * answered at once.  0: not there yet.
 */
static size_t
find_head_end(const char *bytes, size_t len, struct guard_verdict *verdict)
{
	size_t most = len < GUARD_HEAD_MAX ? len : GUARD_HEAD_MAX;

	for (size_t i = 0; i < most; i++) {
		char c = bytes[i];

		if (c == '\n') {
			refuse(verdict, 400, "line ends by a bare LF");
			return 0;
		}
		if (c != '\r') {
			if (octet_is_field_value(c))
				continue;
			refuse(verdict, 400, "control byte in the head");
			return 0;
		}
		if (i + 1 == most)
			break;
		if (bytes[i + 1] != '\n') {
			refuse(verdict, 400, "bare CR in the head");
			return 0;
		}
		i++;
		if (i + 2 < most && bytes[i + 1] == '\r' &&
		    bytes[i + 2] == '\n')
			return i + 3;
	}
	if (len >= GUARD_HEAD_MAX) {
		bool has_line = memchr(bytes, '\r', most) != NULL;

		refuse(verdict, has_line ? 431 : 414, "head is too long");
	}
	return 0;
}

static struct guard_slice
trim(struct guard_slice value)
{
	while (value.len > 0 &&
	       (value.bytes[0] == ' ' || value.bytes[0] == '\t')) {
		value.bytes++;
		value.len--;
	}
	while (value.len > 0 && (value.bytes[value.len - 1] == ' ' ||
				    value.bytes[value.len - 1] == '\t'))
		value.len--;
	return value;
}

static bool
take_host(struct guard_head *head, struct guard_slice value)
{
	if (++head->hosts > 1)
		return refuse(head->verdict, 400, "more than one Host");
	if (!target_is_valid_host(value.bytes, value.len))
		return refuse(head->verdict, 400, "invalid Host");
	head->verdict->host = value;
	return true;
}

static bool
take_length(struct guard_head *head, struct guard_slice value)
{
	size_t body_len = 0;

	if (++head->lengths > 1)
		return refuse(
		    head->verdict, 400, "more than one Content-Length");
	if (value.len == 0)
		return refuse(head->verdict, 400, "empty Content-Length");
	for (size_t i = 0; i < value.len; i++) {
		if (!octet_is_digit(value.bytes[i]))
			return refuse(
			    head->verdict, 400, "invalid Content-Length");
	}
	for (size_t i = 0; i < value.len; i++) {
		if (body_len > SIZE_MAX / 100)
			return refuse(
			    head->verdict, 413, "Content-Length is too large");
		body_len = body_len * 10 + (size_t)(value.bytes[i] - '0');
	}
	head->verdict->body_len = body_len;
	return true;
}

/* The next element of a list, "" for an empty one; false at its end. */
static bool
next_element(struct guard_slice *list, struct guard_slice *ret_element)
{
	const char *comma;
	size_t len;

	if (list->len == 0)
		return false;
	comma = memchr(list->bytes, ',', list->len);
	len = comma == NULL ? list->len : (size_t)(comma - list->bytes);
	*ret_element = trim((struct guard_slice){list->bytes, len});
	if (comma != NULL)
		len++;
	list->bytes += len;
	list->len -= len;
	return true;
}

/* We read no coding, but what is broken is told from what is unknown. */
static bool
take_transfer_encoding(struct guard_head *head, struct guard_slice value)
{
	struct guard_slice coding;

	head->codings++;
	while (next_element(&value, &coding)) {
		if (coding.len == 0)
			continue;
		head->ends_chunked =
		    octet_equals_nocase(coding.bytes, coding.len, "chunked");
		head->chunked += head->ends_chunked;
	}
	return true;
}

static bool
take_connection(struct guard_head *head, struct guard_slice value)
{
	struct guard_slice option;

	while (next_element(&value, &option)) {
		if (octet_equals_nocase(option.bytes, option.len, "close"))
			head->wants_close = true;
	}
	return true;
}

static bool
take_expect(struct guard_head *head, struct guard_slice value)
{
	if (octet_equals_nocase(value.bytes, value.len, "100-continue"))
		head->verdict->expects_continue = true;
	else
		refuse_later(head, 417, "unknown expectation");
	return true;
}

static const struct {
	const char *name;
	guard_header_fn *take;
} takers[] = {
    {"host", take_host},
    {"content-length", take_length},
    {"transfer-encoding", take_transfer_encoding},
    {"connection", take_connection},
    {"expect", take_expect},
};

/* One line without its CR LF. */
static bool
check_header(struct guard_head *head, struct guard_slice line)
{
	size_t name_len = 0;
	struct guard_slice value;

	if (line.bytes[0] == ' ' || line.bytes[0] == '\t')
		return refuse(head->verdict, 400, "folded header line");
	if (++head->headers > GUARD_HEADERS_MAX)
		return refuse(head->verdict, 431, "too many headers");
	while (name_len < line.len && octet_is_token(line.bytes[name_len]))
		name_len++;
	if (name_len == 0 || name_len == line.len ||
	    line.bytes[name_len] != ':')
		return refuse(head->verdict, 400, "invalid header name");
	value = trim((struct guard_slice){
	    line.bytes + name_len + 1, line.len - name_len - 1});
	for (size_t i = 0; i < sizeof(takers) / sizeof(takers[0]); i++) {
		if (octet_equals_nocase(line.bytes, name_len, takers[i].name))
			return takers[i].take(head, value);
	}
	return true;
}

/* "HTTP/1.0" or "HTTP/1.1"; another "HTTP/d.d" is 505. */
static bool
check_version(struct guard_head *head, struct guard_slice version)
{
	if (version.len != 8 || memcmp(version.bytes, "HTTP/", 5) != 0 ||
	    !octet_is_digit(version.bytes[5]) || version.bytes[6] != '.' ||
	    !octet_is_digit(version.bytes[7]))
		return refuse(head->verdict, 400, "invalid request line");
	if (version.bytes[5] != '1' ||
	    (version.bytes[7] != '0' && version.bytes[7] != '1'))
		return refuse(head->verdict, 505, "HTTP version");
	head->is_http_1_0 = version.bytes[7] == '0';
	return true;
}

static bool
check_request_line(struct guard_head *head, struct guard_slice line)
{
	struct guard_verdict *verdict = head->verdict;
	const char *end = line.bytes + line.len;
	const char *first = memchr(line.bytes, ' ', line.len);
	const char *second;
	size_t method_len;

	if (first == NULL || first == line.bytes)
		return refuse(verdict, 400, "invalid request line");
	second = memchr(first + 1, ' ', (size_t)(end - first - 1));
	if (second == NULL)
		return refuse(verdict, 400, "invalid request line");
	method_len = (size_t)(first - line.bytes);
	for (size_t i = 0; i < method_len; i++) {
		if (!octet_is_token(line.bytes[i]))
			return refuse(verdict, 400, "invalid method");
	}
	if (!check_version(head,
		(struct guard_slice){second + 1, (size_t)(end - second - 1)}))
		return false;
	if (!target_is_valid(first + 1, (size_t)(second - first - 1)))
		return refuse(verdict, 400, "invalid target");
	verdict->target =
	    (struct guard_slice){first + 1, (size_t)(second - first - 1)};
	verdict->method = method_parse(line.bytes, method_len);
	if (verdict->method == HTTP_METHOD_OTHER)
		refuse_later(head, 405, "method");
	return true;
}

static bool
check_lines(struct guard_head *head, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	bool is_first = true;

	while (bytes < end) {
		const char *stop = memchr(bytes, '\r', (size_t)(end - bytes));
		struct guard_slice line = {bytes, (size_t)(stop - bytes)};

		if (is_first ? !check_request_line(head, line)
			     : !check_header(head, line))
			return false;
		is_first = false;
		bytes = stop + 2;
	}
	return true;
}

/*
 * RFC 9112, 6.1 and 6.3: where a coding leaves the end of the body open, the
 * framing is faulty; else we say that we read none.
 */
static void
check_codings(struct guard_head *head)
{
	struct guard_verdict *verdict = head->verdict;

	if (head->codings == 0)
		return;
	if (head->is_http_1_0)
		(void)refuse(verdict, 400, "Transfer-Encoding in HTTP/1.0");
	else if (head->lengths > 0)
		(void)refuse(
		    verdict, 400, "Transfer-Encoding and Content-Length");
	else if (!head->ends_chunked || head->chunked > 1)
		(void)refuse(verdict, 400, "Transfer-Encoding without an end");
	else
		refuse_later(head, 501, "Transfer-Encoding");
}

static void
check_whole(struct guard_head *head)
{
	struct guard_verdict *verdict = head->verdict;
	enum http_method method = verdict->method;
	bool reads = method == HTTP_GET || method == HTTP_HEAD;
	bool writes =
	    method == HTTP_POST || method == HTTP_PUT || method == HTTP_PATCH;

	check_codings(head);
	if (verdict->state == GUARD_REFUSED)
		return;
	if (head->hosts == 0 && !head->is_http_1_0)
		(void)refuse(verdict, 400, "no Host");
	else if (head->other_status != 0)
		(void)refuse(verdict, head->other_status, head->other_reason);
	else if (reads && verdict->body_len > 0)
		(void)refuse(verdict, 400, "body with GET or HEAD");
	else if (writes && head->lengths == 0)
		(void)refuse(verdict, 411, "no Content-Length");
	if (verdict->state == GUARD_REFUSED)
		return;
	verdict->state = GUARD_OK;
	verdict->keep_alive = reads && !head->is_http_1_0 && !head->wants_close;
	/* RFC 9110, 10.1.1: an HTTP/1.0 client knows no 100. */
	if (head->is_http_1_0)
		verdict->expects_continue = false;
}

void
guard_check(const char *bytes, size_t len, struct guard_verdict *ret_verdict)
{
	struct guard_verdict verdict = {
	    .state = GUARD_INCOMPLETE,
	    .reason = "",
	    .method = HTTP_METHOD_OTHER,
	    .target = {"", 0},
	    .host = {"", 0},
	};
	struct guard_head head = {.verdict = &verdict};
	size_t head_len = find_head_end(bytes, len, &verdict);

	if (head_len > 0) {
		verdict.head_len = head_len;
		if (check_lines(&head, bytes, head_len - 2))
			check_whole(&head);
	}
	*ret_verdict = verdict;
}
