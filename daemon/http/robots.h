/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_ROBOTS_H
#define ONBOARD_HTTP_ROBOTS_H

#include "http/server.h"

/*
 * /robots.txt, which allows everything: Google's calendar obeys it and would
 * otherwise fetch no feed.  X-Robots-Tag keeps the pages out of the index.
 */
void robots_add_route(struct http_server *server);

#endif
