/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_admit.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "store/activity_store.h"
#include "store/board_store.h"
#include "store/journey_store.h"
#include "store/mail_store.h"
#include "store/person_store.h"
#include "store/received_mail_store.h"

static int
not_there(const char *what, int64_t id, struct error *err)
{
	return error_set(
	    err, OB_ENOTFOUND, "there is no %s %" PRId64, what, id);
}

static int
admit_activity(struct engine *engine, int64_t journey_id, int64_t activity_id,
    struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	int status =
	    activity_store_find(engine->store, activity_id, &activity, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && activity.journey_id != journey_id))
		return not_there("activity", activity_id, err);
	return status;
}

int
hr_admit_journey(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, int64_t activity_id, struct error *err)
{
	cleanup_(journey_store_release) struct journey journey = {0};
	int status =
	    journey_store_find(engine->store, journey_id, &journey, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && !hr_scope_sees_to(scope, journey.area)))
		return not_there("leader", journey_id, err);
	if (status == OB_OK && activity_id != 0)
		status = admit_activity(engine, journey_id, activity_id, err);
	return status;
}

int
hr_admit_person(struct engine *engine, const struct hr_scope *scope,
    int64_t person_id, struct error *err)
{
	struct board_scope board = hr_scope_board(engine, scope);
	struct board_person *people = NULL;
	size_t count = 0;
	bool is_there = false;
	int status = board_store_list_people(
	    engine->store, &board, &people, &count, err);

	for (size_t i = 0; status == OB_OK && !is_there && i < count; i++)
		is_there = people[i].id == person_id;
	board_store_free_people(people, count);
	if (status == OB_OK && !is_there)
		return not_there("person", person_id, err);
	return status;
}

/* By the journey, else by the person; what has neither is nobody's area. */
static int
admit_paper(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, int64_t person_id, struct error *err)
{
	if (scope->area[0] == '\0')
		return OB_OK;
	return journey_id != 0
		   ? hr_admit_journey(engine, scope, journey_id, 0, err)
		   : hr_admit_person(engine, scope, person_id, err);
}

int
hr_admit_mail(struct engine *engine, const struct hr_scope *scope,
    int64_t mail_id, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	int status = mail_store_find(engine->store, mail_id, &mail, err);

	/* How somebody signs in is no matter of an area. */
	if (status == OB_OK && scope->area[0] != '\0' &&
	    (strcmp(mail.kind, "sign-in") == 0 ||
		strcmp(mail.kind, "account") == 0))
		return not_there("mail", mail_id, err);
	if (status == OB_OK)
		status = admit_paper(
		    engine, scope, mail.journey_id, mail.person_id, err);
	return status == OB_ENOTFOUND ? not_there("mail", mail_id, err)
				      : status;
}

int
hr_admit_received(struct engine *engine, const struct hr_scope *scope,
    int64_t received_id, struct error *err)
{
	cleanup_(received_mail_store_release) struct received_mail row = {0};
	cleanup_(activity_store_release) struct activity activity = {0};
	int status =
	    received_mail_store_find(engine->store, received_id, &row, err);

	if (status == OB_OK && row.activity_id != 0)
		status = activity_store_find(
		    engine->store, row.activity_id, &activity, err);
	if (status == OB_OK)
		status = admit_paper(
		    engine, scope, activity.journey_id, row.person_id, err);
	return status == OB_ENOTFOUND
		   ? not_there("received mail", received_id, err)
		   : status;
}
