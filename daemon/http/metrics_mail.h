/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_METRICS_MAIL_H
#define ONBOARD_HTTP_METRICS_MAIL_H

#include "base/error.h"
#include "base/strbuf.h"

struct engine;

/* The queue of mail and its relay, in Prometheus' text format. */
int metrics_mail_add(struct strbuf *text, struct engine *engine,
    struct error *err) OB_MUST_CHECK;

#endif
