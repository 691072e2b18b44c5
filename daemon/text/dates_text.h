/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_DATES_TEXT_H
#define ONBOARD_TEXT_DATES_TEXT_H

#include <stddef.h>

#include "base/date.h"
#include "base/strbuf.h"
#include "model/programme.h"

/*
 * Days, times and lists as people write them, in our own words: an installed
 * locale differs from machine to machine.  Each writes into text and returns
 * it; "" for DATE_NONE.
 */
#define DATES_TEXT_SIZE 64

/* "mandag den 7. december 2026", "Monday 7 December 2026" */
char *dates_text_long(
    enum language language, struct date date, char text[DATES_TEXT_SIZE]);

/* "7. december 2026", "7 December 2026" */
char *dates_text_day(
    enum language language, struct date date, char text[DATES_TEXT_SIZE]);

/* "man. 7. dec.", "Mon 7 Dec" */
char *dates_text_short(
    enum language language, struct date date, char text[DATES_TEXT_SIZE]);

/* "december 2026", "December 2026" */
char *dates_text_month(
    enum language language, struct date date, char text[DATES_TEXT_SIZE]);

/* "uge 50", "week 50" (ISO 8601) */
char *dates_text_week(
    enum language language, struct date date, char text[DATES_TEXT_SIZE]);

const char *dates_text_weekday(enum language language, enum weekday weekday);

/* Minutes after midnight, 0..1440: "kl. 8.00", "8:00" */
char *dates_text_time(
    enum language language, int minute, char text[DATES_TEXT_SIZE]);

/* "kl. 9.00–10.30", "9:00–10:30" */
char *dates_text_range(
    enum language language, int start, int end, char text[DATES_TEXT_SIZE]);

/* "30 minutter", "1 time", "1 time 30 min."; minutes >= 0 */
char *dates_text_duration(
    enum language language, int minutes, char text[DATES_TEXT_SIZE]);

/* "1 dag", "3 dage", "1 day", "3 days" */
char *dates_text_days(
    enum language language, int days, char text[DATES_TEXT_SIZE]);

/* Appends "a, b og c", "a, b and c". */
void dates_text_list(enum language language, const char *const *items,
    size_t count, struct strbuf *out);

#endif
