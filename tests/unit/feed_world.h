/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_FEED_WORLD_H
#define ONBOARD_TESTS_FEED_WORLD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/feeds/feeds.h"
#include "world_case.h"

/* A world with two leaders, and the calendars of those around them. */
#define ACTOR "uid:0"
#define MANAGER "mette@example.org"
#define COORDINATOR "hr@example.org"
#define NETWORK_LEAD "nina@example.org"

/*
 * For cmocka, with world_case_tear_down().  Ana is leader 1, Bo leader 2; both
 * report to Mette.
 */
int feed_world_set_up(void **state);

#define FEED_WORLD_TEST(name)                                                  \
	cmocka_unit_test_setup_teardown(                                       \
	    name, feed_world_set_up, world_case_tear_down)

/* The first column of the first row, as a text that is owned. */
char *feed_world_ask_text(const struct world *world, const char *sql);

void feed_world_add_leader(
    struct world *world, const char *name, const char *email);
void feed_world_complete(struct world *world, const char *reference);

/* The annual events are these, lines of YAML. */
void feed_world_set_events(struct world *world, const char *lines);

/* The clock stands there at once, as after a time out of service. */
void feed_world_jump(struct world *world, const char *to);

/* Opens a calendar; what is answered, to be released. */
json_t *feed_world_open(
    struct world *world, const char *purpose, const char *person);

/* The one calendar of a person and purpose; a new reference. */
json_t *feed_world_find(
    struct world *world, const char *purpose, const char *person);
int64_t feed_world_number(
    struct world *world, const char *purpose, const char *person);
char *feed_world_token(
    struct world *world, const char *purpose, const char *person);

/* Unfolded, owned. */
char *feed_world_fetch(
    struct world *world, const struct feed_query *query, bool *ret_made);
char *feed_world_calendar(
    struct world *world, const char *purpose, const char *person);
char *feed_world_tasks(
    struct world *world, const char *purpose, const char *person);

/* Fails also for a warning. */
void feed_world_lint(const struct feed_answer *answer);

/* How often the part occurs. */
size_t feed_world_count(const char *text, const char *part);

/* The component with this line, owned; fails when there is none. */
char *feed_world_component(const char *calendar, const char *line);

#endif
