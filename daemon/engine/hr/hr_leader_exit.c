/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_leader.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/exits/exit_interviews.h"
#include "engine/roles/mentors.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/*
 * Whether the reader may read why the leader leaves: whoever sees to all areas,
 * and neither leads the leader nor is led by them.
 */
static int
may_read(const struct dossier *dossier, const struct hr_scope *scope,
    bool *ret_may, struct error *err)
{
	bool is_in_line = false;
	int status = OB_OK;

	if (scope->person_id != 0)
		status = mentors_is_in_line(
		    dossier, scope->person_id, &is_in_line, err);
	if (status == OB_OK)
		*ret_may = scope->area[0] == '\0' && !is_in_line &&
			   scope->person_id != dossier->journey.leader_id;
	return status;
}

static json_t *
day_text(const struct hr_scope *scope, const json_t *talk, const char *name)
{
	const char *iso = json_string_value(json_object_get(talk, name));
	char text[DATES_TEXT_SIZE];
	struct date day = DATE_NONE;

	if (iso == NULL || date_parse(iso, &day, NULL) != OB_OK)
		return json_string("");
	return json_string(dates_text_long(scope->language, day, text));
}

/* The reasons in the reader's words, the main one first. */
static json_t *
reasons_of(const struct dossier *dossier, const struct hr_scope *scope,
    const json_t *talk)
{
	const struct catalogue *words =
	    dossier->engine->catalogues[scope->language];
	json_t *list = json_array();
	const json_t *reason;
	size_t i;

	json_array_foreach(json_object_get(talk, "reasons"), i, reason)
	{
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("hr_choice.%s", json_string_value(reason));

		(void)json_array_append_new(list,
		    json_pack("{s:s, s:b}", "name", catalogue_get(words, key),
			"is_main", (int)(i == 0)));
	}
	return list;
}

static json_t *
view_of(const struct dossier *dossier, const struct hr_scope *scope,
    const json_t *talk, bool may_read_it)
{
	const json_t *who = json_object_get(talk, "interviewer");
	const char *text = json_string_value(json_object_get(talk, "text"));
	bool has_text = may_read_it && text[0] != '\0';

	return json_pack("{s:b, s:o, s:s, s:b, s:o, s:b, s:s, s:o}",
	    "is_recorded", 1, "held", day_text(scope, talk, "held"),
	    "interviewer", json_string_value(json_object_get(who, "name")),
	    "has_reasons", (int)may_read_it, "reasons",
	    may_read_it ? reasons_of(dossier, scope, talk) : json_array(),
	    "has_text", (int)has_text, "text", has_text ? text : "",
	    "kept_until", day_text(scope, talk, "kept_until"));
}

/* The coordinator may have become the leader's own manager, too. */
static int
is_given_to_line(
    const struct dossier *dossier, bool *ret_is_given, struct error *err)
{
	const struct activity *activity =
	    dossier_activity(dossier, PROGRAMME_EXIT_TALK);

	*ret_is_given = false;
	if (activity == NULL || !activity_is_open(dossier_state(activity)))
		return OB_OK;
	return mentors_is_in_line(
	    dossier, activity->responsible_id, ret_is_given, err);
}

static int
add_coming(const struct dossier *dossier, json_t *view, struct error *err)
{
	bool is_in_line = false;
	int status = is_given_to_line(dossier, &is_in_line, err);

	if (status == OB_OK)
		(void)json_object_set_new(view, "exit",
		    json_pack("{s:b, s:b}", "is_recorded", 0, "is_in_line",
			(int)is_in_line));
	return status;
}

int
hr_leader_add_exit(const struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err)
{
	json_auto_t *kept = NULL;
	json_t *talk;
	bool may = false;
	int status;

	if (dossier->version->kind != PROGRAMME_EXIT) {
		(void)json_object_set_new(
		    view, "exit", json_pack("{s:b}", "is_recorded", 0));
		return OB_OK;
	}
	status = exit_interviews_show(
	    dossier->engine, dossier->journey.id, &kept, err);
	if (status == OB_ENOTFOUND)
		return add_coming(dossier, view, err);
	if (status == OB_OK)
		status = may_read(dossier, scope, &may, err);
	if (status != OB_OK)
		return status;
	talk = json_object_get(kept, "exit_interview");
	(void)json_object_set_new(
	    view, "exit", view_of(dossier, scope, talk, may));
	return OB_OK;
}
