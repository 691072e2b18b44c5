/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../tests/unit/world.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/hr/hr_board.h"
#include "engine/hr/hr_leader.h"
#include "engine/hr/hr_needs.h"
#include "engine/hr/hr_overdue.h"
#include "engine/hr/hr_search.h"
#include "engine/journeys/leaders.h"

/*
 * Times what HR sees of 200 leaders, of whom nobody has done anything for two
 * months, against the same coordinator's calendar when it is made for the first
 * time: a page may not take longer than that.
 */
#define LEADERS 200
#define ROUNDS 10
#define ACTOR "bench"

static const struct hr_scope everywhere = {"", LANGUAGE_DA};

static void
give_up(const char *text)
{
	(void)fprintf(stderr, "bench/board: %s\n", text);
	exit(EXIT_FAILURE);
}

static double
now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
add_leaders(struct world *world)
{
	for (int i = 0; i < LEADERS; i++) {
		char name[40];
		char email[40];
		const struct leader_request request = {.name = name,
		    .email = email,
		    .first_day = "2026-12-07",
		    .manager = "Mette Madsen <mette@example.org>"};
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		(void)snprintf(name, sizeof(name), "Leder Nummer%d", i);
		(void)snprintf(email, sizeof(email), "l%d@example.org", i);
		if (leaders_add(world->engine, ACTOR, &request, &view, &err) !=
		    OB_OK)
			give_up(err.text);
		json_decref(view);
	}
}

static char *
open_feed(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const char *url;
	char *token;

	if (feeds_add(world->engine, ACTOR, "coordinator", "hr@example.org",
		&view, &err) != OB_OK)
		give_up(err.text);
	url = json_string_value(
	    json_object_get(json_object_get(view, "feed"), "url"));
	token = memory_strndup(strrchr(url, '/') + 1, 43);
	json_decref(view);
	return token;
}

/* How long so many fetches took, each. */
static double
time_feed(struct world *world, const char *token, int rounds)
{
	const struct feed_query query = {.token = token};
	struct error err = ERROR_INIT;
	double begun = now_ms();

	for (int i = 0; i < rounds; i++) {
		struct feed_answer answer;
		bool is_revoked = false;

		world->engine->generation++;
		if (feeds_fetch(world->engine, &query, &answer, &is_revoked,
			&err) != OB_OK)
			give_up(err.text);
	}
	return (now_ms() - begun) / rounds;
}

static int
board(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct hr_board_filter any = {.area = NULL};

	return hr_board_view(engine, &everywhere, &any, ret_view, err);
}

static int
board_with_words(struct engine *engine, json_t **ret_view, struct error *err)
{
	static const struct hr_board_filter filter = {.text = "nummer12 mette"};

	return hr_board_view(engine, &everywhere, &filter, ret_view, err);
}

static int
figures(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_board_figures(engine, &everywhere, ret_view, err);
}

static int
overdue(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_overdue_view(engine, &everywhere, NULL, ret_view, err);
}

static int
needs(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_needs_view(engine, &everywhere, ret_view, err);
}

static int
search(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_search_view(
	    engine, &everywhere, "velkomst nummer12", ret_view, err);
}

static int
leader(struct engine *engine, json_t **ret_view, struct error *err)
{
	return hr_leader_view(engine, &everywhere, 7, ret_view, err);
}

static void
show(const char *name, double took, double unit)
{
	(void)printf("| %-36s | %9.3f ms | %7.2f |\n", name, took, took / unit);
}

int
main(void)
{
	static const struct {
		const char *name;
		int (*view)(struct engine *engine, json_t **ret_view,
		    struct error *err);
	} views[] = {
	    {"the board", board},
	    {"the board, looked through for words", board_with_words},
	    {"figures", figures},
	    {"overdue by owner", overdue},
	    {"needs you now", needs},
	    {"a search", search},
	    {"one leader", leader},
	};
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;
	cleanup_(memory_free_ptr) char *token = NULL;
	int64_t at = 0;
	double unit;

	if (world_open(world,
		"people: {coordinator: \"Hanne HR <hr@example.org>\"}\n",
		"2026-10-01T09:00", &err) != OB_OK)
		give_up(err.text);
	add_leaders(world);
	if (world_instant(world, "2026-12-01T12:00", &at, &err) != OB_OK ||
	    world_jump(world, at, &err) != OB_OK)
		give_up(err.text);
	token = open_feed(world);
	unit = time_feed(world, token, 1);
	(void)printf("| what HR sees of %d leaders          |         took | "
		     "  ratio |\n| ------------------------------------ | "
		     "-----------: | ------: |\n",
	    LEADERS);
	show("a coordinator's calendar, at first", unit, unit);
	show("after a change elsewhere", time_feed(world, token, ROUNDS), unit);
	for (size_t i = 0; i < ARRAY_LEN(views); i++) {
		double begun = now_ms();

		for (int k = 0; k < ROUNDS; k++) {
			json_auto_t *view = NULL;

			if (views[i].view(world->engine, &view, &err) != OB_OK)
				give_up(err.text);
		}
		show(views[i].name, (now_ms() - begun) / ROUNDS, unit);
	}
	world_close(world);
	free(world);
	return EXIT_SUCCESS;
}
