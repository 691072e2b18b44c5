/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PUBLIC_HANDBOOK_H
#define ONBOARD_ENGINE_PAGES_PUBLIC_HANDBOOK_H

#include <jansson.h>

#include "base/error.h"

struct engine;

/* The handbook for whoever asks, where the configuration opens it. */
struct public_handbook_request {
	const char *root;     /* of its addresses: "/handbook" */
	const char *language; /* its code; NULL: the instance's */
	const char *query;    /* what is looked for; NULL: nothing */
	const char *name;     /* this entry alone; NULL: all */
	const char *place;    /* what is nearest to there; NULL or "": all */
	const char *course;   /* or the guide of this one; NULL: none */
};

/*
 * The view of config/pages/handbook-open.html and handbook-embed.html:
 * page_handbook.h's, with names as configured, each entry with its "url", and
 * "courses" and the "places" that there are entries for; or "is_course" and
 * public_courses.h's.  The address of an entry for a place that is no more
 * leads to the central one.  OB_ENOTFOUND for an entry, a place and a course
 * that are none, and for all of it where the configuration does not open it;
 * OB_EINVALID for an unknown language and for a query that is too long.
 */
int public_handbook_view(struct engine *engine,
    const struct public_handbook_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
