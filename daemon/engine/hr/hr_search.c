/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_search.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/hr/hr_filter.h"
#include "engine/hr/hr_titles.h"
#include "store/board_store.h"
#include "store/handbook_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* What is found so far. */
struct search {
	struct engine *engine;
	const struct hr_scope *scope;
	const char *wanted; /* folded */
	json_t *groups;
};

/* One of the four groups on its way. */
struct group {
	json_t *hits;
	size_t count;
};

/* Whether the words stand in these texts together; NULL ends them. */
static bool
is_hit(const struct search *search, const char *const *texts)
{
	cleanup_(strbuf_release) struct strbuf all = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *folded = NULL;

	for (size_t i = 0; texts[i] != NULL; i++) {
		strbuf_add_str(&all, texts[i]);
		strbuf_add_char(&all, '\n');
	}
	folded = folded_text(all.buf);
	return folded_has(folded, search->wanted);
}

static void
add_hit(
    struct group *group, const char *title, const char *about, const char *url)
{
	if (group->count++ < HR_SEARCH_ROWS)
		(void)json_array_append_new(
		    group->hits, json_pack("{s:s, s:s, s:b, s:s}", "title",
				     title, "about", about, "has_about",
				     (int)(about[0] != '\0'), "url", url));
}

/* Takes the group's hits. */
static void
add_group(struct search *search, const char *kind, struct group *group)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_found.%s", kind);
	const struct catalogue *catalogue =
	    search->engine->catalogues[search->scope->language];

	if (group->count == 0) {
		json_decref(group->hits);
		return;
	}
	(void)json_array_append_new(search->groups,
	    json_pack("{s:s, s:s, s:I, s:b, s:o}", "kind", kind, "title",
		catalogue_get(catalogue, key), "count",
		(json_int_t)group->count, "has_more",
		(int)(group->count > HR_SEARCH_ROWS), "hits", group->hits));
}

static void
find_leaders_of(struct search *search, const char *state, struct group *group,
    struct board_journey *rows, size_t count)
{
	const struct catalogue *catalogue =
	    search->engine->catalogues[search->scope->language];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("journey_state.%s", state);

	for (size_t i = 0; i < count; i++) {
		const struct board_journey *row = &rows[i];
		const char *const texts[] = {
		    row->leader, row->title, row->workplace, row->area, NULL};
		cleanup_(memory_free_ptr) char *about = NULL;
		cleanup_(memory_free_ptr) char *url = NULL;
		char day[DATES_TEXT_SIZE];

		if (!is_hit(search, texts))
			continue;
		about = memory_printf("%s, %s (%s)", row->workplace,
		    dates_text_day(
			search->scope->language, row->first_day, day),
		    catalogue_get(catalogue, key));
		url = memory_printf("/hr/leaders/%" PRId64, row->id);
		add_hit(group, row->leader, about, url);
	}
}

/* Those that run first. */
static int
find_leaders(struct search *search, struct error *err)
{
	struct board_scope scope =
	    hr_scope_board(search->engine, search->scope);
	struct group group = {.hits = json_array()};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && hr_filter_states[i] != NULL;
	     i++) {
		struct board_journey *rows = NULL;
		size_t count = 0;

		scope.state = hr_filter_states[i];
		status = board_store_list(
		    search->engine->store, &scope, &rows, &count, err);
		if (status == OB_OK)
			find_leaders_of(
			    search, scope.state, &group, rows, count);
		board_store_free(rows, count);
	}
	if (status == OB_OK)
		add_group(search, "leaders", &group);
	else
		json_decref(group.hits);
	return status;
}

static int
find_people(struct search *search, struct error *err)
{
	struct board_scope scope =
	    hr_scope_board(search->engine, search->scope);
	struct group group = {.hits = json_array()};
	struct board_person *rows = NULL;
	size_t count = 0;
	int status = board_store_list_people(
	    search->engine->store, &scope, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		const char *const texts[] = {rows[i].name, rows[i].email, NULL};
		cleanup_(memory_free_ptr) char *url = memory_printf(
		    "/hr/people/%" PRId64 "/edit-person", rows[i].id);

		if (is_hit(search, texts))
			add_hit(&group, rows[i].name, rows[i].email, url);
	}
	board_store_free_people(rows, count);
	if (status == OB_OK)
		add_group(search, "people", &group);
	else
		json_decref(group.hits);
	return status;
}

