/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_PURPOSE_H
#define ONBOARD_ENGINE_PAGES_PAGE_PURPOSE_H

#include <stddef.h>

/*
 * What something is for, as its guide begins: the text below the guide's
 * first heading, up to the next one; of a guide that begins without a heading,
 * all up to the first.  Borrows: returns where it begins in the guide, and in
 * *ret_len how long it is; 0 when there is none.  Headings are those with
 * "#" (CommonMark 4.2), which guides are written with; a line of a fenced
 * block is none.
 */
const char *page_purpose_find(const char *guide, size_t *ret_len);

#endif
