/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static enum log_level least_level = LOG_LEVEL_INFO;

void
log_init(enum log_level least)
{
	least_level = least;
}

static void write_line(enum log_level level, const char *event,
    const char *format, va_list args) __attribute__((format(printf, 3, 0)));

/* One write(2) a line, so that lines of several threads never mix. */
static void
write_line(
    enum log_level level, const char *event, const char *format, va_list args)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	char line[2048];
	int len;
	int more = 0;

	if (level > least_level)
		return;
	len = snprintf(line, sizeof(line) - 1, "%s %s", names[level], event);
	if (format != NULL && format[0] != '\0' && len > 0) {
		line[len++] = ' ';
		more = vsnprintf(
		    line + len, sizeof(line) - (size_t)len - 1, format, args);
	}
	if (len < 0 || more < 0)
		return;
	len += more;
	if (len > (int)sizeof(line) - 2)
		len = (int)sizeof(line) - 2;
	line[len++] = '\n';
	/* Nothing can be done about a log that cannot be written. */
	if (write(STDERR_FILENO, line, (size_t)len) < 0)
		return;
}

#define LOG_FUNCTION(name, level)                                              \
	void name(const char *event, const char *format, ...)                  \
	{                                                                      \
		va_list args;                                                  \
                                                                               \
		va_start(args, format);                                        \
		write_line(level, event, format, args);                        \
		va_end(args);                                                  \
	}

LOG_FUNCTION(log_error, LOG_LEVEL_ERROR)
LOG_FUNCTION(log_warn, LOG_LEVEL_WARN)
LOG_FUNCTION(log_info, LOG_LEVEL_INFO)
LOG_FUNCTION(log_debug, LOG_LEVEL_DEBUG)

const char *
log_quote(struct log_quoted *space, const char *text)
{
	const size_t room = sizeof(space->text) - 6;
	size_t at = 0;

	space->text[at++] = '"';
	for (; *text != '\0' && at < room; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\') {
			space->text[at++] = '\\';
			space->text[at++] = (char)c;
		} else if (c < 0x20 || c == 0x7f) {
			at +=
			    (size_t)snprintf(space->text + at, 5, "\\x%02x", c);
		} else {
			space->text[at++] = (char)c;
		}
	}
	space->text[at++] = '"';
	space->text[at] = '\0';
	return space->text;
}
