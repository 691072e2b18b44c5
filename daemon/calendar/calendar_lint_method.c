/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"
#include "calendar/content_value.h"

#define ATTENDEES_MAX 200 /* each is compared with each */

/* What a METHOD asks of its one VEVENT (RFC 5546, 3.2). */
struct method {
	const char *name;
	bool is_of_attendee; /* sent to the organizer */
	bool needs_start;
	bool needs_summary;
	bool needs_sequence;
};

static const struct method methods[] = {
    {"REQUEST", false, true, true, false},
    {"CANCEL", false, true, false, true},
    {"REPLY", true, false, false, false},
    {"COUNTER", true, true, true, true},
    {"DECLINECOUNTER", false, false, false, true},
    {"REFRESH", true, false, false, false},
    {"ADD", false, true, true, true},
};

static const struct method *
find_method(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		if (strcasecmp(methods[i].name, name) == 0)
			return &methods[i];
	}
	return NULL;
}

static bool
is_method(const struct calendar_lint *lint, const char *name)
{
	return strcasecmp(lint->method, name) == 0;
}

static void
need(const struct calendar_lint *lint, size_t event, const char *property,
    const char *rule)
{
	if (calendar_tree_find(lint->tree, event, property) == NULL)
		findings_add(lint->findings, FINDING_ERROR,
		    lint->tree->items[event].number, rule,
		    "METHOD:%.20s needs %s", lint->method, property);
}

/* "" when it is none; that was told with its line. */
static const char *
address_of(const struct content_line *line)
{
	const char *fault = NULL;
	const char *address =
	    line == NULL ? NULL : content_value_address(line->value, &fault);

	return address == NULL ? "" : address;
}

static void
check_parameters(
    const struct calendar_lint *lint, const struct content_line *attendee)
{
	static const char *const names[] = {
	    "CUTYPE", "ROLE", "PARTSTAT", "RSVP"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (content_line_parameter(attendee, names[i]) == NULL)
			findings_add(lint->findings, FINDING_ERROR,
			    attendee->number, "47", "ATTENDEE has no %s",
			    names[i]);
	}
}

static void
check_attendee(const struct calendar_lint *lint, size_t event,
    const struct content_line *attendee, const char *organizer)
{
	const struct content_line *other = NULL;
	const char *address = address_of(attendee);

	if (is_method(lint, "REQUEST"))
		check_parameters(lint, attendee);
	if (address[0] == '\0')
		return;
	if (strcasecmp(address, organizer) == 0)
		findings_add(lint->findings, FINDING_ERROR, attendee->number,
		    "47", "the ORGANIZER is an ATTENDEE too");
	while ((other = calendar_tree_next(
		    lint->tree, event, "ATTENDEE", other)) != attendee) {
		if (strcasecmp(address, address_of(other)) != 0)
			continue;
		findings_add(lint->findings, FINDING_ERROR, attendee->number,
		    "47", "the ATTENDEE stands in line %zu already",
		    other->number);
		return;
	}
}

static void
check_attendees(const struct calendar_lint *lint, size_t event)
{
	const char *organizer =
	    address_of(calendar_tree_find(lint->tree, event, "ORGANIZER"));
	const struct content_line *attendee = NULL;
	size_t count = 0;

	while ((attendee = calendar_tree_next(
		    lint->tree, event, "ATTENDEE", attendee)) != NULL) {
		if (count++ == ATTENDEES_MAX) {
			findings_add(lint->findings, FINDING_ERROR,
			    attendee->number, "47",
			    "there are more than %d ATTENDEE; the others are "
			    "not checked",
			    ATTENDEES_MAX);
			return;
		}
		check_attendee(lint, event, attendee, organizer);
	}
}

/* " WORD " with blanks, as in a list of words. */
static bool
is_one_of(const char *words, const char *word)
{
	cleanup_(memory_free_ptr) char *padded = memory_printf(" %.40s ", word);

	return strchr(word, ' ') == NULL && strstr(words, padded) != NULL;
}

static void
check_answer(const struct calendar_lint *lint, size_t event)
{
	const struct content_line *attendee =
	    calendar_tree_find(lint->tree, event, "ATTENDEE");
	const char *state = attendee == NULL
				? NULL
				: content_line_parameter(attendee, "PARTSTAT");

	if (calendar_tree_count(lint->tree, event, "ATTENDEE") != 1)
		findings_add(lint->findings, FINDING_ERROR,
		    lint->tree->items[event].number, "53",
		    "a REPLY has exactly one ATTENDEE");
	if (attendee != NULL &&
	    (state == NULL ||
		!is_one_of(" ACCEPTED DECLINED TENTATIVE DELEGATED ", state)))
		findings_add(lint->findings, FINDING_ERROR, attendee->number,
		    "53", "PARTSTAT of the answer is '%.20s'",
		    state == NULL ? "" : state);
}

