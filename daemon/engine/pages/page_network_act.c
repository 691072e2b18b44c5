/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_network.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/networks/network_case.h"
#include "engine/networks/network_meetings.h"
#include "engine/networks/networks.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_journeys.h"
#include "engine/pages/page_networks.h"
#include "store/network_meeting_store.h"
#include "store/page_store.h"
#include "store/person_store.h"

/* A verb of the sheet. */
typedef int act_fn(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err);

/* NULL for an empty field, too. */
static const char *
value(const struct page_network_form *form, const char *name)
{
	const char *text = form->field(form->arg, name);

	return text == NULL || text[0] == '\0' ? NULL : text;
}

static int
act_join(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err)
{
	const char *name = value(form, "name");
	const char *email = value(form, "email");
	cleanup_(memory_free_ptr) char *person =
	    email == NULL  ? NULL
	    : name == NULL ? memory_strdup(email)
			   : memory_printf("%s <%s>", name, email);

	return networks_add_member(engine, actor,
	    &(struct network_joining){form->network_id, person, NULL}, ret_view,
	    err);
}

static int
act_leave(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err)
{
	const char *email = value(form, "email");

	return networks_remove_member(engine, actor, form->network_id,
	    email == NULL ? "" : email, ret_view, err);
}

/* As an instant without a zone, owned; NULL without a day. */
static char *
start_of(const struct page_network_form *form)
{
	const char *day = value(form, "day");
	const char *time = value(form, "time");

	return day == NULL
		   ? NULL
		   : memory_printf("%sT%s", day, time == NULL ? "" : time);
}

static struct network_meeting_request
read_meeting(const struct page_network_form *form, const char *start)
{
	const char *minutes = value(form, "minutes");
	struct network_meeting_request request = {
	    .start = start,
	    /* What is no number is none: the verb refuses it. */
	    .minutes = minutes == NULL ? 0 : strtoll(minutes, NULL, 10),
	    .place = form->field(form->arg, "place"),
	};

	if (minutes != NULL && request.minutes == 0)
		request.minutes = -1;
	return request;
}

static int
act_plan(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *start = start_of(form);
	const struct network_meeting_request request =
	    read_meeting(form, start);

	return network_meetings_plan(
	    engine, actor, form->network_id, &request, ret_view, err);
}

static int
act_move(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *start = start_of(form);
	const struct network_meeting_request request =
	    read_meeting(form, start);

	return network_meetings_move(
	    engine, actor, form->meeting_id, &request, ret_view, err);
}

static int
act_cancel(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err)
{
	return network_meetings_cancel(
	    engine, actor, form->meeting_id, false, ret_view, err);
}

/* A mark at who came: all others who were to come did not. */
static int
act_attendance(struct engine *engine, const char *actor,
    const struct page_network_form *form, json_t **ret_view, struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	cleanup_(
	    network_meeting_store_release) struct network_meeting meeting = {0};
	cleanup_(memory_free_ptr) struct network_presence *rows = NULL;
	size_t count = 0;
	int status = network_meeting_store_find(
	    engine->store, form->meeting_id, &meeting, err);

	if (status == OB_OK)
		status =
		    network_case_load(engine, form->network_id, &found, err);
	if (status != OB_OK)
		return status;
	rows = memory_alloc((found.people_count + 1) * sizeof(*rows));
	for (size_t i = 0; i < found.people_count; i++) {
		int64_t id = found.people[i].id;
		cleanup_(memory_free_ptr) char *name =
		    memory_printf("came-%" PRId64, id);

		if (network_case_has_member(&found, id, meeting.day) ||
		    network_case_attended(&found, meeting.id, id) >= 0)
			rows[count++] =
			    (struct network_presence){.person_id = id,
				.attended = value(form, name) != NULL};
	}
	return network_meetings_record(engine, actor,
	    &(struct network_roll){meeting.id, rows, count}, ret_view, err);
}

static const struct {
	const char *verb;
	bool is_of_meeting;
	act_fn *act;
} verbs[] = {
    {"join", false, act_join},
    {"leave", false, act_leave},
    {"plan", false, act_plan},
    {"move", true, act_move},
    {"cancel", true, act_cancel},
    {"attendance", true, act_attendance},
};

static act_fn *
find_verb(const struct page_network_form *form)
{
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (strcmp(verbs[i].verb, form->verb) == 0 &&
		    verbs[i].is_of_meeting == (form->meeting_id != 0))
			return verbs[i].act;
	}
	return NULL;
}

