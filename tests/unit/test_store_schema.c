/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "crypto/digest.h"
#include "store/instance_store.h"
#include "store/store_tables.h"

#define SQL_FOLDER "schemas/sql/"

struct fixture {
	char folder[64];
	char path[96];
	struct store *store;
};

static int
set_up(void **state)
{
	struct fixture *fixture = memory_alloc(sizeof(*fixture));
	const char *base = getenv("TMPDIR");

	(void)snprintf(fixture->folder, sizeof(fixture->folder),
	    "%.40s/onboardXXXXXX", base == NULL ? "/tmp" : base);
	if (mkdtemp(fixture->folder) == NULL)
		return -1;
	(void)snprintf(fixture->path, sizeof(fixture->path), "%s/onboard.db",
	    fixture->folder);
	*state = fixture;
	return store_open(fixture->path, &fixture->store, NULL);
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	const char *const ends[] = {"", "-wal", "-shm"};

	store_close(fixture->store);
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		cleanup_(memory_free_ptr) char *path =
		    memory_printf("%s%s", fixture->path, ends[i]);

		(void)unlink(path);
	}
	(void)rmdir(fixture->folder);
	free(fixture);
	return 0;
}

static void
test_landed_migrations_are_never_changed(void **state)
{
	cleanup_(strbuf_release) struct strbuf list = STRBUF_INIT;
	size_t count = 0;

	(void)state;
	assert_int_equal(
	    file_read(TESTS_DIR "/data/migrations.sha256", 65536, &list, NULL),
	    OB_OK);
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		const char *name = file->path + strlen(SQL_FOLDER);
		unsigned char digest[DIGEST_SIZE];
		char hex[DIGEST_HEX_SIZE];
		cleanup_(memory_free_ptr) char *line = NULL;

		if (strncmp(file->path, SQL_FOLDER, strlen(SQL_FOLDER)) != 0 ||
		    strspn(name, "0123456789") != 4)
			continue;
		digest_sha256(file->bytes, file->len, digest);
		line = memory_printf(
		    "%s  %s\n", digest_hex(digest, sizeof(digest), hex), name);
		if (strstr(list.buf, line) == NULL)
			fail_msg("'%s' differs from the one that landed: add a "
				 "new migration instead",
			    name);
		count++;
	}
	assert_true(count > 0);
}

static void
test_the_picture_of_the_schema_is_current(void **state)
{
	struct fixture *fixture = *state;
	const struct embedded_file *picture =
	    embedded_find(SQL_FOLDER "schema.sql");
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	sqlite3_stmt *rows = NULL;

	assert_non_null(picture);
	strbuf_add_str(&text,
	    "-- What the numbered migrations make, written by\n"
	    "-- build-aux/schema-picture; the program does not read it.\n");
	assert_int_equal(
	    sqlite3_prepare_v2(fixture->store->db.handle,
		"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
		"ORDER BY tbl_name, type DESC, name",
		-1, &rows, NULL),
	    SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW)
		strbuf_add_format(&text, "\n%s;\n",
		    (const char *)sqlite3_column_text(rows, 0));
	(void)sqlite3_finalize(rows);
	assert_string_equal(picture->bytes, text.buf);
}

