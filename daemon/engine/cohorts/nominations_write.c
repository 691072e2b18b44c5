/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/memory.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/cohorts/nominations_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/letters/letters.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/mail_store.h"
#include "text/dates_text.h"

/* The beginning of the keys of all mails to one of the two. */
static char *
key_prefix(const struct nomination *nomination, enum nomination_side side)
{
	return memory_printf("nomination:%" PRId64 ":%s:", nomination->id,
	    side == NOMINATION_NOMINEE ? "nominee" : "manager");
}

/* Who is nominated again, or asked again, gets a mail of its own. */
static char *
key_of(const struct change *change, const struct nomination *nomination,
    enum nomination_side side, const char *what)
{
	cleanup_(memory_free_ptr) char *prefix = key_prefix(nomination, side);

	return memory_printf(
	    "%s%s%" PRId64, prefix, what, core_now(change->engine));
}

static const struct person *
receiver_of(const struct dossier *dossier, const struct nomination *nomination,
    enum nomination_side side)
{
	return dossier_person(dossier, side == NOMINATION_NOMINEE
					   ? nomination->person_id
					   : nomination->manager_id);
}

static bool
has_begun(const struct dossier *dossier)
{
	return !date_before(
	    core_today(dossier->engine), dossier_first_workday(dossier));
}

/* What both kinds of mail say; what is not said is "". */
static json_t *
view_of(const struct dossier *dossier, const struct nomination *nomination,
    enum nomination_side side)
{
	const struct person *to = receiver_of(dossier, nomination, side);
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(dossier_person(dossier, nomination->person_id));
	struct date answer_by = cohort_sessions_answer_by(dossier);
	char day[DATES_TEXT_SIZE];
	json_t *sessions = cohort_sessions_view(dossier, to);

	return json_pack("{s:s, s:s, s:b, s:b, s:o, s:b, s:s, s:b}",
	    "cohort_name", dossier->journey.title, "nominee_first_name",
	    first_name, "is_nominee", (int)(side == NOMINATION_NOMINEE),
	    "has_sessions", (int)(json_array_size(sessions) > 0), "sessions",
	    sessions, "has_answer_by", (int)!date_is_none(answer_by),
	    "answer_by",
	    dates_text_long(
		core_language(dossier->engine, to->language), answer_by, day),
	    "has_begun", (int)has_begun(dossier));
}

static int
queue(struct change *change, const struct dossier *dossier,
    struct letter_request *request, struct error *err)
{
	request->dossier = dossier;
	request->journey_id = dossier->journey.id;
	return letters_queue(change, request, NULL, err);
}

int
nominations_write(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, enum nomination_side side,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *key =
	    key_of(change, nomination, side, "");
	struct letter_request request = {
	    .kind = MAIL_NOMINATION,
	    .dedup_key = key,
	    .to = receiver_of(dossier, nomination, side),
	    .view = view_of(dossier, nomination, side),
	};

	return queue(change, dossier, &request, err);
}

int
nominations_cancel_question(struct change *change,
    const struct nomination *nomination, enum nomination_side side,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *prefix = key_prefix(nomination, side);

	return mail_store_cancel_keys(change->engine->store, prefix, err);
}

static int
confirm(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, enum nomination_side side,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *key =
	    key_of(change, nomination, side, "place:");
	struct letter_request request = {
	    .kind = MAIL_COHORT_PLACE,
	    .dedup_key = key,
	    .to = receiver_of(dossier, nomination, side),
	    .view = view_of(dossier, nomination, side),
	};

	return queue(change, dossier, &request, err);
}

int
nominations_confirm(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, struct error *err)
{
	int status = dossier_know(dossier, nomination->person_id, err);

	if (status == OB_OK)
		status = dossier_know(dossier, nomination->manager_id, err);
	if (status == OB_OK)
		status = feeds_ensure_acting(
		    dossier, nomination->person_id, nomination->person_id, err);
	if (status == OB_OK)
		status = confirm(
		    change, dossier, nomination, NOMINATION_NOMINEE, err);
	if (status == OB_OK)
		status = confirm(
		    change, dossier, nomination, NOMINATION_MANAGER, err);
	return status;
}

int
nominations_tell_no(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, const struct nomination_no *no,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *key =
	    key_of(change, nomination, no->side, "no:");
	cleanup_(memory_free_ptr) char *first_name = NULL;
	struct letter_request request = {
	    .kind = MAIL_NOMINATION_DECLINED,
	    .dedup_key = key,
	};
	int status = dossier_know(dossier, nomination->person_id, err);

	if (status != OB_OK)
		return status;
	first_name =
	    people_first_name(dossier_person(dossier, nomination->person_id));
	request.to = dossier_role(dossier, ROLE_COORDINATOR);
	request.view = json_pack("{s:s, s:s, s:b, s:b}", "cohort_name",
	    dossier->journey.title, "nominee_first_name", first_name,
	    "is_nominee", (int)(no->side == NOMINATION_NOMINEE), "has_place",
	    (int)no->had_place);
	return queue(change, dossier, &request, err);
}
