/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/event.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "calendar/component.h"
#include "calendar/value.h"

/* No version in it: an upgrade must not change the bytes of every feed. */
#define PRODUCT "-//Onboard//onboardd//EN"

void
event_add_calendar_head(icalcomponent *calendar)
{
	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(calendar, icalproperty_new_prodid(PRODUCT));
	icalcomponent_add_property(
	    calendar, icalproperty_new_calscale("GREGORIAN"));
}

void
event_add_description(icalcomponent *event, const char *text, const char *url)
{
	cleanup_(strbuf_release) struct strbuf description = STRBUF_INIT;

	if (text == NULL)
		text = "";
	strbuf_add_str(&description, text);
	if (url != NULL && strstr(text, url) == NULL) {
		if (text[0] != '\0')
			strbuf_add_str(&description, "\n\n");
		strbuf_add_str(&description, url);
	}
	if (description.len > 0)
		component_add_text(
		    event, ICAL_DESCRIPTION_PROPERTY, description.buf);
}

/* libical leaves the circumflex of RFC 6868 as it is: "^n" would end a line. */
void
event_add_cn(icalproperty *property, const char *name)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	if (name != NULL)
		value_add_line(&clean, name);
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.buf[i] == '^')
			clean.buf[i] = ' ';
	}
	if (clean.len > 0)
		icalproperty_add_parameter(
		    property, icalparameter_new_cn(clean.buf));
}

void
event_add_organizer(icalcomponent *event, const char *name, const char *mailto)
{
	icalproperty *property = icalproperty_new_organizer(mailto);

	assert(property != NULL);
	event_add_cn(property, name);
	icalcomponent_add_property(event, property);
}

void
event_add_state(icalcomponent *event, bool is_cancelled, bool is_busy)
{
	icalcomponent_add_property(event,
	    icalproperty_new_status(
		is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
	icalcomponent_add_property(
	    event, icalproperty_new_transp(
		       is_busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
	component_add_x(
	    event, "X-MICROSOFT-CDO-BUSYSTATUS", is_busy ? "BUSY" : "FREE");
}
