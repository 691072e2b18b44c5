/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_MEASURE_H
#define ONBOARD_MODEL_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/fraction.h"

/* What is counted of a quarter in an area: leaders, and those of whom the
 * measure holds. */
struct measure_count {
	char *area;
	int quarter;
	int64_t part;
	int64_t whole;
};

/* That some of them followed a version of a programme. */
struct measure_version {
	char *area;
	int quarter;
	char *programme;
	int version;
	bool is_pilot; /* for one area or workplace alone */
};

#define MEASURE_BASELINE "baseline" /* before the system, and whence */
#define MEASURE_TARGET "target"

/* A share that is entered by hand: the purpose is one of those above. */
struct measure_mark {
	char *measure;
	char *area; /* "" is the whole municipality */
	char *purpose;
	int permille;
	int year; /* of which it is, or in which it is to be */
	char *source;
};

#define MEASURE_SOURCE_MAX 500

#endif
