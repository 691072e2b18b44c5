/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/rules.h"

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/notices/welcome_pack.h"
#include "engine/roles/mentors.h"
#include "model/role.h"
#include "store/call_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define CALL_STEP "velkomstopkald"

static bool
is_done(const struct dossier *dossier, const char *step)
{
	const struct activity *activity = dossier_activity(dossier, step);

	return activity != NULL && dossier_state(activity) == ACTIVITY_DONE;
}

static bool
is_filled(const struct dossier *dossier, const char *role)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, role);

	return row != NULL && !row->is_fallback;
}

static const struct catalogue *
words(const struct dossier *dossier)
{
	const struct engine *engine = dossier->engine;

	return engine->catalogues[engine->settings->language];
}

/* "Mangler: A og B. ", or nothing. */
static int
add_missing(const struct dossier *dossier, const char *const *keys,
    size_t count, struct strbuf *hint, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf list = STRBUF_INIT;
	const char *names[WELCOME_PACK_PARTS];
	size_t missing = 0;
	json_t *view;
	int status;

	for (size_t i = 0; i < count; i++) {
		if (keys[i] != NULL)
			names[missing++] =
			    catalogue_get(words(dossier), keys[i]);
	}
	if (missing == 0)
		return OB_OK;
	dates_text_list(
	    dossier->engine->settings->language, names, missing, &list);
	view = json_pack("{s:s}", "names", list.buf);
	status =
	    catalogue_format(words(dossier), "rule_missing", view, hint, err);
	json_decref(view);
	strbuf_add_char(hint, ' ');
	return status;
}

/* A rule on its way: what is missing stands before what to do about it. */
struct rule {
	const char *name;
	int64_t have;
	int64_t need;
	const char *missing[WELCOME_PACK_PARTS];
};

static int
add_rule(const struct dossier *dossier, const struct rule *rule, json_t *list,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf hint = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("rule_help.%s", rule->name);
	int status = OB_OK;

	if (rule->have < rule->need) {
		status = add_missing(
		    dossier, rule->missing, WELCOME_PACK_PARTS, &hint, err);
		strbuf_add_str(&hint, catalogue_get(words(dossier), key));
	}
	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:I, s:I, s:s}", "rule", rule->name,
			      "have", (json_int_t)rule->have, "need",
			      (json_int_t)rule->need, "hint", hint.buf));
	return status;
}

static int
add_pack(const struct dossier *dossier, json_t *list, struct error *err)
{
	struct rule rule = {.name = "welcome-pack",
	    .have = welcome_pack_count(dossier),
	    .need = WELCOME_PACK_PARTS};

	welcome_pack_list_missing(dossier, rule.missing);
	return add_rule(dossier, &rule, list, err);
}

/* Those before the first day; done without a time is a call, too. */
static int
add_call(const struct dossier *dossier, json_t *list, struct error *err)
{
	struct rule rule = {.name = "welcome-call", .need = 1};
	int status =
	    call_store_count(dossier->engine->store, dossier->journey.id,
		core_instant(dossier->engine, dossier->journey.first_day, 0),
		&rule.have, err);

	if (status == OB_OK && rule.have == 0 && is_done(dossier, CALL_STEP))
		rule.have = 1;
	return status == OB_OK ? add_rule(dossier, &rule, list, err) : status;
}

static int
add_first_tasks(const struct dossier *dossier, json_t *list, struct error *err)
{
	const struct rule rule = {.name = "first-tasks",
	    .have = (int64_t)first_tasks_count(dossier),
	    .need = 1};

	return add_rule(dossier, &rule, list, err);
}

static int
add_mentor(const struct dossier *dossier, json_t *list, struct error *err)
{
	int limit = dossier->engine->settings->mentors.limit;
	struct mentors_standing standing;
	int status = mentors_standing(dossier, &standing, err);

	if (status != OB_OK)
		return status;
	const struct rule rules[] = {
	    {.name = "mentor", .have = standing.is_named ? 1 : 0, .need = 1},
	    {.name = "mentor-briefed",
		.have = standing.is_briefed ? 1 : 0,
		.need = 1},
	    {.name = "mentor-load",
		.have = standing.load <= limit ? 1 : 0,
		.need = 1},
	    {.name = "reporting-line",
		.have = standing.is_in_line ? 0 : 1,
		.need = 1},
	};

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(rules); i++)
		status = add_rule(dossier, &rules[i], list, err);
	return status;
}

/* Those that no journey goes well without. */
static int
add_roles(const struct dossier *dossier, json_t *list, struct error *err)
{
	struct rule rule = {.name = "roles", .have = 1, .need = 2};

	if (is_filled(dossier, ROLE_MANAGER))
		rule.have++;
	else
		rule.missing[0] = "role.manager";
	return add_rule(dossier, &rule, list, err);
}

int
rules_view(const struct dossier *dossier, json_t **ret_rules, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	if (dossier->version->kind == PROGRAMME_ONBOARDING) {
		status = add_pack(dossier, list, err);
		if (status == OB_OK)
			status = add_call(dossier, list, err);
		if (status == OB_OK)
			status = add_first_tasks(dossier, list, err);
		if (status == OB_OK)
			status = add_mentor(dossier, list, err);
	}
	if (status == OB_OK)
		status = add_roles(dossier, list, err);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_rules = list;
	return OB_OK;
}
