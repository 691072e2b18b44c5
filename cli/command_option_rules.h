/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_COMMAND_OPTION_RULES_H
#define ONBOARD_CLI_COMMAND_OPTION_RULES_H

#include "cli/command_options.h"

/* How the tables of options are written; the files that hold them use it. */

/* clang-format off: braces of a row are no block. */
#define TEXT(name, metavar, key, words, help)                                  \
	{                                                                      \
		name, metavar, key, OPTION_BODY, KIND_TEXT, false, words, help \
	}
#define NEEDED(name, metavar, key, words, help)                                \
	{                                                                      \
		name, metavar, key, OPTION_BODY, KIND_TEXT, true, words, help  \
	}
#define CLEARABLE(name, metavar, key, help)                                    \
	{                                                                      \
		name, metavar, key, OPTION_BODY, KIND_CLEARABLE, false, NULL,  \
		    help                                                       \
	}
#define QUERY(name, metavar, key, words, help)                                 \
	{                                                                      \
		name, metavar, key, OPTION_QUERY, KIND_TEXT, false, words,     \
		    help                                                       \
	}
#define SWITCH(name, key, place, help)                                         \
	{                                                                      \
		name, NULL, key, place, KIND_SWITCH, false, NULL, help         \
	}
#define YES                                                                    \
	SWITCH(COMMAND_YES, NULL, OPTION_LOCAL, "go on without asking first")
#define END                                                                    \
	{                                                                      \
		.name = NULL                                                   \
	}
/* clang-format on */

#endif
