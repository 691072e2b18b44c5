/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SOCKET_H
#define ONBOARD_HTTP_SOCKET_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

/* Listening sockets: non-blocking, closed on exec. */

int socket_open_tcp(
    const char *address, int *ret_fd, struct error *err) OB_MUST_CHECK;

/* Mode 0660 and the group, if not NULL. */
int socket_open_unix(const char *path, const gid_t *group, int *ret_fd,
    struct error *err) OB_MUST_CHECK;

/* Checks and prepares one that was inherited; closes nothing. */
int socket_adopt(int fd, bool *ret_is_unix, struct error *err) OB_MUST_CHECK;

int socket_port(int fd);

#endif
