/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "scenario_play.h"

/*
 * Plays the scenarios that are named: plain text, one line an event or an
 * expectation (tests/scenarios/README.md).
 */
#define SCENARIO_MAX_BYTES (256 * 1024)

static bool
try_rules(struct play *play, const struct words *words,
    const struct play_rule *rules, int *ret_status, struct error *err)
{
	for (size_t i = 0; rules[i].pattern != NULL; i++) {
		struct line line = {.words = words};

		if (!words_fit(
			words, rules[i].pattern, line.values, &line.rest))
			continue;
		*ret_status = rules[i].run(play, &line, err);
		return true;
	}
	return false;
}

int
play_line(struct play *play, const struct words *words, struct error *err)
{
	const struct play_rule *const rules[] = {
	    play_actions,
	    play_programme_rules,
	    play_simulations,
	    play_people,
	    play_feeds,
	    play_mentors,
	    play_talks,
	    play_measures,
	    play_networks,
	    play_exits,
	    play_comparison,
	    play_bottlenecks,
	    play_expectations,
	    play_explanations,
	    play_mails,
	    play_calendar,
	    play_handbook_rules,
	    play_journey_rules,
	    play_import,
	    play_invitations,
	    play_received,
	    play_surveys,
	    play_group_actions,
	    play_group_expectations,
	    play_page_rules,
	    play_leader_page_rules,
	    play_hr,
	};
	int status = OB_OK;

	if (!play->has_begun && strcmp(words->items[0], "at") != 0 &&
	    strcmp(words->items[0], "setting") != 0)
		return error_set(
		    err, OB_EINVALID, "the first line is: at DATE TIME");
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		if (try_rules(play, words, rules[i], &status, err))
			return status;
	}
	return error_set(err, OB_EINVALID, "this is not understood");
}

/* The lines of a table, without the marks before them. */
static char *
take_table(struct play *play, char *at, int *ret_count)
{
	strbuf_clear(&play->table);
	*ret_count = 0;
	while (at != NULL && at[0] == '|') {
		char *end = strchr(at, '\n');

		if (end != NULL)
			*end++ = '\0';
		strbuf_add_format(&play->table, "%s\n", at + 1);
		(*ret_count)++;
		at = end;
	}
	return at;
}

static int
play_text(struct play *play, char *text, int *ret_number, struct error *err)
{
	int table = 0;
	int status = OB_OK;

	*ret_number = 0;
	for (char *at = text; status == OB_OK && at != NULL;) {
		char *end = strchr(at, '\n');
		struct words words = {.count = 0};

		if (end != NULL)
			*end++ = '\0';
		*ret_number += 1 + table;
		end = take_table(play, end, &table);
		if (at[0] != '#')
			status = words_split(at, &words, err);
		if (status == OB_OK && words.count > 0)
			status = play_line(play, &words, err);
		words_release(&words);
		at = end;
	}
	return status;
}

static bool
play_file(const char *path)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct play play = {.config = STRBUF_INIT,
	    .calendar_file = STRBUF_INIT,
	    .table = STRBUF_INIT};
	struct error err = ERROR_INIT;
	int number = 0;
	int status = file_read(path, SCENARIO_MAX_BYTES, &text, &err);

	if (status == OB_OK)
		status = play_text(&play, text.buf, &number, &err);
	if (status == OB_OK && !play.has_begun)
		status = error_set(&err, OB_EINVALID, "nothing happens in it");
	if (status == OB_OK)
		status = world_check(&play.world, &err);
	if (status != OB_OK)
		(void)fprintf(stderr, "%s:%d: %s\n", path, number, err.text);
	if (play.has_begun)
		world_close(&play.world);
	strbuf_release(&play.config);
	json_decref(play.simulated);
	strbuf_release(&play.calendar_file);
	json_decref(play.review);
	json_decref(play.answer);
	strbuf_release(&play.table);
	json_decref(play.import);
	(void)printf("%s - %s\n", status == OB_OK ? "ok" : "not ok", path);
	return status == OB_OK;
}

int
main(int argc, char *argv[])
{
	int failed = 0;

	if (argc < 2) {
		(void)fprintf(stderr, "usage: scenario FILE...\n");
		return 2;
	}
	for (int i = 1; i < argc; i++)
		failed += play_file(argv[i]) ? 0 : 1;
	(void)printf("%d passed, %d failed\n", argc - 1 - failed, failed);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
