/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/number.h"

#include <stdbool.h>
#include <string.h>

#define MAX_DIGITS 9

int
number_parse(const char *name, const char *text, int least, int most,
    int *ret_number, struct error *err)
{
	size_t len = strspn(text, "0123456789");
	bool is_number = len > 0 && len <= MAX_DIGITS && text[len] == '\0' &&
			 (text[0] != '0' || len == 1);
	int number = 0;

	for (size_t i = 0; is_number && i < len; i++)
		number = number * 10 + (text[i] - '0');
	if (!is_number || number < least || number > most)
		return error_set(err, OB_EINVALID,
		    "'%s' must be a whole number from %d to %d", name, least,
		    most);
	*ret_number = number;
	return 0;
}
