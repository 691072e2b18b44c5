/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/job_description.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "calendar/value.h"
#include "engine/activities/activities.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/job_description_store.h"
#include "store/person_store.h"

/* As it is to be stored. */
struct draft {
	char *text;
	char *challenges;
	char *advertisement_url; /* NULL: as it is */
	char *role_url;
};

static void
draft_release(struct draft *draft)
{
	free(draft->text);
	free(draft->challenges);
	free(draft->advertisement_url);
	free(draft->role_url);
}

static char *
copy_of(const char *url)
{
	return url == NULL ? NULL : memory_strdup(url);
}

static void
read_draft(const struct job_description_request *request, struct draft *draft)
{
	cleanup_(memory_free_ptr) char *text =
	    strbuf_plain_lines(request->text == NULL ? "" : request->text);

	draft->advertisement_url = copy_of(request->advertisement_url);
	draft->role_url = copy_of(request->role_url);
	if (request->challenges == NULL) {
		job_description_split(text, &draft->text, &draft->challenges);
		return;
	}
	draft->text = TAKE_PTR(text);
	draft->challenges = strbuf_plain_lines(request->challenges);
}

/* Only what a browser opens under lock, and nothing that could run. */
static int
check_url(const char *field, const char *url, struct error *err)
{
	if (url == NULL || url[0] == '\0' ||
	    (strncmp(url, "https://", strlen("https://")) == 0 &&
		value_is_link(url)))
		return OB_OK;
	return error_refuse(err, OB_EINVALID, field, "job_link",
	    "'%s' must be an address of at most %d characters that begins "
	    "with 'https://', without blanks and with other letters than a to "
	    "z written as a browser copies them ('%s')",
	    field, JOB_DESCRIPTION_MAX_URL, "%C3%B8");
}

static int
check_draft(const struct draft *draft, struct error *err)
{
	int status = OB_OK;

	if (draft->challenges == NULL ||
	    utf8_is_blank(draft->challenges, strlen(draft->challenges)))
		return error_refuse(err, OB_EINVALID, "challenges",
		    "job_challenges",
		    "the section 'Det udfordrende ved jobbet' is missing or "
		    "empty; say what is hard about the job");
	status = utf8_check_text(
	    "challenges", draft->challenges, JOB_DESCRIPTION_MAX, err);
	if (status == OB_OK && !utf8_is_blank(draft->text, strlen(draft->text)))
		status = utf8_check_text(
		    "text", draft->text, JOB_DESCRIPTION_MAX, err);
	if (status == OB_OK)
		status = check_url(
		    "advertisement_url", draft->advertisement_url, err);
	if (status == OB_OK)
		status = check_url("role_url", draft->role_url, err);
	return status;
}

static int
check_journey(const struct dossier *dossier, struct error *err)
{
	const char *state = dossier->journey.state;

	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return error_refuse(err, OB_ECONFLICT, "", "job_introduction",
		    "only an introduction has a job description");
	if (strcmp(state, "ended") == 0 || strcmp(state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "job_over",
		    "the journey is %s; its job description stays as it is",
		    state);
	return OB_OK;
}

static int
find_description(struct engine *engine, int64_t journey_id,
    struct job_description *ret_description, bool *ret_found, struct error *err)
{
	int status = job_description_store_find(
	    engine->store, journey_id, ret_description, err);

	*ret_found = status == OB_OK;
	return status == OB_ENOTFOUND ? OB_OK : status;
}

/* With the writer, when it is known who that was. */
static int
add_writer(struct engine *engine, const struct job_description *description,
    json_t *view, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status;

	(void)json_object_set_new(view, "writer", json_null());
	if (description->writer_id == 0)
		return OB_OK;
	status = person_store_find(
	    engine->store, description->writer_id, &person, err);
	if (status == OB_OK)
		(void)json_object_set_new(
		    view, "writer", people_brief(&person));
	return status;
}

static json_t *
texts_of(const struct job_description *description)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:i}", "text", description->text,
	    "challenges", description->challenges, "advertisement_url",
	    description->advertisement_url, "role_url", description->role_url,
	    "version", description->version);
}

