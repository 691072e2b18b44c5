/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cli/lint_letter.h"
#include "base/findings.h"
#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "engine/feeds/feeds.h"
#include "world.h"

/* Our own mails and calendars under our own linters. */

#define FEEDS_MAX 1000

struct address {
	int64_t id;
	int64_t generation;
};

static int
refuse(const struct findings *findings, const char *what, struct error *err)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->severity == FINDING_ERROR)
			return error_set(err, OB_EINTERNAL,
			    "%.200s, line %zu breaks rule %s: %s", what,
			    finding->line, finding->rule, finding->text);
	}
	return OB_OK;
}

int
world_lint_mail(
    const char *bytes, size_t len, const char *subject, struct error *err)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(memory_free_ptr) char *what =
	    memory_printf("the mail '%s'", subject);

	lint_letter_run(bytes, len, &findings);
	return refuse(&findings, what, err);
}

int
world_lint_calendar(
    const char *bytes, size_t len, const char *what, struct error *err)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	calendar_lint_run(bytes, len, NULL, &findings);
	findings_finish(&findings);
	return refuse(&findings, what, err);
}

/* The addresses as they are now; whoever has one gets the calendar. */
static int
list_addresses(const struct world *world, struct address *addresses,
    size_t *ret_count, struct error *err)
{
	cleanup_(memory_free_ptr) char *path = world_path(world, "onboard.db");
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	size_t count = 0;
	int status = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);

	if (status == SQLITE_OK)
		status = sqlite3_prepare_v2(db,
		    "SELECT id, generation FROM feed ORDER BY id", -1,
		    &statement, NULL);
	while (status == SQLITE_OK && count < FEEDS_MAX &&
	       sqlite3_step(statement) == SQLITE_ROW) {
		addresses[count].id = sqlite3_column_int64(statement, 0);
		addresses[count++].generation =
		    sqlite3_column_int64(statement, 1);
	}
	(void)sqlite3_finalize(statement);
	(void)sqlite3_close(db);
	*ret_count = count;
	return status == SQLITE_OK
		   ? OB_OK
		   : error_set(err, OB_EDB, "the feeds cannot be listed");
}

/* One whose journey has ended is gone. */
static int
lint_feed(struct world *world, const struct address *address, bool has_tasks,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *what =
	    memory_printf("calendar %" PRId64, address->id);
	char token[TOKEN_TEXT_SIZE];
	const struct feed_query query = {
	    .token = token, .has_tasks = has_tasks};
	struct feed_answer answer;
	bool is_gone = false;
	int status;

	token_make(
	    &world->key, "feed", address->id, address->generation, token);
	status = feeds_fetch(world->engine, &query, &answer, &is_gone, err);
	if (status == OB_ENOTFOUND && is_gone)
		return OB_OK;
	if (status != OB_OK)
		return status;
	return world_lint_calendar(answer.bytes, answer.len, what, err);
}

int
world_lint_feeds(struct world *world, struct error *err)
{
	cleanup_(memory_free_ptr) struct address *addresses =
	    memory_resize(NULL, FEEDS_MAX, sizeof(addresses[0]));
	size_t count = 0;
	int status = list_addresses(world, addresses, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		status = lint_feed(world, &addresses[i], false, err);
		if (status == OB_OK)
			status = lint_feed(world, &addresses[i], true, err);
	}
	return status;
}
