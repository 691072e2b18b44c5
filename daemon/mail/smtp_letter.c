/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/smtp_letter.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "message/address.h"
#include "message/letter_check.h"

#define ENVELOPE_MAX 254

static bool
is_set(const char *text)
{
	return text != NULL && *text != '\0';
}

/*
 * Looked at again right before use: libcurl lets CR and LF through, and the
 * domain as it is.
 */
static bool
is_envelope(const char *address)
{
	const char *at = is_set(address) ? strrchr(address, '@') : NULL;

	if (at == NULL || at == address || at[1] == '\0' ||
	    strnlen(address, ENVELOPE_MAX + 1) > ENVELOPE_MAX ||
	    !address_is_ascii(at) ||
	    utf8_check_line("address", address, ENVELOPE_MAX, NULL) < 0)
		return false;
	return strpbrk(address, " <>") == NULL;
}

static void
refuse(struct letter_result *result, const char *text)
{
	result->outcome = MAIL_PERMANENT;
	result->alarm = true;
	(void)snprintf(result->reply, sizeof(result->reply), "%.*s",
	    (int)sizeof(result->reply) - 1, text);
}

bool
smtp_letter_is_fit(const struct letter_job *job, struct letter_result *result)
{
	struct error err = ERROR_INIT;

	if (!is_envelope(job->from) || !is_envelope(job->to)) {
		refuse(result, "an address of the letter cannot be used: it "
			       "must be written as name@example.org");
		return false;
	}
	if (letter_check(job->bytes, job->len, &err) < 0) {
		refuse(result, err.text);
		return false;
	}
	return true;
}

void
smtp_letter_refuse_utf8(const char *address, struct letter_result *result)
{
	result->outcome = MAIL_PERMANENT;
	(void)snprintf(result->reply, sizeof(result->reply),
	    "the relay does not offer SMTPUTF8, which the address '%s' needs",
	    address);
}
