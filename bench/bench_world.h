/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BENCH_BENCH_WORLD_H
#define ONBOARD_BENCH_BENCH_WORLD_H

#include "../tests/unit/world.h"

/*
 * What benchmarks of a whole engine share: 200 leaders who begin on
 * 7 December 2026, with a manager for each ten of them, and tables of how long
 * something took against something else of the same run.  What fails ends the
 * program.
 */
#define BENCH_WORLD_LEADERS 200
#define BENCH_WORLD_MANAGERS 20
#define BENCH_WORLD_ACTOR "bench"

/* On 1 October 2026 at 9, without anybody. */
struct world *bench_world_open(const char *name);
void bench_world_close(struct world *world);

/* Leaders l0@example.org, ..., of managers m0@example.org, ... */
void bench_world_add_leaders(struct world *world);

/* A calendar of somebody's: its token, owned. */
char *bench_world_open_feed(
    struct world *world, const char *purpose, const char *person);
char *bench_world_find_feed(
    struct world *world, const char *purpose, const char *person);

/* Of the first journey whose number this is: the token of a page; owned. */
char *bench_world_find_page(
    struct world *world, int64_t journey_id, const char *address);

double bench_world_now_ms(void);
void bench_world_check(int status, const struct error *err);

/* A table's head and its rows: how long, and how often that is in unit. */
void bench_world_head(const char *what);
void bench_world_show(const char *name, double took, double unit);

#endif
