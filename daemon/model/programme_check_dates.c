/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "model/date_rule_order.h"
#include "model/programme_check_private.h"
#include "model/step_repeat.h"

static const struct {
	bool of_kind[ANCHOR_DATE + 1];
	const char *words;
} anchors[] = {
    [PROGRAMME_ONBOARDING] = {{[ANCHOR_ACCEPTED] = true,
				  [ANCHOR_FIRST_DAY] = true,
				  [ANCHOR_END] = true,
				  [ANCHOR_DONE] = true},
	"accepted, first_day, end"},
    [PROGRAMME_EXIT] = {{[ANCHOR_NOTICE] = true,
			    [ANCHOR_LAST_DAY] = true,
			    [ANCHOR_DONE] = true},
	"notice, last_day"},
    [PROGRAMME_COHORT] = {{[ANCHOR_OPENED] = true,
			      [ANCHOR_COHORT_START] = true,
			      [ANCHOR_DONE] = true},
	"opened, cohort_start"},
};

/* Whether the other is there whenever the step is. */
static bool
is_always_there(const struct step *other, const struct step *step)
{
	return other->only_if[0] == '\0' ||
	       strcmp(other->only_if, step->only_if) == 0;
}

/* The step that a rule counts from must come before, once, and for sure. */
static void
check_done(struct programme_check *check, size_t index, const char *key,
    const char *id)
{
	const struct programme *programme = check->programme;
	const struct step *step = &programme->steps[index];
	size_t before = programme_graph_find(&check->graph, id);

	if (before == PROGRAMME_GRAPH_NONE)
		programme_check_report(check, (int)index, key,
		    "there is no step '%.80s' that could be done", id);
	else if (before >= index)
		programme_check_report(check, (int)index, key,
		    "'%.80s' stands later; move it before this step", id);
	else if (programme->steps[before].repeat.count > 0)
		programme_check_report(check, (int)index, key,
		    "'%.80s' recurs and is never done once for all; count "
		    "from another step",
		    id);
	else if (!is_always_there(&programme->steps[before], step))
		programme_check_report(check, (int)index, key,
		    "'%.80s' is only there if '%.200s'; give this step the "
		    "same condition",
		    id, programme->steps[before].only_if);
}

static void
check_anchor(struct programme_check *check, size_t index, const char *key,
    const struct date_rule *rule)
{
	enum programme_kind kind = check->programme->kind;
	char text[DATE_RULE_TEXT_SIZE];

	if (!anchors[kind].of_kind[rule->anchor])
		programme_check_report(check, (int)index, key,
		    "'%s' counts from what the kind of programme '%s' does not "
		    "have; use %s or done(step)",
		    date_rule_format(rule, text), programme_kind_name(kind),
		    anchors[kind].words);
	else if (rule->anchor == ANCHOR_DONE)
		check_done(check, index, key, rule->step);
}

static void
check_due(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];
	char due[DATE_RULE_TEXT_SIZE];
	char latest[DATE_RULE_TEXT_SIZE];

	if (date_rule_order_is_later(&step->due, &step->latest))
		programme_check_report(check, (int)index, "due",
		    "due '%s' is after latest '%s'",
		    date_rule_format(&step->due, due),
		    date_rule_format(&step->latest, latest));
}

/* Days from a programme's own anchor, through the steps that it counts from. */
struct distance {
	enum date_anchor start;
	struct date_rule_range range;
};

/* False when the rule counts from a step that check_done() refuses. */
static bool
measure(const struct programme_check *check, size_t index,
    const struct date_rule *rule, struct distance *ret_distance)
{
	struct distance distance = {.range = date_rule_order_range(rule)};

	while (rule->anchor == ANCHOR_DONE) {
		size_t before = programme_graph_find(&check->graph, rule->step);
		struct date_rule_range range;

		if (before == PROGRAMME_GRAPH_NONE || before >= index)
			return false;
		index = before;
		rule = &check->programme->steps[index].due;
		range = date_rule_order_range(rule);
		distance.range.least += range.least;
		distance.range.most += range.most;
	}
	distance.start = date_rule_order_start(rule->anchor);
	*ret_distance = distance;
	return true;
}

static void
check_times(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];
	struct distance due;
	struct distance until;
	char text[DATE_RULE_TEXT_SIZE];

	if (!measure(check, index, &step->due, &due) ||
	    !measure(check, index, &step->repeat.until, &until))
		return;
	(void)date_rule_format(&step->repeat.until, text);
	if (due.start != until.start)
		programme_check_report(check, (int)index, "repeat",
		    "'%s' cannot be compared with due; let both count from "
		    "the same anchor",
		    text);
	else if (due.range.least > until.range.most)
		programme_check_report(check, (int)index, "repeat",
		    "it ends '%s', before it is due", text);
	else if (until.range.most - due.range.least > DATE_RULE_MAX_COUNT ||
		 (until.range.most - due.range.least) /
			 step_repeat_days(&step->repeat) >=
		     STEP_REPEAT_MAX_TIMES)
		programme_check_report(check, (int)index, "repeat",
		    "it could come more than %d times or for more than %d "
		    "days; let it come less often or end earlier",
		    STEP_REPEAT_MAX_TIMES, DATE_RULE_MAX_COUNT);
}

/* Without a window of its own each occurrence has the same last day. */
static void
check_last_time(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];
	char text[DATE_RULE_TEXT_SIZE];

	if (step->window < 0 &&
	    date_rule_order_is_later(&step->repeat.until, &step->latest))
		programme_check_report(check, (int)index, "repeat",
		    "it goes on after latest '%s'; give the step a window in "
		    "place of latest",
		    date_rule_format(&step->latest, text));
}

static void
check_repeat(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (step->repeat.count == 0)
		return;
	check_anchor(check, index, "repeat", &step->repeat.until);
	if (step->kind != STEP_CALL && step->kind != STEP_MEETING &&
	    step->kind != STEP_TASK)
		programme_check_report(check, (int)index, "repeat",
		    "only a call, a meeting or a task can recur");
	check_times(check, index);
	check_last_time(check, index);
}

void
programme_check_dates(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	check_anchor(check, index, "due", &step->due);
	if (step->window < 0 || step->due.anchor != step->latest.anchor)
		check_anchor(check, index, "latest", &step->latest);
	check_due(check, index);
	check_repeat(check, index);
}
