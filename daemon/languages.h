/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_LANGUAGES_H
#define ONBOARD_LANGUAGES_H

#include "base/error.h"
#include "model/programme.h"

struct catalogue;

/*
 * The texts of all languages: those in the binary, over which lie those of a
 * municipality in DIRECTORY/language/da.yaml and en.yaml, "" for no folder.
 * Its files have the texts alone that are its own, so an upgrade brings what
 * it adds.  A mistake is told with its line.  Called by onboardd.c only.
 */
int languages_load(const char *directory,
    struct catalogue *ret_catalogues[LANGUAGE_COUNT],
    struct error *err) OB_MUST_CHECK;

#endif
