/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_GUIDE_H
#define ONBOARD_MODEL_GUIDE_H

#include <stddef.h>

#include "model/programme.h"

/*
 * What is read out of a step's guide, which is Markdown and written for who is
 * responsible.  Headings are those with "#" (CommonMark 4.2), which guides are
 * written with; a line of a fenced block is none.
 */

/* Of what the leader reads; it is a few sentences, and a page has fifty. */
#define GUIDE_LEADER_MAX_CHARS 600

/*
 * What something is for, as its guide begins: the text below the guide's
 * first heading, up to the next one; of a guide that begins without a heading,
 * all up to the first.  Borrows: returns where it begins in the guide, and in
 * *ret_len how long it is; 0 when there is none.
 */
const char *guide_purpose(const char *guide, size_t *ret_len);

/*
 * What the leader reads: the text below the first heading that is the given
 * one of the language, up to the next heading.  Borrows, as guide_purpose();
 * a guide without it, or with nothing below it, has length 0.
 */
const char *guide_leader_heading(enum language language);
const char *guide_for_leader(
    const char *guide, enum language language, size_t *ret_len);

/* The rest, with blanks at its end alone gone; owned, "" when that is all. */
char *guide_without_leader(const char *guide, enum language language);

#endif
