/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CRYPTO_RANDOM_H
#define ONBOARD_CRYPTO_RANDOM_H

#include <stddef.h>

/* Bytes of the kernel's random generator; aborts where there is none. */
void random_bytes(void *ret_bytes, size_t len);

/* Hex of that many random bytes; ret holds 2 * bytes + 1.  Returns ret. */
char *random_hex(size_t bytes, char *ret);

#endif
