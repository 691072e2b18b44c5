/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "message/encoded_word.h"
#include "message/letter_lint_private.h"
#include "message/message_date.h"
#include "message/message_id.h"

/* At most once in a letter; missing only if rule is not NULL. */
struct occurrence {
	const char *name;
	const char *rule;
	bool is_of_machine; /* not of an answer that a person's program sends */
};

static const struct occurrence occurrences[] = {
    {"Date", "59", false},
    {"From", "59", false},
    {"To", "59", false},
    {"Subject", "59", false},
    {"MIME-Version", "59", false},
    {"Message-ID", "58", false},
    {"Content-Type", "59", false},
    {"Auto-Submitted", "61", true},
    {"Content-Language", "63", true},
    {"Sender", NULL, false},
    {"Reply-To", NULL, false},
    {"Cc", NULL, false},
    {"Bcc", NULL, false},
    {"In-Reply-To", NULL, false},
    {"References", NULL, false},
    {"Content-Transfer-Encoding", NULL, false},
    {"Content-Disposition", NULL, false},
    {"X-Auto-Response-Suppress", NULL, false},
    {"List-Id", NULL, false},
    {"List-Unsubscribe", NULL, false},
    {"List-Unsubscribe-Post", NULL, false},
};

static const char *const texts[] = {"Subject", "Comments", "Keywords"};

static const char *const addresses[] = {
    "From", "To", "Cc", "Bcc", "Sender", "Reply-To"};

static bool
is_one_of(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcasecmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static const struct header_fields *
fields_of(const struct letter_lint_state *state)
{
	return &state->tree->parts[0].fields;
}

static void
check_occurrences(const struct letter_lint_state *state)
{
	for (size_t i = 0; i < ARRAY_LEN(occurrences); i++) {
		const struct occurrence *item = &occurrences[i];
		size_t count = header_field_count(fields_of(state), item->name);

		if (count > 1)
			findings_add(state->findings, FINDING_ERROR,
			    header_field_find(fields_of(state), item->name)
				->number,
			    "59", "there are %zu %s", count, item->name);
		if (count == 0 && item->rule != NULL &&
		    !(item->is_of_machine && state->is_answer))
			findings_add(state->findings, FINDING_ERROR, 1,
			    item->rule, "there is no %s", item->name);
	}
}

/* In an address they need SMTPUTF8 (rule 68); the address's check tells. */
static void
check_ascii(
    const struct letter_lint_state *state, const struct header_field *field)
{
	for (const char *c = field->value; *c != '\0'; c++) {
		if ((unsigned char)*c < 0x80)
			continue;
		findings_add(state->findings,
		    is_one_of(addresses, ARRAY_LEN(addresses), field->name)
			? FINDING_WARNING
			: FINDING_ERROR,
		    field->number, "65",
		    "%.40s holds octets outside ASCII without RFC 2047",
		    field->name);
		return;
	}
}

static void
check_controls(
    const struct letter_lint_state *state, const struct header_field *field)
{
	for (const char *c = field->value; *c != '\0'; c++) {
		if (((unsigned char)*c >= ' ' && *c != 0x7f) || *c == '\t')
			continue;
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "66", "%.40s holds a control character", field->name);
		return;
	}
}

static void
check_fields(const struct letter_lint_state *state)
{
	for (size_t part = 0; part < state->tree->count; part++) {
		const struct header_fields *fields =
		    &state->tree->parts[part].fields;

		for (size_t i = 0; i < fields->count; i++) {
			const struct header_field *field = &fields->items[i];

			check_ascii(state, field);
			check_controls(state, field);
			encoded_word_check(field,
			    is_one_of(texts, ARRAY_LEN(texts), field->name),
			    state->findings);
		}
	}
}

static void
check_date(const struct letter_lint_state *state)
{
	const struct header_field *field =
	    header_field_find(fields_of(state), "Date");
	const char *fault =
	    field == NULL ? NULL : message_date_fault(field->value);

	if (fault != NULL)
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "59", "Date '%.60s' %s", field->value, fault);
}

static void
check_message_id(const struct letter_lint_state *state)
{
	const struct header_field *field =
	    header_field_find(fields_of(state), "Message-ID");
	const char *at = field == NULL ? "" : field->value;
	const char *id;
	size_t len;

	if (field != NULL && (!message_id_take(&at, &id, &len) || *at != '\0'))
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "58", "Message-ID '%.80s' is not <name@domain>",
		    field->value);
}

