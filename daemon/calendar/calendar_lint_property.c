/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"
#include "calendar/content_value.h"
#include "calendar/css_colour.h"

#define COUNT_MAX 2147483647L
#define PERCENT_MAX 100
#define PRIORITY_MAX 9

typedef void (*property_fn)(struct calendar_lint *lint, size_t component,
    const struct content_line *line);

static void
add_error(const struct calendar_lint *lint, const struct content_line *line,
    const char *rule, const char *fault)
{
	findings_add(lint->findings, FINDING_ERROR, line->number, rule,
	    "%s '%.60s' %s", line->name, line->value, fault);
}

static void
check_text(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	const char *fault = content_value_text_fault(line->value, false);

	(void)component;
	if (fault != NULL)
		findings_add(lint->findings, FINDING_ERROR, line->number, "12",
		    "in %s %s", line->name, fault);
}

/* A category with a comma of its own, which libical writes as it is. */
static bool
has_comma_of_prose(const char *list)
{
	const char *at = list;

	while ((at = strstr(at, ", ")) != NULL) {
		if (at == list || at[-1] != '\\')
			return true;
		at++;
	}
	return false;
}

static void
check_text_list(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	const char *fault = content_value_text_fault(line->value, true);

	(void)component;
	if (fault != NULL)
		findings_add(lint->findings, FINDING_ERROR, line->number, "14",
		    "in %s %s", line->name, fault);
	else if (has_comma_of_prose(line->value))
		findings_add(lint->findings, FINDING_WARNING, line->number,
		    "14",
		    "the ',' in %s separates two; if it is part of one, "
		    "escape it",
		    line->name);
}

static void
check_uid(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!content_value_is_uid(line->value))
		add_error(
		    lint, line, "1", "is not 1 to 255 plain ASCII characters");
}

static void
check_uri(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!content_value_is_uri(line->value))
		add_error(lint, line, "13", "is no URI");
}

static void
check_conference(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	check_uri(lint, component, line);
	if (!content_line_has(line, "VALUE", "URI"))
		findings_add(lint->findings, FINDING_ERROR, line->number, "25",
		    "CONFERENCE has no VALUE=URI");
	for (size_t i = 0; i < line->parameter_count; i++) {
		const struct content_parameter *parameter =
		    &line->parameters[i];

		if (strcmp(parameter->name, "FEATURE") == 0 &&
		    parameter->is_quoted &&
		    strchr(parameter->value, ',') != NULL)
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "25",
			    "FEATURE=\"%.40s\" is one quoted feature, not a "
			    "list",
			    parameter->value);
	}
}

static void
check_attachment(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	if (content_line_parameter(line, "ENCODING") != NULL ||
	    content_line_has(line, "VALUE", "BINARY")) {
		findings_add(lint->findings, FINDING_ERROR, line->number, "26",
		    "%s is inline binary, not a link", line->name);
		return;
	}
	check_uri(lint, component, line);
	if (strncasecmp(line->value, "data:", 5) == 0)
		findings_add(lint->findings, FINDING_ERROR, line->number, "26",
		    "%s is inline data, not a link", line->name);
}

static void
check_person(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	const char *fault = NULL;

	(void)component;
	if (content_value_address(line->value, &fault) == NULL)
		add_error(lint, line, "46", fault);
}

static void
check_sequence(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!content_value_is_number(line->value, COUNT_MAX))
		add_error(lint, line, "3", "is no number from 0");
}

static void
check_percent(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!content_value_is_number(line->value, PERCENT_MAX))
		add_error(lint, line, "RFC 5545 3.8.1.8",
		    "is no number from 0 to 100");
}

static void
check_priority(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!content_value_is_number(line->value, PRIORITY_MAX))
		add_error(
		    lint, line, "RFC 5545 3.8.1.9", "is no number from 0 to 9");
}

static void
check_utc(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	struct calendar_time time;

	(void)component;
	if (!calendar_time_parse(line->value, strlen(line->value), &time) ||
	    time.kind != CALENDAR_TIME_UTC ||
	    content_line_parameter(line, "TZID") != NULL)
		add_error(lint, line, "4", "is no time in UTC");
}

static void
check_duration(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!calendar_time_is_duration(line->value) || line->value[0] == '-' ||
	    strpbrk(line->value, "123456789") == NULL)
		add_error(
		    lint, line, "RFC 5545 3.3.6", "is no duration above zero");
}

static void
check_refresh(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	check_duration(lint, component, line);
	if (!content_line_has(line, "VALUE", "DURATION"))
		findings_add(lint->findings, FINDING_ERROR, line->number, "15",
		    "REFRESH-INTERVAL has no VALUE=DURATION");
}

static void
check_trigger(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	if (content_line_has(line, "VALUE", "DATE-TIME"))
		check_utc(lint, component, line);
	else if (!calendar_time_is_duration(line->value))
		add_error(lint, line, "23", "is no duration");
}

static void
check_rule(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	calendar_lint_recurrence(lint, line);
}

static void
check_colour(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	if (!css_colour_is_name(line->value))
		add_error(lint, line, "15", "is no name of a colour of CSS3");
}

/* Apple itself writes #RRGGBBAA. */
static void
check_apple_colour(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	size_t len = strlen(line->value);

	(void)component;
	if (line->value[0] != '#' || (len != 7 && len != 9) ||
	    strspn(line->value + 1, "0123456789abcdefABCDEF") != len - 1)
		add_error(lint, line, "15", "is not #RRGGBB");
}

