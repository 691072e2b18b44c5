/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_LISTENER_H
#define ONBOARD_HTTP_LISTENER_H

#include <sys/types.h>

#include "base/error.h"
#include "http/server_private.h"

/* Takes fd, a listening socket; path (NULL: not ours) is removed at the end. */
void listener_start(
    struct http_server *server, int fd, bool is_socket, const char *path);
void listener_stop_all(struct http_server *server);

/* Stops and goes on taking clients; pending ones wait in the kernel. */
void listener_pause_all(struct http_server *server);
void listener_resume_all(struct http_server *server);

#endif
