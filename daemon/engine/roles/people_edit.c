/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/roles/people_edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/accounts/account_mail.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/dossier/dossier.h"
#include "engine/feeds/feeds.h"
#include "engine/links/action_links.h"
#include "engine/links/page_links.h"
#include "engine/links/survey_links.h"
#include "engine/people/groups.h"
#include "engine/people/people.h"
#include "engine/people/reporting.h"
#include "store/acting_store.h"
#include "store/person_store.h"

#define CHAIN_MAX 50

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static int
edit_lines(
    struct person *person, const struct person_edit *edit, struct error *err)
{
	enum language language;
	int status = OB_OK;

	if (edit->name != NULL) {
		status =
		    utf8_check_line("name", edit->name, PEOPLE_NAME_MAX, err);
		set_text(&person->name, edit->name);
	}
	if (status == OB_OK && edit->phone != NULL) {
		if (edit->phone[0] != '\0')
			status = utf8_check_line(
			    "phone", edit->phone, PEOPLE_PHONE_MAX, err);
		set_text(&person->phone, edit->phone);
	}
	if (status == OB_OK && edit->language != NULL) {
		status = people_read_language(edit->language, &language, err);
		if (status == OB_OK)
			set_text(&person->language, language_code(language));
	}
	return status;
}

static int
edit_zone(struct person *person, const char *name, struct error *err)
{
	struct zone *zone = NULL;
	int status = OB_OK;

	if (name == NULL)
		return OB_OK;
	if (name[0] != '\0')
		status = zone_open(name, &zone, err);
	zone_close(zone);
	if (status != OB_OK)
		return error_name_field(err, "zone");
	set_text(&person->zone, name);
	return OB_OK;
}

static int
edit_digest(struct person *person, const char *digest, struct error *err)
{
	if (digest == NULL)
		return OB_OK;
	if (strcmp(digest, "daily") != 0 && strcmp(digest, "weekly") != 0)
		return error_set_field(err, OB_EINVALID, "digest",
		    "'%.40s' is neither daily nor weekly", digest);
	set_text(&person->digest, digest);
	return OB_OK;
}

int
people_edit_digest(struct change *change, struct person *person,
    const char *digest, struct error *err)
{
	cleanup_(memory_free_ptr) char *before = memory_strdup(person->digest);
	int status = edit_digest(person, digest, err);

	if (status != OB_OK || strcmp(before, person->digest) == 0)
		return status;
	status = person_store_update(change->engine->store, person, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "edit-person",
	    SUBJECT("person", person->id), json_pack("{s:s}", "digest", before),
	    json_pack("{s:s}", "digest", person->digest), err);
}

static int
edit_manager(struct change *change, struct person *person, const char *text,
    struct error *err)
{
	cleanup_(person_store_release) struct person manager = {0};
	int status;

	if (text == NULL)
		return OB_OK;
	if (text[0] == '\0') {
		person->manager_id = 0;
		return OB_OK;
	}
	status = people_ensure(change, "manager", text, &manager, err);
	if (status == OB_OK)
		status = reporting_check(change->engine, person, &manager, err);
	if (status == OB_OK)
		person->manager_id = manager.id;
	return status;
}

static int
edit_date(
    const char *field, const char *text, struct date *date, struct error *err)
{
	if (text == NULL)
		return OB_OK;
	if (text[0] == '\0') {
		*date = DATE_NONE;
		return OB_OK;
	}
	if (date_parse(text, date, err) != OB_OK)
		return error_name_field(err, field);
	return OB_OK;
}

/* An end without a beginning begins today; no beginning is no absence. */
static int
edit_absence(struct change *change, struct person *person,
    const struct person_edit *edit, struct error *err)
{
	int status =
	    edit_date("away_from", edit->away_from, &person->away_from, err);

	if (status == OB_OK)
		status = edit_date(
		    "away_until", edit->away_until, &person->away_until, err);
	if (status != OB_OK)
		return status;
	if (edit->away_from != NULL && edit->away_from[0] == '\0')
		person->away_until = DATE_NONE;
	if (date_is_none(person->away_until))
		return OB_OK;
	if (date_is_none(person->away_from))
		person->away_from = core_today(change->engine);
	if (date_before(person->away_until, person->away_from))
		return error_set_field(err, OB_EINVALID, "away_until",
		    "the last day away comes before the first");
	return OB_OK;
}

static int
edit_stand_in(struct change *change, struct person *person, const char *text,
    struct error *err)
{
	cleanup_(person_store_release) struct person other = {0};
	int status;

