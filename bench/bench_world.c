/* SPDX-License-Identifier: EUPL-1.2 */
#include "bench_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"

#define TOKEN_LENGTH 43

void
bench_world_check(int status, const struct error *err)
{
	if (status == OB_OK)
		return;
	(void)fprintf(stderr, "bench: %s\n", err->text);
	exit(EXIT_FAILURE);
}

struct world *
bench_world_open(const char *name)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;

	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	(void)printf("%s\n\n", name);
	bench_world_check(
	    world_open(world,
		"people: {coordinator: \"Hanne HR <hr@example.org>\"}\n",
		"2026-10-01T09:00", &err),
	    &err);
	return world;
}

void
bench_world_close(struct world *world)
{
	world_close(world);
	free(world);
}

void
bench_world_add_leaders(struct world *world)
{
	for (int i = 0; i < BENCH_WORLD_LEADERS; i++) {
		cleanup_(memory_free_ptr) char *name =
		    memory_printf("Leder Nummer%d", i);
		cleanup_(memory_free_ptr) char *email =
		    memory_printf("l%d@example.org", i);
		cleanup_(memory_free_ptr) char *manager = memory_printf(
		    "Mette Madsen <m%d@example.org>", i % BENCH_WORLD_MANAGERS);
		const struct leader_request request = {.name = name,
		    .email = email,
		    .first_day = "2026-12-07",
		    .manager = manager};
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		bench_world_check(leaders_add(world->engine, BENCH_WORLD_ACTOR,
				      &request, &view, &err),
		    &err);
		json_decref(view);
	}
}

/* "https://.../TOKEN.ics", or without an ending */
static char *
token_of(const char *url)
{
	return memory_strndup(strrchr(url, '/') + 1, TOKEN_LENGTH);
}

char *
bench_world_open_feed(
    struct world *world, const char *purpose, const char *person)
{
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	bench_world_check(feeds_add(world->engine, BENCH_WORLD_ACTOR, purpose,
			      person, &view, &err),
	    &err);
	return token_of(json_string_value(
	    json_object_get(json_object_get(view, "feed"), "url")));
}

char *
bench_world_find_feed(
    struct world *world, const char *purpose, const char *person)
{
	const struct feed_list_request request = {
	    .person = person, .purpose = purpose};
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;
	const json_t *feeds;

	bench_world_check(
	    feeds_list_all(world->engine, &request, &view, &err), &err);
	feeds = json_object_get(view, "feeds");
	if (json_array_size(feeds) == 0)
		bench_world_check(
		    error_set(&err, OB_ENOTFOUND, "'%s' has no calendar '%s'",
			person, purpose),
		    &err);
	return token_of(json_string_value(
	    json_object_get(json_array_get(feeds, 0), "url")));
}

char *
bench_world_find_page(
    struct world *world, int64_t journey_id, const char *address)
{
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;
	const json_t *page;
	size_t i;

	bench_world_check(
	    leaders_show(world->engine, journey_id, &view, &err), &err);
	json_array_foreach(json_object_get(view, "pages"), i, page)
	{
		if (strcmp(json_string_value(json_object_get(
			       json_object_get(page, "person"), "email")),
			address) == 0)
			return token_of(
			    json_string_value(json_object_get(page, "url")));
	}
	bench_world_check(
	    error_set(&err, OB_ENOTFOUND, "'%s' has no page", address), &err);
	return NULL;
}

double
bench_world_now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void
bench_world_head(const char *what)
{
	(void)printf("\n| %-44s |         took |   ratio |\n"
		     "| -------------------------------------------- | "
		     "-----------: | ------: |\n",
	    what);
}

void
bench_world_show(const char *name, double took, double unit)
{
	(void)printf("| %-44s | %9.3f ms | %7.2f |\n", name, took, took / unit);
}
