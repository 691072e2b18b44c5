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

static void
add_feed(struct output *output, const json_t *feed)
{
	cleanup_(memory_free_ptr) char *id = view_value(feed, "id");
	cleanup_(memory_free_ptr) char *person = view_person(feed, "person");
	cleanup_(memory_free_ptr) char *fetched =
	    view_instant(feed, "last_fetched");
	cleanup_(memory_free_ptr) char *line = memory_printf(
	    "Feed %s, %s: %s, last fetched %s", id, view_text(feed, "role"),
	    person, fetched[0] != '\0' ? fetched : "never");

	add_line(output, "", line);
	add_line(output, "  ", view_text(feed, "url"));
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
