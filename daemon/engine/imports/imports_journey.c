/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "engine/imports/imports_private.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "message/address.h"
#include "model/role.h"
#include "store/journey_store.h"

/* Those of a leader's roles that a table may name. */
static const char *const roles[] = {
    ROLE_MANAGER, ROLE_MENTOR, ROLE_COORDINATOR, ROLE_HIRING_LEADER};

static int
refuse_change(
    const char *field, const char *before, const char *after, struct error *err)
{
	return error_set_field(err, OB_ECONFLICT, field,
	    "this is '%.60s' in the journey and '%.60s' here; an import cannot "
	    "change it",
	    before, after);
}

/* What was said when the journey began stays said. */
static int
check_fixed(const struct imports_row *row, const struct dossier *dossier,
    struct error *err)
{
	const struct journey *journey = &dossier->journey;
	const char *programme = imports_row_option(row, "programme");
	const char *recruitment = NULL;
	struct date accepted = DATE_NONE;
	char before[DATE_TEXT_SIZE];
	char after[DATE_TEXT_SIZE];
	int status = imports_row_word(
	    row, "recruitment", imports_row_recruitments, &recruitment, err);

	if (status == OB_OK)
		status = imports_row_date(row, "accepted", &accepted, err);
	if (status != OB_OK)
		return status;
	if (recruitment != NULL &&
	    strcmp(recruitment, journey->recruitment) != 0)
		return refuse_change(
		    "recruitment", journey->recruitment, recruitment, err);
	if (!date_is_none(accepted) && accepted.day != journey->accepted.day)
		return refuse_change("accepted",
		    date_format(journey->accepted, before),
		    date_format(accepted, after), err);
	if (programme != NULL && strcmp(programme, dossier->programme->id) != 0)
		return refuse_change(
		    "programme", dossier->programme->id, programme, err);
	return OB_OK;
}

/* The journey moves as by hand; the dossier shows it as it is then. */
static int
move_first_day(struct imports_row *row, struct dossier *dossier,
    struct date first_day, struct error *err)
{
	struct change *change = row->change;
	int64_t id = dossier->journey.id;
	char before[DATE_TEXT_SIZE];
	char after[DATE_TEXT_SIZE];
	json_t *view = NULL;
	int status;

	imports_row_note(row, "first_day",
	    date_format(dossier->journey.first_day, before),
	    date_format(first_day, after));
	status = journeys_move_first_day(change->engine, change->actor, id,
	    &(struct first_day_request){.to = after}, &view, err);
	json_decref(view);
	return status == OB_OK ? OB_OK : error_name_field(err, "first_day");
}

static int
update_first_day(
    struct imports_row *row, struct dossier *dossier, struct error *err)
{
	struct date first_day = DATE_NONE;
	int status = imports_row_date(row, "first_day", &first_day, err);

	if (status != OB_OK || date_is_none(first_day) ||
	    first_day.day == dossier->journey.first_day.day)
		return status;
	return move_first_day(row, dossier, first_day, err);
}

/* Whether the person has the address, as the given or the work address. */
static bool
has_address(const struct person *person, const char *address)
{
	cleanup_(memory_free_ptr) char *wanted = address_key(address);
	cleanup_(memory_free_ptr) char *given = address_key(person->email);
	cleanup_(memory_free_ptr) char *work = address_key(person->work_email);

	return strcmp(wanted, given) == 0 || strcmp(wanted, work) == 0;
}

static int
update_role(struct imports_row *row, const struct dossier *dossier,
    const char *role, struct error *err)
{
	struct engine *engine = row->change->engine;
	const struct person *holder = dossier_role(dossier, role);
	bool is_fallback =
	    role_find(dossier->roles, dossier->role_count, role)->is_fallback;
	cleanup_(memory_free_ptr) char *person = NULL;
	cleanup_(memory_free_ptr) char *address = NULL;
	json_t *view = NULL;
	int status = imports_row_person(row, role, &person, err);

	if (status != OB_OK || person == NULL)
		return status;
	status = imports_row_address(role, person, &address, err);
	if (status != OB_OK || (has_address(holder, address) && !is_fallback))
		return status;
	imports_row_note(row, role, is_fallback ? "" : holder->email, address);
	status = leaders_assign(engine, row->change->actor, dossier->journey.id,
	    &(struct assign_request){.role = role, .person = person}, &view,
	    err);
	json_decref(view);
	return status == OB_OK ? OB_OK : error_name_field(err, role);
}

