/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "../unit/invitation_reader.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/answers.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/roles/people_edit.h"
#include "sequences.h"

/* Invitations: everybody who is to be at a meeting knows it, and as it is. */

static const char *const answers[] = {"accepted", "declined", "tentative"};
static const char *const channels[] = {"feed", "invitation", ""};

static int
answer(struct play *play, int64_t activity, int64_t person, int64_t journey,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	enum answer_outcome outcome;
	int status =
	    change_begin(&change, play->world.engine, SEQUENCES_ACTOR, err);

	if (status == OB_OK)
		status =
		    dossier_load(play->world.engine, journey, &dossier, err);
	if (status == OB_OK)
		status = answers_set(&change, &dossier,
		    &(struct answer){
			.activity_id = activity,
			.person_id = person,
			.partstat =
			    answers[sequences_draw(play, ARRAY_LEN(answers))],
			.by = "hand",
			.stamp = INSTANT_NONE,
			.sequence = -1,
		    },
		    &outcome, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static int
answer_any(struct play *play, struct error *err)
{
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT activity_id, person_id, journey_id FROM invitation "
	    "WHERE method = 'request' ORDER BY told_at * 7919 % 997, id "
	    "LIMIT 1");
	int64_t ids[3] = {0, 0, 0};

	if (sqlite3_step(rows) == SQLITE_ROW)
		for (int i = 0; i < 3; i++)
			ids[i] = sqlite3_column_int64(rows, i);
	(void)sqlite3_finalize(rows);
	if (ids[0] == 0)
		return OB_OK;
	return answer(play, ids[0], ids[1], ids[2], err);
}

static int
choose_channel(struct play *play, struct error *err)
{
	const char *person = sequences_draw_person(play);
	const char *from = strchr(person, '<');
	cleanup_(memory_free_ptr) char *address =
	    memory_strndup(from + 1, strcspn(from + 1, ">"));
	const char *channel = channels[sequences_draw(play, 3)];
	json_t *view = NULL;

	return sequences_drop(
	    people_edit(play->world.engine, SEQUENCES_ACTOR, address,
		&(struct person_edit){.channel = channel}, &view, err),
	    &view);
}

int
sequences_answer(struct play *play, struct error *err)
{
	int status = OB_OK;

	if (play->invites && sequences_happens(play, 4))
		status = answer_any(play, err);
	else if (play->invites && sequences_happens(play, 12))
		status = choose_channel(play, err);
	return status == OB_OK || status == OB_ENOTFOUND ? OB_OK : status;
}

static void
expect_none(const struct play *play, const char *rule, const char *sql)
{
	char today[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];
	const struct engine *engine = play->world.engine;
	struct date day = core_today(engine);
	sqlite3_stmt *rows = sequences_prepare(play, sql);

	(void)sqlite3_bind_text(
	    rows, 1, date_format(day, today), -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(rows, 2, core_now(engine));
	(void)sqlite3_bind_text(rows, 3,
	    date_format(
		date_add_days(day, engine->settings->invitations.days_ahead),
		until),
	    -1, SQLITE_STATIC);
	if (sqlite3_step(rows) == SQLITE_ROW)
		fail_msg("%s: %s\n  after: %s", rule,
		    (const char *)sqlite3_column_text(rows, 0), play->what);
	(void)sqlite3_finalize(rows);
}

/* What a row says was told stands in its letter; what came later does not. */
static void
check_letter(const struct play *play, sqlite3_stmt *rows)
{
	const char *partstat = (const char *)sqlite3_column_text(rows, 4);
	const char *bytes = (const char *)sqlite3_column_blob(rows, 5);
	cleanup_(memory_free_ptr) char *letter =
	    memory_strndup(bytes, (size_t)sqlite3_column_bytes(rows, 5));
	struct invitation_read read;

	if (!invitation_reader_read(letter, &read) ||
	    strcasecmp(
		read.method, (const char *)sqlite3_column_text(rows, 1)) != 0 ||
	    read.sequence != sqlite3_column_int(rows, 2) ||
	    strcmp(read.start, (const char *)sqlite3_column_text(rows, 3)) !=
		0 ||
	    (partstat[0] != '\0' && strcasecmp(read.partstat, partstat) != 0))
		fail_msg("the letter of %s says %s %d %s %s\n  after: %s",
		    (const char *)sqlite3_column_text(rows, 0), read.method,
		    read.sequence, read.start, read.partstat, play->what);
}

/* A cancellation says nothing of the answer. */
static void
check_letters(struct play *play)
{
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT m.dedup_key, i.method, i.sequence, "
	    "replace(i.told_day, '-', '') || printf('T%02d%02d00', "
	    "i.told_start / 60, i.told_start % 60), "
	    "CASE WHEN i.answered_at >= i.told_at THEN '' "
	    "WHEN i.method = 'cancel' THEN 'needs-action' "
	    "ELSE i.partstat END, m.bytes, "
	    "m.id FROM invitation i JOIN mail m ON m.id = i.mail_id "
	    "WHERE m.id > ?1 ORDER BY m.id");

	(void)sqlite3_bind_int64(rows, 1, play->last_told);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		check_letter(play, rows);
		play->last_told = sqlite3_column_int64(rows, 6);
	}
	(void)sqlite3_finalize(rows);
}

#define WHICH "i.activity_id || ' ' || a.step || ' to ' || i.person_id "
#define OF_ACTIVITY "FROM invitation i JOIN activity a ON a.id = i.activity_id "

/* The mails to one person of one activity. */
#define KEYS                                                                   \
	"m.dedup_key GLOB 'invitation:' || i.activity_id || ':' || "           \
	"i.person_id || ':*' "
