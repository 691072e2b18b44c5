/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/letter_text.h"
#include "base/memory.h"
#include "sequences.h"

/*
 * No news twice.  Read from the mails themselves, as people read them: a
 * notice names each activity once to a person, a change is told once.  What
 * never arrived is told again; and when work changes hands, all may begin
 * anew.
 */

#define BULLET "- "
#define DASH " – "
#define CHANGED "Ændret siden sidst"
#define TAKEN_OVER "Her har du overtaget opgaver"
#define OWN "Dit eget forløb"

struct mail_read {
	int64_t id;
	int64_t person;
	const char *kind;
	int64_t journey; /* 0 when it speaks of several */
	char *name;	 /* whose journey, or "" */
};

static void
mail_read_release(struct mail_read *mail)
{
	free(mail->name);
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* One that did not arrive, or of which nobody knows. */
static bool
is_lost(const struct play *play, int64_t mail)
{
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT state NOT IN ('cancelled', 'failed') AND NOT EXISTS "
	    "(SELECT 1 FROM mail_attempt t WHERE t.mail_id = m.id AND "
	    "t.outcome = 'unknown') FROM mail m WHERE id = ?1");
	bool is_there;

	(void)sqlite3_bind_int64(rows, 1, mail);
	is_there =
	    sqlite3_step(rows) == SQLITE_ROW && sqlite3_column_int(rows, 0) > 0;
	(void)sqlite3_finalize(rows);
	return !is_there;
}

static const struct news *
find_last(const struct play *play, const char *about)
{
	for (size_t i = play->news_count; i-- > 0;) {
		if (strcmp(play->news[i].about, about) == 0)
			return &play->news[i];
	}
	return NULL;
}

/* Takes about and says. */
static void
tell(struct play *play, const struct mail_read *mail, char *about, char *says)
{
	const struct news *last = find_last(play, about);

	if (last != NULL && last->hands == play->hands &&
	    strcmp(last->says, says) == 0 && !is_lost(play, last->mail))
		fail_msg("mails %" PRId64 " and %" PRId64
			 " tell the same: %s%s\n  after: %s",
		    last->mail, mail->id, about, says, play->what);
	play->news = memory_resize(
	    play->news, play->news_count + 1, sizeof(*play->news));
	play->news[play->news_count++] =
	    (struct news){mail->id, play->hands, about, says};
}

/* "title (Anna) – nu fredag (før torsdag)": whose, or nobody's. */
static void
take_item(struct play *play, const struct mail_read *mail, const char *item)
{
	bool is_notice = strcmp(mail->kind, "notice") == 0;
	const char *dash = strstr(item, DASH);
	const char *before = strstr(item, " (før ");
	size_t title;

	if (dash == NULL)
		return;
	title = (size_t)(dash - item);
	dash += strlen(DASH);
	if (before == NULL || before < dash)
		before = dash + strlen(dash);
	if (begins(dash, "aflyst"))
		before = dash + strlen("aflyst");
	tell(play, mail,
	    memory_printf("%s to %" PRId64 " of %.*s%s%s%s: ",
		is_notice ? "notice" : "change", mail->person, (int)title, item,
		mail->name[0] == '\0' ? "" : " (", mail->name,
		mail->name[0] == '\0' ? "" : ")"),
	    is_notice ? memory_strdup("told")
		      : memory_strndup(dash, (size_t)(before - dash)));
}

/* "Anna, første arbejdsdag …" stands above her tasks in a notice of several. */
static void
take_heading(struct mail_read *mail, const char *line)
{
	if (line[0] == '\0' || begins(line, BULLET) || begins(line, TAKEN_OVER))
		return;
	free(mail->name);
	mail->name = begins(line, OWN)
			 ? memory_strdup("")
			 : memory_strndup(line, strcspn(line, ","));
}

/* Within a digest only what has changed is news. */
static void
read_lines(struct play *play, struct mail_read *mail, char *text)
{
	bool is_news = strcmp(mail->kind, "digest") != 0;
	bool is_several =
	    mail->journey == 0 && strcmp(mail->kind, "notice") == 0;
	char *rest = NULL;
	const char *before = "";

	for (char *line = strtok_r(text, "\n", &rest);
	     line != NULL && !begins(line, "Content-Type: text/html");
	     line = strtok_r(NULL, "\n", &rest)) {
		if (is_several)
			take_heading(mail, line);
		if (begins(line, "---") && strcmp(mail->kind, "digest") == 0)
			is_news = strcmp(before, CHANGED) == 0;
		else if (begins(line, BULLET) && is_news)
			take_item(play, mail, line + strlen(BULLET));
		before = line;
	}
}

/* A digest names the leader in each line, but for the leader's own. */
static char *
leader_of(sqlite3_stmt *rows)
{
	const char *name = (const char *)sqlite3_column_text(rows, 4);

	if (name == NULL ||
	    sqlite3_column_int64(rows, 5) == sqlite3_column_int64(rows, 1))
		return memory_strdup("");
	return memory_strndup(name, strcspn(name, " "));
}

void
sequences_check_mails(struct play *play)
{
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT m.id, m.person_id, m.kind, m.bytes, p.name, p.id, "
	    "m.journey_id "
	    "FROM mail m LEFT JOIN journey j ON j.id = m.journey_id "
	    "LEFT JOIN person p ON p.id = j.leader_id "
	    "WHERE m.id > ?1 ORDER BY m.id");

	(void)sqlite3_bind_int64(rows, 1, play->last_mail);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		const char *bytes = (const char *)sqlite3_column_blob(rows, 3);
		cleanup_(mail_read_release) struct mail_read mail = {
		    sqlite3_column_int64(rows, 0),
		    sqlite3_column_int64(rows, 1),
		    (const char *)sqlite3_column_text(rows, 2),
		    sqlite3_column_int64(rows, 6), leader_of(rows)};
		cleanup_(memory_free_ptr) char *letter = memory_strndup(
		    bytes, (size_t)sqlite3_column_bytes(rows, 3));
		cleanup_(memory_free_ptr) char *text =
		    letter_text_decode(letter, '\n');

		play->last_mail = mail.id;
		if (strcmp(mail.kind, "digest") == 0 ||
		    strcmp(mail.kind, "change") == 0 ||
		    strcmp(mail.kind, "notice") == 0)
			read_lines(play, &mail, text);
	}
	(void)sqlite3_finalize(rows);
}
