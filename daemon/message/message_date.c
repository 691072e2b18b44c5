/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/message_date.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/date.h"

static const char days[] = "MonTueWedThuFriSatSun";
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

struct reader {
	const char *at;
};

/* From 0; -1 when none of the names stands here. */
static int
take_name(struct reader *reader, const char *names)
{
	for (size_t i = 0; names[i] != '\0'; i += 3) {
		if (strncmp(reader->at, names + i, 3) != 0)
			continue;
		reader->at += 3;
		return (int)(i / 3);
	}
	return -1;
}

static int
take_number(struct reader *reader, size_t least, size_t most)
{
	size_t len = strspn(reader->at, "0123456789");
	int value = 0;

	if (len < least || len > most)
		return -1;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + (*reader->at++ - '0');
	return value;
}

static bool
take(struct reader *reader, char c)
{
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

static bool
take_clock(struct reader *reader)
{
	int hour = take_number(reader, 2, 2);
	int minute;
	int second = 0;

	if (hour < 0 || hour > 23 || !take(reader, ':'))
		return false;
	minute = take_number(reader, 2, 2);
	if (minute < 0 || minute > 59)
		return false;
	if (take(reader, ':'))
		second = take_number(reader, 2, 2);
	return second >= 0 && second <= 60 && take(reader, ' ');
}

/* " (CET)", as servers have it behind the zone. */
static bool
is_comment(const char *text)
{
	size_t len = strlen(text);

	return len > 3 && text[0] == ' ' && text[1] == '(' &&
	       strcspn(text + 2, "()\\") == len - 3 && text[len - 1] == ')';
}

static bool
take_zone(struct reader *reader)
{
	int offset;

	if (!take(reader, '+') && !take(reader, '-'))
		return false;
	offset = take_number(reader, 4, 4);
	return offset >= 0 && offset % 100 < 60 &&
	       (*reader->at == '\0' || is_comment(reader->at));
}

const char *
message_date_fault(const char *value)
{
	struct reader reader = {.at = value};
	int weekday = take_name(&reader, days);
	int day;
	int month;
	int year;

	if (weekday >= 0 && (!take(&reader, ',') || !take(&reader, ' ')))
		return "has no ', ' behind its weekday";
	day = take_number(&reader, 1, 2);
	if (day < 0 || !take(&reader, ' '))
		return "has no day of the month";
	month = take_name(&reader, months);
	if (month < 0 || !take(&reader, ' '))
		return "has no month";
	year = take_number(&reader, 4, 4);
	if (year < 0 || !take(&reader, ' '))
		return "has no year of four digits";
	if (!date_is_valid_civil(year, month + 1, day))
		return "is of a day that does not exist";
	if (weekday >= 0 && (int)date_weekday(date_from_civil(
				year, month + 1, day)) != weekday + 1)
		return "has the wrong weekday";
	if (!take_clock(&reader))
		return "has no time of day";
	return take_zone(&reader) ? NULL : "has no numeric zone";
}
