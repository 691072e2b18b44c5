/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/roles/handover.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/letters/letters.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "text/catalogue.h"

/* One open activity as it was. */
struct before {
	int64_t activity_id;
	int64_t responsible_id;
	int64_t noticed_id;
};

struct handover {
	struct before *rows;
	size_t count;
};

struct handover *
handover_new(const struct dossier *dossier)
{
	struct handover *handover = memory_alloc(sizeof(*handover));

	handover->rows = memory_alloc(
	    (dossier->activity_count + 1) * sizeof(*handover->rows));
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (activity_is_open(dossier_state(activity)))
			handover->rows[handover->count++] =
			    (struct before){activity->id,
				activity->responsible_id, activity->noticed_id};
	}
	return handover;
}

void
handover_free(struct handover *handover)
{
	if (handover == NULL)
		return;
	free(handover->rows);
	free(handover);
}

/*
 * Whether somebody else has it now, and not just nobody.  Functions change
 * hands several at once, and each is told by itself.
 */
static bool
has_passed_on(const struct dossier *dossier, const struct before *before,
    const struct activity *activity, const struct handover_change *what)
{
	if (what != NULL && role_is_function(what->role) &&
	    strcmp(dossier_step(dossier, activity)->role, what->role) != 0)
		return false;
	return activity->responsible_id != before->responsible_id &&
	       activity_is_open(dossier_state(activity));
}

static const char *
role_name(const struct engine *engine, enum language language, const char *role)
{
	size_t prefix = strlen(ROLE_FUNCTION_PREFIX);
	cleanup_(memory_free_ptr) char *key =
	    role_is_function(role)
		? memory_printf("role.function.%s", role + prefix)
		: memory_printf("role.%s", role);

	return catalogue_get(engine->catalogues[language], key);
}

/* What the old owner had been told of and has no more. */
static json_t *
lost_views(const struct dossier *dossier, const struct handover *handover,
    const struct person *old, const struct handover_change *what)
{
	struct engine *engine = dossier->engine;
	enum language language = core_language(engine, old->language);
	json_t *list = json_array();

	for (size_t i = 0; i < handover->count; i++) {
		const struct before *before = &handover->rows[i];
		const struct activity *activity =
		    dossier_activity_by_id(dossier, before->activity_id);
		cleanup_(memory_free_ptr) char *when = NULL;

		if (before->responsible_id != old->id ||
		    before->noticed_id != old->id ||
		    !has_passed_on(dossier, before, activity, what))
			continue;
		when =
		    phrases_when_in(language, core_zone(engine, old), activity);
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s}", "title",
			dossier_step(dossier, activity)->title.in[language],
			"when", when, "responsible_name",
			dossier_person(dossier, activity->responsible_id)
			    ->name));
	}
	return list;
}

static json_t *
view_of(const struct dossier *dossier, const struct person *old,
    const struct handover_change *what, json_t *lost)
{
	struct engine *engine = dossier->engine;
	cleanup_(memory_free_ptr) char *leader = naming_short(dossier);
	cleanup_(memory_free_ptr) char *successor =
	    what == NULL
		? memory_strdup("")
		: people_first_name(dossier_person(dossier, what->new_id));

	return json_pack("{s:s, s:s, s:s, s:b, s:b, s:o}", "leader_first_name",
	    leader, "new_first_name", successor, "role_name",
	    what == NULL
		? ""
		: role_name(
		      engine, core_language(engine, old->language), what->role),
	    "is_migration", (int)(what == NULL), "has_activities",
	    (int)(json_array_size(lost) > 0), "activities", lost);
}

/*
 * Somebody who never was told of anything needs no mail.  what is NULL when it
 * was no role that went but the programme that changed.
 */
static int
tell_old(struct change *change, const struct dossier *dossier,
    const struct handover *handover, int64_t old_id,
    const struct handover_change *what, struct error *err)
{
	const struct person *old = dossier_person(dossier, old_id);
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("handover-out:%" PRId64 ":%s:%" PRId64 ":%" PRId64,
		dossier->journey.id, what == NULL ? "programme" : what->role,
		old->id, core_now(change->engine));
	struct letter_request request = {
	    .kind = MAIL_HANDOVER_OUT,
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = old,
	    .journey_id = dossier->journey.id,
	    .is_for_themself = true,
	};
	json_t *lost = lost_views(dossier, handover, old, what);

	if (json_array_size(lost) == 0) {
		json_decref(lost);
		return OB_OK;
	}
	request.view = view_of(dossier, old, what, lost);
	return letters_queue(change, &request, NULL, err);
}

static json_t *
moved_views(const struct dossier *dossier, const struct handover *handover,
    const struct handover_change *what)
{
	json_t *list = json_array();

	for (size_t i = 0; i < handover->count; i++) {
		const struct before *before = &handover->rows[i];
		const struct activity *activity =
		    dossier_activity_by_id(dossier, before->activity_id);

		if (has_passed_on(dossier, before, activity, what))
			(void)json_array_append_new(
			    list, json_pack("{s:I, s:s}", "activity",
				      (json_int_t)activity->id, "step",
				      activity->step));
	}
	return list;
}

/* Everybody who is named in a mail, once it is about to be written. */
static int
know_all(
    struct dossier *dossier, const struct handover *handover, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < handover->count; i++) {
		const struct before *before = &handover->rows[i];
		const struct activity *activity =
		    dossier_activity_by_id(dossier, before->activity_id);

		status = dossier_know(dossier, before->responsible_id, err);
		if (status == OB_OK)
			status = dossier_know(
			    dossier, activity->responsible_id, err);
	}
	return status;
}

int
handover_settle(struct change *change, struct dossier *dossier,
    const struct handover *handover, const struct handover_change *what,
    json_t **ret_moved, struct error *err)
{
	int status = know_all(dossier, handover, err);

	if (status == OB_OK)
		status = dossier_know(dossier, what->new_id, err);
	if (status == OB_OK && what->old_id != 0)
		status = dossier_know(dossier, what->old_id, err);
	if (status == OB_OK && what->old_id != 0)
		status = tell_old(
		    change, dossier, handover, what->old_id, what, err);
	if (status == OB_OK)
		*ret_moved = moved_views(dossier, handover, what);
	return status;
}

/* Whether the owner in the row has had an earlier one. */
static bool
is_known(const struct handover *handover, size_t row)
{
	for (size_t i = 0; i < row; i++) {
		if (handover->rows[i].responsible_id ==
		    handover->rows[row].responsible_id)
			return true;
	}
	return false;
}

int
handover_settle_all(struct change *change, struct dossier *dossier,
    const struct handover *handover, struct error *err)
{
	int status = know_all(dossier, handover, err);

	for (size_t i = 0; status == OB_OK && i < handover->count; i++) {
		if (!is_known(handover, i))
			status = tell_old(change, dossier, handover,
			    handover->rows[i].responsible_id, NULL, err);
	}
	return status;
}
