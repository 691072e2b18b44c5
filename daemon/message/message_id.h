/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_MESSAGE_ID_H
#define ONBOARD_MESSAGE_MESSAGE_ID_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Takes one "<left@right>" of RFC 5322, 3.6.4 (without old forms) and the
 * blanks around it from *at.  False when there is none; ret_id is borrowed
 * from the text, with the angles.
 */
bool message_id_take(const char **at, const char **ret_id, size_t *ret_len);

#endif
