/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_MARKDOWN_ENTITY_H
#define ONBOARD_TEXT_MARKDOWN_ENTITY_H

#include <stddef.h>

#include "base/strbuf.h"

/*
 * Appends what "&amp;", "&#230;" or "&#xE6;" stands for.  A number that is
 * no character becomes U+FFFD; a name that we do not know stays as typed.
 */
void markdown_entity_decode(const char *entity, size_t len, struct strbuf *out);

#endif