/* Rows that everything else may refer to. */
#define SEED                                                                   \
	"INSERT INTO person (id, name, language, phone, created_at) VALUES "   \
	"(1, 'Ana', 'da', '', 0);"                                             \
	"INSERT INTO person (id, name, language, phone, created_at) VALUES "   \
	"(2, 'Bo', 'da', '', 0);"                                              \
	"INSERT INTO person_address (address_key, person_id, kind, address) "  \
	"VALUES ('a@x.dk', 1, 'main', 'a@x.dk');"                              \
	"INSERT INTO programme (id, key, version, title_da, title_en, "        \
	"content_hash, imported_at) VALUES (1, 'p', 1, 't', 't', "             \
	"hex(zeroblob(32)), 0);"                                               \
	"INSERT INTO journey (id, leader_id, programme_id, kind, state, "      \
	"accepted, first_day, end_day, recruitment, title, area, workplace, "  \
	"created_at) VALUES (1, 1, 1, 'onboarding', 'active', '2026-10-01', "  \
	"'2026-12-07', '2027-06-07', 'external', '', '', '', 0);"              \
	"INSERT INTO activity (id, journey_id, position, step, state, "        \
	"responsible_id, planned, latest, due_rule, start_minute, "            \
	"end_minute, start_at, end_at, undisturbed, flags, uid, sequence, "    \
	"changed_at, derivation) VALUES (1, 1, 0, 's', 'planned', 1, "         \
	"'2026-10-02', '2026-10-02', '2026-10-02', 540, 600, 1, 2, 0, 0, "     \
	"'u', 0, 0, '');"                                                      \
	"INSERT INTO mail (id, dedup_key, kind, person_id, to_address, "       \
	"subject, message_id, state, created_at, next_attempt_at) "            \
	"VALUES (1, 'k', 'digest', 1, 'a@x.dk', 's', 'm', 'queued', 0, 0);"    \
	"INSERT INTO feed (id, purpose, journey_id, person_id, role, "         \
	"generation, "                                                         \
	"token_hash) VALUES (1, 'journey', 1, 1, 'leader', 1, 'h');"           \
	"INSERT INTO page VALUES (1, 'leader', 1, 1, 1, 'h');"                 \
	"INSERT INTO audit VALUES (1, 0, 'a', 'v', 'e', 1, "                   \
	"hex(zeroblob(32)), hex(zeroblob(32)), hex(zeroblob(32)));"            \
	"INSERT INTO audit_value VALUES (1, hex(zeroblob(16)), '', '');"       \
	"INSERT INTO call VALUES (1, 1, 5, 30, 6, 'a');"                       \
	"INSERT INTO invitation (journey_id, activity_id, person_id, "         \
	"address, method, sequence, told_day, told_start, told_end, told_at) " \
	"VALUES (1, 1, 1, 'a@x.dk', 'request', 0, '2026-10-02', 540, 600, 0);" \
	"INSERT INTO action_link (purpose, person_id, activity_id, "           \
	"generation, token_hash, created_at) VALUES ('done', 1, 1, 1, 'd', "   \
	"0);"                                                                  \
	"INSERT INTO received_mail (digest, received_at, kind, sender, "       \
	"outcome, reason) VALUES (hex(zeroblob(32)), 0, 'reply', '', "         \
	"'review', 'x');"

