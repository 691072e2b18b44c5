/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/programme_difference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "model/step_repeat.h"
#include "model/step_topics.h"

struct comparison {
	const struct programme *from;
	const struct programme *to;
	enum language language;
	programme_difference_fn report;
	void *report_arg;
	size_t count;
};

static void
report(struct comparison *comparison, const char *step, const char *field,
    const char *before, const char *after)
{
	const struct programme_difference difference = {
	    step, field, before, after};

	comparison->count++;
	if (comparison->report != NULL)
		comparison->report(comparison->report_arg, &difference);
}

static const char *
text_of(const char *text)
{
	return text == NULL ? "" : text;
}

static void
compare_texts(struct comparison *comparison, const char *step,
    const char *field, const char *before, const char *after)
{
	if (strcmp(text_of(before), text_of(after)) != 0)
		report(
		    comparison, step, field, text_of(before), text_of(after));
}

static void
compare_numbers(struct comparison *comparison, const char *step,
    const char *field, int before, int after)
{
	char left[16];
	char right[16];

	(void)snprintf(left, sizeof(left), "%d", before);
	(void)snprintf(right, sizeof(right), "%d", after);
	compare_texts(comparison, step, field, left, right);
}

static void
compare_flags(struct comparison *comparison, const char *step,
    const char *field, bool before, bool after)
{
	compare_texts(comparison, step, field, before ? "true" : "false",
	    after ? "true" : "false");
}

static void
compare_titles(struct comparison *comparison, const char *step,
    const struct text_pair *before, const struct text_pair *after)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		char field[16];

		(void)snprintf(field, sizeof(field), "title.%s",
		    language_code((enum language)i));
		compare_texts(
		    comparison, step, field, before->in[i], after->in[i]);
	}
}

static void
compare_topics(struct comparison *comparison, const struct step *before,
    const struct step *after)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		enum language language = (enum language)i;
		cleanup_(memory_free_ptr) char *left =
		    step_topics_format(before, language);
		cleanup_(memory_free_ptr) char *right =
		    step_topics_format(after, language);
		char field[16];

		(void)snprintf(
		    field, sizeof(field), "topics.%s", language_code(language));
		compare_texts(comparison, after->id, field, left, right);
	}
}

/* A guide is too long to show; that it is another one must do. */
static void
compare_guides(struct comparison *comparison, const struct step *before,
    const struct step *after)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		char field[16];

		if (strcmp(text_of(before->guide.in[i]),
			text_of(after->guide.in[i])) == 0)
			continue;
		(void)snprintf(field, sizeof(field), "guide.%s",
		    language_code((enum language)i));
		report(comparison, after->id, field, "", "");
	}
}

static char *
join(char *const *items, size_t count)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < count; i++)
		strbuf_add_format(&text, "%s%s", i > 0 ? ", " : "", items[i]);
	return strbuf_detach(&text);
}

static void
compare_lists(struct comparison *comparison, const struct step *before,
    const struct step *after)
{
	cleanup_(memory_free_ptr) char *with_before =
	    join(before->participants, before->participant_count);
	cleanup_(memory_free_ptr) char *with_after =
	    join(after->participants, after->participant_count);
	cleanup_(memory_free_ptr) char *needs_before =
	    join(before->requires, before->require_count);
	cleanup_(memory_free_ptr) char *needs_after =
	    join(after->requires, after->require_count);

	compare_texts(
	    comparison, after->id, "participants", with_before, with_after);
	compare_texts(
	    comparison, after->id, "requires", needs_before, needs_after);
}

static void
compare_rules(struct comparison *comparison, const char *step,
    const char *field, const struct date_rule *before,
    const struct date_rule *after)
{
	char left[DATE_RULE_TEXT_SIZE];
	char right[DATE_RULE_TEXT_SIZE];

	compare_texts(comparison, step, field, date_rule_format(before, left),
	    date_rule_format(after, right));
}

/* With a window before and after, latest says nothing of its own. */
static void
compare_dates(struct comparison *comparison, const struct step *before,
    const struct step *after)
{
	char left[STEP_REPEAT_TEXT_SIZE];
	char right[STEP_REPEAT_TEXT_SIZE];

	compare_rules(comparison, after->id, "due", &before->due, &after->due);
	if (before->window >= 0 && after->window >= 0)
		compare_numbers(comparison, after->id, "window", before->window,
		    after->window);
	else
		compare_rules(comparison, after->id, "latest", &before->latest,
		    &after->latest);
	compare_texts(comparison, after->id, "repeat",
	    step_repeat_format(&before->repeat, left),
	    step_repeat_format(&after->repeat, right));
}

