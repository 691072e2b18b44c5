/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "engine/activities/activities.h"
#include "engine/journeys/leaders.h"
#include "store/store_tables.h"

void
feed_world_add_leader(struct world *world, const char *name, const char *email)
{
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .first_day = "2026-12-07",
	    .manager = "Mette Madsen <" MANAGER ">",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
}

int
feed_world_set_up(void **state)
{
	struct error err = ERROR_INIT;
	int status = world_case_open(state,
	    "people: {coordinator: \"Hanne Holm <" COORDINATOR
	    ">\", network_lead: \"Nina Net <" NETWORK_LEAD ">\"}\n",
	    "2026-10-01T10:00");
	struct world *world = *state;

	if (status != OB_OK)
		return status;
	feed_world_add_leader(world, "Ana Lund", "ana@example.org");
	feed_world_add_leader(world, "Bo Berg", "bo@example.org");
	world_case_check(world_wake(world, &err), &err);
	return 0;
}

char *
feed_world_ask_text(const struct world *world, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	char *text;

	assert_int_equal(sqlite3_prepare_v2(world->store->db.handle, sql, -1,
			     &statement, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	text = memory_strdup((const char *)sqlite3_column_text(statement, 0));
	(void)sqlite3_finalize(statement);
	return text;
}

json_t *
feed_world_open(struct world *world, const char *purpose, const char *person)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    feeds_add(world->engine, ACTOR, purpose, person, &view, &err),
	    &err);
	return view;
}

json_t *
feed_world_find(struct world *world, const char *purpose, const char *person)
{
	const struct feed_list_request request = {
	    .person = person, .purpose = purpose};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	json_t *feed;

	world_case_check(
	    feeds_list_all(world->engine, &request, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "feeds")), 1);
	feed = json_incref(json_array_get(json_object_get(view, "feeds"), 0));
	json_decref(view);
	return feed;
}

int64_t
feed_world_number(struct world *world, const char *purpose, const char *person)
{
	json_t *feed = feed_world_find(world, purpose, person);
	int64_t id = json_integer_value(json_object_get(feed, "id"));

	json_decref(feed);
	return id;
}

char *
feed_world_token(struct world *world, const char *purpose, const char *person)
{
	json_t *feed = feed_world_find(world, purpose, person);
	const char *url = json_string_value(json_object_get(feed, "url"));
	char *token = memory_strndup(strrchr(url, '/') + 1, 43);

	json_decref(feed);
	return token;
}

void
feed_world_lint(const struct feed_answer *answer)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	calendar_lint_run(answer->bytes, answer->len, NULL, &findings);
	if (findings.count > 0)
		fail_msg("rule %s in line %zu: %s", findings.items[0].rule,
		    findings.items[0].line, findings.items[0].text);
}

char *
feed_world_fetch(
    struct world *world, const struct feed_query *query, bool *ret_made)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct feed_answer answer;
	struct error err = ERROR_INIT;
	bool is_revoked = false;

	world_case_check(
	    feeds_fetch(world->engine, query, &answer, &is_revoked, &err),
	    &err);
	feed_world_lint(&answer);
	*ret_made = answer.is_made_now;
	for (size_t i = 0; i < answer.len; i++) {
		if (strncmp(answer.bytes + i, "\r\n ", 3) == 0)
			i += 2;
		else
			strbuf_add_char(&text, answer.bytes[i]);
	}
	return strbuf_detach(&text);
}

char *
feed_world_calendar(
    struct world *world, const char *purpose, const char *person)
{
	cleanup_(memory_free_ptr) char *token =
	    feed_world_token(world, purpose, person);
	bool is_made = false;

	return feed_world_fetch(
	    world, &(struct feed_query){.token = token}, &is_made);
}

char *
feed_world_tasks(struct world *world, const char *purpose, const char *person)
{
	cleanup_(memory_free_ptr) char *token =
	    feed_world_token(world, purpose, person);
	bool is_made = false;

	return feed_world_fetch(world,
	    &(struct feed_query){.token = token, .has_tasks = true}, &is_made);
}

size_t
feed_world_count(const char *text, const char *part)
{
	size_t found = 0;

	for (text = strstr(text, part); text != NULL;
	     text = strstr(text + 1, part))
		found++;
	return found;
}

char *
feed_world_component(const char *calendar, const char *line)
{
	const char *at = strstr(calendar, line);
	const char *from;
	const char *until;

	if (at == NULL) {
		fail_msg("'%s' is not in\n%s", line, calendar);
		return NULL;
	}
	for (from = at; strncmp(from, "BEGIN:V", 7) != 0; from--)
		assert_ptr_not_equal(from, calendar);
	until = strstr(at, "END:VEVENT");
	if (until == NULL || strncmp(from, "BEGIN:VTODO", 11) == 0)
		until = strstr(at, "END:VTODO");
	assert_non_null(until);
	return memory_strndup(from, (size_t)(until - from));
}

void
feed_world_complete(struct world *world, const char *reference)
{
	const struct activity_request request = {.reference = reference};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    activities_complete(world->engine, ACTOR, &request, &view, &err),
	    &err);
	json_decref(view);
}

void
feed_world_set_events(struct world *world, const char *lines)
{
	struct error err = ERROR_INIT;

	free(world->events);
	world->events = memory_strdup(lines);
	world_case_check(world_import_events(world, &err), &err);
}

void
feed_world_jump(struct world *world, const char *to)
{
	struct error err = ERROR_INIT;
	int64_t at = 0;

	world_case_check(world_instant(world, to, &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
}
