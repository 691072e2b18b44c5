/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_LINT_CASE_H
#define ONBOARD_TESTS_LINT_CASE_H

#include <stddef.h>

#include "base/findings.h"
#include "base/strbuf.h"

/*
 * One change of a good sample, and the finding that it must bring: "find" is
 * replaced once by "put".  A bar in "put" and "find" stands for CRLF.
 */
struct lint_case {
	const char *find;
	const char *put;
	enum finding_severity severity;
	const char *rule;
	const char *text; /* part of the finding's */
};

/* The sample with its bars as CRLF. */
void lint_case_expand(const char *sample, struct strbuf *ret_bytes);

/* As lint_case_expand() with the change; fails when nothing fits. */
void lint_case_change(const char *sample, const struct lint_case *change,
    struct strbuf *ret_bytes);

/* Fails unless it is there; tells what is there instead. */
void lint_case_expect(
    const struct findings *findings, const struct lint_case *change);
void lint_case_expect_no_error(const struct findings *findings);
void lint_case_expect_none(const struct findings *findings);

/* One of our own: the linter finds no error in it (lint_good.c). */
void lint_case_expect_good_calendar(const struct strbuf *bytes);

#endif
