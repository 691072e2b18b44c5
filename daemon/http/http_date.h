/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HTTP_DATE_H
#define ONBOARD_HTTP_HTTP_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define HTTP_DATE_SIZE 30

/* As "Sun, 06 Nov 1994 08:49:37 GMT"; the instant in 1900..2199. */
char *http_date_format(int64_t instant, char text[HTTP_DATE_SIZE]);

/* All three forms of RFC 9110, 5.6.7; false if it is none. */
bool http_date_parse(const char *text, int64_t *ret_instant);

#endif
