/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers for the zone named on the command line: "u INSTANT" with the offset,
 * "l DAY SECOND" (days since 1970) with the instant.  For zone_oracle.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/zone.h"

static int
answer(const struct zone *zone, const char *question)
{
	char *end = NULL;
	long long first = strtoll(question + 1, &end, 10);
	long long second = strtoll(end, NULL, 10);

	if (question[0] == 'u')
		return printf("%d\n", zone_offset(zone, first));
	if (question[0] == 'l')
		return printf("%" PRId64 "\n",
		    zone_to_utc(
			zone, (struct date){(int32_t)first}, (int)second));
	(void)fprintf(stderr, "zone_probe: not understood: %s", question);
	return -1;
}

int
main(int argc, char **argv)
{
	struct zone *zone = NULL;
	struct error err = ERROR_INIT;
	char question[64];
	int status = 0;

	if (argc != 2 || zone_open(argv[1], &zone, &err) < 0) {
		(void)fprintf(stderr, "zone_probe: %s\n",
		    argc == 2 ? err.text : "usage: zone_probe ZONE");
		return 2;
	}
	while (status >= 0 && fgets(question, sizeof(question), stdin) != NULL)
		status = answer(zone, question);
	zone_close(zone);
	return status < 0;
}
