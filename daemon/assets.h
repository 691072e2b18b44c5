/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ASSETS_H
#define ONBOARD_ASSETS_H

#include "base/error.h"
#include "base/strbuf.h"
#include "model/programme.h"
#include "model/settings.h"

struct engine;

/*
 * What a municipality may edit: a file below the configuration's folder wins
 * over the one in the binary ("config/mail/digest.da.txt" is looked for as
 * DIRECTORY/mail/digest.da.txt first).  Called by onboardd.c only.
 */

/* An engine_source_fn; arg is the folder, "" for the binary's files alone. */
int assets_source(void *arg, const char *path, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

/*
 * Everything that settings name is read and checked before anything is
 * stored: mistakes leave the old programmes and handbook as they are.
 */
int assets_import(struct engine *engine, const struct settings *settings,
    struct error *err) OB_MUST_CHECK;

#endif