static int
view_of(struct engine *engine, const struct job_description *description,
    json_t **ret_view, struct error *err)
{
	char written[INSTANT_TEXT_SIZE];
	json_t *view = texts_of(description);
	int status = add_writer(engine, description, view, err);

	(void)json_object_set_new(
	    view, "leader", json_integer((json_int_t)description->journey_id));
	(void)json_object_set_new(view, "written_at",
	    json_string(instant_format(
		engine->zone, description->written_at, written)));
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "job_description", view);
	json_decref(view);
	return status;
}

int
job_description_show(struct engine *engine, int64_t journey_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(job_description_store_release) struct job_description
	    description = {0};
	bool is_found = false;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK)
		status = find_description(
		    engine, journey_id, &description, &is_found, err);
	if (status != OB_OK)
		return status;
	if (!is_found)
		return error_set(err, OB_ENOTFOUND,
		    "leader %" PRId64 " has no job description yet",
		    journey_id);
	return view_of(engine, &description, ret_view, err);
}

static bool
is_same(const struct job_description *description, const struct draft *draft)
{
	return strcmp(description->text, draft->text) == 0 &&
	       strcmp(description->challenges, draft->challenges) == 0 &&
	       strcmp(description->advertisement_url,
		   draft->advertisement_url) == 0 &&
	       strcmp(description->role_url, draft->role_url) == 0;
}

/* What was not asked for stays as it is; "" where there is nothing yet. */
static void
keep_urls(const struct job_description *before, struct draft *draft)
{
	if (draft->advertisement_url == NULL)
		draft->advertisement_url =
		    memory_strdup(before->advertisement_url == NULL
				      ? ""
				      : before->advertisement_url);
	if (draft->role_url == NULL)
		draft->role_url = memory_strdup(
		    before->role_url == NULL ? "" : before->role_url);
}

/* Writes the next version, unless nothing is new in it. */
static int
store_draft(struct change *change, int64_t journey_id,
    const struct job_description_request *request, struct draft *draft,
    struct error *err)
{
	cleanup_(
	    job_description_store_release) struct job_description before = {0};
	cleanup_(job_description_store_release) struct job_description after = {
	    0};
	bool is_found = false;
	int status = find_description(
	    change->engine, journey_id, &before, &is_found, err);

	if (status != OB_OK)
		return status;
	keep_urls(&before, draft);
	if (is_found && is_same(&before, draft))
		return OB_OK;
	if (request->version >= 0 && request->version != before.version)
		return error_refuse(err, OB_ECONFLICT, "version", "job_changed",
		    "the job description was changed meanwhile");
	after = (struct job_description){
	    .journey_id = journey_id,
	    .text = TAKE_PTR(draft->text),
	    .challenges = TAKE_PTR(draft->challenges),
	    .advertisement_url = TAKE_PTR(draft->advertisement_url),
	    .role_url = TAKE_PTR(draft->role_url),
	    .version = before.version + 1,
	    .writer_id = request->writer_id,
	    .written_at = core_now(change->engine),
	};
	status = job_description_store_put(change->engine->store, &after, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "set-job-description",
	    SUBJECT("journey", journey_id), is_found ? texts_of(&before) : NULL,
	    texts_of(&after), err);
}

int
job_description_set(struct engine *engine, const char *actor,
    int64_t journey_id, const struct job_description_request *request,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(draft_release) struct draft draft = {0};
	int status;

	read_draft(request, &draft);
	status = check_draft(&draft, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &dossier, err);
	if (status == OB_OK)
		status = check_journey(&dossier, err);
	if (status == OB_OK)
		status = store_draft(&change, journey_id, request, &draft, err);
	if (status == OB_OK)
		status = activities_fulfil(&change, &dossier,
		    JOB_DESCRIPTION_STEP, core_now(engine), err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	return job_description_show(engine, journey_id, ret_view, err);
}

bool
job_description_is_writer(const struct dossier *dossier,
    const struct acting *acting, int64_t person_id)
{
	const struct activity *activity =
	    dossier_activity(dossier, JOB_DESCRIPTION_STEP);
	const int64_t owners[] = {
	    dossier_role(dossier, ROLE_HIRING_LEADER)->id,
	    dossier_role(dossier, ROLE_COORDINATOR)->id,
	    activity == NULL ? 0 : activity->responsible_id,
	};

	for (size_t i = 0; i < ARRAY_LEN(owners); i++) {
		if (owners[i] != 0 &&
		    acting_is_for(acting, person_id, owners[i]))
			return true;
	}
	return false;
}
