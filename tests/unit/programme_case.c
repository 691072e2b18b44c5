/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "programme_tsv.h"

struct report {
	const struct programme *programme;
	struct strbuf text;
};

static void
write_mistake(void *arg, int step, const char *key, const char *text)
{
	struct report *report = arg;

	strbuf_add_format(&report->text, "%s %s: %s\n",
	    step < 0 ? "-" : report->programme->steps[step].id, key, text);
}

void
programme_case_assert_mistakes(
    const struct programme *programme, const char *want)
{
	struct report report = {programme, STRBUF_INIT};
	size_t count = programme_check(programme, write_mistake, &report);
	size_t lines = 0;

	for (size_t i = 0; i < report.text.len; i++)
		lines += report.text.buf[i] == '\n' ? 1 : 0;
	assert_string_equal(report.text.buf, want);
	assert_int_equal(count, lines);
	strbuf_release(&report.text);
}

int
programme_case_set_up(void **state)
{
	*state = programme_tsv_load("programme-ny-leder.tsv");
	return 0;
}

int
programme_case_tear_down(void **state)
{
	programme_free(*state);
	return 0;
}

struct step *
programme_case_step(struct programme *programme, const char *id)
{
	int index = programme_find_step(programme, id);

	assert_true(index >= 0);
	return &programme->steps[index];
}

void
programme_case_replace(char **text, const char *with)
{
	free(*text);
	*text = memory_strdup(with);
}

void
programme_case_set_rule(struct date_rule *rule, const char *text)
{
	assert_int_equal(date_rule_parse(text, rule, NULL), OB_OK);
}

void
programme_case_set_condition(struct step *step, const char *only_if)
{
	programme_case_replace(&step->only_if, only_if);
}
