/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/metrics_text.h"

#include <inttypes.h>

void
metrics_text_head(
    struct strbuf *text, const char *name, const char *type, const char *help)
{
	strbuf_add_format(
	    text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void
metrics_text_number(struct strbuf *text, const char *name, const char *type,
    const char *help, int64_t value)
{
	metrics_text_head(text, name, type, help);
	strbuf_add_format(text, "%s %" PRId64 "\n", name, value);
}
