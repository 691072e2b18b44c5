/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/fraction.h"

#include <assert.h>
#include <stdio.h>

struct fraction
fraction_add(struct fraction a, struct fraction b)
{
	return (struct fraction){a.part + b.part, a.whole + b.whole};
}

int64_t
fraction_rest(struct fraction fraction)
{
	return fraction.whole - fraction.part;
}

int
fraction_compare(struct fraction a, struct fraction b)
{
	int64_t left = a.part * b.whole;
	int64_t right = b.part * a.whole;

	return (left > right) - (left < right);
}

int
fraction_permille(struct fraction fraction)
{
	assert(fraction.whole > 0);
	return (int)((2000 * fraction.part + fraction.whole) /
		     (2 * fraction.whole));
}

int
fraction_percent_floor(struct fraction fraction)
{
	assert(fraction.whole > 0);
	return (int)(100 * fraction.part / fraction.whole);
}

int
fraction_percent_ceiling(struct fraction fraction)
{
	assert(fraction.whole > 0);
	return (
	    int)((100 * fraction.part + fraction.whole - 1) / fraction.whole);
}

char *
fraction_format(int permille, char mark, char text[FRACTION_TEXT_SIZE])
{
	assert(permille >= 0 && permille <= 1000);
	(void)snprintf(text, FRACTION_TEXT_SIZE, "%d%c%d", permille / 10, mark,
	    permille % 10);
	return text;
}