static void
check_dropped(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	(void)component;
	findings_add(lint->findings, FINDING_ERROR, line->number, "12",
	    "X-LIC-ERROR: libical has dropped what stood here: %.80s",
	    line->value);
}

/* Words of which a value must be one, in upper case; blanks around each. */
struct choice {
	const char *component; /* or NULL */
	const char *property;
	const char *words;
	const char *rule;
};

static const struct choice choices[] = {
    {NULL, "VERSION", " 2.0 ", "15"},
    {NULL, "CALSCALE", " GREGORIAN ", "15"},
    {NULL, "TRANSP", " OPAQUE TRANSPARENT ", "21"},
    {"VEVENT", "STATUS", " TENTATIVE CONFIRMED CANCELLED ",
	"RFC 5545 3.8.1.11"},
    {"VTODO", "STATUS", " NEEDS-ACTION COMPLETED IN-PROCESS CANCELLED ",
	"RFC 5545 3.8.1.11"},
    {NULL, "CLASS", " PUBLIC PRIVATE CONFIDENTIAL ", "27"},
    {NULL, "METHOD",
	" PUBLISH REQUEST REPLY ADD CANCEL REFRESH COUNTER DECLINECOUNTER ",
	"43"},
    {NULL, "X-MICROSOFT-CDO-BUSYSTATUS",
	" FREE BUSY TENTATIVE OOF WORKINGELSEWHERE ", "21"},
};

static void
check_choice(const struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	const char *name = lint->tree->items[component].name;

	for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
		const struct choice *choice = &choices[i];
		cleanup_(memory_free_ptr) char *word = NULL;

		if (strcmp(choice->property, line->name) != 0 ||
		    (choice->component != NULL &&
			strcmp(choice->component, name) != 0))
			continue;
		word = memory_printf(" %.40s ", line->value);
		if (line->value[0] == '\0' ||
		    strchr(line->value, ' ') != NULL ||
		    strstr(choice->words, word) == NULL)
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, choice->rule,
			    "%s is '%.40s', not one of%.*s", line->name,
			    line->value, (int)strlen(choice->words) - 1,
			    choice->words);
	}
}

struct property {
	const char *name;
	property_fn check;
};

static const struct property properties[] = {
    {"ATTACH", check_attachment},
    {"ATTENDEE", check_person},
    {"CATEGORIES", check_text_list},
    {"COLOR", check_colour},
    {"COMMENT", check_text},
    {"COMPLETED", check_utc},
    {"CONFERENCE", check_conference},
    {"CONTACT", check_text},
    {"CREATED", check_utc},
    {"DESCRIPTION", check_text},
    {"DTEND", calendar_lint_time},
    {"DTSTAMP", check_utc},
    {"DTSTART", calendar_lint_time},
    {"DUE", calendar_lint_time},
    {"DURATION", check_duration},
    {"EXDATE", calendar_lint_time},
    {"IMAGE", check_attachment},
    {"LAST-MODIFIED", check_utc},
    {"LOCATION", check_text},
    {"NAME", check_text},
    {"ORGANIZER", check_person},
    {"PERCENT-COMPLETE", check_percent},
    {"PRIORITY", check_priority},
    {"PRODID", check_text},
    {"RDATE", calendar_lint_time},
    {"RECURRENCE-ID", calendar_lint_time},
    {"REFRESH-INTERVAL", check_refresh},
    {"RELATED-TO", check_text},
    {"REPEAT", check_sequence},
    {"RESOURCES", check_text_list},
    {"RRULE", check_rule},
    {"SEQUENCE", check_sequence},
    {"SOURCE", check_uri},
    {"SUMMARY", check_text},
    {"TRIGGER", check_trigger},
    {"TZNAME", check_text},
    {"TZURL", check_uri},
    {"UID", check_uid},
    {"URL", check_uri},
    {"X-ALT-DESC", check_text},
    {"X-APPLE-CALENDAR-COLOR", check_apple_colour},
    {"X-LIC-ERROR", check_dropped},
    {"X-PUBLISHED-TTL", check_duration},
    {"X-WR-CALDESC", check_text},
    {"X-WR-CALNAME", check_text},
};

/* Parameters whose value is a URI, which RFC 5545 wants in quotes. */
static const char *const quoted[] = {
    "ALTREP", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "MEMBER", "SENT-BY"};

static void
check_parameter(const struct calendar_lint *lint,
    const struct content_line *line, const struct content_parameter *parameter)
{
	for (size_t i = 0; i < ARRAY_LEN(quoted); i++) {
		if (strcmp(quoted[i], parameter->name) == 0 &&
		    !parameter->is_quoted && parameter->value[0] != '"')
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "RFC 5545 3.2",
			    "%s of %s stands without quotes", parameter->name,
			    line->name);
	}
	for (const struct content_parameter *other = line->parameters;
	     other < parameter; other++) {
		if (strcmp(other->name, parameter->name) != 0)
			continue;
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.2", "%s has parameter %.40s twice", line->name,
		    parameter->name);
		return;
	}
}

void
calendar_lint_property(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	/* So many mean no good; one that is there twice is found earlier. */
	const size_t most = 50;

	for (size_t i = 0; i < line->parameter_count && i < most; i++)
		check_parameter(lint, line, &line->parameters[i]);
	for (size_t i = 0; i < ARRAY_LEN(properties); i++) {
		if (strcmp(properties[i].name, line->name) == 0)
			properties[i].check(lint, component, line);
	}
	check_choice(lint, component, line);
}