	if (text == NULL)
		return OB_OK;
	if (text[0] == '\0') {
		person->stand_in_id = 0;
		return OB_OK;
	}
	status = people_ensure(change, "stand_in", text, &other, err);
	if (status != OB_OK)
		return status;
	if (other.id == person->id)
		return error_set_field(err, OB_EINVALID, "stand_in",
		    "'%s' cannot stand in for themself", person->name);
	if (other.is_group)
		return error_set_field(err, OB_EINVALID, "stand_in",
		    "'%s' is a group; one person stands in", other.name);
	person->stand_in_id = other.id;
	return OB_OK;
}

/* The days on which both are away; false when there are none. */
static bool
cut(struct date *from, struct date *until, const struct person *person)
{
	if (date_is_none(person->away_from))
		return false;
	*from = date_max(*from, person->away_from);
	if (date_is_none(*until) ||
	    (!date_is_none(person->away_until) &&
		date_before(person->away_until, *until)))
		*until = person->away_until;
	return date_is_none(*until) || !date_before(*until, *from);
}

/*
 * Two may stand in for each other, but not while all of the chain are away:
 * nobody would be left.
 */
static int
check_stand_ins(
    struct engine *engine, const struct person *person, struct error *err)
{
	struct date from = person->away_from;
	struct date until = person->away_until;
	int64_t at = person->stand_in_id;

	if (date_is_none(from))
		return OB_OK;
	for (int i = 0; i < CHAIN_MAX && at != 0; i++) {
		cleanup_(person_store_release) struct person next = {0};
		int status;

		if (at == person->id)
			return error_set_field(err, OB_EINVALID, "stand_in",
			    "those who stand in for '%s' are away at the same "
			    "time and it would come round in a circle; name "
			    "somebody else",
			    person->name);
		status = person_store_find(engine->store, at, &next, err);
		if (status != OB_OK)
			return status;
		if (!cut(&from, &until, &next))
			return OB_OK;
		at = next.stand_in_id;
	}
	return OB_OK;
}

static int
edit_channel(struct person *person, const char *channel, struct error *err)
{
	if (channel == NULL)
		return OB_OK;
	if (strcmp(channel, "default") == 0)
		channel = "";
	if (strcmp(channel, "invitation") != 0 &&
	    strcmp(channel, "feed") != 0 && channel[0] != '\0')
		return error_set_field(err, OB_EINVALID, "channel",
		    "meetings come by 'invitation' or in the 'feed', not by "
		    "'%.40s'",
		    channel);
	set_text(&person->channel, channel);
	return OB_OK;
}

static int
apply_edit(struct change *change, struct person *person,
    const struct person_edit *edit, struct error *err)
{
	struct engine *engine = change->engine;
	int status = edit_lines(person, edit, err);

	if (status == OB_OK)
		status = edit_zone(person, edit->zone, err);
	if (status == OB_OK)
		status = edit_digest(person, edit->digest, err);
	if (status == OB_OK)
		status = edit_manager(change, person, edit->manager, err);
	if (status == OB_OK)
		status = edit_absence(change, person, edit, err);
	if (status == OB_OK)
		status = edit_stand_in(change, person, edit->stand_in, err);
	if (status == OB_OK)
		status = edit_channel(person, edit->channel, err);
	if (status == OB_OK)
		status = check_stand_ins(engine, person, err);
	if (status == OB_OK)
		status = person_store_update(engine->store, person, err);
	if (status == OB_OK && edit->email != NULL)
		status = people_set_address(
		    change, person, "main", "email", edit->email, err);
	if (status == OB_OK && edit->work_email != NULL)
		status = people_set_address(change, person, "work",
		    "work_email", edit->work_email, err);
	return status;
}

static int
open_journeys(struct change *change, int64_t owner_id, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = acting_store_list_journeys(
	    engine->store, owner_id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		core_touch(engine, ids[i]);
		status = dossier_load(engine, ids[i], &dossier, err);
		if (status == OB_OK)
			status = feeds_ensure_journey(&dossier, err);
		if (status == OB_OK)
			status = page_links_ensure(&dossier, err);
	}
	return status;
}

/*
 * Whoever stands in finds calendar and page at once: for the person, and for
 * those for whom the person acts today.
 */
