/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/answer_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "calendar/answer_line.h"

#define MAX_DEPTH 8

enum component { CALENDAR, EVENT, OTHER_ITEM, INNER };

struct reading {
	struct itip_answer *answer;

	struct {
		enum component component;
		const char *name;
	} open[MAX_DEPTH];

	size_t depth;
	size_t calendars;
	const char *method; /* of the text, or NULL */
	unsigned int seen;  /* bits of the rows of the table */
	int64_t duration;   /* -1: none */
	struct error *err;
};

typedef int (*take_fn)(struct reading *reading, const struct answer_line *line);

static int
refuse(struct reading *reading, const char *what)
{
	return error_set(
	    reading->err, OB_EPROTO, "cannot read the calendar: %s", what);
}

static int
take_method(struct reading *reading, const struct answer_line *line)
{
	reading->method = line->value;
	return OB_OK;
}

/* Ours are printable ASCII without blanks; another is nobody's. */
static int
take_uid(struct reading *reading, const struct answer_line *line)
{
	cleanup_(memory_free_ptr) char *uid =
	    answer_value_text(line->value, ANSWER_MAX_TEXT);

	for (const char *c = uid; *c != '\0'; c++) {
		if (*c <= ' ' || *c > '~')
			return OB_OK;
	}
	free(reading->answer->uid);
	reading->answer->uid = TAKE_PTR(uid);
	return OB_OK;
}

static int
take_stamp(struct reading *reading, const struct answer_line *line)
{
	(void)answer_value_stamp(line->value, &reading->answer->stamp);
	return OB_OK;
}

static int
take_sequence(struct reading *reading, const struct answer_line *line)
{
	(void)answer_value_sequence(line->value, &reading->answer->sequence);
	return OB_OK;
}

static int
take_occurrence(struct reading *reading, const struct answer_line *line)
{
	(void)line;
	reading->answer->is_occurrence = true;
	return OB_OK;
}

static int
take_start(struct reading *reading, const struct answer_line *line)
{
	(void)answer_value_time(line, &reading->answer->start);
	return OB_OK;
}

static int
take_end(struct reading *reading, const struct answer_line *line)
{
	(void)answer_value_time(line, &reading->answer->end);
	return OB_OK;
}

static int
take_duration(struct reading *reading, const struct answer_line *line)
{
	(void)answer_value_duration(line->value, &reading->duration);
	return OB_OK;
}

static char *
lower_case(const char *word)
{
	char *lower = utf8_clean(word, strlen(word), ANSWER_MAX_TEXT);

	for (char *c = lower; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return lower;
}

/* Apple's servers name a person by a path and the address beside it. */
static char *
attendee_address(const struct answer_line *line)
{
	const char *email = answer_line_parameter(line, "EMAIL");
	char *address = answer_value_address(line->value, ANSWER_MAX_TEXT);

	if (address[0] != '\0')
		return address;
	free(address);
	return utf8_clean(email, strlen(email), ANSWER_MAX_TEXT);
}

static int
take_attendee(struct reading *reading, const struct answer_line *line)
{
	struct itip_answer *answer = reading->answer;
	const char *partstat = answer_line_parameter(line, "PARTSTAT");
	struct answer_attendee *attendee;

	answer->attendee_count++;
	if (answer->attendee_count > ANSWER_MAX_ATTENDEES)
		return OB_OK;
	answer->attendees = memory_resize(answer->attendees,
	    answer->attendee_count, sizeof(answer->attendees[0]));
	attendee = &answer->attendees[answer->attendee_count - 1];
	attendee->address = attendee_address(line);
	attendee->sent_by = answer_value_address(
	    answer_line_parameter(line, "SENT-BY"), ANSWER_MAX_TEXT);
	attendee->partstat =
	    lower_case(partstat[0] != '\0' ? partstat : "needs-action");
	return OB_OK;
}

static int
take_comment(struct reading *reading, const struct answer_line *line)
{
	struct itip_answer *answer = reading->answer;
	cleanup_(memory_free_ptr) char *more =
	    answer_value_text(line->value, ANSWER_MAX_COMMENT);
	cleanup_(memory_free_ptr) char *joined = NULL;

	if (more[0] == '\0')
		return OB_OK;
	joined = answer->comment[0] == '\0'
		     ? TAKE_PTR(more)
		     : memory_printf("%s\n%s", answer->comment, more);
	free(answer->comment);
	answer->comment =
	    utf8_clean(joined, strlen(joined), ANSWER_MAX_COMMENT);
	return OB_OK;
}

/* What is read of which component; the row's number is its bit. */
static const struct {
	const char *name;
	enum component component;
	bool may_repeat;
	take_fn take;
} properties[] = {
    {"METHOD", CALENDAR, false, take_method},
    {"UID", EVENT, false, take_uid},
    {"DTSTAMP", EVENT, false, take_stamp},
    {"SEQUENCE", EVENT, false, take_sequence},
    {"RECURRENCE-ID", EVENT, false, take_occurrence},
    {"DTSTART", EVENT, false, take_start},
    {"DTEND", EVENT, false, take_end},
    {"DURATION", EVENT, false, take_duration},
    {"ATTENDEE", EVENT, true, take_attendee},
    {"COMMENT", EVENT, true, take_comment},
};

/* What one may build on stands once: two values are somebody's trick. */
static int
take_property(struct reading *reading, enum component component,
    const struct answer_line *line)
{
	for (size_t i = 0; i < ARRAY_LEN(properties); i++) {
		unsigned int bit = 1U << i;

		if (properties[i].component != component ||
		    !answer_line_is(line->name, properties[i].name))
			continue;
		if (!properties[i].may_repeat && (reading->seen & bit) != 0)
			return refuse(reading, "a value stands in it twice");
		reading->seen |= bit;
		return properties[i].take(reading, line);
	}
	return OB_OK;
}

static enum component
component_of(const char *name, size_t depth)
{
	if (depth == 0)
		return CALENDAR;
	if (depth > 1 || answer_line_is(name, "VTIMEZONE"))
		return INNER;
	return answer_line_is(name, "VEVENT") ? EVENT : OTHER_ITEM;
}

static int
begin(struct reading *reading, const char *name)
{
	enum component component = component_of(name, reading->depth);

	if (reading->depth == MAX_DEPTH)
		return refuse(reading, "it is nested too deeply");
	if (component == CALENDAR && !answer_line_is(name, "VCALENDAR"))
		return refuse(reading, "it does not begin with VCALENDAR");
	if (component == CALENDAR && ++reading->calendars > 1)
		return refuse(reading, "it has more than one VCALENDAR");
	if (component == EVENT)
		reading->answer->events++;
	if (component == OTHER_ITEM)
		reading->answer->others++;
	reading->open[reading->depth].component = component;
	reading->open[reading->depth].name = name;
	reading->depth++;
	return OB_OK;
}

static int
end(struct reading *reading, const char *name)
{
	if (reading->depth == 0 ||
	    !answer_line_is(name, reading->open[reading->depth - 1].name))
		return refuse(reading, "an END has no BEGIN");
	reading->depth--;
	return OB_OK;
}

static int
take_line(struct reading *reading, const struct answer_line *line)
{
	enum component component;

	if (answer_line_is(line->name, "BEGIN"))
		return begin(reading, line->value);
	if (answer_line_is(line->name, "END"))
		return end(reading, line->value);
	if (reading->depth == 0)
		return OB_OK;
	component = reading->open[reading->depth - 1].component;
	if (component == EVENT && reading->answer->events > 1)
		return OB_OK;
	return take_property(reading, component, line);
}

static int
read_lines(struct reading *reading, char *text)
{
	struct answer_line line;
	char *at = text;
	int status = OB_OK;

	while (status == OB_OK && answer_line_next(&at, &line))
		status = take_line(reading, &line);
	if (status == OB_OK && (reading->calendars == 0 || reading->depth > 0))
		return refuse(reading, "it is not whole");
	return status;
}

static const struct {
	enum answer_method method;
	const char *word;
	const char *name;
} methods[] = {
    {ANSWER_REPLY, "REPLY", "reply"},
    {ANSWER_COUNTER, "COUNTER", "counter"},
    {ANSWER_REFRESH, "REFRESH", "refresh"},
};

const char *
answer_read_method_name(enum answer_method method)
{
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		if (methods[i].method == method)
			return methods[i].name;
	}
	return "other";
}