/* A meeting of another network is not this contact's. */
static int
check_meeting(struct engine *engine, const struct page_network_form *form,
    struct error *err)
{
	int64_t network_id = form->network_id;
	int status = OB_OK;

	if (form->meeting_id != 0)
		status = network_meetings_find_network(
		    engine, form->meeting_id, &network_id, err);
	if (status == OB_OK && network_id != form->network_id)
		return page_access_lacks(err);
	return status;
}

int
page_network_act(struct engine *engine, const char *actor,
    const struct page_network_form *form, struct error *err)
{
	act_fn *act = find_verb(form);
	json_t *view = NULL;
	int status = OB_OK;

	if (act == NULL)
		return page_access_lacks(err);
	status = check_meeting(engine, form, err);
	if (status == OB_OK)
		status = act(engine, actor, form, &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

/* Who has left the municipality sees to no network any more. */
static int
check_contact(struct engine *engine, int64_t network_id, int64_t person_id,
    struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	bool has_left = false;
	int status = network_case_load(engine, network_id, &found, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && found.network.contact_id != person_id))
		return page_access_lacks(err);
	if (status == OB_OK)
		status =
		    page_networks_has_left(engine, person_id, &has_left, err);
	return status == OB_OK && has_left ? page_access_lacks(err) : status;
}

int
page_network_contact_view(struct engine *engine, const char *token,
    int64_t network_id, json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *base = memory_printf(
	    "/p/%s/networks/%" PRId64 "/sheet", token, network_id);
	cleanup_(memory_free_ptr) char *back =
	    memory_printf("/p/%s#networks", token);
	struct page_network_place place = {
	    .network_id = network_id, .base_url = base, .can_change = true};
	bool has_ended = false;
	json_t *view = NULL;
	int status = page_access_find(engine, PAGE_PERSON, token, &page, err);

	if (status == OB_OK)
		status = page_journeys_of_page_have_ended(
		    engine, &page, &has_ended, err);
	if (status == OB_OK)
		status = check_contact(engine, network_id, page.person_id, err);
	if (status == OB_OK)
		status = person_store_find(
		    engine->store, page.person_id, &person, err);
	if (status != OB_OK)
		return status;
	place.language = core_language(engine, person.language);
	status = page_network_view(engine, &place, &view, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(
	    view, "language", json_string(language_code(place.language)));
	(void)json_object_set_new(view, "back_url", json_string(back));
	return page_access_seal(engine, &page, has_ended, view, ret_view, err);
}

int
page_network_contact_act(struct engine *engine, const char *token,
    const struct page_network_form *form, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	int status = page_access_open_form(engine, PAGE_PERSON, token,
	    form->field(form->arg, "csrf"), &opened, err);

	if (status == OB_OK)
		status = check_contact(
		    engine, form->network_id, opened.page.person_id, err);
	return status == OB_OK
		   ? page_network_act(engine, opened.actor, form, err)
		   : status;
}

/* Only where the page lets the person in, or has let them in. */
static bool
is_offered(const json_t *view, int64_t network_id)
{
	const json_t *list = json_object_get(view, "networks");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *network = json_array_get(list, i);

		if (json_integer_value(json_object_get(network, "id")) ==
		    network_id)
			return json_is_true(
				   json_object_get(network, "can_join")) ||
			       json_is_true(
				   json_object_get(network, "is_member"));
	}
	return false;
}

static int
check_offered(struct engine *engine, const struct page_network_choice *choice,
    struct error *err)
{
	json_auto_t *view = NULL;
	int status =
	    pages_view(engine, choice->kind, choice->token, &view, err);

	return status == OB_OK && !is_offered(view, choice->network_id)
		   ? page_access_lacks(err)
		   : status;
}

int
page_network_choose(struct engine *engine,
    const struct page_network_choice *choice, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	int status = page_access_open_form(
	    engine, choice->kind, choice->token, choice->csrf, &opened, err);

	if (status == OB_OK)
		status = check_offered(engine, choice, err);
	if (status != OB_OK)
		return status;
	return choice->joins
		   ? networks_join(engine, opened.actor, choice->network_id,
			 opened.page.person_id, err)
		   : networks_part(engine, opened.actor, choice->network_id,
			 opened.page.person_id, err);
}
