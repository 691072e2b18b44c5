/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/ladder.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

#define MAX_DIGITS 3

static const struct ladder default_ladder = {
    .notice = true,
    .before = {1},
    .on_day = true,
    .overdue = 0,
    .managers_manager = -1,
    .coordinator = 5,
    .drop_after = 10,
};

/* The rungs that are a number of workdays. */
static const struct {
	const char *name;
	size_t offset;
} numbers[] = {
    {"overdue", offsetof(struct ladder, overdue)},
    {"managers-manager", offsetof(struct ladder, managers_manager)},
    {"coordinator", offsetof(struct ladder, coordinator)},
    {"drop-after", offsetof(struct ladder, drop_after)},
};

struct ladder
ladder_default(void)
{
	return default_ladder;
}

bool
ladder_equal(const struct ladder *a, const struct ladder *b)
{
	char left[LADDER_TEXT_SIZE];
	char right[LADDER_TEXT_SIZE];

	return strcmp(ladder_format(a, left), ladder_format(b, right)) == 0;
}

static int *
number_at(struct ladder *ladder, size_t index)
{
	return (int *)(void *)((char *)ladder + numbers[index].offset);
}

static size_t
put(char *text, size_t len, const char *name)
{
	return len + (size_t)snprintf(text + len, LADDER_TEXT_SIZE - len,
			 "%s%s", len > 0 ? " " : "", name);
}

static size_t
put_number(char *text, size_t len, const char *separator, int number)
{
	return len + (size_t)snprintf(text + len, LADDER_TEXT_SIZE - len,
			 "%s%d", separator, number);
}

char *
ladder_format(const struct ladder *ladder, char text[LADDER_TEXT_SIZE])
{
	struct ladder copy = *ladder;
	size_t len = 0;

	text[0] = '\0';
	if (copy.notice)
		len = put(text, len, "notice");
	if (copy.before[0] > 0)
		len = put(text, len, "before");
	for (int i = 0; i < LADDER_BEFORE && copy.before[i] > 0; i++)
		len = put_number(text, len, i == 0 ? "=" : ",", copy.before[i]);
	if (copy.on_day)
		len = put(text, len, "on-day");
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		int number = *number_at(&copy, i);

		if (number < 0)
			continue;
		len = put(text, len, numbers[i].name);
		len = put_number(text, len, "=", number);
	}
	return text;
}

/* The number at *at, which moves behind it; -1 when there is none. */
static int
read_number(const char **at, int least)
{
	size_t digits = strspn(*at, "0123456789");
	int number = 0;

	if (digits == 0 || digits > MAX_DIGITS)
		return -1;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + ((*at)[i] - '0');
	*at += digits;
	return number >= least && number <= LADDER_MAX_DAYS ? number : -1;
}

static bool
read_before(const char **at, struct ladder *ladder)
{
	for (int i = 0; i < LADDER_BEFORE; i++) {
		int number = read_number(at, 1);

		if (number < 0 || (i > 0 && number >= ladder->before[i - 1]))
			return false;
		ladder->before[i] = number;
		if (**at != ',')
			return true;
		(*at)++;
	}
	return false;
}

/* Whether the word stands at *at, which then moves behind it. */
static bool
take_word(const char **at, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*at, word, len) != 0)
		return false;
	*at += len;
	return true;
}

static bool
read_rung(const char **at, struct ladder *ladder)
{
	if (take_word(at, "notice")) {
		ladder->notice = true;
		return true;
	}
	if (take_word(at, "on-day")) {
		ladder->on_day = true;
		return true;
	}
	if (take_word(at, "before="))
		return read_before(at, ladder);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		const char *value = *at;

		if (!take_word(&value, numbers[i].name) ||
		    !take_word(&value, "="))
			continue;
		*number_at(ladder, i) = read_number(&value, 0);
		*at = value;
		return *number_at(ladder, i) >= 0;
	}
	return false;
}

int
ladder_parse(const char *text, struct ladder *ret_ladder, struct error *err)
{
	struct ladder ladder = {
	    .overdue = -1,
	    .managers_manager = -1,
	    .coordinator = -1,
	    .drop_after = default_ladder.drop_after,
	};
	const char *at = text;

	if (*text == '\0') {
		*ret_ladder = default_ladder;
		return OB_OK;
	}
	while (*at != '\0') {
		if (!read_rung(&at, &ladder) || (*at != ' ' && *at != '\0'))
			return error_set(err, OB_EINVALID,
			    "'%.80s' is not understood as reminders", text);
		at += strspn(at, " ");
	}
	*ret_ladder = ladder;
	return OB_OK;
}
