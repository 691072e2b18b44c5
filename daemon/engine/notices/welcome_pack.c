/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/welcome_pack.h"

#include "engine/core/core.h"
#include "model/role.h"

static bool
is_done(const struct dossier *dossier, const char *step)
{
	const struct activity *activity = dossier_activity(dossier, step);

	return activity != NULL && dossier_state(activity) == ACTIVITY_DONE;
}

static bool
has_mentor(const struct dossier *dossier)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, ROLE_MENTOR);

	return row != NULL && !row->is_fallback;
}

void
welcome_pack_list_missing(
    const struct dossier *dossier, const char *ret_keys[WELCOME_PACK_PARTS])
{
	const bool has_video =
	    dossier->engine->settings->welcome_video[0] != '\0';

	ret_keys[0] = has_video ? NULL : "pack_part.video";
	ret_keys[1] =
	    is_done(dossier, "introprogram") ? NULL : "pack_part.introprogram";
	ret_keys[2] =
	    is_done(dossier, "haandbog") ? NULL : "pack_part.haandbog";
	ret_keys[3] = has_mentor(dossier) ? NULL : "pack_part.mentor";
}

int
welcome_pack_count(const struct dossier *dossier)
{
	const char *missing[WELCOME_PACK_PARTS];
	int count = 0;

	welcome_pack_list_missing(dossier, missing);
	for (int i = 0; i < WELCOME_PACK_PARTS; i++)
		count += missing[i] == NULL ? 1 : 0;
	return count;
}