#define LEFT_LAST                                                              \
	"(SELECT m.kind FROM mail m WHERE " KEYS                               \
	"AND m.state = 'sent' ORDER BY m.id DESC LIMIT 1) "
#define NONE_WAITS                                                             \
	"AND NOT EXISTS (SELECT 1 FROM mail m WHERE " KEYS                     \
	"AND m.state NOT IN ('sent', 'cancelled')) "

/* ?1: today, ?2: now, ?3: the last day for which people are invited. */
static void
check_withdrawn(const struct play *play)
{
	expect_none(play, "withdrawn without a word",
	    "SELECT " WHICH OF_ACTIVITY "WHERE i.method = 'cancel' "
	    "AND i.told_day > ?1 AND " LEFT_LAST "= 'invitation' " NONE_WAITS);
	expect_none(play, "invited, but the last word was a cancellation",
	    "SELECT " WHICH OF_ACTIVITY "WHERE i.method = 'request' "
	    "AND i.told_day > ?1 AND " LEFT_LAST
	    "= 'invitation-cancelled' " NONE_WAITS);
	/* Whoever acts for somebody else may come for them. */
	expect_none(play, "invited without need",
	    "SELECT " WHICH OF_ACTIVITY "JOIN journey j ON j.id = a.journey_id "
	    "JOIN person p ON p.id = i.person_id "
	    "WHERE i.method = 'request' AND i.told_day > ?1 "
	    "AND a.state IN ('planned', 'held') AND a.start_at > ?2 "
	    "AND (p.channel = 'feed' OR (j.last_day IS NULL "
	    "AND p.id <> a.responsible_id "
	    "AND p.id NOT IN (SELECT s.person_id FROM activity_participant s "
	    "WHERE s.activity_id = a.id) "
	    "AND (a.step NOT GLOB 'event.*' OR p.id <> j.leader_id) "
	    "AND NOT EXISTS (SELECT 1 FROM person o "
	    "WHERE o.stand_in_id = p.id AND o.away_from IS NOT NULL) "
	    "AND NOT EXISTS (SELECT 1 FROM person_member g "
	    "WHERE g.person_id = p.id)))");
}

static void
check_invited(const struct play *play)
{
	expect_none(play, "invited to another time",
	    "SELECT " WHICH OF_ACTIVITY "WHERE i.method = 'request' "
	    "AND a.state IN ('planned', 'held') AND a.start_at > ?2 "
	    "AND i.told_day > ?1 "
	    "AND (i.told_day, i.told_start, i.told_end) "
	    "<> (a.planned, a.start_minute, a.end_minute)");
	expect_none(play, "invited to what is off",
	    "SELECT " WHICH OF_ACTIVITY "WHERE i.method = 'request' "
	    "AND i.told_day > ?1 AND a.state NOT IN ('planned', 'held')");
	expect_none(play, "two mails wait",
	    "SELECT " WHICH OF_ACTIVITY "JOIN mail m ON m.dedup_key GLOB "
	    "'invitation:' || i.activity_id || ':' || i.person_id || ':*' "
	    "AND m.state IN ('queued', 'deferred') AND m.id <> i.mail_id");
	expect_none(play, "a mail waits that nobody wants",
	    "SELECT m.dedup_key FROM mail m LEFT JOIN invitation i "
	    "ON i.mail_id = m.id WHERE m.kind GLOB 'invitation*' "
	    "AND m.state IN ('queued', 'deferred') AND i.id IS NULL");
	expect_none(play, "invited to what is over",
	    "SELECT dedup_key FROM mail WHERE kind GLOB 'invitation*' "
	    "AND sent_at >= not_after");
	expect_none(play, "the attendee is not the receiver",
	    "SELECT m.dedup_key FROM invitation i JOIN mail m "
	    "ON m.id = i.mail_id WHERE m.to_address <> i.address");
	expect_none(play, "the sequence is above the feed's",
	    "SELECT " WHICH OF_ACTIVITY "WHERE i.sequence > a.sequence");
}

static void
check_not_invited(const struct play *play)
{
	expect_none(play, "not invited",
	    "WITH seat AS (SELECT id AS activity_id, responsible_id AS "
	    "person_id FROM activity WHERE step NOT GLOB 'event.*' "
	    "UNION SELECT activity_id, person_id FROM activity_participant) "
	    "SELECT a.id || ' ' || a.step || ' to ' || s.person_id FROM seat s "
	    "JOIN activity a ON a.id = s.activity_id "
	    "JOIN journey j ON j.id = a.journey_id "
	    "JOIN person p ON p.id = s.person_id "
	    "WHERE j.state = 'active' AND a.state IN ('planned', 'held') "
	    "AND a.start_at > ?2 AND a.planned <= ?3 "
	    "AND p.channel <> 'feed' AND p.is_group = 0 "
	    "AND (p.stand_in_id IS NULL OR p.away_from IS NULL) "
	    "AND (a.step NOT GLOB 'event.*' OR p.id = j.leader_id) "
	    "AND (p.id <> j.leader_id OR ((j.last_day IS NULL "
	    "OR a.planned <= j.last_day) AND NOT EXISTS (SELECT 1 FROM "
	    "activity w WHERE w.journey_id = j.id AND w.state IN ('planned', "
	    "'held') AND w.step = 'velkomstmail'))) "
	    "AND NOT EXISTS (SELECT 1 FROM invitation i "
	    "WHERE i.activity_id = a.id AND i.person_id = p.id "
	    "AND i.method = 'request' AND (i.told_day, i.told_start, "
	    "i.told_end) = (a.planned, a.start_minute, a.end_minute))");
}

void
sequences_check_invitations(struct play *play)
{
	check_letters(play);
	check_withdrawn(play);
	check_invited(play);
	check_not_invited(play);
}