static int
open_doors(struct change *change, int64_t person_id, struct error *err)
{
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *owners = NULL;
	size_t count = 0;
	int status;

	acting_forget(change->engine);
	status = acting_today(change->engine, &acting, err);
	if (status == OB_OK)
		owners = acting_chain(acting, person_id, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = open_journeys(change, owners[i], err);
	return status;
}

static int
add_person(struct engine *engine, const char *key, int64_t person_id,
    json_t *view, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = OB_OK;

	if (person_id != 0)
		status =
		    person_store_find(engine->store, person_id, &person, err);
	if (status == OB_OK)
		(void)json_object_set_new(view, key,
		    person_id == 0 ? json_null() : people_brief(&person));
	return status;
}

static int
full_view(struct engine *engine, const struct person *person, json_t **ret_view,
    struct error *err)
{
	json_t *view = people_view(person);
	int status =
	    add_person(engine, "manager", person->manager_id, view, err);

	(void)json_object_set_new(view, "zone", json_string(person->zone));
	(void)json_object_set_new(view, "digest", json_string(person->digest));
	(void)json_object_set_new(
	    view, "channel", json_string(person->channel));
	(void)json_object_set_new(
	    view, "away_from", nullable_date(person->away_from));
	(void)json_object_set_new(
	    view, "away_until", nullable_date(person->away_until));
	if (status == OB_OK)
		status = add_person(
		    engine, "stand_in", person->stand_in_id, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

/* As when a stranger has them: pages, links that act, and calendars. */
static int
renew_links(struct change *change, int64_t person_id, struct error *err)
{
	struct engine *engine = change->engine;
	int status = page_links_renew_of(engine, person_id, err);

	if (status == OB_OK)
		status = action_links_renew_of(engine, person_id, err);
	if (status == OB_OK)
		status = survey_links_renew_of(engine, person_id, err);
	if (status == OB_OK)
		status = feeds_renew_of(engine, person_id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "renew-links", SUBJECT("person", person_id),
	    NULL, json_object(), err);
}

static bool
is_empty(const struct person_edit *edit)
{
	const char *const members[] = {edit->name, edit->email,
	    edit->work_email, edit->phone, edit->language, edit->zone,
	    edit->manager, edit->away_from, edit->away_until, edit->stand_in,
	    edit->digest, edit->channel};

	for (size_t i = 0; i < ARRAY_LEN(members); i++) {
		if (members[i] != NULL)
			return false;
	}
	return !edit->new_links;
}

/* What a group is called and where its mail goes, the handbook says. */
static int
check_group(const struct person *person, const struct person_edit *edit,
    struct error *err)
{
	if (!person->is_group || (edit->name == NULL && edit->email == NULL &&
				     edit->work_email == NULL))
		return OB_OK;
	return error_refuse(err, OB_EINVALID, "email", "group_address",
	    "'%s' is a group; change its name and mailbox in the handbook",
	    person->name);
}

static int
run(struct change *change, struct person *person,
    const struct person_edit *edit, json_t **ret_after, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(person_store_release) struct person edited = {0};
	cleanup_(memory_free_ptr) char *email = memory_strdup(person->email);
	cleanup_(memory_free_ptr) char *work =
	    memory_strdup(person->work_email);
	const char *const old[2] = {email, work};
	json_t *before = NULL;
	json_t *after = NULL;
	int status = full_view(engine, person, &before, err);

	if (status == OB_OK)
		status = apply_edit(change, person, edit, err);
	if (status == OB_OK)
		status =
		    person_store_find(engine->store, person->id, &edited, err);
	if (status == OB_OK)
		status = account_mail_tell_address(change, old, &edited, err);
	if (status == OB_OK)
		status = open_doors(change, person->id, err);
	if (status == OB_OK)
		status = people_touch_meetings(engine, person->id, err);
	if (status == OB_OK && edit->new_links)
		status = renew_links(change, person->id, err);
	if (status == OB_OK)
		status = full_view(engine, &edited, &after, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	*ret_after = after;
	return change_audit(change, "edit-person",
	    SUBJECT("person", person->id), before, json_incref(after), err);
}

int
people_edit(struct engine *engine, const char *actor, const char *address,
    const struct person_edit *edit, json_t **ret_person, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(person_store_release) struct person person = {0};
	json_t *view = NULL;
	int status;

	if (is_empty(edit))
		return error_refuse(err, OB_EINVALID, "", "nothing_changed",
		    "nothing to change; give what is to be another");
	status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = groups_find(engine, address, &person, err);
	if (status == OB_OK)
		status = check_group(&person, edit, err);
	if (status == OB_OK)
		status = run(&change, &person, edit, &view, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_person = view;
	return OB_OK;
}
