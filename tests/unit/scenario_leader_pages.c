/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/links/action_links.h"
#include "engine/pages/actions.h"
#include "engine/pages/leader_pages.h"
#include "engine/pages/page_job_description.h"
#include "engine/pages/pages.h"
#include "scenario_pages.h"
#include "scenario_play.h"
#include "store/activity_store.h"

/* The pages behind a leader's own. */

typedef int (*view_fn)(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err);

static int
view_handbook(struct engine *engine, const char *token, json_t **ret_view,
    struct error *err)
{
	return leader_pages_handbook(engine, token, NULL, ret_view, err);
}

static const struct part {
	const char *name;
	view_fn view;
	enum page_template template;
} parts[] = {
    {"handbook", view_handbook, PAGE_TEMPLATE_HANDBOOK},
    {"my-data", leader_pages_my_data, PAGE_TEMPLATE_MY_DATA},
    {"job-description", leader_pages_job_description,
	PAGE_TEMPLATE_JOB_DESCRIPTION},
};

static const struct part *
find_part(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	}
	return NULL;
}

/* The token of the address that the page has; owned. */
static int
find_token(
    struct play *play, const char *address, char **ret_token, struct error *err)
{
	cleanup_(memory_free_ptr) char *url = NULL;
	int status = play_page_url(play, address, &url, err);

	if (status == OB_OK)
		*ret_token = memory_strdup(strrchr(url, '/') + 1);
	return status;
}

static int
compare(const char *page, const char *text, bool wanted, struct error *err)
{
	if ((strstr(page, text) != NULL) == wanted)
		return OB_OK;
	return error_set(err, OB_EINVALID, "the page says%s '%s'",
	    wanted ? " nothing of" : "", text);
}

static int
expect_part(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	const struct part *part = find_part(line->values[0]);
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *token = NULL;
	json_auto_t *view = NULL;
	int status;

	if (part == NULL)
		return error_set(
		    err, OB_EINVALID, "there is no page '%s'", line->values[0]);
	status = find_token(play, line->values[1], &token, err);
	if (status == OB_OK)
		status = part->view(play->world.engine, token, &view, err);
	if (status == OB_OK)
		status =
		    play_page_render(play, part->template, view, &html, err);
	return status == OB_OK ? compare(html.buf, line->values[2], wanted, err)
			       : status;
}

static int
run_part(struct play *play, const struct line *line, struct error *err)
{
	return expect_part(play, line, true, err);
}

static int
run_part_not(struct play *play, const struct line *line, struct error *err)
{
	return expect_part(play, line, false, err);
}

static int
expect_guide(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *token = NULL;
	json_auto_t *activity = NULL;
	json_auto_t *view = NULL;
	int status = find_token(play, line->values[1], &token, err);

	if (status == OB_OK)
		status = play_activity(play, line->values[0], &activity, err);
	if (status == OB_OK)
		status = leader_pages_activity(play->world.engine, token,
		    json_integer_value(json_object_get(activity, "id")), &view,
		    err);
	if (status == OB_OK)
		status = play_page_render(
		    play, PAGE_TEMPLATE_LEADER_ACTIVITY, view, &html, err);
	return status == OB_OK ? compare(html.buf, line->values[2], wanted, err)
			       : status;
}

static int
run_guide(struct play *play, const struct line *line, struct error *err)
{
	return expect_guide(play, line, true, err);
}

static int
run_guide_not(struct play *play, const struct line *line, struct error *err)
{
	return expect_guide(play, line, false, err);
}

/* "it,payroll", in the order of the page, or "nothing". */
static void
add_names(const json_t *entries, struct strbuf *names)
{
	const json_t *entry;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)entries, i, entry)
	{
		strbuf_add_format(names, "%s%s", i == 0 ? "" : ",",
		    json_string_value(json_object_get(entry, "name")));
	}
	if (names->len == 0)
		strbuf_add_str(names, "nothing");
}

static int
run_search(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *token = NULL;
	json_auto_t *view = NULL;
	int status = find_token(play, line->values[0], &token, err);

	if (status == OB_OK)
		status = leader_pages_handbook(
		    play->world.engine, token, line->values[1], &view, err);
	if (status != OB_OK)
		return status;
	add_names(json_object_get(view, "handbook"), &names);
	if (strcmp(names.buf, line->values[2]) != 0)
		return error_set(
		    err, OB_EINVALID, "the search finds %s", names.buf);
	return OB_OK;
}

/* What the button on the page gives. */
static int
take_data(struct play *play, const char *address, json_t **ret_data,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	json_auto_t *view = NULL;
	int status = find_token(play, address, &token, err);

	if (status == OB_OK)
		status =
		    leader_pages_my_data(play->world.engine, token, &view, err);
	if (status == OB_OK)
		status = leader_pages_take_data(play->world.engine, token,
		    json_string_value(json_object_get(view, "csrf")), ret_data,
		    err);
	return status;
}

