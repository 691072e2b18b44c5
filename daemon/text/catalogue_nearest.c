/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/catalogue_nearest.h"

#include <stddef.h>
#include <string.h>

#include "text/catalogue.h"

/* Longer than any key, so that a row of distances has room on the stack. */
#define MOST_LETTERS 128

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* How many letters to add, leave out or change make b out of a. */
static size_t
distance(const char *a, const char *b)
{
	size_t len = strlen(b);
	size_t row[MOST_LETTERS + 1];

	for (size_t i = 0; i <= len; i++)
		row[i] = i;
	for (size_t k = 0; a[k] != '\0'; k++) {
		size_t diagonal = row[0];

		row[0] = k + 1;
		for (size_t i = 0; i < len; i++) {
			size_t above = row[i + 1];

			row[i + 1] = least(above + 1, row[i] + 1,
			    diagonal + (a[k] == b[i] ? 0 : 1));
			diagonal = above;
		}
	}
	return row[len];
}

const char *
catalogue_nearest(const struct catalogue *catalogue, const char *key)
{
	const char *nearest = NULL;
	size_t most = strlen(key) / 3;

	if (strlen(key) > MOST_LETTERS)
		return NULL;
	for (size_t i = 0; i < catalogue_count(catalogue); i++) {
		const char *other = catalogue_key_at(catalogue, i);
		size_t apart;

		if (strlen(other) > MOST_LETTERS)
			continue;
		apart = distance(key, other);
		if (apart > most || (nearest != NULL && apart == most))
			continue;
		nearest = other;
		most = apart;
	}
	return nearest;
}
