/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_ADDRESS_H
#define ONBOARD_MESSAGE_LETTER_ADDRESS_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * A finished letter, as letter_build() makes it, to another address: only its
 * To field is another.  name may be NULL or "".  OB_EINVALID when the address
 * or the letter is not as it must be.
 */
int letter_address_to(const void *bytes, size_t len, const char *name,
    const char *address, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
