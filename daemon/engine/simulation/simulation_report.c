/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "calendar/feed_read.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/dossier/views.h"
#include "engine/feeds/feed_document.h"
#include "engine/simulation/simulation_private.h"
#include "model/nomination.h"
#include "store/mail_store.h"

int
simulation_note_mail(
    struct simulation *simulation, int64_t mail_id, struct error *err)
{
	struct engine *engine = simulation->engine;
	cleanup_(mail_store_release) struct mail mail = {0};
	char at[INSTANT_TEXT_SIZE];
	int status = mail_store_find(engine->store, mail_id, &mail, err);

	if (status != OB_OK)
		return status;
	(void)json_array_append_new(simulation->mail,
	    json_pack("{s:s, s:s, s:s, s:s}", "at",
		instant_format(engine->zone, core_now(engine), at), "to",
		mail.to_address, "kind", mail.kind, "subject", mail.subject));
	return OB_OK;
}

/* Of an activity's view, what tells a journey's story. */
static json_t *
brief(const struct dossier *dossier, const struct activity *activity)
{
	static const char *const keys[] = {"leader", "step", "phase", "title",
	    "kind", "role", "state", "planned", "latest", "start", "end",
	    "flags", "settled"};
	json_t *view = views_activity(dossier, activity);
	json_t *line = json_object();

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		(void)json_object_set(
		    line, keys[i], json_object_get(view, keys[i]));
	(void)json_object_set_new(line, "responsible",
	    json_string(
		dossier_person(dossier, activity->responsible_id)->name));
	json_decref(view);
	return line;
}

struct reader {
	json_t *entries;
	const struct dossier *dossier;
	const struct person *person;
};

static void
add_entry(void *arg, const struct feed_item *item)
{
	const struct reader *reader = arg;

	(void)json_array_append_new(reader->entries,
	    json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:b}", "leader",
		(json_int_t)reader->dossier->journey.id, "person",
		reader->person->name, "uid", item->uid, "start", item->start,
		"end", item->end, "summary", item->summary, "cancelled",
		(int)item->cancelled));
}

/* Those whom a role that was given to them, or a cohort, gives a calendar. */
static bool
has_calendar(const struct dossier *dossier, int64_t person_id)
{
	for (size_t i = 0; i < dossier->role_count; i++) {
		const struct journey_role *role = &dossier->roles[i];

		if (role->person_id == person_id && !role->is_fallback)
			return true;
	}
	for (size_t i = 0; i < dossier->nomination_count; i++) {
		if (dossier->nominations[i].person_id == person_id &&
		    nomination_takes_part(&dossier->nominations[i]))
			return true;
	}
	return false;
}

static int
collect_entries(struct simulation *simulation, const struct dossier *dossier,
    struct error *err)
{
	struct reader reader = {simulation->entries, dossier, NULL};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

		reader.person = &dossier->people[i];
		if (!has_calendar(dossier, reader.person->id))
			continue;
		status = feed_document_write_journey(
		    dossier, reader.person->id, &bytes, err);
		if (status == OB_OK)
			feed_read(bytes.buf, add_entry, &reader);
	}
	return status;
}

int
simulation_collect(struct simulation *simulation,
    const struct simulated_journey *journey, struct error *err)
{
	cleanup_(dossier_cache_give) struct dossier dossier = {0};
	int status =
	    dossier_cache_take(simulation->engine, journey->id, &dossier, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < dossier.activity_count; i++)
		(void)json_array_append_new(simulation->activities,
		    brief(&dossier, &dossier.activities[i]));
	return collect_entries(simulation, &dossier, err);
}
