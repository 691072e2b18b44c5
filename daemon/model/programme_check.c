/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "model/date_rule_order.h"
#include "model/plan_slot.h"
#include "model/programme.h"
#include "model/programme_graph.h"
#include "model/role.h"

#define GATED_PHASE 3

struct check {
	const struct programme *programme;
	struct programme_graph graph;
	programme_report_fn report;
	void *report_arg;
	size_t mistakes;
};

static void
release_check(struct check *check)
{
	programme_graph_release(&check->graph);
}

__attribute__((format(printf, 4, 5))) static void
report(struct check *check, int step, const char *key, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	check->mistakes++;
	if (check->report != NULL)
		check->report(check->report_arg, step, key, text);
}

static void
check_id(struct check *check, size_t index)
{
	const char *id = check->programme->steps[index].id;
	size_t first = programme_graph_find(&check->graph, id);

	if (*id == '\0' ||
	    id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
		report(check, (int)index, "id",
		    "'%.80s' is not an id; use the letters a to z, digits and "
		    "hyphens",
		    id);
	if (first != index)
		report(check, (int)index, "id",
		    "two steps are called '%.80s'; give each its own id", id);
}

static void
check_phase(struct check *check, size_t index)
{
	const struct programme *programme = check->programme;
	int id = programme->steps[index].phase;

	for (size_t i = 0; i < programme->phase_count; i++)
		if (programme->phases[i].id == id)
			return;
	report(check, (int)index, "phase", "there is no phase %d", id);
}

static void
check_role(struct check *check, size_t index, const char *key, const char *role)
{
	const struct step *step = &check->programme->steps[index];
	bool sender = strcmp(key, "role") == 0 && step->kind == STEP_MAIL;

	if (!role_is_known(role))
		report(check, (int)index, key,
		    "nobody can have the role '%.80s'", role);
	else if (strcmp(role, ROLE_SYSTEM) == 0 && !sender)
		report(check, (int)index, key,
		    "'system' can only send mail; name a person's role");
}

static void
check_roles(struct check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	check_role(check, index, "role", step->role);
	for (size_t i = 0; i < step->participant_count; i++)
		check_role(check, index, "participants", step->participants[i]);
	if (step->mail_to != NULL)
		check_role(check, index, "mail_to", step->mail_to);
}

static void
check_minutes(struct check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (step_kind_is_timed(step->kind) &&
	    (step->minutes < 1 || step->minutes > PLAN_SLOT_MAX_MINUTES))
		report(check, (int)index, "minutes",
		    "a call or meeting lasts 1 to %d minutes, not %d",
		    PLAN_SLOT_MAX_MINUTES, step->minutes);
}

static void
check_due(struct check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];
	char due[DATE_RULE_TEXT_SIZE];
	char latest[DATE_RULE_TEXT_SIZE];

	if (date_rule_order_is_later(&step->due, &step->latest))
		report(check, (int)index, "due",
		    "due '%s' is after latest '%s'",
		    date_rule_format(&step->due, due),
		    date_rule_format(&step->latest, latest));
}

static void
check_order(struct check *check, size_t index, size_t before)
{
	const char *id = check->programme->steps[before].id;

	if (before == index)
		report(check, (int)index, "requires", "'%.80s' requires itself",
		    id);
	else if (programme_graph_reaches(&check->graph, before, index))
		report(check, (int)index, "requires",
		    "'%.80s' requires this step in turn: a cycle", id);
	else if (before > index)
		report(check, (int)index, "requires",
		    "'%.80s' stands later; move it before this step", id);
}

static void
check_require_due(struct check *check, size_t index, size_t before)
{
	const struct step *step = &check->programme->steps[index];
	const struct step *other = &check->programme->steps[before];
	char own[DATE_RULE_TEXT_SIZE];
	char theirs[DATE_RULE_TEXT_SIZE];

	if (before != index &&
	    date_rule_order_is_later(&other->due, &step->due))
		report(check, (int)index, "requires",
		    "'%.80s' is due '%s', after this step's '%s'", other->id,
		    date_rule_format(&other->due, theirs),
		    date_rule_format(&step->due, own));
}

static void
check_requires(struct check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	for (size_t i = 0; i < step->require_count; i++) {
		size_t before =
		    programme_graph_find(&check->graph, step->requires[i]);

		if (before == PROGRAMME_GRAPH_NONE) {
			report(check, (int)index, "requires",
			    "there is no step '%.80s'", step->requires[i]);
			continue;
		}
		check_order(check, index, before);
		check_require_due(check, index, before);
	}
}

static bool
takes_part(const struct step *step, const char *role)
{
	if (strcmp(step->role, role) == 0)
		return true;
	for (size_t i = 0; i < step->participant_count; i++)
		if (strcmp(step->participants[i], role) == 0)
			return true;
	return false;
}

static void
check_gate(struct check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (step->phase == GATED_PHASE && takes_part(step, ROLE_LEADER) &&
	    !programme_graph_reaches_kind(&check->graph, index, STEP_GATE))
		report(check, (int)index, "requires",
		    "the leader takes part in phase %d, so this step must "
		    "require the gate",
		    GATED_PHASE);
}

static void
check_phases(struct check *check)
{
	const struct programme *programme = check->programme;

	for (size_t i = 0; i < programme->phase_count; i++)
		for (size_t j = 0; j < i; j++)
			if (programme->phases[i].id == programme->phases[j].id)
				report(check, -1, "phases",
				    "there are two phases %d",
				    programme->phases[i].id);
	if (programme->step_count == 0)
		report(check, -1, "steps", "the programme has no steps");
}

size_t
programme_check(
    const struct programme *programme, programme_report_fn report_fn, void *arg)
{
	static void (*const checks[])(struct check *, size_t) = {check_id,
	    check_phase, check_roles, check_minutes, check_due, check_requires,
	    check_gate};
	cleanup_(release_check) struct check check = {
	    .programme = programme,
	    .report = report_fn,
	    .report_arg = arg,
	};

	programme_graph_init(&check.graph, programme);
	check_phases(&check);
	for (size_t i = 0; i < programme->step_count; i++)
		for (size_t j = 0; j < ARRAY_LEN(checks); j++)
			checks[j](&check, i);
	return check.mistakes;
}
