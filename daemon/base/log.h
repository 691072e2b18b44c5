/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_LOG_H
#define ONBOARD_BASE_LOG_H

/*
 * One line on standard error: `level event key=value ...`.  Only the edges
 * log above debug.  error = someone must act, warn = survived and says how,
 * info = a state changed, debug = free.  Never a body, a token, or (at info
 * and above) an address.  The event names stand in HACKING.md.  Safe to call
 * from the mail threads.
 */

enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG
};

void log_init(enum log_level least);

/*
 * format: printf text of `key=value` pairs; a %s value that may hold blanks
 * goes through a LOG_TEXT-quoted pair: use log_quote().  NULL for no pairs.
 */
void log_error(const char *event, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void log_warn(const char *event, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void log_info(const char *event, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void log_debug(const char *event, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct log_quoted {
	char text[1200];
};

/* "text" in double quotes with \" \\ and \xNN escapes, cut at its size. */
const char *log_quote(struct log_quoted *space, const char *text);

#define LOG_QUOTE(text) log_quote(&(struct log_quoted){{0}}, (text))

#endif
