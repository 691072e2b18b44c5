/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_RECEIVE_CHILD_H
#define ONBOARD_CLI_RECEIVE_CHILD_H

#include <jansson.h>
#include <stddef.h>

/*
 * Reads a message in a process of its own, which ends with it: what a stranger
 * wrote to break the reader breaks nothing but that.  It has 10 seconds of the
 * processor and little memory, writes no file, gains no rights, and answers by
 * a pipe.  NULL when no fact came of it; it is then unreadable.  Returns owned.
 */
json_t *receive_child_read(
    const char *bytes, size_t len, const char *trusted_host);

#endif
