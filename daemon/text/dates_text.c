/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/dates_text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define HOUR 60

struct words {
	const char *weekdays[7]; /* from Monday */
	const char *weekdays_short[7];
	const char *months[12];
	const char *months_short[12];
	const char *week;
	const char *minute[2]; /* one, several */
	const char *hour[2];
	const char *day[2];
	const char *and;
};

static const struct words all_words[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = {.weekdays = {"mandag", "tirsdag", "onsdag", "torsdag",
			 "fredag", "lørdag", "søndag"},
	.weekdays_short = {"man.", "tirs.", "ons.", "tors.", "fre.", "lør.",
	    "søn."},
	.months = {"januar", "februar", "marts", "april", "maj", "juni", "juli",
	    "august", "september", "oktober", "november", "december"},
	.months_short = {"jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.",
	    "aug.", "sep.", "okt.", "nov.", "dec."},
	.week = "uge",
	.minute = {"minut", "minutter"},
	.hour = {"time", "timer"},
	.day = {"dag", "dage"},
	.and = "og"},
    [LANGUAGE_EN] = {.weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday",
			 "Friday", "Saturday", "Sunday"},
	.weekdays_short = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
	.months = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"},
	.months_short = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	    "Sep", "Oct", "Nov", "Dec"},
	.week = "week",
	.minute = {"minute", "minutes"},
	.hour = {"hour", "hours"},
	.day = {"day", "days"},
	.and = "and"},
};

static const struct words *
words_of(enum language language)
{
	assert(language >= 0 && language < LANGUAGE_COUNT);
	return &all_words[language];
}

/* A number below a hundred thousand, so that no text can be cut. */
static int
small(int number)
{
	assert(number >= 0 && number < 100000);
	return number;
}

char *
dates_text_long(
    enum language language, struct date date, char text[DATES_TEXT_SIZE])
{
	char day[DATES_TEXT_SIZE];
	const char *joint = language == LANGUAGE_DA ? "den " : "";

	text[0] = '\0';
	if (date_is_none(date))
		return text;
	dates_text_day(language, date, day);
	(void)snprintf(text, DATES_TEXT_SIZE, "%s %s%.40s",
	    dates_text_weekday(language, date_weekday(date)), joint, day);
	return text;
}

char *
dates_text_day(
    enum language language, struct date date, char text[DATES_TEXT_SIZE])
{
	const char *dot = language == LANGUAGE_DA ? "." : "";
	struct civil civil;

	text[0] = '\0';
	if (date_is_none(date))
		return text;
	civil = date_to_civil(date);
	(void)snprintf(text, DATES_TEXT_SIZE, "%d%s %s %d", civil.day, dot,
	    words_of(language)->months[civil.month - 1], civil.year);
	return text;
}

char *
dates_text_short(
    enum language language, struct date date, char text[DATES_TEXT_SIZE])
{
	const struct words *words = words_of(language);
	const char *dot = language == LANGUAGE_DA ? "." : "";
	struct civil civil;

	text[0] = '\0';
	if (date_is_none(date))
		return text;
	civil = date_to_civil(date);
	(void)snprintf(text, DATES_TEXT_SIZE, "%s %d%s %s",
	    words->weekdays_short[date_weekday(date) - MONDAY], civil.day, dot,
	    words->months_short[civil.month - 1]);
	return text;
}

char *
dates_text_month(
    enum language language, struct date date, char text[DATES_TEXT_SIZE])
{
	struct civil civil;

	text[0] = '\0';
	if (date_is_none(date))
		return text;
	civil = date_to_civil(date);
	(void)snprintf(text, DATES_TEXT_SIZE, "%s %d",
	    words_of(language)->months[civil.month - 1], civil.year);
	return text;
}

char *
dates_text_week(
    enum language language, struct date date, char text[DATES_TEXT_SIZE])
{
	text[0] = '\0';
	if (date_is_none(date))
		return text;
	(void)snprintf(text, DATES_TEXT_SIZE, "%s %d", words_of(language)->week,
	    date_iso_week(date).week);
	return text;
}

const char *
dates_text_weekday(enum language language, enum weekday weekday)
{
	return words_of(language)->weekdays[weekday - MONDAY];
}

static void
format_clock(enum language language, int minute, char text[8])
{
	char sign = language == LANGUAGE_DA ? '.' : ':';

	assert(minute >= 0 && minute <= 24 * HOUR);
	(void)snprintf(
	    text, 8, "%d%c%02d", minute / HOUR % 100, sign, minute % HOUR);
}

char *
dates_text_time(enum language language, int minute, char text[DATES_TEXT_SIZE])
{
	const char *prefix = language == LANGUAGE_DA ? "kl. " : "";
	char at[8];

	format_clock(language, minute, at);
	(void)snprintf(text, DATES_TEXT_SIZE, "%s%s", prefix, at);
	return text;
}

char *
dates_text_range(
    enum language language, int start, int end, char text[DATES_TEXT_SIZE])
{
	const char *prefix = language == LANGUAGE_DA ? "kl. " : "";
	char from[8];
	char to[8];

	format_clock(language, start, from);
	format_clock(language, end, to);
	(void)snprintf(text, DATES_TEXT_SIZE, "%s%s\u2013%s", prefix, from, to);
	return text;
}

char *
dates_text_duration(
    enum language language, int minutes, char text[DATES_TEXT_SIZE])
{
	const struct words *words = words_of(language);
	int hours = small(minutes) / HOUR;
	int rest = minutes % HOUR;

	if (hours == 0)
		(void)snprintf(text, DATES_TEXT_SIZE, "%d %s", rest,
		    words->minute[rest != 1]);
	else if (rest == 0)
		(void)snprintf(text, DATES_TEXT_SIZE, "%d %s", hours,
		    words->hour[hours != 1]);
	else
		(void)snprintf(text, DATES_TEXT_SIZE, "%d %s %d min%s", hours,
		    words->hour[hours != 1], rest,
		    language == LANGUAGE_DA ? "." : "");
	return text;
}

char *
dates_text_days(enum language language, int days, char text[DATES_TEXT_SIZE])
{
	(void)snprintf(text, DATES_TEXT_SIZE, "%d %s", small(days),
	    words_of(language)->day[days != 1]);
	return text;
}

void
dates_text_list(enum language language, const char *const *items, size_t count,
    struct strbuf *out)
{
	const char *and = words_of(language)->and;

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && i == count - 1)
			strbuf_add_format(out, " %s ", and);
		else if (i > 0)
			strbuf_add_str(out, ", ");
		strbuf_add_str(out, items[i]);
	}
}
