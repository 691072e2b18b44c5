/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_MEASURE_CSV_H
#define ONBOARD_HTTP_HR_MEASURE_CSV_H

#include <jansson.h>

#include "base/strbuf.h"

/*
 * Measures of measures_view() for other programs: commas, decimal points, no
 * byte order mark, a heading of ids and a row for each cell, whatever language
 * they were told in.  scope is municipality, area or no-area; least and most
 * are percents, and empty where nothing is told.
 */
void hr_measure_csv_add(struct strbuf *out, const json_t *measures);

#endif
