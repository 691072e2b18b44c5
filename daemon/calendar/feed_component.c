/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed_component.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/component.h"
#include "calendar/event.h"
#include "calendar/feed.h"
#include "calendar/slot.h"

static void
add_summary(icalcomponent *component, const struct feed_component_maker *maker,
    const struct feed_entry *entry)
{
	cleanup_(strbuf_release) struct strbuf summary = STRBUF_INIT;

	if (entry->cancelled)
		strbuf_add_str(&summary, maker->header->cancelled_prefix);
	strbuf_add_str(&summary, entry->summary);
	component_add_line(component, ICAL_SUMMARY_PROPERTY, summary.buf);
}

/* Only DISPLAY: a subscription that sends mail is nobody's wish. */
static void
add_alarm(icalcomponent *event, const struct feed_entry *entry)
{
	struct icaltriggertype trigger =
	    icaltriggertype_from_int(-60 * entry->alarm_minutes);
	cleanup_(memory_free_ptr) char *uid =
	    memory_printf("alarm-%s", entry->uid);
	icalcomponent *alarm;

	if (!entry->has_alarm || entry->all_day || entry->cancelled)
		return;
	alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	assert(alarm != NULL);
	icalcomponent_add_property(alarm, icalproperty_new_uid(uid));
	icalcomponent_add_property(
	    alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	icalcomponent_add_property(alarm, icalproperty_new_trigger(trigger));
	component_add_line(alarm, ICAL_DESCRIPTION_PROPERTY, entry->summary);
	icalcomponent_add_component(event, alarm);
}

/* What is cancelled is not done, whatever was before. */
static void
add_task_state(icalcomponent *task, const struct feed_entry *entry)
{
	if (entry->cancelled) {
		icalcomponent_add_property(
		    task, icalproperty_new_status(ICAL_STATUS_CANCELLED));
	} else if (entry->is_done) {
		icalcomponent_add_property(
		    task, icalproperty_new_status(ICAL_STATUS_COMPLETED));
		component_add_utc(
		    task, ICAL_COMPLETED_PROPERTY, entry->done_at);
		icalcomponent_add_property(
		    task, icalproperty_new_percentcomplete(100));
	} else {
		icalcomponent_add_property(
		    task, icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
	}
}

static void
add_times(icalcomponent *component, const struct feed_component_maker *maker,
    const struct feed_entry *entry, const struct slot *slot)
{
	if (entry->kind == FEED_TASK)
		component_add_date(component, ICAL_DUE_PROPERTY, entry->date);
	else if (entry->all_day)
		slot_add_day(entry->date, component);
	else
		slot_add(slot, maker->zone, component);
}

icalcomponent *
feed_component_build(const struct feed_component_maker *maker,
    const struct feed_entry *entry, const struct slot *slot)
{
	bool is_task = entry->kind == FEED_TASK;
	icalcomponent *component = icalcomponent_new(
	    is_task ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT);

	assert(component != NULL);
	icalcomponent_add_property(component, icalproperty_new_uid(entry->uid));
	component_add_utc(component, ICAL_DTSTAMP_PROPERTY, entry->changed_at);
	component_add_utc(
	    component, ICAL_LASTMODIFIED_PROPERTY, entry->changed_at);
	icalcomponent_add_property(
	    component, icalproperty_new_sequence(entry->sequence));
	if (maker->organizer != NULL)
		event_add_organizer(
		    component, maker->header->organizer_name, maker->organizer);
	add_times(component, maker, entry, slot);
	add_summary(component, maker, entry);
	event_add_description(component, entry->description, entry->url);
	if (entry->url != NULL)
		icalcomponent_add_property(
		    component, icalproperty_new_url(entry->url));
	if (entry->category != NULL)
		component_add_category(component, entry->category);
	if (entry->is_private)
		icalcomponent_add_property(
		    component, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	if (is_task) {
		add_task_state(component, entry);
		return component;
	}
	event_add_state(component, entry->cancelled,
	    entry->busy && !entry->all_day && !entry->cancelled);
	add_alarm(component, entry);
	return component;
}
