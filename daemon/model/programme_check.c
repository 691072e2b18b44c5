/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "model/condition.h"
#include "model/date_rule_order.h"
#include "model/plan_slot.h"
#include "model/programme.h"
#include "model/programme_check_private.h"
#include "model/programme_graph.h"
#include "model/role.h"
#include "model/step_topics.h"

#define GATED_PHASE 3
#define ID_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

static void
release_check(struct programme_check *check)
{
	programme_graph_release(&check->graph);
}

void
programme_check_report(struct programme_check *check, int step, const char *key,
    const char *format, ...)
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
check_id(struct programme_check *check, size_t index)
{
	const char *id = check->programme->steps[index].id;
	size_t first = programme_graph_find(&check->graph, id);

	if (*id == '\0' || id[strspn(id, ID_LETTERS)] != '\0')
		programme_check_report(check, (int)index, "id",
		    "'%.80s' is not an id; use the letters a to z, digits and "
		    "hyphens",
		    id);
	if (first != index)
		programme_check_report(check, (int)index, "id",
		    "two steps are called '%.80s'; give each its own id", id);
}

static void
check_phase(struct programme_check *check, size_t index)
{
	const struct programme *programme = check->programme;
	int id = programme->steps[index].phase;

	for (size_t i = 0; i < programme->phase_count; i++)
		if (programme->phases[i].id == id)
			return;
	programme_check_report(
	    check, (int)index, "phase", "there is no phase %d", id);
}

static void
check_role(struct programme_check *check, size_t index, const char *key,
    const char *role)
{
	const struct step *step = &check->programme->steps[index];
	bool sender = strcmp(key, "role") == 0 && step->kind == STEP_MAIL;

	if (!role_is_known(role))
		programme_check_report(check, (int)index, key,
		    "nobody can have the role '%.80s'", role);
	else if (strcmp(role, ROLE_SYSTEM) == 0 && !sender)
		programme_check_report(check, (int)index, key,
		    "'system' can only send mail; name a person's role");
	else if (strcmp(role, ROLE_PARTICIPANTS) == 0 &&
		 (strcmp(key, "participants") != 0 ||
		     check->programme->kind != PROGRAMME_COHORT))
		programme_check_report(check, (int)index, key,
		    "'participants' can only take part, and only in a cohort");
}

static void
check_condition(struct programme_check *check, size_t index)
{
	const char *only_if = check->programme->steps[index].only_if;
	char canonical[CONDITION_TEXT_SIZE];
	struct error err = ERROR_INIT;

	if (condition_check(only_if, canonical, &err) < 0)
		programme_check_report(
		    check, (int)index, "only_if", "%s", err.text);
	else if (strcmp(canonical, only_if) != 0)
		programme_check_report(check, (int)index, "only_if",
		    "'%.200s' is written as '%.200s'", only_if, canonical);
}

static void
check_roles(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	check_role(check, index, "role", step->role);
	for (size_t i = 0; i < step->participant_count; i++)
		check_role(check, index, "participants", step->participants[i]);
	if (step->mail_to != NULL)
		check_role(check, index, "mail_to", step->mail_to);
}

static void
check_minutes(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (step_kind_is_timed(step->kind) &&
	    (step->minutes < 1 || step->minutes > PLAN_SLOT_MAX_MINUTES))
		programme_check_report(check, (int)index, "minutes",
		    "a call or meeting lasts 1 to %d minutes, not %d",
		    PLAN_SLOT_MAX_MINUTES, step->minutes);
}

/* A topic is ticked by its id: one stands for one text of its step. */
static void
check_topics(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (step->topic_count > 0 && !step_kind_is_timed(step->kind))
		programme_check_report(check, (int)index, "topics",
		    "only a call or a meeting has topics to talk about");
	for (size_t i = 0; i < step->topic_count; i++) {
		const char *id = step->topics[i].id;

		if (id[strspn(id, ID_LETTERS)] != '\0')
			programme_check_report(check, (int)index, "topics",
			    "'%.80s' is not an id; use the letters a to z, "
			    "digits and hyphens",
			    id);
		else if (step_topics_find(step, id) != (int)i)
			programme_check_report(check, (int)index, "topics",
			    "there are two topics '%.80s'", id);
	}
}