/* Each breaks one rule of the schema. */
static const char *const forbidden[] = {
    "INSERT INTO person (id, name, language, phone, created_at) VALUES (9, '', "
    "'da', '', 0)",
    "INSERT INTO person (id, name, language, phone, created_at) VALUES (9, "
    "'Ib', 'fr', '', 0)",
    "INSERT INTO person (id, name, language, phone, created_at) VALUES (9, "
    "'Ib', 'da', printf('%041d', 1), 0)",
    "INSERT INTO person (id, name, language, phone, created_at) VALUES (9, "
    "printf('%0201d', 1), 'da', '', 0)",
    "INSERT INTO person_address (address_key, person_id, kind, address) VALUES "
    "('A', 1, 'home', 'a@x.dk')",
    "INSERT INTO person_address (address_key, person_id, kind, address) VALUES "
    "('b', 1, 'work', 'a')",
    "INSERT INTO person_address (address_key, person_id, kind, address) VALUES "
    "('a@x.dk', 2, 'main', 'a@x.dk')",
    "INSERT INTO person_address (address_key, person_id, kind, address) VALUES "
    "('c@x.dk', 1, 'main', 'c@x.dk')",
    "INSERT INTO person_address (address_key, person_id, kind, address) VALUES "
    "('c@x.dk', 99, 'main', 'c@x.dk')",
    "INSERT INTO programme (id, key, version, title_da, title_en, "
    "content_hash, imported_at) VALUES (9, 'q', 0, 't', 't', "
    "hex(zeroblob(32)), 0)",
    "INSERT INTO programme (id, key, version, title_da, title_en, "
    "content_hash, imported_at) VALUES (9, 'q', 1, 't', 't', 'short', 0)",
    "INSERT INTO programme (id, key, version, title_da, title_en, "
    "content_hash, imported_at) VALUES (9, 'p', 1, 't', 't', "
    "hex(zeroblob(32)), 0)",
    "UPDATE journey SET state = 'lost'",
    "UPDATE journey SET accepted = '1-10-2026'",
    "UPDATE journey SET first_day = '2026-09-30'",
    "UPDATE journey SET end_day = '2026-12-06'",
    "UPDATE journey SET kind = 'holiday'",
    "UPDATE journey SET addresses = 0",
    "UPDATE journey SET last_day = 'soon'",
    "UPDATE journey SET recruitment = 'sideways'",
    "UPDATE journey SET work_address_asked = 2",
    "UPDATE journey SET title = printf('%0201d', 1)",
    "INSERT INTO journey (leader_id, programme_id, kind, state, accepted, "
    "first_day, end_day, recruitment, title, area, workplace, created_at) "
    "SELECT leader_id, programme_id, kind, state, accepted, first_day, "
    "end_day, recruitment, '', '', '', 0 FROM journey",
    "INSERT INTO journey_pause VALUES (1, 1, '2026-02-02', '2026-02-01')",
    "INSERT INTO journey_role VALUES (1, 'mentor', 99, 0)",
    "INSERT INTO journey_role VALUES (1, 'mentor', 1, 2)",
    "UPDATE activity SET state = 'lost'",
    "UPDATE activity SET state = 'done'",
    "UPDATE activity SET settled_at = 5",
    "UPDATE activity SET planned = 'soon'",
    "UPDATE activity SET latest = 'later'",
    "UPDATE activity SET start_minute = -1",
    "UPDATE activity SET end_minute = -1",
    "UPDATE activity SET start_at = NULL",
    "UPDATE activity SET start_minute = 1440",
    "UPDATE activity SET flags = 4096",
    "UPDATE activity SET sequence = -1",
    "UPDATE activity SET is_moved = 2",
    "UPDATE activity SET late_told = 2",
    "UPDATE activity SET told_day = 'then'",
    "UPDATE activity SET title = printf('%0201d', 1)",
    "INSERT INTO reminder VALUES (1, 'on-day', '2026-10-02', 1, "
    "'2026-10-02', 'lost', NULL)",
    "UPDATE activity SET note = printf('%02001d', 1)",
    "UPDATE activity SET responsible_id = 99",
    "UPDATE activity SET position = 'first'",
    "INSERT INTO activity_participant VALUES (1, -1, 1)",
    "INSERT INTO activity_participant VALUES (1, 0, 99)",
    "INSERT INTO call VALUES (9, 1, 5, 30, 6, 'a')",
    "INSERT INTO call VALUES (9, 1, 7, 0, 6, 'a')",
    "INSERT INTO call VALUES (9, 1, 7, 601, 6, 'a')",
    "UPDATE mail SET state = 'lost'",
    "UPDATE mail SET person_id = 99",
    "INSERT INTO mail (dedup_key, kind, person_id, to_address, subject, "
    "message_id, state, created_at, next_attempt_at) "
    "VALUES ('k', 'digest', 1, 'a@x.dk', 's', 'n', 'queued', 0, 0)",
    "INSERT INTO mail (dedup_key, kind, person_id, to_address, subject, "
    "message_id, state, created_at, next_attempt_at) "
    "VALUES ('l', 'digest', 1, 'a@x.dk', 's', 'm', 'queued', 0, 0)",
    "UPDATE feed SET generation = 0",
    "INSERT INTO feed (purpose, journey_id, person_id, role, generation, "
    "token_hash) "
    "VALUES ('journey', 1, 1, 'mentor', 1, 'i')",
    "INSERT INTO feed (purpose, journey_id, person_id, role, generation, "
    "token_hash) "
    "VALUES ('journey', 1, 2, 'mentor', 1, 'h')",
    "UPDATE feed SET purpose = 'person'",
    "UPDATE feed SET journey_id = NULL",
    "UPDATE feed SET fetches_unchanged = 1",
    "UPDATE invitation SET partstat = 'ACCEPTED'",
    "INSERT INTO invitation (journey_id, activity_id, person_id, address, "
    "method, sequence, told_day, told_start, told_end, told_at) VALUES (1, 1, "
    "1, 'a@x.dk', 'request', 0, '2026-10-02', 540, 600, 0)",
    "UPDATE invitation SET method = 'reply'",
    "UPDATE action_link SET activity_id = NULL",
    "UPDATE action_link SET purpose = 'offer'",
    "INSERT INTO action_link (purpose, person_id, activity_id, generation, "
    "token_hash, created_at) VALUES ('done', 1, 1, 2, 'z', 0)",
    "UPDATE received_mail SET outcome = 'settled'",
    "UPDATE received_mail SET digest = 'short'",
    "UPDATE mail SET priority = 3",
    "UPDATE person SET channel = 'fax'",
    "UPDATE person SET digest = 'never'",
    "INSERT INTO feed_revoked VALUES ('x', 99, 0)",
    "UPDATE page SET journey_id = NULL",
    "UPDATE page SET kind = 'person'",
    "UPDATE page SET generation = 0",
    "INSERT INTO page VALUES (9, 'leader', 1, 1, 1, 'i')",
    "UPDATE audit SET value_hash = 'short'",
    "UPDATE audit SET hash = 'short'",
    "UPDATE audit SET previous_hash = ''",
    "UPDATE audit_value SET salt = 'short'",
    "INSERT INTO remark (activity_id, kind, person_id, owner_id, text, "
    "said_at) VALUES (1, 'praise', 1, 1, 'x', 0)",
    "INSERT INTO remark (activity_id, kind, person_id, owner_id, text, "
    "said_at) VALUES (1, 'comment', 1, 1, '', 0)",
    "INSERT INTO remark (activity_id, kind, person_id, owner_id, text, "
    "said_at, ended_at) VALUES (1, 'comment', 1, 1, 'x', 0, 1)",
    "INSERT INTO handbook_confirmation VALUES ('it', 0, 1, 'short')",
    "INSERT INTO exit_interview VALUES (1, 'yesterday', 1, 0)",
    "INSERT INTO exit_reason VALUES (1, 'pay', 0)",
    "INSERT INTO potential VALUES (1, 1, 0, 'soon', NULL)",
    "INSERT INTO follow_up VALUES (1, '2026H3', 't', 1, '2027-01-01', 0, "
    "NULL)",
    "INSERT INTO handbook_ask VALUES ('it', '2026-10-01', 1, NULL)",
    "INSERT INTO report_text VALUES (2026, 'purpose', '')",
    "DELETE FROM person WHERE id = 1",
};