static int
run_data_count(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *data = NULL;
	size_t wanted = strtoul(line->values[1], NULL, 10);
	size_t count;
	int status = take_data(play, line->values[0], &data, err);

	if (status != OB_OK)
		return status;
	count = json_array_size(json_object_get(data, line->values[2]));
	if (count != wanted)
		return error_set(err, OB_EINVALID, "there are %zu", count);
	return OB_OK;
}

static int
expect_data(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	json_auto_t *data = NULL;
	char *text;
	int status = take_data(play, line->values[0], &data, err);

	if (status != OB_OK)
		return status;
	text = json_dumps(data, 0);
	status = compare(text, line->values[1], wanted, err);
	free(text);
	return status;
}

static int
run_data(struct play *play, const struct line *line, struct error *err)
{
	return expect_data(play, line, true, err);
}

static int
run_data_not(struct play *play, const struct line *line, struct error *err)
{
	return expect_data(play, line, false, err);
}

/* Somebody opens the form, fills it in and sends it. */
static int
send_job(struct play *play, const char *address,
    struct page_job_description_form form, struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	struct page_job_description_place place = {.journey_id = play->leader};
	cleanup_(memory_free_ptr) char *version = NULL;
	json_auto_t *view = NULL;
	json_auto_t *again = NULL;
	int status = find_token(play, address, &token, err);

	place.token = token;
	if (status == OB_OK)
		status = page_job_description_edit(
		    play->world.engine, &place, &view, err);
	if (status != OB_OK)
		return status;
	version = memory_printf("%d",
	    (int)json_integer_value(json_object_get(view, "job_version")));
	form.version = version;
	form.csrf = json_string_value(json_object_get(view, "csrf"));
	status = page_job_description_save(
	    play->world.engine, &place, &form, &again, err);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_describe(struct play *play, const struct line *line, struct error *err)
{
	return send_job(play, line->values[0],
	    (struct page_job_description_form){
		.text = line->values[1], .challenges = line->values[2]},
	    err);
}

static int
run_link(struct play *play, const struct line *line, struct error *err)
{
	return send_job(play, line->values[0],
	    (struct page_job_description_form){.text = "",
		.challenges = line->values[1],
		.advertisement_url = line->values[2],
		.role_url = line->values[3]},
	    err);
}

static int
run_size(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *token = NULL;
	json_auto_t *view = NULL;
	int status = find_token(play, line->values[0], &token, err);

	if (status == OB_OK)
		status = pages_view(
		    play->world.engine, PAGE_LEADER, token, &view, err);
	if (status == OB_OK)
		status = play_page_render(
		    play, PAGE_TEMPLATE_LEADER, view, &html, err);
	if (status == OB_OK && html.len >= strtoul(line->values[1], NULL, 10))
		status = error_set(
		    err, OB_EINVALID, "the page has %zu bytes", html.len);
	return status;
}

/* The link of an old mail by which whoever is responsible marked it as done. */
static int
view_done_link(
    struct play *play, int64_t id, json_t **ret_view, struct error *err)
{
	struct engine *engine = play->world.engine;
	cleanup_(activity_store_release) struct activity activity = {0};
	cleanup_(memory_free_ptr) char *url = NULL;
	struct action_request request = {
	    .purpose = ACTION_DONE, .activity_id = id};
	int status = activity_store_find(play->world.store, id, &activity, err);

	request.person_id = activity.responsible_id;
	if (status == OB_OK)
		status = action_links_url(engine, &request, &url, err);
	return status == OB_OK
		   ? actions_view(engine, strrchr(url, '/') + 1, ret_view, err)
		   : status;
}

static int
run_done_link(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	json_auto_t *activity = NULL;
	json_auto_t *view = NULL;
	int status = play_activity(play, line->values[0], &activity, err);

	if (status == OB_OK)
		status = view_done_link(play,
		    json_integer_value(json_object_get(activity, "id")), &view,
		    err);
	if (status == OB_OK)
		status = play_page_render(
		    play, PAGE_TEMPLATE_ACTION, view, &html, err);
	return status == OB_OK ? compare(html.buf, line->values[1], true, err)
			       : status;
}

const struct play_rule play_leader_page_rules[] = {
    {"expect the link that marks STEP as done saying TEXT", run_done_link},
    {"expect the PART page of ADDRESS saying TEXT", run_part},
    {"expect the PART page of ADDRESS not saying TEXT", run_part_not},
    {"expect the guide to STEP of ADDRESS saying TEXT", run_guide},
    {"expect the guide to STEP of ADDRESS not saying TEXT", run_guide_not},
    {"expect the handbook of ADDRESS searched for TEXT to have NAMES",
	run_search},
    {"expect the data of ADDRESS with NUMBER LIST", run_data_count},
    {"expect the data of ADDRESS saying TEXT", run_data},
    {"expect the data of ADDRESS not saying TEXT", run_data_not},
    {"expect the page of ADDRESS below NUMBER bytes", run_size},
    {"ADDRESS describes the job as TEXT with challenges TEXT", run_describe},
    {"ADDRESS describes challenges TEXT with advertisement TEXT and role TEXT",
	run_link},
    {NULL, NULL},
};
