/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_facts.h"

#include <stdint.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "model/role.h"
#include "text/dates_text.h"

static bool
is_exit(const struct dossier *dossier)
{
	return dossier->version->kind == PROGRAMME_EXIT;
}

static bool
has(const json_t *object, const char *flag)
{
	return json_is_true(json_object_get(object, flag));
}

const char *
page_facts_leader_title(const struct dossier *dossier)
{
	return is_exit(dossier) ? "page.exit_title" : "page.leader_title";
}

const char *
page_facts_person_title(const json_t *groups, const json_t *nominations)
{
	bool has_tasks = false;
	bool has_other = false;
	const json_t *group;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)groups, i, group)
	{
		if (!has(group, "has_tasks"))
			continue;
		has_tasks = true;
		if (has(group, "is_cohort") || has(group, "is_exit"))
			has_other = true;
	}
	if (has_tasks)
		return has_other ? "page.tasks_title" : "page.person_title";
	if (json_array_size(groups) > 0)
		return "page.cohort_title";
	return json_array_size(nominations) > 0 ? "page.nomination_title"
						: "page.person_title";
}

static bool
has_any(const json_t *list, const char *flag)
{
	const json_t *item;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)list, i, item)
	{
		if (has(item, flag))
			return true;
	}
	return false;
}

void
page_facts_add_person(json_t *groups, json_t *nominations, json_t *view)
{
	const struct {
		const char *name;
		bool holds;
	} flags[] = {
	    {"has_groups", json_array_size(groups) > 0},
	    {"has_tasks", has_any(groups, "has_tasks")},
	    {"has_nominations", json_array_size(nominations) > 0},
	    {"has_questions", has_any(nominations, "can_answer")},
	};

	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		(void)json_object_set_new(
		    view, flags[i].name, json_boolean(flags[i].holds));
	(void)json_object_set(view, "groups", groups);
	(void)json_object_set(view, "nominations", nominations);
}

void
page_facts_add_leader(
    const struct dossier *dossier, enum language language, json_t *view)
{
	bool leaves = is_exit(dossier);
	char first[DATES_TEXT_SIZE];
	char last[DATES_TEXT_SIZE];
	char week[DATES_TEXT_SIZE];
	struct date first_day = dossier_first_workday(dossier);
	json_t *leader;

	(void)dates_text_long(language, first_day, first);
	(void)dates_text_week(language, first_day, week);
	(void)dates_text_long(language, naming_last_day(dossier), last);
	leader = json_pack("{s:s, s:s, s:s, s:s, s:s}", "name",
	    dossier_role(dossier, ROLE_LEADER)->name, "first_day",
	    leaves ? "" : first, "first_week", leaves ? "" : week, "last_day",
	    last, "workplace", dossier->journey.workplace);
	(void)json_object_set_new(view, "leader", leader);
	(void)json_object_set_new(view, "is_exit", json_boolean(leaves));
}

json_t *
page_facts_group(
    const struct dossier *dossier, enum language language, json_t *activities)
{
	cleanup_(memory_free_ptr) char *name = naming_short(dossier);
	char day[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:b, s:b, s:b, s:O}",
	    "leader_first_name", name, "leader_name", naming_full(dossier),
	    "first_day", dates_text_long(language, naming_day(dossier), day),
	    "is_cohort", (int)naming_is_cohort(dossier), "is_exit",
	    (int)is_exit(dossier), "has_tasks",
	    (int)has_any(activities, "is_own"), "activities", activities);
}

struct name_list {
	const char **names; /* room for all of the journey */
	size_t count;
};

static void
add_name(void *arg, const struct person *person)
{
	struct name_list *list = arg;

	list->names[list->count++] = person->name;
}

json_t *
page_facts_participants(const struct dossier *dossier,
    const struct activity *activity, enum language language)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) const char **names =
	    memory_alloc((dossier->participant_count + 1) * sizeof(*names));
	struct name_list list = {names, 0};

	dossier_each_participant(dossier, activity, add_name, &list);
	if (list.count > 0)
		dates_text_list(language, list.names, list.count, &text);
	return json_string(text.buf);
}