static void
check_order(struct programme_check *check, size_t index, size_t before)
{
	const char *id = check->programme->steps[before].id;

	if (before == index)
		programme_check_report(check, (int)index, "requires",
		    "'%.80s' requires itself", id);
	else if (programme_graph_reaches(&check->graph, before, index))
		programme_check_report(check, (int)index, "requires",
		    "'%.80s' requires this step in turn: a cycle", id);
	else if (before > index)
		programme_check_report(check, (int)index, "requires",
		    "'%.80s' stands later; move it before this step", id);
}

static void
check_require_due(struct programme_check *check, size_t index, size_t before)
{
	const struct step *step = &check->programme->steps[index];
	const struct step *other = &check->programme->steps[before];
	char own[DATE_RULE_TEXT_SIZE];
	char theirs[DATE_RULE_TEXT_SIZE];

	if (before != index &&
	    date_rule_order_is_later(&other->due, &step->due))
		programme_check_report(check, (int)index, "requires",
		    "'%.80s' is due '%s', after this step's '%s'", other->id,
		    date_rule_format(&other->due, theirs),
		    date_rule_format(&step->due, own));
}

static void
check_requires(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	for (size_t i = 0; i < step->require_count; i++) {
		size_t before =
		    programme_graph_find(&check->graph, step->requires[i]);

		if (before == PROGRAMME_GRAPH_NONE) {
			programme_check_report(check, (int)index, "requires",
			    "there is no step '%.80s'", step->requires[i]);
			continue;
		}
		if (check->programme->steps[before].repeat.count > 0)
			programme_check_report(check, (int)index, "requires",
			    "'%.80s' recurs, so nothing can wait for it",
			    step->requires[i]);
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
check_gate(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (check->programme->kind == PROGRAMME_ONBOARDING &&
	    step->phase == GATED_PHASE && takes_part(step, ROLE_LEADER) &&
	    !programme_graph_reaches_kind(&check->graph, index, STEP_GATE))
		programme_check_report(check, (int)index, "requires",
		    "the leader takes part in phase %d, so this step must "
		    "require the gate",
		    GATED_PHASE);
}

/* Who leaves is talked to by somebody who does not lead them. */
static void
check_exit_talk(struct programme_check *check, size_t index)
{
	const struct step *step = &check->programme->steps[index];

	if (check->programme->kind != PROGRAMME_EXIT ||
	    strcmp(step->id, PROGRAMME_EXIT_TALK) != 0)
		return;
	if (takes_part(step, ROLE_MANAGER) ||
	    strcmp(step->role, ROLE_LEADER) == 0)
		programme_check_report(check, (int)index, "role",
		    "the exit talk is held by somebody neutral, without the "
		    "manager");
}

static void
check_phases(struct programme_check *check)
{
	const struct programme *programme = check->programme;

	for (size_t i = 0; i < programme->phase_count; i++)
		for (size_t j = 0; j < i; j++)
			if (programme->phases[i].id == programme->phases[j].id)
				programme_check_report(check, -1, "phases",
				    "there are two phases %d",
				    programme->phases[i].id);
	if (programme->step_count == 0)
		programme_check_report(
		    check, -1, "steps", "the programme has no steps");
}

size_t
programme_check(
    const struct programme *programme, programme_report_fn report_fn, void *arg)
{
	static void (*const checks[])(struct programme_check *, size_t) = {
	    check_id, check_phase, check_roles, check_condition, check_minutes,
	    check_topics, programme_check_dates, check_requires, check_gate,
	    check_exit_talk};
	cleanup_(release_check) struct programme_check check = {
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
