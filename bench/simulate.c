/* SPDX-License-Identifier: EUPL-1.2 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "../tests/unit/world.h"
#include "base/memory.h"
#include "engine/simulation/simulation.h"

/*
 * Times a year of 200 leaders, and one leader's journey.  The limit is a C
 * loop that only writes the rows that such a year leaves behind into an empty
 * database in memory, each changed as often as the daemon changes it, one
 * transaction for every ten: whoever keeps the same has at least that to do.
 */
#define LEADERS 200
#define ACTIVITY_CHANGES 2 /* noticed, then done */
#define MAIL_CHANGES 2	   /* sending, then sent */
#define ROWS_A_TRANSACTION 10

struct totals {
	int64_t activities;
	int64_t mails;
	int64_t entries;
};

static int64_t
total(const json_t *summary, const char *key)
{
	return json_integer_value(
	    json_object_get(json_object_get(summary, key), "total"));
}

static void
give_up(const char *text)
{
	(void)fprintf(stderr, "bench/simulate: %s\n", text);
	exit(EXIT_FAILURE);
}

/* Milliseconds that it took. */
static int64_t
simulate(const struct world *world, int64_t leaders, struct totals *ret_totals)
{
	const struct simulation_request request = {
	    .first_day = "2027-02-01", .leaders = leaders};
	int64_t begun = clock_monotonic_ms();
	struct simulation *simulation = NULL;
	struct error err = ERROR_INIT;
	bool is_done = false;
	json_t *result;
	const json_t *summary;
	char *text;

	if (simulation_start(
		world->engine, &request, NULL, &simulation, &err) != OB_OK)
		give_up(err.text);
	while (!is_done) {
		if (simulation_run(simulation, 20, &is_done, &err) != OB_OK)
			give_up(err.text);
	}
	result = simulation_result(simulation);
	text = json_dumps(result, JSON_COMPACT);
	summary = json_object_get(result, "summary");
	*ret_totals = (struct totals){
	    .activities = total(summary, "activities"),
	    .mails = total(summary, "mail"),
	    .entries = json_integer_value(json_object_get(summary, "entries")),
	};
	free(text);
	json_decref(result);
	simulation_free(simulation);
	return clock_monotonic_ms() - begun;
}

static void
execute(sqlite3 *handle, const char *sql)
{
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		give_up(sqlite3_errmsg(handle));
}

/* Runs the statement for the rows 1 ... count, the row being ?1. */
static void
repeat(sqlite3 *handle, const char *sql, int64_t count)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
		give_up(sqlite3_errmsg(handle));
	for (int64_t i = 1; i <= count; i++) {
		if (i % ROWS_A_TRANSACTION == 1)
			execute(handle, "BEGIN");
		(void)sqlite3_bind_int64(statement, 1, i);
		if (sqlite3_step(statement) != SQLITE_DONE)
			give_up(sqlite3_errmsg(handle));
		(void)sqlite3_reset(statement);
		if (i % ROWS_A_TRANSACTION == 0 || i == count)
			execute(handle, "COMMIT");
	}
	(void)sqlite3_finalize(statement);
}

static int64_t
write_rows(const struct totals *totals)
{
	int64_t begun = clock_monotonic_ms();
	sqlite3 *handle = NULL;

	if (sqlite3_open(":memory:", &handle) != SQLITE_OK)
		give_up("cannot open a database");
	execute(handle,
	    "CREATE TABLE activity (id INTEGER PRIMARY KEY, journey INTEGER, "
	    "step TEXT, state TEXT, planned TEXT, latest TEXT, uid TEXT "
	    "UNIQUE, derivation TEXT);"
	    "CREATE INDEX activity_day ON activity (planned, id);"
	    "CREATE TABLE mail (id INTEGER PRIMARY KEY, key TEXT UNIQUE, kind "
	    "TEXT, address TEXT, subject TEXT, message_id TEXT UNIQUE, state "
	    "TEXT, due INTEGER);"
	    "CREATE INDEX mail_due ON mail (due, id);");
	repeat(handle,
	    "INSERT INTO activity VALUES (?1, ?1 / 48, 'step', 'planned', "
	    "date('2027-01-01', ?1 % 365 || ' days'), '2027-12-31', "
	    "hex(randomblob(16)), hex(randomblob(50)))",
	    totals->activities);
	for (int i = 0; i < ACTIVITY_CHANGES; i++)
		repeat(handle,
		    "UPDATE activity SET state = 'done', planned = "
		    "'2027-06-01' WHERE id = ?1",
		    totals->activities);
	repeat(handle,
	    "INSERT INTO mail VALUES (?1, 'digest:' || ?1, 'digest', "
	    "'somebody@example.org', 'Dine opgaver', hex(randomblob(16)), "
	    "'queued', 1800000000 + ?1)",
	    totals->mails);
	for (int i = 0; i < MAIL_CHANGES; i++)
		repeat(handle, "UPDATE mail SET state = 'sent' WHERE id = ?1",
		    totals->mails);
	(void)sqlite3_close(handle);
	return clock_monotonic_ms() - begun;
}

static void
show(const char *name, int64_t took, int64_t unit)
{
	(void)printf("| %-28s | %8.2f s | %6.1f |\n", name, (double)took / 1000,
	    (double)took / (double)(unit > 0 ? unit : 1));
}

int
main(void)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct totals one;
	struct totals many;
	struct error err = ERROR_INIT;
	struct rusage usage;
	int64_t took_one;
	int64_t took_many;
	int64_t unit;

	if (world_open(world, "invitations: {channel: invitation}\n",
		"2026-10-01T09:00", &err) != OB_OK)
		give_up(err.text);
	took_one = simulate(world, 1, &one);
	took_many = simulate(world, LEADERS, &many);
	unit = write_rows(&many);
	(void)getrusage(RUSAGE_SELF, &usage);
	(void)printf(
	    "| what                         |       took |  ratio |\n"
	    "| ---------------------------- | ---------: | -----: |\n");
	show("write the rows in a C loop", unit, unit);
	show("a year of 200 leaders", took_many, unit);
	show("one leader's journey", took_one, unit);
	(void)printf("\n%lld activities, %lld mails, %lld entries; %ld MiB\n",
	    (long long)many.activities, (long long)many.mails,
	    (long long)many.entries, usage.ru_maxrss / 1024);
	world_close(world);
	free(world);
	return EXIT_SUCCESS;
}
