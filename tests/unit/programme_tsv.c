/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme_tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/activity.h"
#include "model/condition.h"

#define COLUMNS_MAX 16
#define STEPS_MAX 100

enum column {
	COLUMN_ID,
	COLUMN_PHASE,
	COLUMN_TITLE_DA,
	COLUMN_TITLE_EN,
	COLUMN_ROLE,
	COLUMN_KIND,
	COLUMN_DUE,
	COLUMN_LATEST,
	COLUMN_MINUTES,
	COLUMN_PARTICIPANTS,
	COLUMN_UNDISTURBED,
	COLUMN_REQUIRES,
	COLUMN_ONLY_IF,
	COLUMN_OPTIONAL,
	COLUMN_SOURCE,
	COLUMN_COUNT
};

static void
need(int holds, const char *what, const char *where)
{
	if (holds)
		return;
	(void)fprintf(stderr, "test data: %s: %s\n", what, where);
	exit(EXIT_FAILURE);
}

static FILE *
open_table(const char *name)
{
	const char *srcdir = getenv("srcdir");
	char path[512];
	FILE *file;

	(void)snprintf(path, sizeof(path), "%s/tests/data/%s",
	    srcdir == NULL ? "." : srcdir, name);
	file = fopen(path, "r");
	need(file != NULL, "cannot be read", path);
	return file;
}

/* The next row that is no comment, cut at its bars; NULL at the end. */
static char *
next_row(FILE *file, char *columns[COLUMNS_MAX], size_t want)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, file) > 0) {
		char *rest = line;
		size_t count = 0;

		if (*line == '#')
			continue;
		line[strcspn(line, "\n")] = '\0';
		while (rest != NULL && count < COLUMNS_MAX)
			columns[count++] = strsep(&rest, "|");
		need(count == want, "a row has another number of columns",
		    columns[0]);
		return line;
	}
	free(line);
	return NULL;
}

static size_t
read_words(char *text, char ***ret_words)
{
	char **words = NULL;
	char *word;
	size_t count = 0;

	while ((word = strsep(&text, " ")) != NULL) {
		if (*word == '\0')
			continue;
		words = memory_resize(words, count + 1, sizeof(*words));
		words[count++] = memory_strdup(word);
	}
	*ret_words = words;
	return count;
}

static void
read_step(struct step *step, char *const columns[COLUMNS_MAX])
{
	const char *id = columns[COLUMN_ID];
	char only_if[CONDITION_TEXT_SIZE];

	step->id = memory_strdup(id);
	step->phase = atoi(columns[COLUMN_PHASE]);
	step->title.in[LANGUAGE_DA] = memory_strdup(columns[COLUMN_TITLE_DA]);
	step->title.in[LANGUAGE_EN] = memory_strdup(columns[COLUMN_TITLE_EN]);
	step->role = memory_strdup(columns[COLUMN_ROLE]);
	need(step_kind_parse(columns[COLUMN_KIND], &step->kind, NULL) == OB_OK,
	    "unknown kind", id);
	need(date_rule_parse(columns[COLUMN_DUE], &step->due, NULL) == OB_OK,
	    "bad due", id);
	need(date_rule_parse(columns[COLUMN_LATEST], &step->latest, NULL) ==
		 OB_OK,
	    "bad latest", id);
	step->minutes = atoi(columns[COLUMN_MINUTES]);
	step->participant_count =
	    read_words(columns[COLUMN_PARTICIPANTS], &step->participants);
	step->undisturbed = strcmp(columns[COLUMN_UNDISTURBED], "yes") == 0;
	step->require_count =
	    read_words(columns[COLUMN_REQUIRES], &step->requires);
	need(condition_check(columns[COLUMN_ONLY_IF], only_if, NULL) == OB_OK,
	    "bad condition", id);
	step->only_if = memory_strdup(only_if);
	step->window = -1;
	step->ladder = ladder_default();
	step->optional = strcmp(columns[COLUMN_OPTIONAL], "yes") == 0;
	step->contact = strncmp(id, "kontakt-", 8) == 0;
}

static void
add_phases(struct programme *programme)
{
	programme->phase_count = 6;
	programme->phases =
	    memory_alloc(programme->phase_count * sizeof(struct phase));
	for (size_t i = 0; i < programme->phase_count; i++) {
		programme->phases[i].id = (int)i;
		for (size_t j = 0; j < LANGUAGE_COUNT; j++)
			programme->phases[i].title.in[j] =
			    memory_printf("%zu", i);
	}
}

struct programme *
programme_tsv_load(const char *name)
{
	struct programme *programme = programme_new();
	FILE *file = open_table(name);
	char *columns[COLUMNS_MAX];
	char *row;

	programme->id = memory_strdup("ny-leder");
	add_phases(programme);
	programme->steps = memory_alloc(STEPS_MAX * sizeof(struct step));
	while ((row = next_row(file, columns, COLUMN_COUNT)) != NULL) {
		need(programme->step_count < STEPS_MAX, "too long", name);
		read_step(&programme->steps[programme->step_count++], columns);
		free(row);
	}
	(void)fclose(file);
	return programme;
}

static unsigned
read_flags(char *text)
{
	unsigned flags = 0;
	char *word;

	while ((word = strsep(&text, " ,")) != NULL) {
		unsigned known = flags;

		for (unsigned i = 0; i < ACTIVITY_FLAG_COUNT; i++)
			if (strcmp(activity_flag_name(1U << i), word) == 0)
				flags |= 1U << i;
		need(*word == '\0' || flags != known, "unknown flag", word);
	}
	return flags;
}

static int
read_clock(const char *text)
{
	int hour;
	int minute;

	if (*text == '\0')
		return -1;
	need(sscanf(text, "%2d:%2d", &hour, &minute) == 2, "bad time", text);
	return hour * 60 + minute;
}

void
programme_tsv_load_journey(const char *name, struct expected_journey *journey)
{
	FILE *file = open_table(name);
	char *columns[COLUMNS_MAX];
	char *line;

	journey->count = 0;
	while ((line = next_row(file, columns, 5)) != NULL) {
		struct expected_row *row = &journey->rows[journey->count++];

		need(journey->count <= ARRAY_LEN(journey->rows), "too long",
		    name);
		row->step = memory_strdup(columns[0]);
		need(date_parse(columns[1], &row->planned, NULL) == OB_OK,
		    "bad day", line);
		need(date_parse(columns[2], &row->latest, NULL) == OB_OK,
		    "bad latest", line);
		row->start = read_clock(columns[3]);
		row->flags = read_flags(columns[4]);
		free(line);
	}
	(void)fclose(file);
}

void
programme_tsv_release_journey(struct expected_journey *journey)
{
	for (size_t i = 0; i < journey->count; i++)
		free(journey->rows[i].step);
	journey->count = 0;
}
