/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(struct error *err, int status, const char *format,
    va_list args) OB_PRINTF(3, 0);

static void
fill(struct error *err, int status, const char *format, va_list args)
{
	err->status = status;
	err->field[0] = '\0';
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
