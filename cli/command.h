/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_COMMAND_H
#define ONBOARD_CLI_COMMAND_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * The commands of onboardctl as one table: parsing, requests, --help, the
 * bash completion and the test of the manual all read it.  A new command is a
 * row in its cli/command_table_*.c and, if it prints something new, a printer.
 */
#define COMMAND_MAX_OPTIONS 32 /* of one command, with the common ones */
#define COMMAND_MAX_ARGUMENTS 3
#define COMMAND_YES "yes" /* the option of each that has a question */
#define COMMAND_FORMAT "format"
#define COMMAND_OUTPUT "output" /* the file that the answer goes to */

struct invocation;
struct output;

enum option_place {
	OPTION_LOCAL, /* not part of the request */
	OPTION_BODY,
	OPTION_QUERY,
	OPTION_PATH,   /* fills {key} in the path */
	OPTION_SUFFIX, /* adds key to the path; the answer is printed as it is
			*/
	OPTION_FORMAT  /* text and json are ours; others are the daemon's, whose
			  answer is written as it is */
};

enum option_kind {
	KIND_TEXT,
	KIND_CLEARABLE, /* a text; "" takes away what there is */
	KIND_NUMBER,
	KIND_SWITCH
};

struct option_rule {
	const char *name;    /* without the dashes */
	const char *metavar; /* NULL for a switch */
	const char *key;     /* the name in the API */
	enum option_place place;
	enum option_kind kind;
	bool is_required;
	const char *words; /* what completion offers; @file for paths */
	const char *help;
};

struct argument_rule {
	const char *metavar; /* fills {metavar} in the path */
	enum option_kind kind;
	bool is_optional;
	const char *words; /* as in option_rule; @command for a command */
};

/* Prints a good answer for people; OB_EPROTO when a part is missing. */
typedef int (*command_print_fn)(
    const json_t *answer, struct output *output, struct error *err);

/* A command that needs no daemon: the exit status. */
typedef int (*command_run_fn)(
    const struct invocation *invocation, struct output *output);

struct command {
	const char *name;
	const char *summary;
	struct argument_rule arguments[COMMAND_MAX_ARGUMENTS];
	const struct option_rule *options; /* ends with a NULL name */
	bool wants_an_option;		   /* without any there is no change */
	bool is_patient;		   /* the answer may take any time */
	/* Asked first: for what destroys, cuts people off or mails them. */
	const char *question; /* {name} as in path; NULL: it just runs */
	const char *asks_for; /* only with this option; NULL: always */
	const char *method;
	const char *path;  /* below /api/v1; {name} is what was given */
	const char *doing; /* "cannot ..." when it failed; {name} as in path */
	command_print_fn print;
	command_run_fn run; /* in place of a request */
	const char *prefix; /* of a first argument that means something else */
	const struct command *variant; /* takes what follows the prefix */
	const char *details;
	const char *example; /* without "onboardctl " */
};

/* Those of every command, and those that stand without one. */
extern const struct option_rule command_common_options[];
extern const struct option_rule command_alone_options[];

/* In the order of --help; NULL behind the last. */
const struct command *command_at(size_t index);
const struct command *command_find(const char *name); /* or NULL */

/* The option of that name or, with key, of that API name; NULL if none. */
const struct option_rule *command_find_option(
    const struct option_rule *options, const char *name);
const struct option_rule *command_find_key(
    const struct command *command, const char *key);

#endif
