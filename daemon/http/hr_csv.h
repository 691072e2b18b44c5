/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_CSV_H
#define ONBOARD_HTTP_HR_CSV_H

#include <jansson.h>

struct exchange;

/* Answers with the rows of hr_lists_view() as a file to keep. */
void hr_csv_reply(struct exchange *exchange, const json_t *view);

#endif
