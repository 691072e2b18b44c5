/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/invitation.h"

#include <assert.h>
#include <string.h>

#include <libical/ical.h>

#include "base/memory.h"
#include "base/zone.h"
#include "calendar/component.h"
#include "calendar/event.h"
#include "calendar/slot.h"
#include "calendar/value.h"
#include "calendar/vtimezone.h"

/* The last second that four digits of a year can say. */
#define LAST_INSTANT 253402300799LL

static const struct {
	const char *name;
	icalproperty_method value;
} methods[] = {
    [INVITATION_REQUEST] = {"REQUEST", ICAL_METHOD_REQUEST},
    [INVITATION_CANCEL] = {"CANCEL", ICAL_METHOD_CANCEL},
    [INVITATION_DECLINECOUNTER] = {"DECLINECOUNTER",
	ICAL_METHOD_DECLINECOUNTER},
};

const char *
invitation_method_name(enum invitation_method method)
{
	return methods[method].name;
}

static int
check(const struct invitation_content *content, struct error *err)
{
	if (!value_is_uid(content->uid))
		return error_set_field(err, OB_EINVALID, "uid",
		    "the invitation has an identity that clients do not "
		    "understand");
	if (content->sequence < 0 || content->stamp < 0 ||
	    content->stamp > LAST_INSTANT ||
	    !slot_is_valid(content->date, content->start, content->end))
		return error_set_field(err, OB_EINVALID, "date",
		    "the invitation '%s' has no valid time", content->uid);
	if (content->url != NULL && !value_is_link(content->url))
		return error_set_field(err, OB_EINVALID, "url",
		    "the link of the invitation '%s' is not an https link",
		    content->uid);
	return OB_OK;
}

static int
read_mailto(const char *field, const char *address, struct strbuf *ret_mailto,
    struct error *err)
{
	if (!value_add_mailto(ret_mailto, address))
		return error_set_field(err, OB_EINVALID, field,
		    "the %s of an invitation has no mail address", field);
	return OB_OK;
}

/* One that is delegated would have to say to whom. */
static icalparameter_partstat
read_partstat(const char *text)
{
	static const struct {
		const char *text;
		icalparameter_partstat value;
	} answers[] = {
	    {"accepted", ICAL_PARTSTAT_ACCEPTED},
	    {"declined", ICAL_PARTSTAT_DECLINED},
	    {"tentative", ICAL_PARTSTAT_TENTATIVE},
	};

	for (size_t i = 0; text != NULL && i < ARRAY_LEN(answers); i++) {
		if (strcmp(answers[i].text, text) == 0)
			return answers[i].value;
	}
	return ICAL_PARTSTAT_NEEDSACTION;
}

static void
add_attendee(icalcomponent *event, const struct invitation_content *content,
    const struct strbuf *mailto)
{
	icalproperty *property = icalproperty_new_attendee(mailto->buf);

	assert(property != NULL);
	icalproperty_add_parameter(
	    property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
	icalproperty_add_parameter(
	    property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
	icalproperty_add_parameter(property,
	    icalparameter_new_partstat(read_partstat(content->partstat)));
	icalproperty_add_parameter(
	    property, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
	event_add_cn(property, content->attendee_name);
	icalcomponent_add_property(event, property);
}

static void
add_texts(icalcomponent *event, const struct invitation_content *content)
{
	component_add_line(event, ICAL_SUMMARY_PROPERTY, content->summary);
	event_add_description(event, content->description, content->url);
	if (content->url != NULL)
		icalcomponent_add_property(
		    event, icalproperty_new_url(content->url));
	if (content->category != NULL)
		component_add_category(event, content->category);
	if (content->comment != NULL)
		component_add_text(
		    event, ICAL_COMMENT_PROPERTY, content->comment);
}

/* A time that comes twice is said in UTC, and so needs no zone. */
static bool
names_zone(icalcomponent *event)
{
	icalproperty *start =
	    icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);

	return icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER) !=
	       NULL;
}

/* The zone goes into the calendar; or it is UTC, where it cannot be said. */
static void
add_time(icalcomponent *calendar, icalcomponent *event,
    const struct invitation_content *content)
{
	struct slot slot = slot_from_local(
	    content->zone, content->date, content->start, content->end);
	struct vtimezone zone;
	bool is_said;

	vtimezone_init(&zone, content->zone, slot.start);
	is_said = vtimezone_says(&zone, slot.start) &&
		  vtimezone_says(&zone, slot.end);
	slot_add(&slot, is_said ? content->zone : NULL, event);
	if (names_zone(event))
		icalcomponent_add_component(calendar, vtimezone_build(&zone));
}

static icalcomponent *
new_event(const struct invitation_content *content)
{
	icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);

	assert(event != NULL);
	icalcomponent_add_property(event, icalproperty_new_uid(content->uid));
	icalcomponent_add_property(
	    event, icalproperty_new_sequence(content->sequence));
	component_add_utc(event, ICAL_DTSTAMP_PROPERTY, content->stamp);
	return event;
}

int
invitation_build(const struct invitation_content *content,
    struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(component_release) icalcomponent *calendar = NULL;
	cleanup_(strbuf_release) struct strbuf organizer = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf attendee = STRBUF_INIT;
	bool is_cancelled = content->method == INVITATION_CANCEL;
	icalcomponent *event;
	int status = check(content, err);

	if (status == OB_OK)
		status = read_mailto(
		    "organizer", content->organizer_address, &organizer, err);
	if (status == OB_OK)
		status = read_mailto(
		    "attendee", content->attendee_address, &attendee, err);
	if (status != OB_OK)
		return status;
	calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	assert(calendar != NULL);
	event_add_calendar_head(calendar);
	icalcomponent_add_property(
	    calendar, icalproperty_new_method(methods[content->method].value));
	event = new_event(content);
	add_time(calendar, event, content);
	add_texts(event, content);
	event_add_organizer(event, content->organizer_name, organizer.buf);
	add_attendee(event, content, &attendee);
	event_add_state(event, is_cancelled, !is_cancelled);
	icalcomponent_add_component(calendar, event);
	return component_write(calendar, ret_bytes, err);
}
