/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_HANDBOOK_H
#define ONBOARD_MODEL_HANDBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "model/programme.h"

/*
 * The functions that may stand in a handbook, in its order, with a closing
 * NULL: those of role.h, which programmes give steps to, and helpers that a
 * municipality need not have.
 */
extern const char *const handbook_functions[];
bool handbook_function_is_known(const char *function);

/* The handbook: who, for each central function, helps with what. */
struct handbook_entry {
	char *function; /* one of handbook_functions */
	struct text_pair title;
	char *contact_name; /* "" when nobody is named yet */
	char *contact_email;
	char *deputy_name;
	char *deputy_email;
	char *phone;
	char *mail;    /* the function's shared mailbox */
	char *members; /* who own it together: "Name <addr>", one a line */
	struct text_pair helps_with;
};

struct handbook {
	struct handbook_entry *entries;
	size_t count;
};

void handbook_free(struct handbook *handbook);	    /* accepts NULL */
void handbook_free_ptr(struct handbook **handbook); /* for cleanup_ */
const struct handbook_entry *handbook_find(const struct handbook *handbook,
    const char *function); /* NULL when it has none */

/*
 * "\"Name\" <addr>" as RFC 5322 quotes it, whatever the name holds; what an
 * address parser reads gives both back.  Returns owned.
 */
char *handbook_mailbox(const char *name, const char *address);

#endif