/* Some gateways lose the parameter, others write it in lower case. */
static int
settle_method(struct reading *reading, const char *parameter)
{
	const char *word = reading->method;

	if (word == NULL || word[0] == '\0')
		word = parameter;
	if (word == NULL)
		return refuse(reading, "it does not say its METHOD");
	if (parameter != NULL && parameter[0] != '\0' &&
	    !answer_line_is(word, parameter))
		return refuse(reading, "it says two different METHODs");
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		if (answer_line_is(word, methods[i].word))
			reading->answer->method = methods[i].method;
	}
	return OB_OK;
}

/* A time of a REPLY is only what the participant's program had. */
static void
settle_times(struct reading *reading)
{
	struct itip_answer *answer = reading->answer;

	if (answer->method != ANSWER_COUNTER) {
		answer->start = (struct answer_time){.clock = ANSWER_NO_TIME};
		answer->end = answer->start;
	} else if (answer->end.clock == ANSWER_NO_TIME &&
		   answer->start.clock != ANSWER_NO_TIME &&
		   reading->duration >= 0) {
		answer->end =
		    answer_value_add(&answer->start, reading->duration);
	}
}

int
answer_read(const char *text, size_t len, const char *method,
    struct itip_answer *ret_answer, struct error *err)
{
	cleanup_(memory_free_ptr) char *copy = NULL;
	cleanup_(answer_read_release) struct itip_answer answer = {
	    .method = ANSWER_OTHER,
	    .uid = memory_strdup(""),
	    .comment = memory_strdup(""),
	    .stamp = INSTANT_NONE,
	    .sequence = -1};
	struct reading reading = {
	    .answer = &answer, .duration = -1, .err = err};
	int status;

	if (len > ANSWER_MAX_BYTES)
		return refuse(&reading, "it is larger than 1 MiB");
	if (memchr(text, '\0', len) != NULL)
		return refuse(&reading, "it holds a NUL byte");
	copy = memory_strndup(text, len);
	answer_line_unfold(copy);
	status = read_lines(&reading, copy);
	if (status == OB_OK)
		status = settle_method(&reading, method);
	if (status != OB_OK)
		return status;
	settle_times(&reading);
	*ret_answer = answer;
	answer = (struct itip_answer)ANSWER_INIT;
	return OB_OK;
}

size_t
answer_read_attendees(const struct itip_answer *answer)
{
	return answer->attendee_count < ANSWER_MAX_ATTENDEES
		   ? answer->attendee_count
		   : ANSWER_MAX_ATTENDEES;
}

void
answer_read_release(struct itip_answer *answer)
{
	for (size_t i = 0; i < answer_read_attendees(answer); i++) {
		free(answer->attendees[i].address);
		free(answer->attendees[i].sent_by);
		free(answer->attendees[i].partstat);
	}
	free(answer->attendees);
	free(answer->uid);
	free(answer->comment);
	*answer = (struct itip_answer)ANSWER_INIT;
}
