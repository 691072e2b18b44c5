/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_FEED_SAMPLE_H
#define ONBOARD_TESTS_FEED_SAMPLE_H

#include "base/strbuf.h"
#include "calendar/feed.h"

#define FEED_SAMPLE_CHANGED 1767225600 /* 2026-01-01T00:00:00Z */

/* For cmocka: the state is a struct zone, Copenhagen's. */
int feed_sample_open_zone(void **state);
int feed_sample_close_zone(void **state);

struct feed_header feed_sample_header(const struct zone *zone);

/* 12 May 2026, 09:00 to 10:00. */
struct feed_entry feed_sample_meeting(void);

/* Due on that day. */
struct feed_entry feed_sample_task(void);

/* What is written passes the linter. */
void feed_sample_build(const struct zone *zone,
    const struct feed_entry *entries, size_t count, struct strbuf *bytes);

/* Whether the lines stand in the unfolded feed, each whole. */
void feed_sample_expect_lines(const struct strbuf *bytes, const char *lines);

/* The same of a feed of one entry, or that it has no such text. */
void feed_sample_expect_has(
    void **state, const struct feed_entry *entry, const char *lines);
void feed_sample_expect_lacks(
    void **state, const struct feed_entry *entry, const char *text);

#endif
