/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_ONE_CLICK_H
#define ONBOARD_HTTP_ONE_CLICK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a POST is the one-click unsubscription of RFC 8058, 3.1: the field
 * "List-Unsubscribe=One-Click" in an application/x-www-form-urlencoded body,
 * or alone in one of multipart/form-data, which mail programs are told to
 * prefer.  content_type may be NULL.  Everything else is not.
 */
bool one_click_is_asked(const char *content_type, const char *body, size_t len);

#endif
