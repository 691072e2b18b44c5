/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill(struct error *err, int status, const char *format,
    va_list args) OB_PRINTF(3, 0);

static void
fill(struct error *err, int status, const char *format, va_list args)
{
	err->status = status;
	err->field[0] = '\0';
	err->key[0] = '\0';
	memset(err->arguments, 0, sizeof(err->arguments));
	(void)vsnprintf(err->text, sizeof(err->text), format, args);
}

int
error_set(struct error *err, int status, const char *format, ...)
{
	va_list args;

	if (err != NULL) {
		va_start(args, format);
		fill(err, status, format, args);
		va_end(args);
	}
	return status;
}

int
error_set_field(
    struct error *err, int status, const char *field, const char *format, ...)
{
	va_list args;

	if (err != NULL) {
		va_start(args, format);
		fill(err, status, format, args);
		va_end(args);
		(void)snprintf(err->field, sizeof(err->field), "%s", field);
	}
	return status;
}

/* An argument list that a function can go on with. */
struct arguments {
	va_list list;
};

/* How many bytes of a string are taken; *at is after the conversion's '%'. */
static int
read_precision(const char **at, struct arguments *arguments)
{
	int precision = (int)sizeof(((struct error *)NULL)->arguments[0]) - 1;
	char *end;

	if (**at != '.')
		return precision;
	(*at)++;
	if (**at == '*') {
		(*at)++;
		return va_arg(arguments->list, int);
	}
	precision = (int)strtol(*at, &end, 10);
	*at = end;
	return precision;
}

/* Writes what the conversion at the '%' makes; returns what follows it. */
static const char *
keep_argument(
    const char *at, struct arguments *arguments, char *out, size_t size)
{
	int precision;

	at++;
	precision = read_precision(&at, arguments);
	if (*at == 's')
		(void)snprintf(out, size, "%.*s", precision,
		    va_arg(arguments->list, const char *));
	else if (*at == 'd')
		(void)snprintf(out, size, "%d", va_arg(arguments->list, int));
	else if (strncmp(at, "zu", 2) == 0)
		(void)snprintf(
		    out, size, "%zu", va_arg(arguments->list, size_t));
	else if (strncmp(at, "lld", 3) == 0)
		(void)snprintf(
		    out, size, "%lld", va_arg(arguments->list, long long));
	else if (strncmp(at, "ld", 2) == 0)
		(void)snprintf(out, size, "%ld", va_arg(arguments->list, long));
	else
		assert(false); /* a refusal says no more than that */
	return at + strspn(at, "zl") + 1;
}

static void
keep_arguments(
    struct error *err, const char *format, struct arguments *arguments)
{
	const char *at = strchr(format, '%');

	for (size_t i = 0; i < ERROR_ARGUMENTS && at != NULL; i++) {
		at = keep_argument(at, arguments, err->arguments[i],
		    sizeof(err->arguments[i]));
		at = strchr(at, '%');
	}
}

int
error_refuse(struct error *err, int status, const char *field, const char *key,
    const char *format, ...)
{
	struct arguments arguments;
	va_list args;

	if (err == NULL)
		return status;
	va_start(args, format);
	fill(err, status, format, args);
	va_end(args);
	va_start(arguments.list, format);
	keep_arguments(err, format, &arguments);
	va_end(arguments.list);
	(void)snprintf(err->field, sizeof(err->field), "%s", field);
	(void)snprintf(err->key, sizeof(err->key), "%s", key);
	return status;
}

int
error_name_field(struct error *err, const char *field)
{
	if (err == NULL)
		return OB_EINVALID;
	(void)snprintf(err->field, sizeof(err->field), "%s", field);
	return err->status;
}

int
error_wrap(struct error *err, const char *format, ...)
{
	char prefix[256];
	char text[sizeof(err->text)];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(prefix, sizeof(prefix), format, args);
	va_end(args);
	memcpy(text, err->text, sizeof(text));
	(void)snprintf(
	    err->text, sizeof(err->text), "%s: %.760s", prefix, text);
	return err->status;
}

bool
error_is_fault(int status)
{
	return status == OB_EDB || status == OB_EIO || status == OB_EBUSY ||
	       status == OB_EINTERNAL;
}

const char *
error_code(int status)
{
	static const char *const codes[] = {"ok", "not-found", "exists",
	    "invalid", "conflict", "denied", "busy", "io", "database",
	    "protocol", "timeout", "limit", "internal"};

	if (status > 0 || -status >= (int)(sizeof(codes) / sizeof(codes[0])))
		return "internal";
	return codes[-status];
}
