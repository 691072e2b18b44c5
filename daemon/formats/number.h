/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_NUMBER_H
#define ONBOARD_FORMATS_NUMBER_H

#include "base/error.h"

/*
 * A whole number in plain decimal digits ("7"; not "07", "+7" or "7.0")
 * from least to most, both at least 0.  name is for the message.
 */
int number_parse(const char *name, const char *text, int least, int most,
    int *ret_number, struct error *err) OB_MUST_CHECK;

#endif
