/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_MEMORY_H
#define ONBOARD_BASE_MEMORY_H

#include <stddef.h>

/*
 * Allocation that aborts when memory is out: state is in SQLite, so a crash
 * loses nothing committed.  Whoever allocates by a user's size bounds it first.
 */

/* Runs release(&variable) when the variable leaves its scope. */
#define cleanup_(release) __attribute__((cleanup(release)))

/* Hands over a pointer and forgets it, so that cleanup_ frees nothing. */
#define TAKE_PTR(pointer)                                                      \
	__extension__({                                                        \
		__typeof__(pointer) taken_ = (pointer);                        \
		(pointer) = NULL;                                              \
		taken_;                                                        \
	})

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

void *memory_alloc(size_t size);			   /* zeroed */
void *memory_resize(void *old, size_t count, size_t size); /* checks overflow */
char *memory_strdup(const char *text);			   /* NULL gives NULL */
char *memory_strndup(const char *text, size_t len);
void *memory_dup(const void *bytes, size_t len);
char *memory_printf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* For cleanup_ on any heap pointer: frees *(void **)pointer. */
void memory_free_ptr(void *pointer);

#endif
