/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_METRICS_TEXT_H
#define ONBOARD_HTTP_METRICS_TEXT_H

#include <stdint.h>

#include "base/strbuf.h"

/* Prometheus' text format.  A name has one head, whatever its labels. */
void metrics_text_head(
    struct strbuf *text, const char *name, const char *type, const char *help);

/* A head and one number. */
void metrics_text_number(struct strbuf *text, const char *name,
    const char *type, const char *help, int64_t value);

#endif
