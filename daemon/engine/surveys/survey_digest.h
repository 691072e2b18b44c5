/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_SURVEYS_SURVEY_DIGEST_H
#define ONBOARD_ENGINE_SURVEYS_SURVEY_DIGEST_H

#include "crypto/digest.h"
#include "model/survey.h"

/*
 * The digest of what a survey says, without its version: two that ask and
 * promise the same have the same one.
 */
void survey_digest(const struct survey *survey, char ret_hex[DIGEST_HEX_SIZE]);

#endif
