/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "cli/mail_records.h"

/* Records as a stranger's name server gives them, two with a newline between.
 */

/* NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const mail_records_fn judges[] = {mail_records_spf,
	    mail_records_dkim, mail_records_dmarc, mail_records_dmarc_above,
	    mail_records_mx};
	cleanup_(memory_free_ptr) char *text =
	    memory_strndup((const char *)bytes, size);
	char *second = strchr(text, '\n');
	const char *texts[] = {text, second == NULL ? "" : second + 1};

	if (second != NULL)
		*second = '\0';
	for (size_t i = 0; i < ARRAY_LEN(judges); i++) {
		struct mail_finding finding =
		    judges[i](texts, second == NULL ? 1 : 2);

		assert(finding.text != NULL);
		assert(judges[i](texts, 0).state == MAIL_RECORD_MISSING);
	}
	return 0;
}
