/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_ERROR_H
#define ONBOARD_BASE_ERROR_H

#include <stdbool.h>

/*
 * The one way to fail.  A fallible function returns 0 or a negative
 * enum ob_status and fills the caller's struct error, which may be NULL.
 * The text reaches users: lower case, no full stop, what failed first, the
 * subject in single quotes, never a function name or SQL.
 */

#define OB_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define OB_MUST_CHECK __attribute__((warn_unused_result))

enum ob_status {
	OB_OK = 0,
	OB_ENOTFOUND = -1,
	OB_EEXISTS = -2,
	OB_EINVALID = -3,
	OB_ECONFLICT = -4, /* the state is no longer the expected one */
	OB_EDENIED = -5,
	OB_EBUSY = -6,
	OB_EIO = -7,
	OB_EDB = -8,
	OB_EPROTO = -9,
	OB_ETIMEOUT = -10,
	OB_ELIMIT = -11,
	OB_EINTERNAL = -12,
};

#define ERROR_ARGUMENTS 4

struct error {
	int status;	/* enum ob_status */
	char field[48]; /* input field at fault, "" if none */
	char key[32];	/* which refusal it is, "" for one that has no name */
	char arguments[ERROR_ARGUMENTS][256]; /* what it says of what, cut */
	char text[1024];
};

#define ERROR_INIT                                                             \
	{                                                                      \
		.status = 0                                                    \
	}

/* Fills err (if not NULL) and returns status, so that it can be returned. */
int error_set(struct error *err, int status, const char *format, ...)
    OB_PRINTF(3, 4);

/* As error_set, and names the input field, as in the API's JSON. */
int error_set_field(struct error *err, int status, const char *field,
    const char *format, ...) OB_PRINTF(4, 5);

/*
 * As error_set_field ("" for no field), for what people may meet on a page: key
 * names the refusal for good, and the arguments of the format are kept, so that
 * its text "refusal.KEY" can be told in the reader's language.  The format has
 * conversions of strings and of whole numbers alone.
 */
int error_refuse(struct error *err, int status, const char *field,
    const char *key, const char *format, ...) OB_PRINTF(5, 6);

/* Names the input field of an error that is set already; returns its status. */
int error_name_field(struct error *err, const char *field);

/* Puts "text: " before the message; returns err's status.  err not NULL. */
int error_wrap(struct error *err, const char *format, ...) OB_PRINTF(2, 3);

/*
 * Whether the trouble is the database's, the disk's or the program's own, so
 * that whatever is tried next would meet it, too.
 */
bool error_is_fault(int status);

/* "not-found", "conflict", ...: the code in the API; stable. */
const char *error_code(int status);

#endif