static void
compare_steps(struct comparison *comparison, const struct step *before,
    const struct step *after)
{
	const char *id = after->id;
	char left[LADDER_TEXT_SIZE];
	char right[LADDER_TEXT_SIZE];

	compare_titles(comparison, id, &before->title, &after->title);
	compare_numbers(comparison, id, "phase", before->phase, after->phase);
	compare_texts(comparison, id, "kind", step_kind_name(before->kind),
	    step_kind_name(after->kind));
	compare_texts(comparison, id, "role", before->role, after->role);
	compare_dates(comparison, before, after);
	compare_numbers(
	    comparison, id, "minutes", before->minutes, after->minutes);
	compare_lists(comparison, before, after);
	compare_flags(comparison, id, "undisturbed", before->undisturbed,
	    after->undisturbed);
	compare_texts(
	    comparison, id, "only_if", before->only_if, after->only_if);
	compare_flags(
	    comparison, id, "optional", before->optional, after->optional);
	compare_texts(comparison, id, "reminders",
	    ladder_format(&before->ladder, left),
	    ladder_format(&after->ladder, right));
	compare_texts(comparison, id, "to", before->mail_to, after->mail_to);
	compare_flags(comparison, id, "pack", before->pack, after->pack);
	compare_flags(
	    comparison, id, "contacts", before->contact, after->contact);
	compare_topics(comparison, before, after);
	compare_guides(comparison, before, after);
}

/* The steps of "to" that "from" has, and which of them kept their order. */
struct order {
	int *from; /* index in from of each step of to, -1 for a new one */
	bool *kept;
};

static void
release_order(struct order *order)
{
	free(order->from);
	free(order->kept);
}

/*
 * The longest run of common steps whose order is the same keeps its places;
 * only the others were moved.
 */
static void
find_kept(const struct programme *to, struct order *order)
{
	size_t count = to->step_count;
	cleanup_(memory_free_ptr) int *length =
	    memory_alloc((count + 1) * sizeof(*length));
	cleanup_(memory_free_ptr) int *before =
	    memory_alloc((count + 1) * sizeof(*before));
	int last = -1;

	for (size_t i = 0; i < count; i++) {
		before[i] = -1;
		length[i] = order->from[i] >= 0 ? 1 : 0;
		for (size_t j = 0; length[i] > 0 && j < i; j++) {
			if (length[j] == 0 || order->from[j] > order->from[i] ||
			    length[j] + 1 <= length[i])
				continue;
			length[i] = length[j] + 1;
			before[i] = (int)j;
		}
		if (length[i] > 0 && (last < 0 || length[i] > length[last]))
			last = (int)i;
	}
	for (; last >= 0; last = before[last])
		order->kept[last] = true;
}

static void
find_order(const struct comparison *comparison, struct order *order)
{
	size_t count = comparison->to->step_count;

	order->from = memory_alloc((count + 1) * sizeof(*order->from));
	order->kept = memory_alloc((count + 1) * sizeof(*order->kept));
	for (size_t i = 0; i < count; i++)
		order->from[i] = programme_find_step(
		    comparison->from, comparison->to->steps[i].id);
	find_kept(comparison->to, order);
}

static const char *
stands_after(const struct programme *programme, int index)
{
	return index == 0 ? "" : programme->steps[index - 1].id;
}

static void
compare_all_steps(struct comparison *comparison)
{
	cleanup_(release_order) struct order order = {NULL, NULL};
	const struct programme *from = comparison->from;
	const struct programme *to = comparison->to;

	find_order(comparison, &order);
	for (size_t i = 0; i < to->step_count; i++) {
		const struct step *step = &to->steps[i];

		if (order.from[i] < 0) {
			report(comparison, step->id, "added", "",
			    step->title.in[comparison->language]);
			continue;
		}
		if (!order.kept[i])
			report(comparison, step->id, "moved",
			    stands_after(from, order.from[i]),
			    stands_after(to, (int)i));
		compare_steps(comparison, &from->steps[order.from[i]], step);
	}
}

static void
compare_removed(struct comparison *comparison)
{
	const struct programme *from = comparison->from;

	for (size_t i = 0; i < from->step_count; i++)
		if (programme_find_step(comparison->to, from->steps[i].id) < 0)
			report(comparison, from->steps[i].id, "removed",
			    from->steps[i].title.in[comparison->language], "");
}

static void
list_phases(const struct programme *programme, enum language language,
    struct strbuf *text)
{
	for (size_t i = 0; i < programme->phase_count; i++)
		strbuf_add_format(text, "%s%d %s", i > 0 ? ", " : "",
		    programme->phases[i].id,
		    programme->phases[i].title.in[language]);
}

static void
compare_phases(struct comparison *comparison)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		cleanup_(strbuf_release) struct strbuf before = STRBUF_INIT;
		cleanup_(strbuf_release) struct strbuf after = STRBUF_INIT;
		char field[16];

		list_phases(comparison->from, (enum language)i, &before);
		list_phases(comparison->to, (enum language)i, &after);
		(void)snprintf(field, sizeof(field), "phases.%s",
		    language_code((enum language)i));
		compare_texts(comparison, "", field, before.buf, after.buf);
	}
}

size_t
programme_difference_find(const struct programme *from,
    const struct programme *to, enum language language,
    programme_difference_fn report_fn, void *arg)
{
	struct comparison comparison = {
	    .from = from,
	    .to = to,
	    .language = language,
	    .report = report_fn,
	    .report_arg = arg,
	};

	compare_titles(&comparison, "", &from->title, &to->title);
	compare_texts(&comparison, "", "kind", programme_kind_name(from->kind),
	    programme_kind_name(to->kind));
	compare_phases(&comparison);
	compare_removed(&comparison);
	compare_all_steps(&comparison);
	return comparison.count;
}
