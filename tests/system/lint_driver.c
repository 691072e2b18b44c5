/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lints what comes on standard input, for tests that have much of it:
 *
 *	mail LENGTH        and so many bytes behind the line; or "calendar"
 *
 * Prints a line of JSON for each: what lint-mail and lint-calendar find.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cli/lint_letter.h"
#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "message/letter_lint.h"

#define LINE_SIZE 64

static void
give_up(const char *text)
{
	(void)fprintf(stderr, "lint_driver: %s\n", text);
	exit(EXIT_FAILURE);
}

static void
lint_calendar(const char *bytes, size_t len, struct findings *findings)
{
	calendar_lint_run(bytes, len, NULL, findings);
	findings_finish(findings);
}

static const struct {
	const char *word;
	void (*lint)(const char *bytes, size_t len, struct findings *findings);
} kinds[] = {{"mail ", lint_letter_run}, {"calendar ", lint_calendar}};

static void
print(const struct findings *findings)
{
	json_t *list = json_array();

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		(void)json_array_append_new(
		    list, json_pack("{s:I, s:s, s:s, s:s}", "line",
			      (json_int_t)finding->line, "severity",
			      findings_severity_name(finding->severity), "rule",
			      finding->rule, "text", finding->text));
	}
	if (json_dumpf(list, stdout, JSON_COMPACT) != 0 || putchar('\n') < 0 ||
	    fflush(stdout) != 0)
		give_up("cannot write");
	json_decref(list);
}

static void
run(const char *line)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(memory_free_ptr) char *bytes = NULL;
	size_t kind =
	    strncmp(line, kinds[0].word, strlen(kinds[0].word)) == 0 ? 0 : 1;
	size_t word_len = strlen(kinds[kind].word);
	unsigned long len;

	if (strncmp(line, kinds[kind].word, word_len) != 0)
		give_up("neither a mail nor a calendar");
	len = strtoul(line + word_len, NULL, 10);
	if (len > LETTER_LINT_MAX_BYTES)
		give_up("too long");
	bytes = memory_alloc(len + 1);
	if (fread(bytes, 1, len, stdin) != len)
		give_up("the input ends early");
	kinds[kind].lint(bytes, len, &findings);
	print(&findings);
}

int
main(void)
{
	char line[LINE_SIZE];

	while (fgets(line, sizeof(line), stdin) != NULL)
		run(line);
	return EXIT_SUCCESS;
}