static void
test_the_schema_refuses_what_cannot_be(void **state)
{
	struct fixture *fixture = *state;
	sqlite3 *handle = fixture->store->db.handle;

	assert_int_equal(
	    sqlite3_exec(handle, SEED, NULL, NULL, NULL), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_LEN(forbidden); i++) {
		int code = sqlite3_exec(handle, forbidden[i], NULL, NULL, NULL);

		if ((code & 0xff) != SQLITE_CONSTRAINT)
			fail_msg("not refused (%s): %s", sqlite3_errmsg(handle),
			    forbidden[i]);
	}
}

/* Statements that read all of a table because all of it is asked for. */
static const char *const reads_all[] = {
    "ORDER BY key, version",
    "WHERE (:state IS NULL OR state = :state) AND (:to IS NULL",
    "WHERE (:journey = 0 OR a.journey_id = :journey)",
    "WHERE (:journey = 0 OR r.journey_id = :journey)",
    "WHERE (:person = 0 OR person_id = :person)", "FROM handbook_entry",
    "FROM handbook_confirmation ORDER BY", "FROM handbook_ask ORDER BY",
    "FROM potential ORDER BY expires_on", "DELETE FROM mail WHERE id IN",
    "UPDATE received_mail SET mail_id = NULL", /* once for each who leaves */
    "WHERE (:of IS NULL OR period = :of)",
    "DELETE FROM handbook_ask WHERE name NOT",
    "FROM programme_overlay ORDER BY overlay", "SELECT count(*) FROM mail",
    "FROM journey", "FROM calendar_day ORDER BY", "ORDER BY p.id LIMIT",
    "FROM person_member ORDER BY", "FROM mentor_relation m ORDER BY",
    "ORDER BY id DESC LIMIT 1",	 /* stops at the first */
    "FROM programme WHERE kind", /* once for each who leaves */
    "FROM account ORDER BY id", "count(*) FROM sign_in_link",
    "ORDER BY n.closed_at IS NOT NULL",
    "ORDER BY id DESC LIMIT :max", /* stops after a page */
    "ORDER BY m.id DESC LIMIT :max", "SELECT count(*) FROM audit",
    "b.bad_since IS NOT NULL", /* few are bad; each is asked for once */
};

static bool
may_read_all(const char *sql)
{
	for (size_t i = 0; i < ARRAY_LEN(reads_all); i++) {
		if (strstr(sql, reads_all[i]) != NULL)
			return true;
	}
	return false;
}

