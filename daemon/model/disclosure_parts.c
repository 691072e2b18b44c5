/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure_parts.h"

#include "model/disclosure_lines.h"

/* A part's bit; that of those without a part is behind the others. */
#define BIT(part) (1U << (unsigned)(part))
#define ALL_PARTS (BIT(DISCLOSURE_PARTS_MAX) - 1)

static struct disclosure_lines
lines_of(const struct disclosure_division *division, unsigned parts)
{
	return (struct disclosure_lines){.values = division->values,
	    .shown = division->shown,
	    .count = division->count,
	    .part_of = division->part_of,
	    .parts = parts};
}

static bool
is_safe(const struct disclosure_division *division, unsigned parts)
{
	const struct disclosure_lines lines = lines_of(division, parts);

	return disclosure_lines_are_safe(&lines);
}

static struct fraction
total_of(const struct disclosure_division *division, unsigned parts)
{
	const struct disclosure_lines lines = lines_of(division, parts);

	return disclosure_lines_total(&lines);
}

/* The one of them with the smallest group. */
static int
smallest(const struct disclosure_division *division, unsigned told)
{
	int found = -1;
	int64_t least = 0;

	for (int part = 0; part < DISCLOSURE_PARTS_MAX; part++) {
		int64_t weight =
		    disclosure_lines_weight(total_of(division, BIT(part)));

		if ((told & BIT(part)) != 0 && (found < 0 || weight < least)) {
			found = part;
			least = weight;
		}
	}
	return found;
}

/* The parts that are told exactly, so that the rest is safe as well. */
static unsigned
told_exactly(const struct disclosure_division *division)
{
	unsigned told = 0;

	if (division->year.kind != DISCLOSURE_EXACT || division->is_year_alone)
		return 0;
	for (int part = 0; part < DISCLOSURE_PARTS_MAX; part++) {
		if (is_safe(division, BIT(part)))
			told |= BIT(part);
	}
	while (told != 0 && !is_safe(division,
				~told & (ALL_PARTS | BIT(DISCLOSURE_NO_PART))))
		told &= ~BIT(smallest(division, told));
	return told;
}

static bool
is_told(const struct disclosure *shown)
{
	return shown->kind == DISCLOSURE_EXACT ||
	       shown->kind == DISCLOSURE_BOUNDS;
}

static void
add(struct disclosure *sum, const struct disclosure *more)
{
	sum->least = fraction_add(sum->least, more->least);
	sum->most = fraction_add(sum->most, more->most);
	sum->kind = sum->least.part == sum->most.part ? DISCLOSURE_EXACT
						      : DISCLOSURE_BOUNDS;
}

static struct disclosure_part
decide(const struct disclosure_division *division, int number, bool is_exact)
{
	const struct disclosure_lines lines = lines_of(division, BIT(number));
	struct disclosure_part part = {
	    .shown = disclosure_lines_kind(DISCLOSURE_EMPTY)};

	for (size_t i = 0; i < lines.count; i++) {
		if (!disclosure_lines_has(&lines, i) ||
		    lines.values[i].whole == 0)
			continue;
		part.lines++;
		if (is_told(&lines.shown[i]) && !division->is_year_alone)
			add(&part.shown, &lines.shown[i]);
		else
			part.missing++;
	}
	if (is_exact && part.lines > 0) {
		part.shown =
		    disclosure_lines_exactly(disclosure_lines_total(&lines));
		part.missing = 0;
	}
	return part;
}

/* Whether the year is nothing but this part. */
static bool
is_whole_year(const struct disclosure_division *division, int part)
{
	return total_of(division, BIT(part)).whole > 0 &&
	       total_of(division, ALL_PARTS | BIT(DISCLOSURE_NO_PART)).whole ==
		   total_of(division, BIT(part)).whole;
}

void
disclosure_parts_decide(const struct disclosure_division *division,
    struct disclosure_part parts[DISCLOSURE_PARTS_MAX])
{
	unsigned told = told_exactly(division);

	for (int part = 0; part < DISCLOSURE_PARTS_MAX; part++) {
		parts[part] = decide(division, part, (told & BIT(part)) != 0);
		if (is_whole_year(division, part) && is_told(&division->year)) {
			parts[part].shown = division->year;
			parts[part].missing = 0;
		}
	}
}

void
disclosure_parts_add(
    struct disclosure_part *sum, const struct disclosure_part *part)
{
	sum->lines += part->lines;
	sum->missing += part->missing;
	if (is_told(&part->shown))
		add(&sum->shown, &part->shown);
}

struct disclosure
disclosure_parts_told(const struct disclosure_part *sum)
{
	const struct disclosure *shown = &sum->shown;

	/* Half of the scale says nothing. */
	if (!is_told(shown) ||
	    2 * (shown->most.part - shown->least.part) > shown->most.whole)
		return disclosure_lines_kind(DISCLOSURE_HIDDEN);
	return *shown;
}
