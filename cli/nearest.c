/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/nearest.h"

#include <string.h>

#define MAX_LENGTH 40

struct best {
	const char *typed;
	const char *name;
	size_t distance;
};

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance; both are at most MAX_LENGTH bytes. */
static size_t
distance(const char *from, const char *to)
{
	size_t row[MAX_LENGTH + 1];
	size_t to_len = strlen(to);

	for (size_t i = 0; i <= to_len; i++)
		row[i] = i;
	for (size_t f = 0; from[f] != '\0'; f++) {
		size_t corner = row[0];

		row[0] = f + 1;
		for (size_t t = 0; t < to_len; t++) {
			size_t changed = corner + (from[f] != to[t]);

			corner = row[t + 1];
			row[t + 1] = least(least(row[t], corner) + 1, changed);
		}
	}
	return row[to_len];
}

static void
consider(struct best *best, const char *name)
{
	size_t limit = strlen(best->typed) / 3 + 1;
	size_t found;

	if (strlen(name) > MAX_LENGTH)
		return;
	found = distance(best->typed, name);
	if (strncmp(name, best->typed, strlen(best->typed)) == 0)
		found = 1; /* the beginning of a word is near to it */
	if (found <= limit && (best->name == NULL || found < best->distance)) {
		best->name = name;
		best->distance = found;
	}
}

static void
consider_options(struct best *best, const struct option_rule *options)
{
	for (; options->name != NULL; options++)
		consider(best, options->name);
}

static bool
is_comparable(const char *typed)
{
	return typed[0] != '\0' && strlen(typed) <= MAX_LENGTH;
}

const char *
nearest_command(const char *typed)
{
	struct best best = {.typed = typed};
	const struct command *command;

	if (!is_comparable(typed))
		return NULL;
	for (size_t i = 0; (command = command_at(i)) != NULL; i++)
		consider(&best, command->name);
	return best.name;
}

const char *
nearest_option(const struct command *command, const char *typed)
{
	struct best best = {.typed = typed};

	if (!is_comparable(typed))
		return NULL;
	consider_options(
	    &best, command != NULL ? command->options : command_alone_options);
	consider_options(&best, command_common_options);
	return best.name;
}
