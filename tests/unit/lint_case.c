/* SPDX-License-Identifier: EUPL-1.2 */
#include "lint_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static void
add_expanded(struct strbuf *bytes, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '|')
			strbuf_add_str(bytes, "\r\n");
		else
			strbuf_add_char(bytes, text[i]);
	}
}

void
lint_case_expand(const char *sample, struct strbuf *ret_bytes)
{
	strbuf_clear(ret_bytes);
	add_expanded(ret_bytes, sample, strlen(sample));
}

void
lint_case_change(const char *sample, const struct lint_case *change,
    struct strbuf *ret_bytes)
{
	const char *at = strstr(sample, change->find);

	strbuf_clear(ret_bytes);
	if (at == NULL) {
		fail_msg("'%s' is not in the sample", change->find);
		return;
	}
	add_expanded(ret_bytes, sample, (size_t)(at - sample));
	add_expanded(ret_bytes, change->put, strlen(change->put));
	at += strlen(change->find);
	add_expanded(ret_bytes, at, strlen(at));
}

static void
list(const struct findings *findings, struct strbuf *text)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		strbuf_add_format(text, "%zu: %s: %s: %s\n", finding->line,
		    findings_severity_name(finding->severity), finding->rule,
		    finding->text);
	}
}

void
lint_case_expect(
    const struct findings *findings, const struct lint_case *change)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->severity == change->severity &&
		    strcmp(finding->rule, change->rule) == 0 &&
		    strstr(finding->text, change->text) != NULL)
			return;
	}
	list(findings, &text);
	fail_msg("for '%s' no %s of %s '%s', but\n%s", change->put,
	    findings_severity_name(change->severity), change->rule,
	    change->text, text.buf);
}

void
lint_case_expect_no_error(const struct findings *findings)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	list(findings, &text);
	if (findings->error_count > 0)
		fail_msg("there is\n%s", text.buf);
}

void
lint_case_expect_none(const struct findings *findings)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	list(findings, &text);
	if (findings->count > 0)
		fail_msg("there is\n%s", text.buf);
}
