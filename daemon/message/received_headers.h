/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_RECEIVED_HEADERS_H
#define ONBOARD_MESSAGE_RECEIVED_HEADERS_H

#include <gmime/gmime.h>

#include "message/received.h"

/*
 * Fills in from, sender, message_id, subject, recipients and is_automatic.
 * Addresses are read from the fields as they stand: what encoded words hold
 * must not become part of their grammar (RFC 2047, 5).
 */
void received_headers_read(GMimeMessage *message, struct received *received);

#endif
