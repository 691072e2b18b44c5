/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_INPUT_H
#define ONBOARD_CLI_INPUT_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/* Reads a file of at most max bytes, or for "-" standard input. */
int input_read(const char *path, size_t max, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
