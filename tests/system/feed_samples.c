/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writes sample feeds for feed_parsers: feed_samples ZONE [DAYS] makes
 * feed.ics and feed.json here, which says in local time what the feed must
 * mean; of two years from 2026 on, or of that many days.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "calendar/feed.h"

#define DAY_SECONDS 86400
#define MAX_DAYS 730
#define MAX_ENTRIES 2000
#define CANCELLED_PREFIX "Aflyst: "

static const char *const summaries[] = {
    "Første dag på Rådhuset",
    "Møde, kaffe; og \\ referat: \"APV\"",
    ("Æblegrød på Ærø – øl, ål og åer i en overskrift som er så lang, at den "
     "må foldes på mere end én linje, også selv om der ikke er mange "
     "bogstaver"),
    ("æææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææææ"
     "æ"),
    "👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋👋",
    ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "x"
     "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
     "y"),
};

static const char *const descriptions[] = {
    NULL,
    "Én linje",
    "To linjer:\nden anden, med komma; semikolon \\ og C:\\mappe",
    "BEGIN:VEVENT\nUID:falsk@example.dk\nEND:VEVENT\nEND:VCALENDAR",
    ("Et afsnit, som er langt nok til at fylde adskillige linjer i filen, så "
     "at læserne må samle dem igen; æ, ø og å må ikke skæres over, og heller "
     "ikke 👋.\n\nOg et afsnit til."),
};

static const char *const categories[] = {
    NULL, "Før start", "Uge 1, 2 og 3; indkøring", "De første 100 dage"};

struct span {
	int start;
	int end;
};

static const struct span spans[] = {{0, 60}, {15, 45}, {30, 90}, {60, 120},
    {105, 135}, {120, 180}, {150, 240}, {540, 600}, {1380, 1440}};

struct sample {
	struct feed_entry entries[MAX_ENTRIES];
	char uids[MAX_ENTRIES][48];
	size_t count;
};

static struct feed_entry *
next_entry(struct sample *sample, struct date date)
{
	size_t i = sample->count++;
	struct feed_entry *entry = &sample->entries[i];

	if (i >= MAX_ENTRIES)
		abort();
	(void)snprintf(sample->uids[i], sizeof(sample->uids[i]),
	    "%08zx%08d@onboard.example.dk", i * 2654435761 % 4294967296,
	    date.day);
	*entry = (struct feed_entry){
	    .uid = sample->uids[i],
	    .sequence = (int)i % 4,
	    .changed_at = 1767225600 + (int64_t)i * 61,
	    .date = date,
	    .summary = summaries[i % ARRAY_LEN(summaries)],
	    .description = descriptions[i % ARRAY_LEN(descriptions)],
	    .url = i % 3 == 0 ? "https://onboard.example.dk/p/Ab-_9?x=1,2;3"
			      : NULL,
	    .category = categories[i % ARRAY_LEN(categories)],
	    .cancelled = i % 7 == 3,
	    .busy = i % 2 == 0,
	};
	return entry;
}

static void
add_day(struct sample *sample, struct date date)
{
	next_entry(sample, date)->all_day = true;
	for (size_t i = 0; i < ARRAY_LEN(spans); i++) {
		struct feed_entry *entry = next_entry(sample, date);

		entry->start = spans[i].start;
		entry->end = spans[i].end;
	}
}

/* The days around each change of offset, and some others. */
static void
fill_sample(struct sample *sample, const struct zone *zone, long days)
{
	struct date first = date_from_civil(2026, 1, 1);

	for (int i = 0; i < days; i++) {
		struct date day = date_add_days(first, i);
		int64_t noon = (int64_t)day.day * DAY_SECONDS + 43200;

		if (i % 150 == 10 ||
		    zone_offset(zone, noon - 2 * DAY_SECONDS) !=
			zone_offset(zone, noon + 2 * DAY_SECONDS))
			add_day(sample, day);
	}
}

static json_t *
describe(const struct feed_entry *entry)
{
	char date[DATE_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:b, s:i, s:i, s:s+, s:s*, s:s*, s:s*, "
			 "s:b, s:b, s:i, s:I}",
	    "uid", entry->uid, "date", date_format(entry->date, date),
	    "all_day", entry->all_day, "start", entry->start, "end", entry->end,
	    "summary", entry->cancelled ? CANCELLED_PREFIX : "", entry->summary,
	    "description", entry->description, "url", entry->url, "category",
	    entry->category, "cancelled", entry->cancelled, "busy", entry->busy,
	    "sequence", entry->sequence, "changed_at",
	    (json_int_t)entry->changed_at);
}

static int
write_expectations(const struct sample *sample, const char *zone)
{
	json_t *entries = json_array();
	json_t *root;
	int status = 0;

	for (size_t i = 0; i < sample->count && status == 0; i++)
		status = json_array_append_new(
		    entries, describe(&sample->entries[i]));
	root = json_pack("{s:s, s:o}", "zone", zone, "entries", entries);
	if (status == 0)
		status = json_dump_file(root, "feed.json", JSON_INDENT(1));
	json_decref(root);
	return status;
}

static int
write_feed(const struct sample *sample, const struct zone *zone)
{
	struct feed_header header = {
	    .name = "Onboarding: Søren, ny leder",
	    .description = "Forløbet \"Ny leder\"; 2026, 2027",
	    .zone = zone,
	    .cancelled_prefix = CANCELLED_PREFIX,
	};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;
	size_t written = 0;
	FILE *file;

	if (feed_build(&header, sample->entries, sample->count, &bytes, &err) <
	    0) {
		(void)fprintf(stderr, "feed_samples: %s\n", err.text);
		return -1;
	}
	file = fopen("feed.ics", "w");
	if (file != NULL)
		written = fwrite(bytes.buf, 1, bytes.len, file);
	return file != NULL && fclose(file) == 0 && written == bytes.len ? 0
									 : -1;
}

int
main(int argc, char **argv)
{
	struct sample *sample = memory_alloc(sizeof(*sample));
	struct zone *zone = NULL;
	struct error err = ERROR_INIT;
	long days = argc == 3 ? strtol(argv[2], NULL, 10) : MAX_DAYS;
	int status = -1;

	if (argc >= 2 && argc <= 3 && days > 0 && days <= MAX_DAYS &&
	    zone_open(argv[1], &zone, &err) == OB_OK) {
		fill_sample(sample, zone, days);
		status = write_feed(sample, zone);
		if (status == 0)
			status = write_expectations(sample, argv[1]);
	}
	if (status < 0)
		(void)fprintf(
		    stderr, "feed_samples: cannot write: %s\n", err.text);
	zone_close(zone);
	free(sample);
	return status < 0;
}
