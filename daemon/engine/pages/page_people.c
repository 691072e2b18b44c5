/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_people.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "model/role.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define STEP_NAME_MENTOR "mentor-udpeg"

/* Keys of the catalogue. */
struct part {
	const char *role;
	const char *title_key;
	const char *about_key;
};

static const struct part parts[] = {
    {ROLE_MANAGER, "page.manager", "page.about.manager"},
    {ROLE_MENTOR, "page.mentor", "page.about.mentor"},
    {ROLE_COORDINATOR, "page.coordinator", "page.about.coordinator"},
};

const char *
page_people_mail(const struct person *person)
{
	if (person->work_email[0] != '\0')
		return person->work_email;
	return acting_has_mailbox(person) ? person->email : "";
}

const char *
page_people_phone(const struct person *person)
{
	return person->work_email[0] == '\0' ? person->phone : "";
}

const struct person *
page_people_mentor(const struct dossier *dossier)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, ROLE_MENTOR);

	return row == NULL || row->is_fallback
		   ? NULL
		   : dossier_person(dossier, row->person_id);
}

int
page_people_promise(const struct dossier *dossier,
    const struct page_reader *reader, const struct page_people_promise *promise,
    json_t *view, struct error *err)
{
	const struct activity *activity =
	    dossier_activity(dossier, promise->step);
	const struct person *person;
	char day[DATES_TEXT_SIZE];
	bool is_late;

	if (activity == NULL || !activity_is_open(dossier_state(activity)))
		return page_reader_say(reader, view, promise->name,
		    promise->plain_key, json_object(), err);
	person = dossier_person(dossier, activity->responsible_id);
	is_late = date_before(activity->planned, core_today(dossier->engine));
	return page_reader_say(reader, view, promise->name,
	    is_late ? "page.promise_late" : "page.promise",
	    json_pack("{s:s, s:s}", "name", person->name, "day",
		dates_text_long(reader->language, activity->planned, day)),
	    err);
}

static const struct person *
holder_of(const struct dossier *dossier, const char *role)
{
	return strcmp(role, ROLE_MENTOR) == 0 ? page_people_mentor(dossier)
					      : dossier_role(dossier, role);
}

static int
add_part(const struct dossier *dossier, const struct page_reader *reader,
    const struct part *part, json_t *list, struct error *err)
{
	const struct page_people_promise promise = {
	    "missing", STEP_NAME_MENTOR, "page.no_mentor"};
	const struct person *person = holder_of(dossier, part->role);
	json_t *view = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "role",
	    catalogue_get(reader->catalogue, part->title_key), "name",
	    person == NULL ? "" : person->name, "mail",
	    person == NULL ? "" : page_people_mail(person), "phone",
	    person == NULL ? "" : page_people_phone(person), "about",
	    catalogue_get(reader->catalogue, part->about_key), "missing", "");
	int status = OB_OK;

	if (person == NULL)
		status =
		    page_people_promise(dossier, reader, &promise, view, err);
	(void)json_array_append_new(list, view);
	return status;
}

/* Nobody names a mentor for a leader who leaves. */
static bool
is_shown(const struct dossier *dossier, const struct part *part)
{
	return dossier->version->kind == PROGRAMME_ONBOARDING ||
	       holder_of(dossier, part->role) != NULL;
}

int
page_people_add(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(parts); i++) {
		if (is_shown(dossier, &parts[i]))
			status =
			    add_part(dossier, reader, &parts[i], list, err);
	}
	(void)json_object_set_new(view, "people", list);
	return status;
}