/* Whether any of the words stands in the title. */
static bool
has_any_word(const struct search *search, const char *title)
{
	cleanup_(memory_free_ptr) char *folded = folded_text(title);
	cleanup_(memory_free_ptr) char *words = memory_strdup(search->wanted);
	char *rest = NULL;

	for (char *word = strtok_r(words, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest)) {
		if (strstr(folded, word) != NULL)
			return true;
	}
	return false;
}

static void
add_activity(const struct search *search, const char *title,
    const struct board_activity *activity, struct group *group)
{
	cleanup_(memory_free_ptr) char *about = NULL;
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/leaders/%" PRId64 "#activity-%" PRId64,
		activity->journey_id, activity->id);
	char day[DATES_TEXT_SIZE];

	about = memory_printf("%s, %s", activity->leader,
	    dates_text_day(search->scope->language, activity->planned, day));
	add_hit(group, title, about, url);
}

/*
 * By its title and its leader's name together; a name alone finds the leader,
 * and not each activity of the leader's.
 */
static int
look_at_activity(struct search *search, const struct board_activity *activity,
    struct group *group, struct error *err)
{
	const struct hr_titles_step step = {
	    .programme_id = activity->programme_id,
	    .position = activity->position,
	    .step = activity->step,
	    .title = activity->title};
	cleanup_(memory_free_ptr) char *title = NULL;
	int status = hr_titles_of(
	    search->engine, &step, search->scope->language, &title, err);

	if (status == OB_OK && has_any_word(search, title)) {
		const char *const texts[] = {title, activity->leader, NULL};

		if (is_hit(search, texts))
			add_activity(search, title, activity, group);
	}
	return status;
}

static int
find_activities(struct search *search, struct error *err)
{
	const struct date ever = date_from_civil(2199, 12, 31);
	struct board_scope scope =
	    hr_scope_board(search->engine, search->scope);
	struct group group = {.hits = json_array()};
	struct board_activity *rows = NULL;
	size_t count = 0;
	int status = board_store_list_open(
	    search->engine->store, &scope, ever, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = look_at_activity(search, &rows[i], &group, err);
	board_store_free_activities(rows, count);
	if (status == OB_OK)
		add_group(search, "activities", &group);
	else
		json_decref(group.hits);
	return status;
}

static int
find_handbook(struct search *search, struct error *err)
{
	enum language language = search->scope->language;
	struct group group = {.hits = json_array()};
	struct handbook *handbook = NULL;
	int status = handbook_store_load(search->engine->store, &handbook, err);

	if (status != OB_OK) {
		json_decref(group.hits);
		return status;
	}
	for (size_t i = 0; i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		cleanup_(memory_free_ptr) char *title =
		    handbook_title(entry, language);
		const char *const texts[] = {title,
		    entry->helps_with.in[language], entry->contact_name,
		    entry->deputy_name, entry->mail, entry->phone, NULL};

		if (is_hit(search, texts))
			add_hit(
			    &group, title, entry->contact_name, "/hr/handbook");
	}
	handbook_free(handbook);
	add_group(search, "handbook", &group);
	return OB_OK;
}

int
hr_search_view(struct engine *engine, const struct hr_scope *scope,
    const char *text, json_t **ret_view, struct error *err)
{
	static int (*const finders[])(struct search *, struct error *) = {
	    find_leaders, find_people, find_activities, find_handbook};
	json_auto_t *groups = json_array();
	cleanup_(memory_free_ptr) char *folded = NULL;
	const char *wanted = NULL;
	int status = hr_scope_read_text("text", text, &wanted, err);

	if (status != OB_OK)
		return status;
	folded = folded_text(wanted);
	struct search search = {.engine = engine,
	    .scope = scope,
	    .wanted = folded,
	    .groups = groups};

	for (size_t i = 0;
	     status == OB_OK && folded[0] != '\0' && i < ARRAY_LEN(finders);
	     i++)
		status = finders[i](&search, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:s, s:b, s:b, s:O}", "text", wanted,
	    "is_asked", (int)(folded[0] != '\0'), "has_hits",
	    (int)(json_array_size(groups) > 0), "groups", groups);
	return OB_OK;
}
