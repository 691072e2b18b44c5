/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SITE_VIEW_H
#define ONBOARD_HTTP_SITE_VIEW_H

#include <jansson.h>

#include "model/programme.h"

struct exchange;
struct site;

/*
 * Adds what the layout needs of the request, where the view does not say it
 * itself: language and municipality, the navigation of the reader's pages, and
 * whom to ask.  schemas/pages/common.json has an example of each name.
 */
void site_view_common(const struct site *site, const struct exchange *exchange,
    enum language language, json_t *view);

#endif
