/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PUBLIC_COURSES_H
#define ONBOARD_ENGINE_PAGES_PUBLIC_COURSES_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What every leader may want to read of a pre-leader course before nominating
 * somebody: the guide of the step of the nominations, which says how talent is
 * spotted, and what a yes binds to.  Part of the public handbook.
 */

/*
 * [{"programme","title"}] of those that have such a guide and fit what is
 * looked for; NULL and "" are all.
 */
int public_courses_list(struct engine *engine, enum language language,
    const char *text, json_t **ret_list, struct error *err) OB_MUST_CHECK;

/*
 * {"course":title,"guide_html","has_terms","terms_html"}; OB_ENOTFOUND for
 * what is no course, or has no such guide.
 */
int public_courses_view(struct engine *engine, const char *programme,
    enum language language, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
