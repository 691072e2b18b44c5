/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SURVEY_SAMPLE_H
#define ONBOARD_TESTS_SURVEY_SAMPLE_H

#include "model/survey.h"

/*
 * A survey without a mistake: the scale 'passer', the choice 'del' of those
 * who gave it at most 2, and the text 'andet' of those who chose 'andet'.
 */
enum { SAMPLE_SCALE, SAMPLE_CHOICE, SAMPLE_TEXT };

struct survey *survey_sample_new(void);

/* Frees *text and puts a copy of the other there; NULL stays NULL. */
void survey_sample_replace(char **text, const char *other);

#endif
