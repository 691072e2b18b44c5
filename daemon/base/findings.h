/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_FINDINGS_H
#define ONBOARD_BASE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * What the linters of calendars and letters find, each with its place and the
 * rule that it breaks: a number of docs/interoperability.md ("11") or a
 * section of an RFC ("RFC 5545 3.6.1").  Bounded: what is found beyond the
 * first FINDINGS_MAX is counted only.
 */
#define FINDINGS_MAX 1000
#define FINDINGS_TEXT_MAX 400 /* bytes of one text */

enum finding_severity {
	FINDING_WARNING, /* some client shows less */
	FINDING_ERROR	 /* some client refuses or misunderstands */
};

struct finding {
	size_t line; /* of the file, from 1 */
	enum finding_severity severity;
	const char *rule;
	char *text; /* valid UTF-8 without control characters */
};

struct findings {
	struct finding *items;
	size_t count;
	size_t error_count; /* with those that were counted only */
	size_t warning_count;
};

#define FINDINGS_INIT                                                          \
	{                                                                      \
		.items = NULL                                                  \
	}

/*
 * rule is kept, so it must be static.  The text may quote what was found:
 * what is not printable in it becomes a question mark.
 */
void findings_add(struct findings *findings, enum finding_severity severity,
    size_t line, const char *rule, const char *format, ...) OB_PRINTF(5, 6);

/*
 * Faults of one kind that many lines may have: only the first few are told
 * one by one, lest they hide the others.
 */
#define FINDINGS_TOLD_MAX 10

struct findings_tally {
	size_t count;
	size_t line; /* the first that was not told */
};

/* Counts one; whether it is to be told. */
bool findings_tally(struct findings_tally *tally, size_t line);

/* Tells "from here on N more lines WHAT" if some were not told. */
void findings_add_rest(struct findings *findings,
    enum finding_severity severity, const struct findings_tally *tally,
    const char *rule, const char *what);

/*
 * Puts them in the order of their lines; if some were counted only, a last
 * one says how many.
 */
void findings_finish(struct findings *findings);

const char *findings_severity_name(enum finding_severity severity);

void findings_release(struct findings *findings); /* empty afterwards */

#endif
