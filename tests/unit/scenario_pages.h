/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SCENARIO_PAGES_H
#define ONBOARD_TESTS_SCENARIO_PAGES_H

#include <jansson.h>

#include "base/strbuf.h"
#include "http/page_templates.h"
#include "scenario_play.h"

/* ".../l/TOKEN" or ".../p/TOKEN" of who has a page; owned. */
int play_page_url(struct play *play, const char *address, char **ret_url,
    struct error *err) OB_MUST_CHECK;

/* The page as it is read, in the view's language. */
int play_page_render(struct play *play, enum page_template template,
    json_t *view, struct strbuf *html, struct error *err) OB_MUST_CHECK;

#endif
