/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEED_CONTENT_H
#define ONBOARD_ENGINE_FEED_CONTENT_H

#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/dossier.h"

/*
 * What one person's calendar of a journey says: the activities that the
 * person is responsible for or takes part in, in the person's language.
 * Cancelled ones stay until their day is over, at least 14 days.
 */
int feed_content_build(const struct dossier *dossier, int64_t person_id,
    struct strbuf *ret_bytes, struct error *err) OB_MUST_CHECK;

#endif
