/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
checked(void *pointer)
{
	if (pointer == NULL)
		abort();
	return pointer;
}

void *
memory_alloc(size_t size)
{
	return checked(calloc(1, size > 0 ? size : 1));
}

void *
memory_resize(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		abort();
	return checked(realloc(old, bytes > 0 ? bytes : 1));
}

char *
memory_strdup(const char *text)
{
	return text == NULL ? NULL : checked(strdup(text));
}

char *
memory_strndup(const char *text, size_t len)
{
	return checked(strndup(text, len));
}

void *
memory_dup(const void *bytes, size_t len)
{
	void *copy = memory_alloc(len);

	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *
memory_printf(const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		abort();
	return text;
}

void
memory_free_ptr(void *pointer)
{
	void *owned;

	/* Copied, since the caller's pointer has another type than void *. */
	memcpy(&owned, pointer, sizeof(owned));
	free(owned);
	owned = NULL;
	memcpy(pointer, &owned, sizeof(owned));
}
