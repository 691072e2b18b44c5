/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_STRBUF_H
#define ONBOARD_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

/*
 * A growing byte string.  Invariant: buf is never NULL and always ends in NUL
 * (not counted in len); it may hold NUL bytes.  Take it only by
 * strbuf_detach().
 */
struct strbuf {
	size_t len;
	size_t size; /* allocated; 0 while buf is the shared empty string */
	char *buf;
};

extern char strbuf_empty[];

#define STRBUF_INIT                                                            \
	{                                                                      \
		.buf = strbuf_empty                                            \
	}

void strbuf_init(struct strbuf *);
void strbuf_release(struct strbuf *); /* frees the contents, is empty again */
void strbuf_clear(struct strbuf *);   /* empty, keeps the memory */
void strbuf_grow(struct strbuf *, size_t more);

/* Returns owned; the strbuf is empty afterwards. */
char *strbuf_detach(struct strbuf *);

void strbuf_add(struct strbuf *, const void *bytes, size_t len);
void strbuf_add_str(struct strbuf *, const char *text);
void strbuf_add_char(struct strbuf *, char);
void strbuf_add_format(struct strbuf *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_add_vformat(struct strbuf *, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
void strbuf_truncate(struct strbuf *, size_t len); /* len <= current len */

/* A text whose lines end in \n, however a form or a file ends them; owned. */
char *strbuf_plain_lines(const char *text);

#endif
