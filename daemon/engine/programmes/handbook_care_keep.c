/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/handbook_care.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/groups.h"
#include "engine/programmes/programme_digest.h"
#include "engine/programmes/programmes.h"
#include "store/handbook_store.h"

static void
note_overwritten(struct programmes_handbook *outcome, const char *name)
{
	size_t len = strlen(outcome->overwritten);

	if (len + 1 + strlen(name) >= sizeof(outcome->overwritten)) {
		outcome->more_overwritten++;
		return;
	}
	(void)snprintf(outcome->overwritten + len,
	    sizeof(outcome->overwritten) - len, "%s%s", len == 0 ? "" : ",",
	    name);
}

/* The file says something new: what the function had said is in the audit. */
static int
give_up(struct change *change, const struct handbook_entry *corrected,
    struct programmes_handbook *outcome, struct error *err)
{
	int status =
	    handbook_store_forget(change->engine->store, corrected->name, err);

	if (status != OB_OK)
		return status;
	note_overwritten(outcome, corrected->name);
	return change_audit(change, "overwrite-correction",
	    SUBJECT("handbook_entry", 0), handbook_care_entry(corrected), NULL,
	    err);
}

/* An entry that is not there is like none that is. */
static void
digest_of(const struct handbook_entry *entry, char digest[DIGEST_HEX_SIZE])
{
	digest[0] = '-';
	digest[1] = '\0';
	if (entry != NULL)
		programme_digest_entry(entry, digest);
}

/* The file says what was said on the page, so nothing is beside it any more. */
static int
agree(struct change *change, const struct handbook_confirmation *confirmation,
    struct error *err)
{
	struct handbook_confirmation agreed = *confirmation;
	char none[] = "";

	if (confirmation->confirmed_at == 0)
		return handbook_store_forget(
		    change->engine->store, confirmation->name, err);
	agreed.base = none;
	return handbook_store_confirm(change->engine->store, &agreed, err);
}

static int
keep_one(struct change *change, const struct handbook *stored,
    const struct handbook *file,
    const struct handbook_confirmation *confirmation,
    struct programmes_handbook *outcome, struct error *err)
{
	const struct handbook_entry *corrected =
	    handbook_find(stored, confirmation->name);
	char said[DIGEST_HEX_SIZE];
	char written[DIGEST_HEX_SIZE];

	if (corrected == NULL)
		return OB_OK;
	digest_of(corrected, said);
	digest_of(handbook_find(file, confirmation->name), written);
	if (strcmp(said, written) == 0)
		return agree(change, confirmation, err);
	if (confirmation->base[0] == '\0') /* of what is there no more */
		return handbook_store_forget(
		    change->engine->store, confirmation->name, err);
	if (strcmp(written, confirmation->base) != 0)
		return give_up(change, corrected, outcome, err);
	outcome->kept++;
	return handbook_store_put(change->engine->store, corrected, err);
}

int
handbook_care_keep(struct change *change, const struct handbook *stored,
    const struct handbook *file, struct programmes_handbook *outcome,
    struct error *err)
{
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	cleanup_(handbook_free_ptr) struct handbook *merged = NULL;
	int status =
	    handbook_store_confirmations(change->engine->store, &known, err);

	for (size_t i = 0; status == OB_OK && i < known.count; i++)
		status = keep_one(
		    change, stored, file, &known.rows[i], outcome, err);
	if (status == OB_OK)
		status =
		    handbook_store_load(change->engine->store, &merged, err);
	if (status == OB_OK)
		status = groups_sync(change, merged, err);
	return status;
}
