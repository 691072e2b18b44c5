/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writes sample invitations for calendar_clients.py: invitation_samples ZONE
 * makes 0.ics, 1.ics and so on here, and invitations.json, which says in
 * local time what they must mean: on the days of 2026 on which the offset
 * changes, or on one day where it never does.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "calendar/invitation.h"

#define DAY_SECONDS 86400
#define YEAR_DAYS 365

struct span {
	int start;
	int end;
};

/* Before, in and behind the gap and the overlap of most zones. */
static const struct span spans[] = {
    {30, 90}, {105, 135}, {150, 240}, {540, 600}};

struct sample {
	const struct zone *zone;
	json_t *expected;
	int count;
};

static struct invitation_content
make_content(const struct sample *sample, struct date date,
    const struct span *span, const char *uid)
{
	bool is_cancelled = sample->count % 4 == 3;

	return (struct invitation_content){
	    .method = is_cancelled ? INVITATION_CANCEL : INVITATION_REQUEST,
	    .uid = uid,
	    .sequence = is_cancelled ? 2 : 0,
	    .stamp = 1767225600,
	    .zone = sample->zone,
	    .date = date,
	    .start = span->start,
	    .end = span->end,
	    .summary = "Møde, kaffe; og \\ referat",
	    .description = "To linjer:\nden anden, med komma; semikolon",
	    .url = "https://onboard.example.dk/p/Ab-_9?x=1,2;3",
	    .organizer_name = "Onboarding: HR, \"Kommunen\"",
	    .organizer_address = "onboarding@example.dk",
	    .attendee_name = "Søren Ærø",
	    .attendee_address = "soren@example.com",
	};
}

static int
write_file(int number, const struct strbuf *bytes)
{
	cleanup_(memory_free_ptr) char *path = memory_printf("%d.ics", number);
	FILE *file = fopen(path, "w");
	size_t written = 0;

	if (file != NULL)
		written = fwrite(bytes->buf, 1, bytes->len, file);
	return file != NULL && fclose(file) == 0 && written == bytes->len ? 0
									  : -1;
}

static int
expect(struct sample *sample, const struct invitation_content *content)
{
	char date[DATE_TEXT_SIZE];
	json_t *entry = json_pack(
	    "{s:s, s:s, s:b, s:i, s:i, s:s, s:s, s:s, s:b}", "uid",
	    content->uid, "date", date_format(content->date, date), "all_day",
	    0, "start", content->start, "end", content->end, "summary",
	    content->summary, "description", content->description, "url",
	    content->url, "cancelled", content->method == INVITATION_CANCEL);

	return json_array_append_new(sample->expected, entry);
}

/* Unlike that of any other zone. */
static char *
make_uid(const struct sample *sample)
{
	char *uid = memory_printf(
	    "%d@%s.example.dk", sample->count, zone_name(sample->zone));

	for (char *c = uid; *c != '\0'; c++)
		*c = (char)(*c == '/' ? '.' : *c);
	return uid;
}

static int
add(struct sample *sample, struct date date, const struct span *span)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *uid = make_uid(sample);
	struct invitation_content content =
	    make_content(sample, date, span, uid);
	struct error err = ERROR_INIT;

	if (invitation_build(&content, &bytes, &err) != OB_OK) {
		(void)fprintf(stderr, "invitation_samples: %s\n", err.text);
		return -1;
	}
	if (write_file(sample->count, &bytes) < 0)
		return -1;
	sample->count++;
	return expect(sample, &content);
}

static int
add_day(struct sample *sample, struct date date)
{
	int status = 0;

	for (size_t i = 0; status == 0 && i < ARRAY_LEN(spans); i++)
		status = add(sample, date, &spans[i]);
	return status;
}

static bool
is_change(const struct zone *zone, struct date date)
{
	return zone_offset(zone, zone_to_utc(zone, date, 0)) !=
	       zone_offset(zone, zone_to_utc(zone, date, DAY_SECONDS));
}

static int
add_days(struct sample *sample)
{
	struct date first = date_from_civil(2026, 1, 1);
	int status = 0;

	for (int i = 0; status == 0 && i < YEAR_DAYS; i++) {
		struct date date = date_add_days(first, i);

		if (is_change(sample->zone, date))
			status = add_day(sample, date);
	}
	if (status == 0 && sample->count == 0)
		status = add_day(sample, first);
	return status;
}

static int
write_samples(struct sample *sample)
{
	int status;

	sample->expected = json_array();
	status = add_days(sample);
	if (status == 0)
		status =
		    json_dump_file(sample->expected, "invitations.json", 0);
	json_decref(sample->expected);
	return status;
}

int
main(int argc, char **argv)
{
	struct zone *zone = NULL;
	int status = -1;

	if (argc == 2 && zone_open(argv[1], &zone, NULL) == OB_OK)
		status = write_samples(&(struct sample){.zone = zone});
	if (status < 0)
		(void)fprintf(stderr, "invitation_samples: cannot write\n");
	zone_close(zone);
	return status < 0;
}
