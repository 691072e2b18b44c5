/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/mailbox_list.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "message/address.h"

/* Not in a name without quotes (RFC 5322, 3.2.3), other than as marks. */
#define SPECIALS "[]:;@\\,."

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Behind the quoted string or comment that begins here; NULL if open. */
static const char *
skip_enclosed(const char *at)
{
	char end = (char)(*at == '"' ? '"' : ')');

	for (at++; *at != end; at++) {
		if (*at == '\\' && at[1] != '\0')
			at++;
		if (*at == '\0')
			return NULL;
	}
	return at + 1;
}

struct marks {
	const char *angle; /* where it opens, or NULL */
	const char *close;
	const char *special; /* the first in the name */
	const char *comment; /* the first, or NULL */
	const char *end;     /* the comma, or the text's end */
	const char *fault;
};

static void
take_octet(struct marks *marks, const char *at)
{
	if (*at == '<' && marks->angle != NULL)
		marks->fault = "has a second '<'";
	else if (*at == '<')
		marks->angle = at;
	else if (*at == '>' && (marks->angle == NULL || marks->close != NULL))
		marks->fault = "has a '>' too many";
	else if (*at == '>')
		marks->close = at;
	else if (marks->angle == NULL && marks->special == NULL &&
		 strchr(SPECIALS, *at) != NULL)
		marks->special = at;
	else if (marks->close != NULL && !is_blank(*at))
		marks->fault = "has something behind its '>'";
}

/* Goes behind an octet, or behind all that is enclosed. */
static const char *
step(struct marks *marks, const char *at)
{
	const char *next = at + 1;

	if (*at != '"' && *at != '(') {
		take_octet(marks, at);
		return next;
	}
	next = skip_enclosed(at);
	if (*at == '(' && marks->comment == NULL)
		marks->comment = at;
	if (next != NULL)
		return next;
	marks->fault = "has a quote or comment that does not end";
	return at + strlen(at);
}

static struct marks
find_marks(const char *text)
{
	struct marks marks = {.end = text};

	while (
	    *marks.end != '\0' &&
	    (*marks.end != ',' || (marks.angle != NULL && marks.close == NULL)))
		marks.end = step(&marks, marks.end);
	if (marks.angle != NULL && marks.close == NULL)
		marks.fault = "has a '<' that does not end";
	return marks;
}

static char *
copy_trimmed(const char *start, const char *end)
{
	while (start < end && is_blank(*start))
		start++;
	while (end > start && is_blank(end[-1]))
		end--;
	return memory_strndup(start, (size_t)(end - start));
}

static void
judge(struct mailbox_list_item *item, const struct marks *marks)
{
	cleanup_(memory_free_ptr) char *bare = NULL;

	for (const char *c = item->address; *c != '\0'; c++)
		item->is_international |= (unsigned char)*c >= 0x80;
	item->fault = marks->fault;
	if (item->fault != NULL)
		return;
	if (marks->angle != NULL && marks->special != NULL)
		item->fault = *marks->special == '.'
				  ? NULL
				  : "has a name that needs quotes";
	if (item->fault == NULL && !item->is_international &&
	    (address_parse_bare("", item->address, &bare, NULL) != OB_OK ||
		strcasecmp(bare, item->address) != 0))
		item->fault = "is no mail address";
	if (item->is_international &&
	    !utf8_is_valid(item->address, strlen(item->address)))
		item->fault = "is not UTF-8";
}

bool
mailbox_list_next(const char **at, struct mailbox_list_item *ret_item)
{
	struct mailbox_list_item item = {.fault = NULL};
	const char *text = *at;
	struct marks marks;

	if (*text == '\0')
		return false;
	marks = find_marks(text);
	if (marks.angle != NULL && marks.close != NULL)
		item.address = copy_trimmed(marks.angle + 1, marks.close);
	else /* the old way: "a@b.dk (Name)" */
		item.address = copy_trimmed(
		    text, marks.comment == NULL ? marks.end : marks.comment);
	judge(&item, &marks);
	*at = *marks.end == ',' ? marks.end + 1 : marks.end;
	*ret_item = item;
	return true;
}

void
mailbox_list_release(struct mailbox_list_item *item)
{
	free(item->address);
	*item = (struct mailbox_list_item){.address = NULL};
}