/* The last Message-ID of the field; len 0 when it has none. */
static const char *
check_ids(
    const struct letter_lint_state *state, const char *name, size_t *ret_len)
{
	const struct header_field *field =
	    header_field_find(fields_of(state), name);
	const char *at = field == NULL ? "" : field->value;
	const char *id = "";

	*ret_len = 0;
	while (*at != '\0' && message_id_take(&at, &id, ret_len))
		continue;
	if (field != NULL && (*at != '\0' || *ret_len == 0))
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "60", "%s holds something else than <name@domain>", name);
	return id;
}

static void
check_thread(const struct letter_lint_state *state)
{
	size_t last_len;
	size_t parent_len;
	const char *last = check_ids(state, "References", &last_len);
	const char *parent = check_ids(state, "In-Reply-To", &parent_len);

	if (parent_len > 0 && last_len > 0 &&
	    (parent_len != last_len || memcmp(last, parent, last_len) != 0))
		findings_add(state->findings, FINDING_WARNING,
		    header_field_find(fields_of(state), "In-Reply-To")->number,
		    "60", "In-Reply-To is not the last of References");
	if ((parent_len > 0) != (last_len > 0))
		findings_add(state->findings, FINDING_WARNING, 1, "60",
		    "there is one of References and In-Reply-To without the "
		    "other");
}

static void
check_automatic(const struct letter_lint_state *state)
{
	const struct header_field *sent =
	    header_field_find(fields_of(state), "Auto-Submitted");
	const struct header_field *suppress =
	    header_field_find(fields_of(state), "X-Auto-Response-Suppress");
	const struct header_field *precedence =
	    header_field_find(fields_of(state), "Precedence");

	if (sent != NULL && strcmp(sent->value, "auto-generated") != 0)
		findings_add(state->findings, FINDING_ERROR, sent->number, "61",
		    "Auto-Submitted is '%.40s', not auto-generated",
		    sent->value);
	if (suppress == NULL && !state->is_answer)
		findings_add(state->findings, FINDING_WARNING, 1, "61",
		    "there is no X-Auto-Response-Suppress");
	if (suppress != NULL && (strstr(suppress->value, "DR") != NULL ||
				    strstr(suppress->value, "All") != NULL))
		findings_add(state->findings, FINDING_ERROR, suppress->number,
		    "61", "X-Auto-Response-Suppress keeps bounces away");
	if (precedence != NULL)
		findings_add(state->findings, FINDING_ERROR, precedence->number,
		    "61", "there is Precedence: %.40s", precedence->value);
}

static void
check_unsubscribe(const struct letter_lint_state *state)
{
	const struct header_fields *fields = fields_of(state);
	const struct header_field *link =
	    header_field_find(fields, "List-Unsubscribe");
	const char *post = header_field_value(fields, "List-Unsubscribe-Post");

	if (link == NULL) {
		if (header_field_find(fields, "List-Unsubscribe-Post") != NULL)
			findings_add(state->findings, FINDING_ERROR, 1, "62",
			    "List-Unsubscribe-Post without List-Unsubscribe");
		return;
	}
	if (strncmp(link->value, "<https://", 9) != 0)
		findings_add(state->findings, FINDING_ERROR, link->number, "62",
		    "List-Unsubscribe does not begin with an https link "
		    "in angles");
	if (strcmp(post, "List-Unsubscribe=One-Click") != 0)
		findings_add(state->findings, FINDING_ERROR, link->number, "62",
		    "List-Unsubscribe without List-Unsubscribe-Post: "
		    "List-Unsubscribe=One-Click");
	if (header_field_find(fields, "List-Id") == NULL)
		findings_add(state->findings, FINDING_ERROR, link->number, "62",
		    "List-Unsubscribe without List-Id");
	if (state->invitation != MIME_TREE_NONE)
		findings_add(state->findings, FINDING_ERROR, link->number, "62",
		    "List-Unsubscribe on a mail with a calendar");
}

/* Apple puts its own version behind it, as a comment. */
static void
check_version(const struct letter_lint_state *state)
{
	const struct header_field *field =
	    header_field_find(fields_of(state), "MIME-Version");

	if (field != NULL && strcmp(field->value, "1.0") != 0 &&
	    strncmp(field->value, "1.0 (", 5) != 0)
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "59", "MIME-Version is '%.20s'", field->value);
}

void
letter_lint_headers(struct letter_lint_state *state)
{
	check_occurrences(state);
	check_fields(state);
	check_date(state);
	check_message_id(state);
	check_thread(state);
	check_automatic(state);
	check_unsubscribe(state);
	check_version(state);
}
