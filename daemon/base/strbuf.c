/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/strbuf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Shared by all empty strbufs; never written but for this NUL. */
char strbuf_empty[1];

void
strbuf_init(struct strbuf *sb)
{
	sb->len = 0;
	sb->size = 0;
	sb->buf = strbuf_empty;
}

void
strbuf_release(struct strbuf *sb)
{
	if (sb->size > 0)
		free(sb->buf);
	strbuf_init(sb);
}

void
strbuf_clear(struct strbuf *sb)
{
	sb->len = 0;
	if (sb->size > 0)
		sb->buf[0] = '\0';
}

void
strbuf_grow(struct strbuf *sb, size_t more)
{
	size_t need;
	size_t size;

	if (__builtin_add_overflow(sb->len, more, &need) ||
	    __builtin_add_overflow(need, 1, &need))
		abort();
	if (need <= sb->size)
		return;
	size = sb->size + sb->size / 2;
	if (size < need)
		size = need < 64 ? 64 : need;
	sb->buf = memory_resize(sb->size > 0 ? sb->buf : NULL, size, 1);
	sb->size = size;
	sb->buf[sb->len] = '\0';
}

char *
strbuf_detach(struct strbuf *sb)
{
	char *buf;

	strbuf_grow(sb, 0);
	buf = sb->buf;
	strbuf_init(sb);
	return buf;
}

void
strbuf_add(struct strbuf *sb, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	strbuf_grow(sb, len);
	memcpy(sb->buf + sb->len, bytes, len);
	sb->len += len;
	sb->buf[sb->len] = '\0';
}

void
strbuf_add_str(struct strbuf *sb, const char *text)
{
	strbuf_add(sb, text, strlen(text));
}

void
strbuf_add_char(struct strbuf *sb, char c)
{
	strbuf_add(sb, &c, 1);
}

void
strbuf_add_vformat(struct strbuf *sb, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		abort();
	strbuf_grow(sb, (size_t)len);
	(void)vsnprintf(sb->buf + sb->len, (size_t)len + 1, format, args);
	sb->len += (size_t)len;
}

void
strbuf_add_format(struct strbuf *sb, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	strbuf_add_vformat(sb, format, args);
	va_end(args);
}

void
strbuf_truncate(struct strbuf *sb, size_t len)
{
	assert(len <= sb->len);
	sb->len = len;
	if (sb->size > 0)
		sb->buf[len] = '\0';
}

char *
strbuf_plain_lines(const char *text)
{
	struct strbuf out = STRBUF_INIT;

	for (; *text != '\0'; text++) {
		if (*text != '\r')
			strbuf_add_char(&out, *text);
		else if (text[1] != '\n')
			strbuf_add_char(&out, '\n');
	}
	return strbuf_detach(&out);
}
