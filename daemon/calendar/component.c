/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/component.h"

#include <assert.h>
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

void
component_add_text(
    icalcomponent *component, icalproperty_kind kind, const char *text)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	value_add_text(&clean, text);
	add_value(component, kind, icalvalue_new_text(clean.buf));
}

void
component_add_line(
    icalcomponent *component, icalproperty_kind kind, const char *line)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	value_add_line(&clean, line);
	add_value(component, kind, icalvalue_new_text(clean.buf));
}

static void
add_marked(struct strbuf *bytes, const char *clean)
{
	for (; *clean != '\0'; clean++) {
		if (*clean == ',')
			strbuf_add_str(bytes, COMMA_MARK);
		else if (*clean == ';')
			strbuf_add_str(bytes, SEMICOLON_MARK);
		else
			strbuf_add_char(bytes, *clean);
	}
}

void
component_add_category(icalcomponent *component, const char *category)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf marked = STRBUF_INIT;

	value_add_line(&clean, category);
	add_marked(&marked, clean.buf);
	add_value(component, ICAL_CATEGORIES_PROPERTY,
	    icalvalue_new_text(marked.buf));
}

void
component_add_x(icalcomponent *component, const char *name, const char *line)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf marked = STRBUF_INIT;
	icalproperty *property;

	value_add_line(&clean, line);
	add_marked(&marked, clean.buf);
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

static void
add_unmarked(struct strbuf *bytes, const char *marked)
{
	size_t plain;

	while (*marked != '\0') {
		if (strncmp(marked, COMMA_MARK, 2) == 0) {
			strbuf_add_str(bytes, "\\,");
			marked += 2;
		} else if (strncmp(marked, SEMICOLON_MARK, 2) == 0) {
			strbuf_add_str(bytes, "\\;");
			marked += 2;
		} else {
			plain = 1 + strcspn(marked + 1, "\xc2");
			strbuf_add(bytes, marked, plain);
			marked += plain;
		}
	}
}

/* libical keeps a value that it cannot write as an X-LIC-ERROR property. */
int
component_write(
    icalcomponent *component, struct strbuf *ret_bytes, struct error *err)
{
	char *marked;

	if (icalcomponent_count_errors(component) != 0)
		return error_set(err, OB_EINTERNAL,
		    "the calendar holds a value that cannot be written");
	marked = icalcomponent_as_ical_string_r(component);
	if (marked == NULL)
		return error_set(
		    err, OB_EINTERNAL, "the calendar cannot be written");
	strbuf_clear(ret_bytes);
	add_unmarked(ret_bytes, marked);
	free(marked);
	return OB_OK;
}
