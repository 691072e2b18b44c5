/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/component.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/value.h"

#define DAY_SECONDS 86400

/*
 * libical writes the comma and the semicolon of CATEGORIES and of X-
 * properties as they are, and would double our own backslash.  So they travel
 * through it as C1 controls, which cleaned text never holds, and which are as
 * long as their escaped forms, so that lines are folded rightly.
 */
#define COMMA_MARK "\xc2\x80"
#define SEMICOLON_MARK "\xc2\x81"

void
component_release(icalcomponent **component)
{
	if (*component != NULL)
		icalcomponent_free(*component);
}

/* Takes the value. */
static void
add_value(icalcomponent *component, icalproperty_kind kind, icalvalue *value)
{
	icalproperty *property = icalproperty_new(kind);

	assert(property != NULL && value != NULL);
	icalproperty_set_value(property, value);
	icalcomponent_add_property(component, property);
}

/* Readers take a property without a value for an error. */
static bool
is_blank(const struct strbuf *clean)
{
	return strspn(clean->buf, " \t") == clean->len;
}

void
component_add_text(
    icalcomponent *component, icalproperty_kind kind, const char *text)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	value_add_text(&clean, text);
	if (!is_blank(&clean))
		add_value(component, kind, icalvalue_new_text(clean.buf));
}

void
component_add_line(
    icalcomponent *component, icalproperty_kind kind, const char *line)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	value_add_line(&clean, line);
	if (!is_blank(&clean))
		add_value(component, kind, icalvalue_new_text(clean.buf));
}

/* Says whether there is anything but blanks. */
static bool
mark_line(struct strbuf *bytes, const char *line)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	value_add_line(&clean, line);
	for (const char *rest = clean.buf; *rest != '\0'; rest++) {
		if (*rest == ',')
			strbuf_add_str(bytes, COMMA_MARK);
		else if (*rest == ';')
			strbuf_add_str(bytes, SEMICOLON_MARK);
		else
			strbuf_add_char(bytes, *rest);
	}
	return !is_blank(&clean);
}

void
component_add_category(icalcomponent *component, const char *category)
{
	cleanup_(strbuf_release) struct strbuf marked = STRBUF_INIT;

	if (mark_line(&marked, category))
		add_value(component, ICAL_CATEGORIES_PROPERTY,
		    icalvalue_new_text(marked.buf));
}

void
component_add_x(icalcomponent *component, const char *name, const char *line)
{
	cleanup_(strbuf_release) struct strbuf marked = STRBUF_INIT;
	icalproperty *property;

	if (!mark_line(&marked, line))
		return;
	property = icalproperty_new_x(marked.buf);
	assert(property != NULL);
	icalproperty_set_x_name(property, name);
	icalcomponent_add_property(component, property);
}

static struct icaltimetype
to_time(struct local_time local)
{
	struct civil civil = date_to_civil(local.date);
	struct icaltimetype time = icaltime_null_time();

	time.year = civil.year;
	time.month = civil.month;
	time.day = civil.day;
	time.hour = local.second / 3600;
	time.minute = local.second / 60 % 60;
	time.second = local.second % 60;
	return time;
}

void
component_add_utc(icalcomponent *component, icalproperty_kind kind, int64_t utc)
{
	struct icaltimetype time;

	assert(utc >= 0);
	time = to_time((struct local_time){
	    .date = {(int32_t)(utc / DAY_SECONDS)},
	    .second = (int)(utc % DAY_SECONDS),
	});
	time.zone = icaltimezone_get_utc_timezone();
	add_value(component, kind, icalvalue_new_datetime(time));
}

void
component_add_local(icalcomponent *component, icalproperty_kind kind,
    struct local_time local, const char *zone)
{
	icalproperty *property = icalproperty_new(kind);

	assert(property != NULL);
	icalproperty_set_value(
	    property, icalvalue_new_datetime(to_time(local)));
	if (zone != NULL)
		icalproperty_add_parameter(
		    property, icalparameter_new_tzid(zone));
	icalcomponent_add_property(component, property);
}

void
component_add_date(
    icalcomponent *component, icalproperty_kind kind, struct date date)
{
	struct icaltimetype time = to_time((struct local_time){.date = date});

	time.is_date = 1;
	add_value(component, kind, icalvalue_new_date(time));
}

/*
 * libical also folds before and within the end of a line: the one leaves a
 * blank line, the other a bare CR and a bare LF.  Cleaned text has neither.
 */
#define FOLD_BEFORE_END "\r\n \r\n"
#define FOLD_WITHIN_END "\r\r\n \n"

static const struct {
	const char *written;
	const char *wanted;
} corrections[] = {
    {COMMA_MARK, "\\,"},
    {SEMICOLON_MARK, "\\;"},
    {FOLD_BEFORE_END, "\r\n"},
    {FOLD_WITHIN_END, "\r\n"},
};

/* Returns how many bytes it took; at least one. */
static size_t
add_corrected(struct strbuf *bytes, const char *written)
{
	size_t len;

	for (size_t i = 0; i < ARRAY_LEN(corrections); i++) {
		len = strlen(corrections[i].written);
		if (strncmp(written, corrections[i].written, len) == 0) {
			strbuf_add_str(bytes, corrections[i].wanted);
			return len;
		}
	}
	len = 1 + strcspn(written + 1, "\xc2\r");
	strbuf_add(bytes, written, len);
	return len;
}

/* libical keeps a value that it cannot write as an X-LIC-ERROR property. */
int
component_write(
    icalcomponent *component, struct strbuf *ret_bytes, struct error *err)
{
	char *written;

	if (icalcomponent_count_errors(component) != 0)
		return error_set(err, OB_EINTERNAL,
		    "the calendar holds a value that cannot be written");
	written = icalcomponent_as_ical_string_r(component);
	if (written == NULL)
		return error_set(
		    err, OB_EINTERNAL, "the calendar cannot be written");
	strbuf_clear(ret_bytes);
	for (const char *rest = written; *rest != '\0';)
		rest += add_corrected(ret_bytes, rest);
	free(written);
	return OB_OK;
}
