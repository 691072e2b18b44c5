/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PRINTABLE_H
#define ONBOARD_FORMATS_PRINTABLE_H

/*
 * Messages quote what stands in a file, and several are joined by line
 * breaks: a line break of the file must not look like another message.
 * Control characters become blanks, in place.
 */
void printable_clean(char *text);

#endif
