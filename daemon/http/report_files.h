/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_REPORT_FILES_H
#define ONBOARD_HTTP_REPORT_FILES_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;
struct exchange;

/* In which forms reports are given as files. */
#define REPORT_FILES_CSV "csv"	   /* for Danish spreadsheets */
#define REPORT_FILES_PLAIN "plain" /* for other programs */
#define REPORT_FILES_XLSX "xlsx"

/*
 * Answers with a report of reports_view() as a file to keep.  On failure
 * nothing is answered; OB_EINVALID for another format.
 */
int report_files_reply(struct exchange *exchange, const struct engine *engine,
    const json_t *report, const char *format, struct error *err) OB_MUST_CHECK;

#endif
