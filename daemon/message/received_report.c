/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received_report.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "message/address.h"
#include "message/received_part.h"

#define MAX_WORD 20
#define MAX_DIAGNOSTIC 300
#define MAX_CODE 3 /* digits of a part of a status code */

static char *
clean_line(const char *text, size_t len, size_t max)
{
	char *clean = utf8_clean(text, len, max);

	for (char *c = clean; *c != '\0'; c++) {
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	}
	return clean;
}

/* "failed (expanded)" gives "failed". */
static char *
read_action(const char *value)
{
	char *word = clean_line(value, strlen(value), MAX_WORD);

	word[strcspn(word, " (;")] = '\0';
	for (char *c = word; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return word;
}

/* Length of a status code as 5.1.1 (RFC 3463) at the start; 0 for none. */
static size_t
status_len(const char *text)
{
	size_t len = 1;

	if (strchr("245", text[0]) == NULL || text[0] == '\0')
		return 0;
	for (int part = 0; part < 2; part++) {
		size_t digits;

		if (text[len++] != '.')
			return 0;
		digits = strspn(text + len, "0123456789");
		if (digits == 0 || digits > MAX_CODE)
			return 0;
		len += digits;
	}
	return len;
}

static char *
read_status(const char *value)
{
	value += strspn(value, " \t");
	return memory_strndup(value, status_len(value));
}

/* "rfc822; ida@example.org" gives the address. */
static char *
read_recipient(const char *value)
{
	const char *text = strchr(value, ';');
	cleanup_(memory_free_ptr) char *line = NULL;
	char *address = NULL;

	text = text == NULL ? value : text + 1;
	line = clean_line(text, strlen(text), ADDRESS_MAX + 2);
	if (line[0] == '<' && line[strlen(line) - 1] == '>') {
		line[strlen(line) - 1] = '\0';
		memmove(line, line + 1, strlen(line));
	}
	if (address_parse_bare(NULL, line, &address, NULL) != OB_OK)
		return memory_strdup("");
	return address;
}

/* "smtp; 550 5.1.1 No such user" gives what stands behind the type. */
static char *
read_diagnostic(const char *value)
{
	const char *text = strchr(value, ';');

	text = text == NULL || text - value > MAX_WORD ? value : text + 1;
	return clean_line(text, strlen(text), MAX_DIAGNOSTIC);
}

static char *
read_field(const char *block, const char *name, char *(*read)(const char *))
{
	cleanup_(memory_free_ptr) char *value =
	    received_part_field(block, name);

	return value == NULL ? NULL : read(value);
}

static char *
or_empty(char *text)
{
	return text != NULL ? text : memory_strdup("");
}

/* One block of fields; the first, about the message, has no Action. */
static void
read_block(const char *block, struct received *received)
{
	struct received_report *report;
	char *action = read_field(block, "Action", read_action);

	if (action == NULL)
		return;
	if (received->report_count == RECEIVED_MAX_REPORTS) {
		memory_free_ptr(&action);
		return;
	}
	report = &received->reports[received->report_count++];
	report->action = action;
	report->status = or_empty(read_field(block, "Status", read_status));
	report->recipient =
	    or_empty(read_field(block, "Final-Recipient", read_recipient));
	report->diagnostic =
	    or_empty(read_field(block, "Diagnostic-Code", read_diagnostic));
}

/* The blank line that ends a block, or the end of the text. */
static const char *
block_end(const char *text)
{
	while (*text != '\0' && strncmp(text, "\n", 1) != 0 &&
	       strncmp(text, "\r\n", 2) != 0) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return text;
}

void
received_report_read(const char *text, struct received *received)
{
	while (*text != '\0') {
		const char *end = block_end(text);
		cleanup_(memory_free_ptr) char *block =
		    memory_strndup(text, (size_t)(end - text));

		read_block(block, received);
		text = end + strspn(end, "\r\n");
	}
}

/* Printable ASCII without blanks and brackets, with an @. */
static bool
is_message_id(const char *id, size_t len)
{
	bool has_at = false;

	if (len == 0 || len > RECEIVED_MAX_ID)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (id[i] <= ' ' || id[i] > '~' || id[i] == '<' || id[i] == '>')
			return false;
		has_at = has_at || id[i] == '@';
	}
	return has_at;
}

void
received_report_add_id(const char *id, struct received *received)
{
	size_t len;

	id += strspn(id, " \t\r\n<");
	len = strcspn(id, "> \t\r\n");
	if (!is_message_id(id, len) ||
	    received->returned_count == RECEIVED_MAX_RETURNED)
		return;
	for (size_t i = 0; i < received->returned_count; i++) {
		if (strlen(received->returned[i]) == len &&
		    strncmp(received->returned[i], id, len) == 0)
			return;
	}
	received->returned[received->returned_count++] =
	    memory_strndup(id, len);
}

void
received_report_find_ids(const char *text, struct received *received)
{
	static const char name[] = "Message-ID:";

	while (*text != '\0') {
		const char *line = text + strspn(text, "> \t");

		if (strncasecmp(line, name, sizeof(name) - 1) == 0)
			received_report_add_id(
			    line + sizeof(name) - 1, received);
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
}
