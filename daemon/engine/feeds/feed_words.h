/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_WORDS_H
#define ONBOARD_ENGINE_FEEDS_FEED_WORDS_H

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/dossier/dossier.h"
#include "engine/feeds/feed_content.h"

/* What the entry of an activity says to a reader. */

/*
 * Replaces what ret_text holds.  To a coordinator it tells no goals and only
 * first names: their calendar holds less, and nothing hidden.
 */
int feed_words_description(const struct dossier *dossier,
    const struct activity *activity, const struct feed_reader *reader,
    struct strbuf *ret_text, struct error *err) OB_MUST_CHECK;

/* The phase's title, borrowed, or NULL. */
const char *feed_words_phase(const struct dossier *dossier,
    const struct activity *activity, enum language language);

#endif
