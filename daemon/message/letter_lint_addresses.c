/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "message/letter_lint_private.h"
#include "message/mailbox_list.h"

#define MAILBOXES_MAX 100 /* of a field; we write to one */

static void
check_mailbox(const struct letter_lint_state *state,
    const struct header_field *field, const struct mailbox_list_item *item)
{
	if (item->fault != NULL)
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "66", "%s '%.80s' %s", field->name, item->address,
		    item->fault);
	if (item->is_international)
		findings_add(state->findings, FINDING_WARNING, field->number,
		    "68", "%s '%.80s' can be sent by SMTPUTF8 only",
		    field->name, item->address);
}

/* ret_address: the one address, if it is one alone. */
static size_t
check_field(const struct letter_lint_state *state,
    const struct header_field *field, char **ret_address)
{
	const char *at = field->value;
	struct mailbox_list_item item;
	size_t count = 0;

	if (*at == '\0')
		findings_add(state->findings, FINDING_ERROR, field->number,
		    "66", "%s is empty", field->name);
	while (count < MAILBOXES_MAX && mailbox_list_next(&at, &item)) {
		check_mailbox(state, field, &item);
		if (count++ == 0)
			*ret_address = memory_strdup(item.address);
		mailbox_list_release(&item);
	}
	if (count != 1) {
		free(*ret_address);
		*ret_address = NULL;
	}
	return count;
}

void
letter_lint_addresses(struct letter_lint_state *state)
{
	static const struct {
		const char *name;
		bool is_one;
	} rules[] = {{"From", true}, {"To", true}, {"Sender", true},
	    {"Reply-To", true}, {"Cc", false}, {"Bcc", false}};
	const struct header_fields *fields = &state->tree->parts[0].fields;

	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		const struct header_field *field =
		    header_field_find(fields, rules[i].name);
		char *address = NULL;
		size_t count;

		if (field == NULL)
			continue;
		count = check_field(state, field, &address);
		if (rules[i].is_one && count > 1)
			findings_add(state->findings, FINDING_ERROR,
			    field->number, "59", "%s has %zu addresses",
			    rules[i].name, count);
		if (!rules[i].is_one)
			findings_add(state->findings, FINDING_WARNING,
			    field->number, "59",
			    "there is a %s; a mail goes to one address",
			    rules[i].name);
		if (strcmp(rules[i].name, "From") == 0)
			state->letter->from = TAKE_PTR(address);
		else if (strcmp(rules[i].name, "To") == 0)
			state->letter->to = TAKE_PTR(address);
		free(address);
	}
}
