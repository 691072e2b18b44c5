/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_feed.h"

#include <string.h>

#include "base/memory.h"
#include "cli/view.h"

static void
add_line(struct output *output, const char *indent, const char *text)
{
	output_add(output, "%s", indent);
	output_add_value(output, text);
	output_add(output, "\n");
}

/* What a calendar is called that is not one role's in one journey. */
static const struct {
	const char *purpose;
	const char *title;
} titles[] = {
    {"person", "all journeys"},
    {"coordinator", "coordinator's overview"},
    {"network", "leader network"},
};

static const char *
title_of(const json_t *feed)
{
	const char *purpose = view_text(feed, "purpose");

	for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
		if (strcmp(purpose, titles[i].purpose) == 0)
			return titles[i].title;
	}
	return view_text(feed, "role");
}

static const struct {
	const char *family;
	const char *name;
} programs[] = {
    {"google", "Google"},
    {"outlook", "Outlook"},
    {"apple", "Apple"},
    {"thunderbird", "Thunderbird"},
    {"vdirsyncer", "vdirsyncer"},
};

static const char *
program_of(const json_t *feed)
{
	const char *family = view_text(feed, "agent_family");

	for (size_t i = 0; i < ARRAY_LEN(programs); i++) {
		if (strcmp(family, programs[i].family) == 0)
			return programs[i].name;
	}
	return "another program";
}

static const struct {
	json_int_t seconds;
	const char *one;
	const char *many;
} units[] = {
    {86400, "day", "days"},
    {3600, "hour", "hours"},
    {60, "minute", "minutes"},
};

/* "3 hours ago"; owned. */
static char *
age_of(json_int_t seconds)
{
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		json_int_t count = seconds / units[i].seconds;

		if (count > 0)
			return memory_printf("%" JSON_INTEGER_FORMAT " %s ago",
			    count, count == 1 ? units[i].one : units[i].many);
	}
	return memory_strdup("just now");
}

/* "last fetched by Google 3 hours ago", or when, of an older daemon; owned. */
static char *
fetched_of(const json_t *feed)
{
	const json_t *seconds = json_object_get(feed, "fetched_seconds_ago");
	cleanup_(memory_free_ptr) char *fetched =
	    view_instant(feed, "last_fetched");
	cleanup_(memory_free_ptr) char *age = NULL;

	if (fetched[0] == '\0')
		return memory_strdup("last fetched never");
	if (!json_is_integer(seconds))
		return memory_printf("last fetched %s", fetched);
	age = age_of(json_integer_value(seconds));
	return memory_printf("last fetched by %s %s", program_of(feed), age);
}

/* A line with a value, if there is one. */
static void
add_detail(struct output *output, const char *before, const char *value,
    const char *after)
{
	cleanup_(memory_free_ptr) char *line =
	    memory_printf("%s%s%s", before, value, after);

	if (value[0] != '\0')
		add_line(output, "  ", line);
}

/* How often, and how often for nothing; and what is out of the ordinary. */
static void
add_details(struct output *output, const json_t *feed)
{
	json_int_t fetches =
	    json_integer_value(json_object_get(feed, "fetches"));
	json_int_t unchanged =
	    json_integer_value(json_object_get(feed, "unchanged"));
	json_int_t status = json_integer_value(json_object_get(feed, "status"));
	cleanup_(memory_free_ptr) char *alarms = view_value(feed, "alarms");
	cleanup_(memory_free_ptr) char *revoked = view_instant(feed, "revoked");

	if (fetches > 0)
		output_add(output,
		    "  fetched %" JSON_INTEGER_FORMAT
		    " times, %" JSON_INTEGER_FORMAT " %% of them unchanged\n",
		    fetches, 100 * unchanged / fetches);
	if (status >= 400)
		output_add(output,
		    "  the last request was answered by %" JSON_INTEGER_FORMAT
		    "\n",
		    status);
	add_detail(output, "alarms ", alarms, " minutes before meetings");
	add_detail(output, "revoked ", revoked, "");
}

static void
add_feed(struct output *output, const json_t *feed)
{
	cleanup_(memory_free_ptr) char *id = view_value(feed, "id");
	cleanup_(memory_free_ptr) char *person = view_person(feed, "person");
	cleanup_(memory_free_ptr) char *fetched = fetched_of(feed);
	cleanup_(memory_free_ptr) char *line = memory_printf(
	    "Feed %s, %s: %s, %s", id, title_of(feed), person, fetched);

	add_line(output, "", line);
	add_line(output, "  ", view_text(feed, "url"));
	add_details(output, feed);
}

static void
add_page(struct output *output, const json_t *page)
{
	cleanup_(memory_free_ptr) char *person = view_person(page, "person");
	bool is_weekly = strcmp(view_text(page, "digest"), "weekly") == 0;
	cleanup_(memory_free_ptr) char *line =
	    memory_printf("Page, %s: %s%s", view_text(page, "role"), person,
		is_weekly ? ", overview once a week" : "");

	add_line(output, "", line);
	add_line(output, "  ", view_text(page, "url"));
}

void
print_feed_links(const json_t *feeds, struct output *output)
{
	for (size_t i = 0; i < json_array_size(feeds); i++)
		add_feed(output, json_array_get(feeds, i));
}

void
print_feed_pages(const json_t *pages, struct output *output)
{
	for (size_t i = 0; i < json_array_size(pages); i++)
		add_page(output, json_array_get(pages, i));
}

int
print_feed_list(const json_t *answer, struct output *output, struct error *err)
{
	json_t *feeds;
	int status = view_list(answer, "feeds", &feeds, err);

	if (status < 0)
		return status;
	if (json_array_size(feeds) == 0)
		output_add(output, "No feeds.\n");
	print_feed_links(feeds, output);
	return OB_OK;
}

int
print_feed_shown(const json_t *answer, struct output *output, struct error *err)
{
	json_t *feed;
	int status = view_object(answer, "feed", &feed, err);

	if (status < 0)
		return status;
	add_feed(output, feed);
	return OB_OK;
}
