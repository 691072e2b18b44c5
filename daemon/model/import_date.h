/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_IMPORT_DATE_H
#define ONBOARD_MODEL_IMPORT_DATE_H

#include "base/date.h"
#include "base/error.h"

/*
 * A date as people and spreadsheets write it in Denmark: 2027-02-01,
 * 01-02-2027, 1.2.2027 or 1/2/2027, the day before the month.  Anything else
 * is OB_EINVALID and told apart: a year of two digits, a month above 12, a
 * day that does not exist, the number that a spreadsheet keeps a date as.
 */
int import_date_parse(
    const char *text, struct date *ret_date, struct error *err) OB_MUST_CHECK;

#endif
