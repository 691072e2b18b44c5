/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/derivation.h"

#include <string.h>

#include "base/memory.h"

void
derivation_init(struct derivation *derivation)
{
	strbuf_init(&derivation->text);
}

void
derivation_release(struct derivation *derivation)
{
	strbuf_release(&derivation->text);
}

static void
add_detail(struct strbuf *text, const char *detail)
{
	size_t start = text->len;

	strbuf_add_str(text, detail);
	for (size_t i = start; i < text->len; i++)
		if ((unsigned char)text->buf[i] < ' ')
			text->buf[i] = ' ';
}

void
derivation_add(struct derivation *derivation, enum plan_reason reason,
    struct date day, const char *detail)
{
	char date[DATE_TEXT_SIZE];

	strbuf_add_str(&derivation->text, plan_reason_name(reason));
	strbuf_add_char(&derivation->text, '\t');
	strbuf_add_str(&derivation->text, date_format(day, date));
	strbuf_add_char(&derivation->text, '\t');
	add_detail(&derivation->text, detail);
	strbuf_add_char(&derivation->text, '\n');
}

void
derivation_trace(void *arg, size_t step, enum plan_reason reason,
    struct date day, const char *detail)
{
	struct derivation *derivations = arg;

	derivation_add(&derivations[step], reason, day, detail);
}

char *
derivation_encode(struct derivation *derivation)
{
	return strbuf_detach(&derivation->text);
}

static int
parse_reason(const char *word, enum plan_reason *ret_reason, struct error *err)
{
	for (size_t i = 0; i < PLAN_REASON_COUNT; i++) {
		if (strcmp(plan_reason_name((enum plan_reason)i), word) != 0)
			continue;
		*ret_reason = (enum plan_reason)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "cannot read a derivation: '%.40s' is not a reason", word);
}

/* Cuts the line, which it may write to, and tells it. */
static int
decode_line(char *line, derivation_line_fn each, void *arg, struct error *err)
{
	char *day = strchr(line, '\t');
	char *detail = day == NULL ? NULL : strchr(day + 1, '\t');
	enum plan_reason reason = REASON_DUE;
	struct date date = DATE_NONE;
	int status;

	if (detail == NULL)
		return error_set(err, OB_EINVALID,
		    "cannot read a derivation: '%.40s' has too few parts",
		    line);
	*day++ = '\0';
	*detail++ = '\0';
	status = parse_reason(line, &reason, err);
	if (status == OB_OK && *day != '\0')
		status = date_parse(day, &date, err);
	if (status < 0)
		return status;
	each(arg, reason, date, detail);
	return OB_OK;
}

int
derivation_decode(
    const char *text, derivation_line_fn each, void *arg, struct error *err)
{
	cleanup_(memory_free_ptr) char *copy = memory_strdup(text);
	char *line = copy;

	while (*line != '\0') {
		char *end = strchr(line, '\n');
		int status;

		if (end == NULL)
			return error_set(err, OB_EINVALID,
			    "cannot read a derivation: its last line is cut");
		*end = '\0';
		status = decode_line(line, each, arg, err);
		if (status < 0)
			return status;
		line = end + 1;
	}
	return OB_OK;
}

struct search {
	enum plan_reason reason;
	struct date day;
};

static void
note_day(
    void *arg, enum plan_reason reason, struct date day, const char *detail)
{
	struct search *search = arg;

	(void)detail;
	if (reason == search->reason)
		search->day = day;
}

struct date
derivation_find(const char *text, enum plan_reason reason)
{
	struct search search = {reason, DATE_NONE};

	if (derivation_decode(text, note_day, &search, NULL) != OB_OK)
		return DATE_NONE;
	return search.day;
}
