/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_HANDBOOK_CORRECTION_H
#define ONBOARD_ENGINE_PROGRAMMES_HANDBOOK_CORRECTION_H

#include <stdbool.h>

#include "base/error.h"
#include "model/handbook.h"

struct engine;

/* All as it shall be; NULL counts as "". */
struct handbook_correction {
	const char *contact_name;
	const char *contact_email;
	const char *deputy_name;
	const char *deputy_email;
	const char *phone;
	const char *mail;
	const char *helps_da; /* Markdown */
	const char *helps_en;
};

/* Whether nobody need be the entry's contact. */
bool handbook_correction_may_lack_contact(const struct handbook_entry *entry);

/*
 * Writes it into the entry.  OB_EINVALID names the field; the entry is of no
 * use then.  An address must be in a domain that the entry or the instance's
 * own mail has: nobody sends a function's mail elsewhere.  Only the entry of a
 * place or of a group may be without a contact.
 */
int handbook_correction_apply(const struct engine *engine,
    const struct handbook_correction *wanted, struct handbook_entry *entry,
    struct error *err) OB_MUST_CHECK;

#endif