static void
check_plan(sqlite3 *handle, const char *sql)
{
	cleanup_(memory_free_ptr) char *explain =
	    memory_printf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *plan = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(handle, explain, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(plan, 3);

		/* "SCAN x USING INDEX" goes through a partial index. */
		if (strncmp(detail, "SCAN ", 5) == 0 &&
		    strstr(detail, "INDEX") == NULL &&
		    strstr(detail, "CONSTANT") == NULL && !may_read_all(sql))
			fail_msg("%s\n  in: %s", detail, sql);
	}
	(void)sqlite3_finalize(plan);
}

static void
test_statements_find_their_rows_by_an_index(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < TABLE_COUNT; i++) {
		for (size_t k = 0; k < store_definitions[i]->count; k++)
			check_plan(fixture->store->db.handle,
			    store_definitions[i]->sql[k]);
	}
}

/* All lines of the plan; owned. */
static char *
plan_of(sqlite3 *handle, const char *sql)
{
	cleanup_(memory_free_ptr) char *explain =
	    memory_printf("EXPLAIN QUERY PLAN %s", sql);
	struct strbuf text = STRBUF_INIT;
	sqlite3_stmt *plan = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(handle, explain, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW)
		strbuf_add_format(
		    &text, "%s\n", (const char *)sqlite3_column_text(plan, 3));
	(void)sqlite3_finalize(plan);
	return strbuf_detach(&text);
}

/* A part of a statement, and the index that it must use. */
static const struct {
	const struct table_definition *definition;
	const char *part;
	const char *index;
} hot_statements[] = {
    {&mail_store_definition, "next_attempt_at <= :now AND (attempts > 0)",
	"mail_turn"},
    {&mail_store_definition, "min(next_attempt_at) FROM mail WHERE (state",
	"mail_due"},
    {&mail_queue_store_definition,
	"INSERT INTO mail_attempt (mail_id, at, "
	"outcome, reply) SELECT id, :now, 'not-",
	"mail_due"},
    {&mail_queue_store_definition, "SET state = 'deferred', last", "mail_due"},
    {&mail_store_definition, "not_after <= :now", "mail_ends"},
    {&mail_queue_store_definition, "WHERE state = 'sending'", "mail_sending"},
    {&mail_store_definition, "SET bytes = NULL", "mail_settled"},
    {&mail_store_definition, "sent_at >= :since", "mail_day"},
    {&mail_store_definition, "sent_at >= :since", "mail_sending"},
    {&mail_store_definition, "dedup_key = :key", "dedup_key=?"},
    {&journey_store_definition, "first_day > :today", "journey_once"},
    {&feed_store_definition, "WHERE token_hash = :", "token_hash=?"},
    {&feed_store_definition, "WHERE purpose = :purpose AND person_id",
	"feed_person"},
    {&feed_store_definition, "UNION SELECT", "activity_responsible"},
    {&feed_store_definition, "UNION SELECT", "activity_participant_person"},
    {&feed_store_definition, "UNION SELECT", "activity_left_person"},
    {&feed_store_definition, "r.role = 'coordinator'", "journey_role_person"},
    {&event_store_definition, "j.leader_id = :leader", "journey_once"},
    {&event_store_definition, "BETWEEN :from AND :until", "event_day"},
    {&page_store_definition, "WHERE token_hash = :", "token_hash=?"},
};

static void
test_hot_statements_use_the_index_made_for_them(void **state)
{
	struct fixture *fixture = *state;
	sqlite3 *handle = fixture->store->db.handle;

	for (size_t i = 0; i < ARRAY_LEN(hot_statements); i++) {
		const struct table_definition *definition =
		    hot_statements[i].definition;
		size_t found = 0;

		for (size_t k = 0; k < definition->count; k++) {
			const char *sql = definition->sql[k];
			cleanup_(memory_free_ptr) char *plan = NULL;

			if (strstr(sql, hot_statements[i].part) == NULL)
				continue;
			found++;
			plan = plan_of(handle, sql);
			if (strstr(plan, hot_statements[i].index) == NULL)
				fail_msg("%s\n  in: %s", plan, sql);
		}
		if (found == 0)
			fail_msg(
			    "no statement with: %s", hot_statements[i].part);
	}
}

