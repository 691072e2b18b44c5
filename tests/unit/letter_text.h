/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_LETTER_TEXT_H
#define ONBOARD_TESTS_LETTER_TEXT_H

/*
 * A letter with its quoted-printable undone, for looking texts up; newline is
 * what stands for the end of a line.  Returns owned.
 */
char *letter_text_decode(const char *bytes, char newline);

#endif
