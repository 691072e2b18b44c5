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

#define HANDBOOK_MAX_ENTRIES 1000
#define HANDBOOK_NAME_SIZE 64 /* of an entry's name */

/*
 * The handbook: who, for each function, helps with what.  An entry is central,
 * for an area, for a workplace, or for a workplace of an area.
 */
struct handbook_entry {
	char *name;	 /* by which it is found, of handbook_name() */
	char *function;	 /* one of handbook_functions */
	char *area;	 /* "" */
	char *workplace; /* "" */
	bool is_filed;	 /* the handbook's file has it, and not a table */
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
const struct handbook_entry *handbook_find(
    const struct handbook *handbook, const char *name); /* NULL for none */

/*
 * Places are the same as people write them: blanks, case and how Danish letters
 * are written do not tell them apart (base/folded.h).
 */
bool handbook_is_in_area(const struct handbook_entry *entry, const char *area);

/* The function's entry for that place and no other; NULL for none. */
const struct handbook_entry *handbook_at(const struct handbook *handbook,
    const char *function, const struct programme_scope *place);

/*
 * What an address that stays leads to: the entry of that name, or the
 * function's central one where an entry for a place is no more.  NULL for none.
 */
const struct handbook_entry *handbook_find_or_central(
    const struct handbook *handbook, const char *name);

/*
 * The name of the function's entry for that place, which never changes: of the
 * central one the function's own.
 */
const char *handbook_name(const char *function,
    const struct programme_scope *place, char ret_name[HANDBOOK_NAME_SIZE]);

bool handbook_is_local(const struct handbook_entry *entry);

/* Whether somebody is to be asked, be it one person or a group. */
bool handbook_has_contact(const struct handbook_entry *entry);

/*
 * Of a function, what is nearest to somebody who is there: the workplace's
 * entry, else the area's, else the central one, else NULL.  The nearest that
 * names somebody may be another than the nearest.
 */
const struct handbook_entry *handbook_nearest(const struct handbook *handbook,
    const char *function, const struct programme_scope *where);
const struct handbook_entry *handbook_nearest_contact(
    const struct handbook *handbook, const char *function,
    const struct programme_scope *where);

/* "Area, Workplace" as far as the entry has them.  Returns owned. */
char *handbook_place(const struct handbook_entry *entry);

/* The title, with the place of a local entry behind it.  Returns owned. */
char *handbook_title(
    const struct handbook_entry *entry, enum language language);

/*
 * "\"Name\" <addr>" as RFC 5322 quotes it, whatever the name holds; what an
 * address parser reads gives both back.  Returns owned.
 */
char *handbook_mailbox(const char *name, const char *address);

#endif
