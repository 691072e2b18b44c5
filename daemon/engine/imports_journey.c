/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/dossier.h"
#include "engine/imports_private.h"
#include "engine/journeys.h"
#include "engine/leaders.h"
#include "engine/roles.h"
#include "engine/views.h"
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
	if (status != OB_OK)
		return error_name_field(err, "first_day");
	dossier_release(dossier);
	*dossier = (struct dossier){0};
	return dossier_load(change->engine, id, dossier, err);
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
	    roles_find(dossier->roles, dossier->role_count, role)->is_fallback;
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

static int
update_line(
    struct imports_row *row, const char *field, char **text, struct error *err)
{
	const char *wanted = imports_row_option(row, field);
	int status = imports_row_check_line(row, field, err);

	if (status != OB_OK || wanted == NULL || strcmp(wanted, *text) == 0)
		return status;
	imports_row_note(row, field, *text, wanted);
	free(*text);
	*text = memory_strdup(wanted);
	return OB_OK;
}

static int
update_number(struct imports_row *row, const char *field, int64_t max,
    int *number, struct error *err)
{
	int64_t wanted = -1;
	char before[24];
	char after[24];
	int status = imports_row_number(row, field, max, &wanted, err);

	if (status != OB_OK || wanted < 0 || wanted == *number)
		return status;
	(void)snprintf(before, sizeof(before), "%d", *number);
	(void)snprintf(after, sizeof(after), "%" PRId64, wanted);
	imports_row_note(row, field, before, after);
	*number = (int)wanted;
	return OB_OK;
}

static int
update_lines(
    struct imports_row *row, struct journey *journey, struct error *err)
{
	int status = update_line(row, "title", &journey->title, err);

	if (status == OB_OK)
		status = update_line(row, "area", &journey->area, err);
	if (status == OB_OK)
		status =
		    update_line(row, "workplace", &journey->workplace, err);
	if (status == OB_OK)
		status = update_line(row, "level", &journey->level, err);
	if (status == OB_OK)
		status = update_number(
		    row, "addresses", 1000, &journey->addresses, err);
	if (status == OB_OK && journey->addresses == 0)
		status = error_set_field(err, OB_EINVALID, "addresses",
		    "a leader has at least 1 address");
	if (status == OB_OK)
		status = update_number(
		    row, "employees", 100000, &journey->employees, err);
	return status;
}

static int
update_facts(
    struct imports_row *row, struct dossier *dossier, struct error *err)
{
	struct journey *journey = &dossier->journey;
	size_t before = json_array_size(row->changes);
	json_t *old = views_leader(dossier);
	int status = update_lines(row, journey, err);

	if (status == OB_OK && json_array_size(row->changes) > before) {
		status = journey_store_update(
		    row->change->engine->store, journey, journey->state, err);
		if (status == OB_OK)
			status = change_audit(row->change, "import-leader",
			    SUBJECT("journey", journey->id), json_incref(old),
			    views_leader(dossier), err);
		if (status == OB_OK)
			core_touch(row->change->engine, journey->id);
	}
	json_decref(old);
	return status;
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
		status = update_roles(row, &dossier, err);
	return status;
}
