/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_TERMS_H
#define ONBOARD_ENGINE_PROGRAMMES_TERMS_H

#include "base/error.h"
#include "base/strbuf.h"
#include "crypto/digest.h"
#include "model/programme.h"

struct engine;

/*
 * What a cohort's programme asks of those who are nominated and of their
 * managers: config/terms/PROGRAMME.LANGUAGE.md.  Read when it is asked for, so
 * an edited text counts from then on; its digest tells which one somebody
 * accepted.
 */
int terms_read(struct engine *engine, const char *programme,
    enum language language, struct strbuf *ret_markdown,
    struct error *err) OB_MUST_CHECK;

/* Of the texts in all languages: they say the same. */
int terms_digest(struct engine *engine, const char *programme,
    char ret_hex[DIGEST_HEX_SIZE], struct error *err) OB_MUST_CHECK;

#endif
