/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_CHANGES_H
#define ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_CHANGES_H

#include <jansson.h>

#include "model/programme.h"
#include "text/catalogue.h"

/*
 * What one programme says otherwise than another, as sentences for those who
 * decide about it: {"has_changes","has_own","own":["..."],"has_added",
 * "added":[{"id","title","about"}],"has_removed","removed":[the same],
 * "has_changed","changed":[{"id","title","changes":[{"text","has_guides",
 * "before_html","after_html"}]}]}.  own are those of the programme itself;
 * steps stand in the order of the programme that has them.  The guides of a
 * step are shown as they were and are, as long as there is room for them.
 */
json_t *programme_changes_view(const struct programme *from,
    const struct programme *to, const struct catalogue *catalogue);

/* Bytes of guides, as HTML, that one page has room for. */
#define PROGRAMME_CHANGES_ROOM ((size_t)1 << 20)

/* "Møde, HR-koordinator, på første arbejdsdag".  Owned. */
char *programme_changes_about(const struct programme *programme,
    const struct step *step, const struct catalogue *catalogue);

#endif
