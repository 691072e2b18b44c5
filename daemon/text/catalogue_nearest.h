/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_CATALOGUE_NEAREST_H
#define ONBOARD_TEXT_CATALOGUE_NEAREST_H

struct catalogue;

/*
 * The key that differs from a mistyped one in the fewest letters, the first of
 * them in order; NULL when that is more than a third of it.  Borrowed from the
 * catalogue.
 */
const char *catalogue_nearest(
    const struct catalogue *catalogue, const char *key);

#endif
