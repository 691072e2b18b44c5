/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_SAVED_H
#define ONBOARD_ENGINE_HR_HR_SAVED_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_board.h"

struct engine;

/*
 * The board's filters that a coordinator saved under names; nobody sees those
 * of another.  Another's are OB_ENOTFOUND.
 */
#define HR_SAVED_MAX 50
#define HR_SAVED_NAME_MAX 80

/* Whose, and who says so in the audit log. */
struct hr_saved_owner {
	int64_t person_id;
	const char *actor;
};

/* [{"id","name","url","rename_url","remove_url"}] by name. */
int hr_saved_list(struct engine *engine, int64_t person_id, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;

/* {"name","query"} */
int hr_saved_find(struct engine *engine, int64_t person_id, int64_t id,
    json_t **ret_saved, struct error *err) OB_MUST_CHECK;

/*
 * OB_EEXISTS for a name that is taken, in whatever case, OB_ELIMIT beyond
 * HR_SAVED_MAX, OB_EINVALID for a bad name, a filter that cannot be read and
 * one that leaves nothing out.
 */
int hr_saved_add(struct engine *engine, const struct hr_saved_owner *owner,
    const char *name, const struct hr_board_filter *filter,
    struct error *err) OB_MUST_CHECK;

int hr_saved_rename(struct engine *engine, const struct hr_saved_owner *owner,
    int64_t id, const char *name, struct error *err) OB_MUST_CHECK;
int hr_saved_remove(struct engine *engine, const struct hr_saved_owner *owner,
    int64_t id, struct error *err) OB_MUST_CHECK;

#endif
