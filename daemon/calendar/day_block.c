/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/day_block.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#define DEPTH_MAX 8
#define NAME_SIZE 32
#define LINE_MAX_BYTES ((size_t)16 * 1024)
#define EVENT_MAX_BYTES ((size_t)64 * 1024)

static const char bom[] = "\xef\xbb\xbf";

/* What day_event.c reads; all else of an event is left out. */
static const char *const kept[] = {"UID", "SUMMARY", "STATUS", "DTSTART",
    "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"};

struct cutter {
	const char *at;
	const char *end;
	int line;	    /* where the content line begins */
	int next_line;	    /* where the one after it begins */
	struct strbuf text; /* the content line, unfolded */

	char names[DEPTH_MAX][NAME_SIZE]; /* components that are open */
	size_t depth;
	bool has_calendar;
	struct strbuf event;
	struct day_blocks blocks;
};

void
day_block_release(struct day_blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		free(blocks->items[i].text);
	free(blocks->items);
	*blocks = (struct day_blocks){NULL, 0};
}

static void
cutter_release(struct cutter *cutter)
{
	strbuf_release(&cutter->text);
	strbuf_release(&cutter->event);
	day_block_release(&cutter->blocks);
}

/* Adds one line of the file; its end is not part of it. */
static void
add_piece(struct cutter *cutter)
{
	size_t room = (size_t)(cutter->end - cutter->at);
	const char *newline = memchr(cutter->at, '\n', room);
	size_t len = newline == NULL ? room : (size_t)(newline - cutter->at);
	const char *start = cutter->at;

	cutter->at += newline == NULL ? len : len + 1;
	cutter->next_line++;
	if (len > 0 && start[len - 1] == '\r')
		len--;
	strbuf_add(&cutter->text, start, len);
}

static bool
goes_on(const struct cutter *cutter)
{
	return cutter->at < cutter->end &&
	       (*cutter->at == ' ' || *cutter->at == '\t');
}

/* Reads the next content line that is not empty; text is "" at the end. */
static int
read_line(struct cutter *cutter, struct error *err)
{
	do {
		strbuf_clear(&cutter->text);
		cutter->line = cutter->next_line;
		if (cutter->at < cutter->end)
			add_piece(cutter);
		while (goes_on(cutter) && cutter->text.len <= LINE_MAX_BYTES) {
			cutter->at++;
			add_piece(cutter);
		}
		if (cutter->text.len > LINE_MAX_BYTES)
			return error_set(err, OB_ELIMIT,
			    "line %d: a line may have at most %zu KiB",
			    cutter->line, LINE_MAX_BYTES / 1024);
	} while (cutter->text.len == 0 && cutter->at < cutter->end);
	return OB_OK;
}

static bool
has_name(const char *line, const char *name)
{
	size_t len = strlen(name);

	return strncasecmp(line, name, len) == 0 &&
	       (line[len] == ':' || line[len] == ';');
}

static bool
is_event(const struct cutter *cutter)
{
	return cutter->depth == 2 &&
	       strcasecmp(cutter->names[1], "VEVENT") == 0;
}

static int
begin(struct cutter *cutter, const char *name, struct error *err)
{
	size_t len = strlen(name);

	if (cutter->depth == 0 && strcasecmp(name, "VCALENDAR") != 0)
		return error_set(err, OB_EINVALID,
		    "line %d: '%.40s' stands outside a calendar", cutter->line,
		    name);
	if (cutter->depth == DEPTH_MAX || len >= NAME_SIZE)
		return error_set(err, OB_ELIMIT,
		    "line %d: this is no calendar that is understood",
		    cutter->line);
	memcpy(cutter->names[cutter->depth++], name, len + 1);
	cutter->has_calendar = true;
	if (!is_event(cutter))
		return OB_OK;
	if (cutter->blocks.count == DAY_BLOCK_MAX)
		return error_set(err, OB_ELIMIT,
		    "line %d: a file may have at most %d events", cutter->line,
		    DAY_BLOCK_MAX);
	cutter->blocks.items = memory_resize(cutter->blocks.items,
	    cutter->blocks.count + 1, sizeof(cutter->blocks.items[0]));
	cutter->blocks.items[cutter->blocks.count++] =
	    (struct day_block){NULL, cutter->line};
	strbuf_clear(&cutter->event);
	strbuf_add_str(&cutter->event, "BEGIN:VEVENT\r\n");
	return OB_OK;
}

