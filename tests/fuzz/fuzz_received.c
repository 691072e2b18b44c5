/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for messages that come in.  Nothing may crash, leak or
 * hang; what is taken is bounded and can be shown and kept as it is, and what
 * is refused says why.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "message/address.h"
#include "message/received.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_line(const char *text, size_t max)
{
	if (text[0] != '\0' &&
	    utf8_check_line("text", text, max, NULL) != OB_OK &&
	    strspn(text, " \xc2\xa0") != strlen(text))
		abort();
}

static void
check_address(const char *address)
{
	char *again = NULL;

	if (address[0] == '\0')
		return;
	if (address_parse_bare(NULL, address, &again, NULL) != OB_OK ||
	    strcmp(address, again) != 0)
		abort();
	free(again);
}

static void
check(const struct received *received)
{
	check_address(received->from);
	check_address(received->sender);
	check_line(received->message_id, RECEIVED_MAX_ID);
	check_line(received->subject, 200);
	for (size_t i = 0; i < received->recipient_count; i++)
		check_address(received->recipients[i]);
	for (size_t i = 0; i < received->returned_count; i++)
		check_line(received->returned[i], RECEIVED_MAX_ID);
	for (size_t i = 0; i < received->report_count; i++) {
		check_line(received->reports[i].action, 20);
		check_line(received->reports[i].status, 9);
		check_address(received->reports[i].recipient);
		check_line(received->reports[i].diagnostic, 300);
	}
	for (size_t i = 0; i < received->calendar_count; i++) {
		if (received->calendars[i].text[received->calendars[i].len] !=
		    '\0')
			abort();
	}
	if (!utf8_is_valid(received->text, strlen(received->text)))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct received received = RECEIVED_INIT;
	struct error err = ERROR_INIT;

	if (received_read((const char *)bytes, len, "mx.example.org", &received,
		&err) != OB_OK) {
		if (err.text[0] == '\0' || received.from != NULL)
			abort();
		return 0;
	}
	check(&received);
	received_release(&received);
	return 0;
}
