/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/networks/networks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/links/page_links.h"
#include "engine/networks/network_case.h"
#include "engine/networks/network_meetings.h"
#include "engine/people/people.h"
#include "store/network_store.h"
#include "store/person_store.h"

#define NAME_MAX_CHARS 200
#define ABOUT_MAX_CHARS 1000

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static int
set_line(const char *field, const char *given, char **text, struct error *err)
{
	int status = OB_OK;

	if (given == NULL)
		return OB_OK;
	if (given[0] != '\0')
		status = utf8_check_line(field, given, NAME_MAX_CHARS, err);
	if (status == OB_OK)
		set_text(text, given);
	return status;
}

static int
set_name(struct engine *engine, const char *name, struct network *network,
    struct error *err)
{
	cleanup_(network_store_release) struct network other = {0};
	int status;

	if (name == NULL && network->name != NULL)
		return OB_OK;
	if (name == NULL || name[0] == '\0')
		return error_refuse(err, OB_EINVALID, "name", "missing",
		    "say what the network is called");
	status = utf8_check_line("name", name, NAME_MAX_CHARS, err);
	if (status == OB_OK)
		status =
		    network_store_find_name(engine->store, name, &other, err);
	if (status == OB_OK && other.id != network->id)
		return error_refuse(err, OB_EEXISTS, "name", "network_exists",
		    "there is a network '%s' already", name);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	set_text(&network->name, name);
	return OB_OK;
}

static int
set_about(const char *about, struct network *network, struct error *err)
{
	int status = OB_OK;

	if (about == NULL)
		return OB_OK;
	if (about[0] != '\0')
		status = utf8_check_text("about", about, ABOUT_MAX_CHARS, err);
	if (status == OB_OK)
		set_text(&network->about, about);
	return status;
}

static int
set_welcomes(const char *text, struct network *network, struct error *err)
{
	enum network_welcome welcome;
	int status;

	if (text == NULL)
		return OB_OK;
	status = network_welcome_parse(text, &welcome, err);
	if (status == OB_OK)
		set_text(&network->welcomes, network_welcome_name(welcome));
	return status;
}

/* The contact sees to the network on a page of their own. */
static int
set_contact(struct change *change, const char *contact, struct network *network,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status;

	if (contact == NULL && network->contact_id != 0)
		return OB_OK;
	if (contact == NULL)
		return error_refuse(err, OB_EINVALID, "contact", "missing",
		    "say who the network's contact is");
	status = people_ensure(change, "contact", contact, &person, err);
	if (status == OB_OK)
		status = page_links_ensure_own(change->engine, person.id, err);
	if (status == OB_OK)
		network->contact_id = person.id;
	return status;
}

static int
set_all(struct change *change, const struct network_request *request,
    struct network *network, struct error *err)
{
	int status = set_name(change->engine, request->name, network, err);

	if (status == OB_OK)
		status = set_about(request->about, network, err);
	if (status == OB_OK)
		status = set_welcomes(request->welcomes, network, err);
	if (status == OB_OK)
		status = set_line("area", request->area, &network->area, err);
	if (status == OB_OK)
		status =
		    set_line("level", request->level, &network->level, err);
	if (status == OB_OK)
		status = set_contact(change, request->contact, network, err);
	return status;
}

static json_t *
facts_of(const struct network *network)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:I}", "name",
	    network->name, "about", network->about, "welcomes",
	    network->welcomes, "area", network->area, "level", network->level,
	    "contact", (json_int_t)network->contact_id);
}

static int
check_count(struct engine *engine, struct error *err)
{
	struct network *networks = NULL;
	size_t count = 0;
	size_t open = 0;
	int status = network_store_list(engine->store, &networks, &count, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count; i++)
		open += networks[i].closed_at == INSTANT_NONE;
	network_store_free(networks, count);
	if (open >= NETWORKS_MAX)
		return error_refuse(err, OB_ELIMIT, "", "networks_full",
		    "there are %d networks already; close one first",
		    NETWORKS_MAX);
	return OB_OK;
}

/* The audit row, the commit, and what is stored now. */
static int
end(struct change *change, const char *verb, int64_t id, json_t *before,
    json_t *after, struct error *err)
{
	int status = change_audit(
	    change, verb, SUBJECT("network", id), before, after, err);

	return status == OB_OK ? change_commit(change, err) : status;
}

int
networks_add(struct engine *engine, const char *actor,
    const struct network_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(network_store_release) struct network network = {
	    .about = memory_strdup(""),
	    .welcomes =
		memory_strdup(network_welcome_name(NETWORK_WELCOMES_ALL)),
	    .area = memory_strdup(""),
	    .level = memory_strdup(""),
	    .created_at = core_now(engine),
	    .closed_at = INSTANT_NONE,
	};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = check_count(engine, err);
	if (status == OB_OK)
		status = set_all(&change, request, &network, err);
	if (status == OB_OK)
		status = network_store_add(
		    engine->store, &network, &network.id, err);
	if (status == OB_OK)
		status = end(&change, "add-network", network.id, NULL,
		    facts_of(&network), err);
	return status == OB_OK
		   ? networks_show(engine, network.id, ret_view, err)
		   : status;
}

int
networks_edit(struct engine *engine, const char *actor, int64_t id,
    const struct network_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	json_auto_t *before = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = networks_load_open(engine, id, &found, err);
	if (status != OB_OK)
		return status;
	before = facts_of(&found.network);
	status = set_all(&change, request, &found.network, err);
	if (status == OB_OK)
		status =
		    network_store_update(engine->store, &found.network, err);
	if (status == OB_OK)
		status = end(&change, "edit-network", id, TAKE_PTR(before),
		    facts_of(&found.network), err);
	return status == OB_OK ? networks_show(engine, id, ret_view, err)
			       : status;
}

int
networks_close(struct engine *engine, const char *actor, int64_t id,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = networks_load_open(engine, id, &found, err);
	if (status == OB_OK)
		status = network_meetings_cancel_all(&change, &found, err);
	if (status != OB_OK)
		return status;
	found.network.closed_at = core_now(engine);
	status = network_store_update(engine->store, &found.network, err);
	if (status == OB_OK)
		status = end(&change, "close-network", id,
		    json_pack("{s:b}", "closed", 0),
		    json_pack("{s:b}", "closed", 1), err);
	return status == OB_OK ? networks_show(engine, id, ret_view, err)
			       : status;
}