static int
update_roles(
    struct imports_row *row, const struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(roles); i++)
		status = update_role(row, dossier, roles[i], err);
	return status;
}

static const char *
wish(struct imports_row *row, const char *field, const char *stored)
{
	const char *wanted = imports_row_option(row, field);

	if (wanted == NULL || strcmp(wanted, stored) == 0)
		return NULL;
	imports_row_note(row, field, stored, wanted);
	return wanted;
}

static int
wish_number(struct imports_row *row, const char *field, int stored,
    int64_t *ret_wish, struct error *err)
{
	int64_t wanted = -1;
	char before[24];
	char after[24];
	int status = imports_row_number(row, field, INT32_MAX, &wanted, err);

	if (status != OB_OK || wanted < 0 || wanted == stored)
		return status;
	(void)snprintf(before, sizeof(before), "%d", stored);
	(void)snprintf(after, sizeof(after), "%" PRId64, wanted);
	imports_row_note(row, field, before, after);
	*ret_wish = wanted;
	return OB_OK;
}

/* The journey changes as by hand. */
static int
update_facts(
    struct imports_row *row, const struct dossier *dossier, struct error *err)
{
	const struct journey *journey = &dossier->journey;
	struct change *change = row->change;
	size_t before = json_array_size(row->changes);
	struct edit_leader_request request = {
	    .facts = JOURNEY_FACTS_NONE,
	};
	json_t *view = NULL;
	int status = wish_number(row, "addresses", journey->addresses,
	    &request.facts.addresses, err);

	if (status == OB_OK)
		status = wish_number(row, "employees", journey->employees,
		    &request.facts.employees, err);
	if (status == OB_OK)
		status = wish_number(row, "professional_groups",
		    journey->professional_groups,
		    &request.facts.professional_groups, err);
	if (status != OB_OK)
		return status;
	request.facts.title = wish(row, "title", journey->title);
	request.facts.area = wish(row, "area", journey->area);
	request.facts.workplace = wish(row, "workplace", journey->workplace);
	request.facts.level = wish(row, "level", journey->level);
	if (json_array_size(row->changes) == before)
		return OB_OK;
	status = journeys_edit(
	    change->engine, change->actor, journey->id, &request, &view, err);
	json_decref(view);
	return status;
}

/* The journey as it is now. */
static int
reload(struct dossier *dossier, struct error *err)
{
	struct engine *engine = dossier->engine;
	int64_t id = dossier->journey.id;

	dossier_release(dossier);
	*dossier = (struct dossier){0};
	return dossier_load(engine, id, dossier, err);
}

static bool
is_over(const struct journey *journey)
{
	return strcmp(journey->state, "ended") == 0 ||
	       strcmp(journey->state, "cancelled") == 0;
}

/* A journey that is over stays as it was; the person lives on. */
int
imports_journey_update(
    struct imports_row *row, const struct journey *journey, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = imports_person_update(row, journey->leader_id, err);

	if (status != OB_OK || is_over(journey))
		return status;
	status = dossier_load(row->change->engine, journey->id, &dossier, err);
	if (status == OB_OK)
		status = check_fixed(row, &dossier, err);
	if (status == OB_OK)
		status = update_first_day(row, &dossier, err);
	if (status == OB_OK)
		status = update_facts(row, &dossier, err);
	if (status == OB_OK)
		status = reload(&dossier, err);
	if (status == OB_OK)
		status = update_roles(row, &dossier, err);
	return status;
}
