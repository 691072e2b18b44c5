/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_RECEIVED_REPORT_H
#define ONBOARD_MESSAGE_RECEIVED_REPORT_H

#include "message/received.h"

/* What mail servers say of mail that they could not deliver. */

/* The text of a message/delivery-status part (RFC 3464). */
void received_report_read(const char *text, struct received *received);

/* Notes the Message-IDs that header fields in a text name. */
void received_report_find_ids(const char *text, struct received *received);

/* Notes one, with or without <>; not twice, and none that is not one. */
void received_report_add_id(const char *id, struct received *received);

#endif