static void
check_status(const struct calendar_lint *lint, size_t event)
{
	size_t number = lint->tree->items[event].number;
	bool is_cancelled =
	    strcmp(calendar_tree_value(lint->tree, event, "STATUS"),
		"CANCELLED") == 0;

	if (is_method(lint, "CANCEL") && !is_cancelled)
		findings_add(lint->findings, FINDING_ERROR, number, "48",
		    "METHOD:CANCEL without STATUS:CANCELLED");
	if (is_method(lint, "CANCEL") &&
	    strcmp(calendar_tree_value(lint->tree, event, "SEQUENCE"), "0") ==
		0)
		findings_add(lint->findings, FINDING_ERROR, number, "48",
		    "METHOD:CANCEL with SEQUENCE:0");
	if (is_method(lint, "REQUEST") && is_cancelled)
		findings_add(lint->findings, FINDING_ERROR, number, "48",
		    "METHOD:REQUEST with STATUS:CANCELLED");
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* uri: an address with octets as %XX, against one as a mail has it. */
static bool
is_same_address(const char *uri, const char *plain)
{
	while (*uri != '\0' && *plain != '\0') {
		int high = *uri == '%' ? hex_digit(uri[1]) : -1;
		int low = high < 0 ? -1 : hex_digit(uri[2]);
		int octet = low < 0 ? (unsigned char)*uri : high * 16 + low;

		if (octet != (unsigned char)*plain)
			return false;
		uri += low < 0 ? 1 : 3;
		plain++;
	}
	return *uri == *plain;
}

/* The one of SENT-BY may send it for the organizer. */
static bool
is_sender(const struct content_line *organizer, const char *from)
{
	const char *fault = NULL;
	const char *sent_by = content_line_parameter(organizer, "SENT-BY");
	const char *address =
	    sent_by == NULL ? NULL : content_value_address(sent_by, &fault);

	return is_same_address(address_of(organizer), from) ||
	       (address != NULL && is_same_address(address, from));
}

static bool
has_attendee(
    const struct calendar_lint *lint, size_t event, const char *address)
{
	const struct content_line *line = NULL;

	while ((line = calendar_tree_next(
		    lint->tree, event, "ATTENDEE", line)) != NULL) {
		if (is_same_address(address_of(line), address))
			return true;
	}
	return false;
}

/* The mail goes from the one who organizes to one who is asked, or back. */
static void
check_mail(
    const struct calendar_lint *lint, size_t event, const struct method *method)
{
	const struct calendar_lint_options *options = lint->options;
	const struct content_line *organizer =
	    calendar_tree_find(lint->tree, event, "ORGANIZER");
	const char *host;
	const char *guest;

	if (options == NULL || options->from == NULL || options->to == NULL ||
	    organizer == NULL)
		return;
	host = method->is_of_attendee ? options->to : options->from;
	guest = method->is_of_attendee ? options->from : options->to;
	if (!is_sender(organizer, host))
		findings_add(lint->findings, FINDING_ERROR, organizer->number,
		    method->is_of_attendee ? "50" : "46",
		    "ORGANIZER is '%.80s', but the mail is %s '%.80s'",
		    address_of(organizer),
		    method->is_of_attendee ? "to" : "from", host);
	if (!has_attendee(lint, event, guest))
		findings_add(lint->findings, FINDING_ERROR,
		    lint->tree->items[event].number,
		    method->is_of_attendee ? "54" : "47",
		    "the mail is %s '%.80s', who is no ATTENDEE",
		    method->is_of_attendee ? "from" : "to", guest);
}

static void
check_event(
    const struct calendar_lint *lint, size_t event, const struct method *method)
{
	need(lint, event, "ORGANIZER", "46");
	need(lint, event, "ATTENDEE", "47");
	if (method->needs_start)
		need(lint, event, "DTSTART", "48");
	if (method->needs_summary)
		need(lint, event, "SUMMARY", "RFC 5546 3.2");
	if (method->needs_sequence)
		need(lint, event, "SEQUENCE", "48");
	check_attendees(lint, event);
	if (is_method(lint, "REPLY"))
		check_answer(lint, event);
	check_status(lint, event);
	check_mail(lint, event, method);
}

/* Outlook ignores all but the first event. */
static void
check_scheduling(const struct calendar_lint *lint)
{
	const struct method *method = find_method(lint->method);
	size_t events = 0;
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(
		    lint->tree, lint->calendar, child)) != CALENDAR_TREE_NONE) {
		const struct calendar_component *item =
		    &lint->tree->items[child];

		if (strcmp(item->name, "VEVENT") == 0) {
			events++;
			if (method != NULL)
				check_event(lint, child, method);
		} else if (strcmp(item->name, "VTIMEZONE") != 0) {
			findings_add(lint->findings, FINDING_ERROR,
			    item->number, "44",
			    "METHOD:%.20s is for one VEVENT, not for %.20s",
			    lint->method, item->name);
		}
	}
	if (events != 1)
		findings_add(lint->findings, FINDING_ERROR,
		    lint->tree->items[lint->calendar].number, "44",
		    "METHOD:%.20s has %zu VEVENT, not one", lint->method,
		    events);
}

/* Against the parameter of the part's Content-Type. */
static void
check_parameter(const struct calendar_lint *lint)
{
	size_t number = lint->tree->items[lint->calendar].number;

	if (lint->method[0] == '\0')
		findings_add(lint->findings, FINDING_ERROR, number, "43",
		    "a calendar in a mail has no METHOD");
	else if (!lint->is_scheduling)
		findings_add(lint->findings, FINDING_ERROR, number, "44",
		    "METHOD:PUBLISH in a mail; Outlook does not know it");
	if (lint->method[0] != '\0' && lint->options->method[0] != '\0' &&
	    strcmp(lint->method, lint->options->method) != 0)
		findings_add(lint->findings, FINDING_ERROR, number, "43",
		    "METHOD is '%.20s', but the part says method=%.20s",
		    lint->method, lint->options->method);
}

void
calendar_lint_method(struct calendar_lint *lint)
{
	if (lint->options != NULL)
		check_parameter(lint);
	if (lint->is_scheduling)
		check_scheduling(lint);
}
