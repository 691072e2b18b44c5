/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/findings.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static char *
make_printable(const struct strbuf *raw)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t at = 0; at < raw->len && text.len < FINDINGS_TEXT_MAX;) {
		size_t len = utf8_char_len(raw->buf + at, raw->len - at);

		if (len == 0 || utf8_is_control(raw->buf + at)) {
			strbuf_add_char(&text, '?');
			at += len == 0 ? 1 : len;
			continue;
		}
		strbuf_add(&text, raw->buf + at, len);
		at += len;
	}
	return strbuf_detach(&text);
}

static void
append(struct findings *findings, const struct finding *finding)
{
	if ((findings->count & (findings->count - 1)) == 0)
		findings->items = memory_resize(findings->items,
		    findings->count == 0 ? 1 : 2 * findings->count,
		    sizeof(findings->items[0]));
	findings->items[findings->count++] = *finding;
}

void
findings_add(struct findings *findings, enum finding_severity severity,
    size_t line, const char *rule, const char *format, ...)
{
	cleanup_(strbuf_release) struct strbuf raw = STRBUF_INIT;
	va_list args;

	if (severity == FINDING_ERROR)
		findings->error_count++;
	else
		findings->warning_count++;
	if (findings->count >= FINDINGS_MAX)
		return;
	va_start(args, format);
	strbuf_add_vformat(&raw, format, args);
	va_end(args);
	append(findings, &(struct finding){.line = line,
			     .severity = severity,
			     .rule = rule,
			     .text = make_printable(&raw)});
}

bool
findings_tally(struct findings_tally *tally, size_t line)
{
	if (tally->count++ == FINDINGS_TOLD_MAX)
		tally->line = line;
	return tally->count <= FINDINGS_TOLD_MAX;
}

void
findings_add_rest(struct findings *findings, enum finding_severity severity,
    const struct findings_tally *tally, const char *rule, const char *what)
{
	if (tally->count > FINDINGS_TOLD_MAX)
		findings_add(findings, severity, tally->line, rule,
		    "from here on %zu more lines %s",
		    tally->count - FINDINGS_TOLD_MAX, what);
}

static int
compare_lines(const void *a, const void *b)
{
	const struct finding *one = a;
	const struct finding *other = b;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	if (one->severity != other->severity)
		return one->severity == FINDING_ERROR ? -1 : 1;
	return strcmp(one->text, other->text);
}

void
findings_finish(struct findings *findings)
{
	size_t total = findings->error_count + findings->warning_count;
	struct finding more = {.severity = FINDING_WARNING};

	if (findings->count == 0)
		return;
	qsort(findings->items, findings->count, sizeof(findings->items[0]),
	    compare_lines);
	if (total <= findings->count)
		return;
	more.line = findings->items[findings->count - 1].line;
	more.rule = findings->items[findings->count - 1].rule;
	if (findings->error_count > 0)
		more.severity = FINDING_ERROR;
	more.text = memory_printf("there is more: %zu errors and %zu warnings "
				  "in all, the first %zu found are listed",
	    findings->error_count, findings->warning_count, findings->count);
	append(findings, &more);
}

const char *
findings_severity_name(enum finding_severity severity)
{
	return severity == FINDING_ERROR ? "error" : "warning";
}

void
findings_release(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		free(findings->items[i].text);
	free(findings->items);
	*findings = (struct findings)FINDINGS_INIT;
}