static int
end(struct cutter *cutter, const char *name, struct error *err)
{
	if (cutter->depth == 0 ||
	    strcasecmp(cutter->names[cutter->depth - 1], name) != 0)
		return error_set(err, OB_EINVALID,
		    "line %d: '%.40s' ends here but did not begin",
		    cutter->line, name);
	if (is_event(cutter)) {
		strbuf_add_str(&cutter->event, "END:VEVENT\r\n");
		cutter->blocks.items[cutter->blocks.count - 1].text =
		    strbuf_detach(&cutter->event);
	}
	cutter->depth--;
	return OB_OK;
}

static int
keep(struct cutter *cutter, struct error *err)
{
	bool is_kept = false;

	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		is_kept = is_kept || has_name(cutter->text.buf, kept[i]);
	if (!is_kept)
		return OB_OK;
	if (cutter->event.len + cutter->text.len > EVENT_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "line %d: an event may have at most %zu KiB", cutter->line,
		    EVENT_MAX_BYTES / 1024);
	strbuf_add(&cutter->event, cutter->text.buf, cutter->text.len);
	strbuf_add_str(&cutter->event, "\r\n");
	return OB_OK;
}

static int
take_line(struct cutter *cutter, struct error *err)
{
	char *text = cutter->text.buf;
	size_t len = cutter->text.len;

	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	strbuf_truncate(&cutter->text, len);
	if (len == 0)
		return OB_OK;
	if (strncasecmp(text, "BEGIN:", 6) == 0)
		return begin(cutter, text + 6, err);
	if (strncasecmp(text, "END:", 4) == 0)
		return end(cutter, text + 4, err);
	if (cutter->depth == 0)
		return error_set(err, OB_EINVALID,
		    "line %d: a calendar file begins with BEGIN:VCALENDAR",
		    cutter->line);
	return is_event(cutter) ? keep(cutter, err) : OB_OK;
}

static int
check_bytes(const char *bytes, size_t len, struct error *err)
{
	if (!utf8_is_valid(bytes, len))
		return error_set(
		    err, OB_EINVALID, "it is not written in UTF-8");
	if (memchr(bytes, '\0', len) != NULL)
		return error_set(err, OB_EINVALID, "it is no text file");
	return OB_OK;
}

static int
check_end(const struct cutter *cutter, struct error *err)
{
	if (cutter->depth > 0)
		return error_set(err, OB_EINVALID,
		    "line %d: the file ends before its '%s' does; it may not "
		    "be whole",
		    cutter->next_line, cutter->names[cutter->depth - 1]);
	if (!cutter->has_calendar)
		return error_set(err, OB_EINVALID,
		    "it is no calendar; such a file begins with "
		    "BEGIN:VCALENDAR");
	return OB_OK;
}

int
day_block_split(const char *bytes, size_t len, struct day_blocks *ret_blocks,
    struct error *err)
{
	cleanup_(cutter_release) struct cutter cutter = {
	    .at = bytes,
	    .end = bytes + len,
	    .next_line = 1,
	    .text = STRBUF_INIT,
	    .event = STRBUF_INIT,
	};
	int status = check_bytes(bytes, len, err);

	if (len >= strlen(bom) && memcmp(bytes, bom, strlen(bom)) == 0)
		cutter.at += strlen(bom);
	while (status == OB_OK && cutter.at < cutter.end) {
		status = read_line(&cutter, err);
		if (status == OB_OK)
			status = take_line(&cutter, err);
	}
	if (status == OB_OK)
		status = check_end(&cutter, err);
	if (status != OB_OK)
		return status;
	*ret_blocks = cutter.blocks;
	cutter.blocks = (struct day_blocks){NULL, 0};
	return OB_OK;
}