/* In a child whose files may not grow; its exit status tells. */
static int
fill_disk(const char *path)
{
	const struct rlimit limit = {300 * 1024, 300 * 1024};
	struct error err = ERROR_INIT;
	struct store *store = NULL;
	char value[4000];
	int status = OB_OK;

	(void)signal(SIGXFSZ, SIG_IGN);
	if (store_open(path, &store, &err) != OB_OK ||
	    store_begin(store, &err) != OB_OK ||
	    instance_store_set(store, "first", "kept", &err) != OB_OK ||
	    store_commit(store, &err) != OB_OK ||
	    setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 10;
	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	for (int i = 0; status == OB_OK && i < 1000; i++) {
		char name[32];

		(void)snprintf(name, sizeof(name), "value-%d", i);
		status = store_begin(store, &err);
		if (status == OB_OK)
			status = instance_store_set(store, name, value, &err);
		if (status == OB_OK)
			status = instance_store_set(store, "last", name, &err);
		if (status == OB_OK)
			status = store_commit(store, &err);
		else
			store_rollback(store);
	}
	store_close(store);
	if (status != OB_EIO)
		return 11;
	return strstr(err.text, "nothing was changed") == NULL ? 12 : 0;
}

static int64_t
ask(struct store *store, const char *sql)
{
	int64_t value = -1;

	assert_int_equal(db_read_integer(&store->db, sql, &value, NULL), OB_OK);
	return value;
}

static void
test_a_full_disk_is_told_and_leaves_nothing_half_done(void **state)
{
	struct fixture *fixture = *state;
	int outcome = 0;
	pid_t child;

	store_close(fixture->store);
	fixture->store = NULL;
	child = fork();
	if (child == 0)
		_exit(fill_disk(fixture->path));
	assert_int_equal(waitpid(child, &outcome, 0), child);
	assert_true(WIFEXITED(outcome));
	assert_int_equal(WEXITSTATUS(outcome), 0);
	assert_int_equal(
	    store_open(fixture->path, &fixture->store, NULL), OB_OK);
	assert_int_equal(store_check(fixture->store, NULL), OB_OK);
	/* Each change set a value and said that it was the last. */
	assert_int_equal(
	    ask(fixture->store, "SELECT count(*) FROM instance_value "
				"WHERE name LIKE 'value-%'"),
	    ask(fixture->store,
		"SELECT substr(value, 7) + 1 FROM instance_value "
		"WHERE name = 'last'"));
	assert_int_equal(
	    ask(fixture->store, "SELECT count(*) FROM instance_value "
				"WHERE value = 'kept'"),
	    1);
}

static void
test_a_damaged_database_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct error err = ERROR_INIT;
	sqlite3 *handle = fixture->store->db.handle;

	assert_int_equal(
	    sqlite3_exec(handle, SEED, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(store_check(fixture->store, &err), OB_OK);
	(void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	assert_int_equal(
	    sqlite3_exec(handle,
		"PRAGMA writable_schema = ON; "
		"UPDATE sqlite_schema SET sql = replace(sql, "
		"'state <> ''cancelled''', 'state = ''cancelled''') "
		"WHERE name = 'journey_once'; "
		"UPDATE sqlite_schema SET rootpage = "
		"(SELECT rootpage FROM sqlite_schema WHERE name = 'call') "
		"WHERE name = 'person'; PRAGMA writable_schema = RESET",
		NULL, NULL, NULL),
	    SQLITE_OK);
	store_close(TAKE_PTR(fixture->store));
	if (store_open(fixture->path, &fixture->store, &err) == OB_OK)
		assert_int_equal(store_check(fixture->store, &err), OB_EDB);
	assert_non_null(strstr(err.text, "restore a backup"));
}

static void
test_only_one_program_may_change_it_at_a_time(void **state)
{
	struct fixture *fixture = *state;
	struct error err = ERROR_INIT;
	struct store *other = NULL;

	assert_int_equal(store_open(fixture->path, &other, &err), OB_OK);
	assert_int_equal(store_begin(fixture->store, &err), OB_OK);
	assert_int_equal(store_begin(other, &err), OB_EBUSY);
	assert_non_null(strstr(err.text, "another process holds it"));
	store_rollback(fixture->store);
	assert_int_equal(store_begin(other, &err), OB_OK);
	store_rollback(other);
	store_close(other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_landed_migrations_are_never_changed),
	    TEST(test_the_picture_of_the_schema_is_current),
	    TEST(test_the_schema_refuses_what_cannot_be),
	    TEST(test_statements_find_their_rows_by_an_index),
	    TEST(test_hot_statements_use_the_index_made_for_them),
	    TEST(test_a_full_disk_is_told_and_leaves_nothing_half_done),
	    TEST(test_a_damaged_database_is_found),
	    TEST(test_only_one_program_may_change_it_at_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
