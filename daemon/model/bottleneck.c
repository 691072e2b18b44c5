/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/bottleneck.h"

#include <stddef.h>

#include "model/disclosure_lines.h"

/* The largest group of which it may not be known that it is so small. */
#define SMALL_MAX (DISCLOSURE_GROUP - 1)

static bool
is_near(int64_t count, const struct disclosure *beside)
{
	return beside != NULL &&
	       (beside->kind == DISCLOSURE_EXACT ||
		   beside->kind == DISCLOSURE_BOUNDS) &&
	       count > beside->least.part - DISCLOSURE_GROUP &&
	       count < beside->most.part + DISCLOSURE_GROUP;
}

/* Half of the scale says nothing. */
static struct disclosure
near_to(const struct disclosure *beside, int64_t leaders)
{
	int64_t least = beside->least.part - DISCLOSURE_GROUP;
	int64_t most = beside->most.part + DISCLOSURE_GROUP;

	if (2 * (most - least) > leaders)
		return (struct disclosure){.kind = DISCLOSURE_HIDDEN};
	return (struct disclosure){DISCLOSURE_BOUNDS,
	    {least > 0 ? least : 0, leaders},
	    {most < leaders ? most : leaders, leaders}};
}

static struct disclosure
decide_missed(struct fraction missed, const struct disclosure *beside)
{
	struct disclosure shown = disclosure_lines_alone(missed);
	bool is_open = shown.kind == DISCLOSURE_EXACT ||
		       (beside != NULL && beside->kind == DISCLOSURE_EXACT);

	return is_open && is_near(missed.part, beside)
		   ? near_to(beside, missed.whole)
		   : shown;
}

static struct disclosure
decide_skipped(struct fraction skipped, int64_t late,
    const struct disclosure *missed, const struct disclosure *beside)
{
	struct disclosure hidden = {.kind = DISCLOSURE_HIDDEN};
	struct disclosure shown = disclosure_lines_alone(skipped);

	if (missed->kind != DISCLOSURE_EXACT)
		return missed->kind == DISCLOSURE_EMPTY ? *missed : hidden;
	if (shown.kind == DISCLOSURE_EXACT &&
	    (late < DISCLOSURE_GROUP || is_near(late, beside)))
		return hidden;
	return shown;
}

/*
 * Days say that five were late.  They say no more where it is known how many
 * skipped it; else five must surely be left of who missed it, and of those of
 * whom the role was late.
 */
static bool
may_tell_days(const struct bottleneck_shown *shown, struct fraction missed,
    int64_t late, const struct disclosure *beside)
{
	int64_t role = beside == NULL ? 0 : beside->most.part;
	bool is_tight = role >= DISCLOSURE_GROUP && role < 2 * DISCLOSURE_GROUP;

	if (shown->missed.kind != DISCLOSURE_EXACT || late < DISCLOSURE_GROUP)
		return false;
	return shown->skipped.kind == DISCLOSURE_EXACT ||
	       (!is_tight && missed.part - SMALL_MAX >= DISCLOSURE_GROUP);
}

/* A leader who was added since the number was told counts with the others. */
static int64_t
at_most(int64_t count, int64_t leaders)
{
	return count < leaders ? count : leaders;
}

void
bottleneck_decide(const struct bottleneck *counted, int64_t leaders,
    const struct disclosure *late_at_role, struct bottleneck_shown *ret_shown)
{
	struct fraction missed = {at_most(counted->missed, leaders), leaders};
	struct fraction skipped = {at_most(counted->skipped, leaders), leaders};
	int64_t late = missed.part - skipped.part;

	ret_shown->missed = decide_missed(missed, late_at_role);
	ret_shown->skipped =
	    decide_skipped(skipped, late, &ret_shown->missed, late_at_role);
	ret_shown->days = may_tell_days(ret_shown, missed, late, late_at_role)
			      ? counted->days
			      : -1;
}
