/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/fraction.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define DIGITS "0123456789"

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
	assert(permille >= 0 && permille <= PERMILLE_WHOLE);
	(void)snprintf(text, FRACTION_TEXT_SIZE, "%d%c%d", permille / 10, mark,
	    permille % 10);
	return text;
}

/* Behind the whole percents: a decimal behind a comma or a point, and a sign,
 * each of which may be left out. */
static bool
read_rest(const char *rest, int *permille)
{
	if (*rest == ',' || *rest == '.') {
		if (rest[1] < '0' || rest[1] > '9')
			return false;
		*permille += rest[1] - '0';
		rest += 2;
	}
	if (rest[strspn(rest, " ")] == '%')
		rest += strspn(rest, " ") + 1;
	return *rest == '\0';
}

int
fraction_parse(const char *text, int *ret_permille, struct error *err)
{
	size_t digits = strspn(text, DIGITS);
	int permille = 0;
	bool is_good = digits >= 1 && digits <= 3;

	for (size_t i = 0; is_good && i < digits; i++)
		permille = permille * 10 + (text[i] - '0');
	permille *= 10;
	if (!is_good || !read_rest(text + digits, &permille) ||
	    permille > PERMILLE_WHOLE)
		return error_set(err, OB_EINVALID,
		    "'%.20s' is no percentage: write 0 to 100 with at most "
		    "one decimal, as 57,3",
		    text);
	*ret_permille = permille;
	return OB_OK;
}
