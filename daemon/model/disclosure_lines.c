/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure_lines.h"

/* What a bound leaves open: none to four, so that it can be any of them. */
#define SMALL_MAX (DISCLOSURE_GROUP - 1)

/* What the hidden of them have together. */
struct hidden {
	size_t lines; /* without bounds */
	struct fraction sum;
	size_t high; /* told to be "at least": few are outside the part */
	size_t low;
	int64_t high_rest; /* how few */
	int64_t low_part;
};

bool
disclosure_lines_is_safe(struct fraction value)
{
	return value.part >= DISCLOSURE_GROUP &&
	       fraction_rest(value) >= DISCLOSURE_GROUP;
}

int64_t
disclosure_lines_weight(struct fraction value)
{
	return value.part < fraction_rest(value) ? value.part
						 : fraction_rest(value);
}

struct disclosure
disclosure_lines_kind(enum disclosure_kind kind)
{
	return (struct disclosure){.kind = kind};
}

struct disclosure
disclosure_lines_exactly(struct fraction value)
{
	return (struct disclosure){DISCLOSURE_EXACT, value, value};
}

static struct disclosure
between(int64_t least, int64_t most, int64_t whole)
{
	return (struct disclosure){
	    DISCLOSURE_BOUNDS, {least, whole}, {most, whole}};
}

static bool
is_high(const struct disclosure *shown)
{
	return shown->kind == DISCLOSURE_BOUNDS &&
	       shown->most.part == shown->most.whole;
}

struct disclosure
disclosure_lines_alone(struct fraction value)
{
	if (value.whole == 0)
		return disclosure_lines_kind(DISCLOSURE_EMPTY);
	if (disclosure_lines_is_safe(value))
		return disclosure_lines_exactly(value);
	if (value.whole < DISCLOSURE_BOUND_MIN)
		return disclosure_lines_kind(DISCLOSURE_HIDDEN);
	if (value.part < DISCLOSURE_GROUP)
		return between(0, DISCLOSURE_GROUP, value.whole);
	return between(
	    value.whole - DISCLOSURE_GROUP, value.whole, value.whole);
}

bool
disclosure_lines_has(const struct disclosure_lines *lines, size_t i)
{
	return lines->part_of == NULL ||
	       (lines->parts >> lines->part_of[i] & 1U) != 0;
}

static struct hidden
hidden_of(const struct disclosure_lines *lines)
{
	struct hidden hidden = {0};

	for (size_t i = 0; i < lines->count; i++) {
		struct fraction value = lines->values[i];

		if (!disclosure_lines_has(lines, i))
			continue;
		if (lines->shown[i].kind == DISCLOSURE_HIDDEN) {
			hidden.lines++;
			hidden.sum = fraction_add(hidden.sum, value);
		} else if (is_high(&lines->shown[i])) {
			hidden.high++;
			hidden.high_rest += fraction_rest(value);
		} else if (lines->shown[i].kind == DISCLOSURE_BOUNDS) {
			hidden.low++;
			hidden.low_part += value.part;
		}
	}
	return hidden;
}

/*
 * Without lines that are wholly hidden the bounds are all that a total can be
 * spread on.  Each of k small groups can then be none if the others hold it,
 * which is four each.
 */
static bool
bounds_hold(size_t count, int64_t sum)
{
	return sum >= DISCLOSURE_GROUP &&
	       sum <= SMALL_MAX * ((int64_t)count - 1);
}

bool
disclosure_lines_are_safe(const struct disclosure_lines *lines)
{
	struct hidden hidden = hidden_of(lines);
	struct fraction least = hidden.sum;

	if (hidden.lines == 0 && hidden.high == 0 && hidden.low == 0)
		return true;
	if (hidden.lines == 0 && hidden.low == 0)
		return bounds_hold(hidden.high, hidden.high_rest);
	if (hidden.lines == 0 && hidden.high == 0)
		return bounds_hold(hidden.low, hidden.low_part);
	if (hidden.lines == 0)
		return false;
	least.part -= hidden.high_rest + SMALL_MAX * (int64_t)hidden.low -
		      hidden.low_part;
	least.whole -= SMALL_MAX * (int64_t)(hidden.low + hidden.high);
	return disclosure_lines_is_safe(hidden.sum) && least.part >= 0 &&
	       fraction_rest(least) >= 0;
}

struct fraction
disclosure_lines_total(const struct disclosure_lines *lines)
{
	struct fraction total = {0, 0};

	for (size_t i = 0; i < lines->count; i++) {
		if (disclosure_lines_has(lines, i))
			total = fraction_add(total, lines->values[i]);
	}
	return total;
}

/* The ends of what a reader may know of a line. */
static struct disclosure
ends_of(const struct disclosure_lines *lines, size_t i)
{
	if (lines->shown[i].kind == DISCLOSURE_BOUNDS)
		return lines->shown[i];
	return disclosure_lines_exactly(lines->values[i]);
}

struct disclosure
disclosure_lines_between(const struct disclosure_lines *lines)
{
	struct hidden hidden = hidden_of(lines);
	struct disclosure total =
	    between(0, hidden.sum.whole, hidden.sum.whole);

	if (hidden.lines > 0 && hidden.sum.whole < DISCLOSURE_GROUP)
		return disclosure_lines_kind(DISCLOSURE_HIDDEN);
	if (hidden.sum.part < DISCLOSURE_GROUP &&
	    fraction_rest(hidden.sum) >= DISCLOSURE_GROUP)
		total.most.part = DISCLOSURE_GROUP;
	if (fraction_rest(hidden.sum) < DISCLOSURE_GROUP &&
	    hidden.sum.part >= DISCLOSURE_GROUP)
		total.least.part = hidden.sum.whole - DISCLOSURE_GROUP;
	for (size_t i = 0; i < lines->count; i++) {
		struct disclosure ends = ends_of(lines, i);

		if (lines->shown[i].kind == DISCLOSURE_HIDDEN ||
		    !disclosure_lines_has(lines, i))
			continue;
		total.least = fraction_add(total.least, ends.least);
		total.most = fraction_add(total.most, ends.most);
	}
	/* Half of the scale says nothing. */
	if (2 * (total.most.part - total.least.part) > total.most.whole)
		return disclosure_lines_kind(DISCLOSURE_HIDDEN);
	return total;
}
