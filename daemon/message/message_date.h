/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_MESSAGE_DATE_H
#define ONBOARD_MESSAGE_MESSAGE_DATE_H

/*
 * What is wrong with the value of a Date field, or NULL: RFC 5322, 3.3,
 * without comments and old forms, and with a numeric zone (rule 59).
 */
const char *message_date_fault(const char *value);

#endif
