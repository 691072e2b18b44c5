/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/printable.h"

void
printable_clean(char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = ' ';
}
