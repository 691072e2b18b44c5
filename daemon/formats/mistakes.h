/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_MISTAKES_H
#define ONBOARD_FORMATS_MISTAKES_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "formats/position.h"

/*
 * The semantic mistakes of one file, gathered in one run and given in the
 * order of their lines: "file:line:column: text".
 */
#define MISTAKES_MAX 200 /* kept; more are only counted */

struct mistake {
	struct position at;
	char *text;
};

struct mistakes {
	const char *file_name;		/* borrowed */
	const struct position_map *map; /* borrowed */
	struct mistake *items;
	size_t count; /* of items */
	size_t total;
};

void mistakes_init(struct mistakes *mistakes, const char *file_name,
    const struct position_map *map);
void mistakes_release(struct mistakes *mistakes);

/* path: as in position_map_find(); NULL or "" is the file as a whole. */
void mistakes_add(struct mistakes *mistakes, const char *path,
    const char *format, ...) OB_PRINTF(3, 4);

/*
 * 0 when there is none; else OB_EINVALID, with as many lines in err as fit
 * and the number of the rest, and every line with "\n" in report (if not
 * NULL).
 */
int mistakes_settle(struct mistakes *mistakes, struct strbuf *report,
    struct error *err) OB_MUST_CHECK;

#endif
