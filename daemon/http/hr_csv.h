/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_CSV_H
#define ONBOARD_HTTP_HR_CSV_H

#include <jansson.h>

#include "base/strbuf.h"

struct exchange;

/* Answers with the rows of hr_lists_view() as a file to keep. */
void hr_csv_reply(struct exchange *exchange, const json_t *view);

/* The same with a text that is made already; list: what the log calls it. */
void hr_csv_send(struct exchange *exchange, const char *list, const char *file,
    const struct strbuf *text);

#endif
