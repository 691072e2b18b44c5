/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_STEP_TOPICS_H
#define ONBOARD_MODEL_STEP_TOPICS_H

#include <stddef.h>

#include "model/programme.h"

/* What a talk is to be about: the topics of one step, in their order. */
#define STEP_TOPICS_MAX 12

/* The topic's index, or -1. */
int step_topics_find(const struct step *step, const char *id);

/* Adds one at the end; takes what it holds. */
void step_topics_append(struct step *step, struct topic topic);

/* Gives the copy topics of its own, in the place of those it has borrowed. */
void step_topics_copy(const struct step *step, struct step *copy);
void step_topics_release(struct step *step);

/* "bidrag: How one contributes; moeder: Which meetings".  Owned. */
char *step_topics_format(const struct step *step, enum language language);

#endif
