/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feed_content.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "calendar/feed.h"
#include "engine/acting.h"
#include "engine/core.h"
#include "engine/invitations_told.h"
#include "engine/naming.h"
#include "engine/page_links.h"
#include "engine/people.h"
#include "store/handover_store.h"
#include "store/invitation_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define CANCELLED_DAYS 14

/* The texts that entries borrow while the feed is built. */
struct content {
	const struct dossier *dossier;
	const struct person *person;
	int64_t *owners; /* for whom the person acts today */
	size_t owner_count;
	struct activity_left *left; /* what others have taken over */
	size_t left_count;
	struct invitation *invitations; /* the person's own */
	size_t invitation_count;
	enum language language;
	char *name; /* the journey's */
	char *page_url;
	struct feed_entry *entries;
	char **texts; /* summary and description of each entry */
	size_t count;
};

static void
content_release(struct content *content)
{
	for (size_t i = 0; i < 2 * content->count; i++)
		free(content->texts[i]);
	free(content->texts);
	free(content->entries);
	free(content->owners);
	free(content->left);
	invitation_store_free(content->invitations, content->invitation_count);
	free(content->name);
	free(content->page_url);
}

static const struct catalogue *
words(const struct content *content)
{
	return content->dossier->engine->catalogues[content->language];
}

/* One line of a description: a catalogue text with one value. */
static int
add_line(const struct content *content, const char *key, const char *name,
    const char *value, struct strbuf *out, struct error *err)
{
	json_t *view = json_pack("{s:s}", name, value);
	int status;

	if (out->len > 0)
		strbuf_add_char(out, '\n');
	status = catalogue_format(words(content), key, view, out, err);
	json_decref(view);
	return status;
}

struct name_list {
	const char **names; /* room for all of the journey */
	size_t count;
};

static void
name_list_release(struct name_list *list)
{
	free(list->names);
}

static void
add_name(void *arg, const struct person *person)
{
	struct name_list *list = arg;

	list->names[list->count++] = person->name;
}

static int
describe(const struct content *content, const struct activity *activity,
    struct strbuf *out, struct error *err)
{
	const struct dossier *dossier = content->dossier;
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;
	cleanup_(name_list_release) struct name_list list = {
	    .names = memory_alloc(
		(dossier->participant_count + 1) * sizeof(*list.names)),
	};
	char latest[DATES_TEXT_SIZE];
	int status = add_line(content, "feed.entry.responsible", "name",
	    dossier_person(dossier, activity->responsible_id)->name, out, err);

	dossier_each_participant(dossier, activity, add_name, &list);
	if (status == OB_OK && list.count > 0) {
		dates_text_list(
		    content->language, list.names, list.count, &names);
		status = add_line(content, "feed.entry.participants", "names",
		    names.buf, out, err);
	}
	if (status == OB_OK && activity->goal[0] != '\0')
		status = add_line(content, "feed.entry.goal", "goal",
		    activity->goal, out, err);
	if (status == OB_OK && activity->seen_by[0] != '\0')
		status = add_line(content, "feed.entry.seen_by", "seen_by",
		    activity->seen_by, out, err);
	if (status == OB_OK && activity->start_minute < 0 &&
	    !date_is_none(activity->latest))
		status = add_line(content, "feed.entry.latest", "date",
		    dates_text_long(
			content->language, activity->latest, latest),
		    out, err);
	if (status == OB_OK && dossier_step(dossier, activity)->undisturbed)
		status = add_line(
		    content, "feed.entry.undisturbed", "", "", out, err);
	return status;
}

/* Others may have several leaders or cohorts, so this one is named. */
static char *
summarize(const struct content *content, const struct activity *activity)
{
	const struct dossier *dossier = content->dossier;
	const char *title =
	    dossier_step(dossier, activity)->title.in[content->language];

	if (naming_is_own(dossier, content->person->id))
		return memory_strdup(title);
	return memory_printf("%s (%s)", title, content->name);
}

static const char *
phase_title(const struct content *content, const struct activity *activity)
{
	const struct programme *programme = content->dossier->programme;
	int phase = dossier_step(content->dossier, activity)->phase;

	for (size_t i = 0; i < programme->phase_count; i++) {
		if (programme->phases[i].id == phase)
			return programme->phases[i].title.in[content->language];
	}
	return NULL;
}

static bool
is_cancelled(const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	return state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED;
}

/* The person's own, or that of somebody for whom the person acts. */
static bool
is_own(const struct content *content, const struct activity *activity)
{
	for (size_t i = 0; i < content->owner_count; i++) {
		if (activity->responsible_id == content->owners[i] ||
		    dossier_takes_part(
			content->dossier, activity, content->owners[i]))
			return true;
	}
	return false;
}

/* When somebody else took it over; INSTANT_NONE when nobody did. */
static int64_t
left_at(const struct content *content, const struct activity *activity)
{
	for (size_t i = 0; i < content->left_count; i++) {
		if (content->left[i].activity_id == activity->id)
			return content->left[i].left_at;
	}
	return INSTANT_NONE;
}

static bool
is_still_shown(const struct content *content, const struct activity *activity,
    int64_t cancelled_at)
{
	const struct engine *engine = content->dossier->engine;

	return !date_before(activity->planned, core_today(engine)) ||
	       core_now(engine) < cancelled_at + CANCELLED_DAYS * 86400;
}

static bool
belongs(const struct content *content, const struct activity *activity)
{
	int64_t left = left_at(content, activity);

	if (invitations_told_hides(content->invitations,
		content->invitation_count, activity, content->person->id))
		return false;
	if (!is_own(content, activity))
		return left != INSTANT_NONE &&
		       is_still_shown(content, activity, left);
	if (is_cancelled(activity) && activity->sequence == 0)
		return false; /* from the start: no calendar ever had it */
	return !is_cancelled(activity) ||
	       is_still_shown(content, activity, activity->changed_at);
}

static int
add_entry(
    struct content *content, const struct activity *activity, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf description = STRBUF_INIT;
	size_t at = content->count;
	int status = describe(content, activity, &description, err);

	if (status != OB_OK)
		return status;
	content->texts[2 * at] = summarize(content, activity);
	content->texts[2 * at + 1] = strbuf_detach(&description);
	content->entries[at] = (struct feed_entry){
	    .uid = activity->uid,
	    .sequence = activity->sequence,
	    .changed_at = activity->changed_at,
	    .all_day = activity->start_minute < 0,
	    .date = activity->planned,
	    .start = activity->start_minute,
	    .end = activity->end_minute,
	    .summary = content->texts[2 * at],
	    .description = content->texts[2 * at + 1],
	    .url = content->page_url,
	    .category = phase_title(content, activity),
	    .cancelled = is_cancelled(activity) || !is_own(content, activity),
	    .busy = activity->start_minute >= 0,
	};
	content->count++;
	return OB_OK;
}

static const char *const name_keys[] = {
    [PROGRAMME_ONBOARDING] = "feed.name",
    [PROGRAMME_EXIT] = "feed.name_exit",
    [PROGRAMME_COHORT] = "feed.name_cohort",
};

static const char *const description_keys[] = {
    [PROGRAMME_ONBOARDING] = "feed.description",
    [PROGRAMME_EXIT] = "feed.description_exit",
    [PROGRAMME_COHORT] = "feed.description_cohort",
};

static int
write_feed(
    const struct content *content, struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf name = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf about = STRBUF_INIT;
	struct feed_header header = {
	    .zone = content->dossier->engine->zone,
	    .cancelled_prefix = catalogue_get(words(content), "feed.cancelled"),
	};
	enum programme_kind kind = content->dossier->version->kind;
	json_t *view = json_pack("{s:s}",
	    kind == PROGRAMME_COHORT ? "title" : "leader_first_name",
	    content->name);
	int status =
	    catalogue_format(words(content), name_keys[kind], view, &name, err);

	if (status == OB_OK)
		status = catalogue_format(
		    words(content), description_keys[kind], view, &about, err);
	json_decref(view);
	if (status != OB_OK)
		return status;
	header.name = name.buf;
	header.description = about.buf;
	return feed_build(
	    &header, content->entries, content->count, ret_bytes, err);
}

/* Whose activities the calendar shows, and which it has lost. */
static int
find_own(struct content *content, struct error *err)
{
	struct engine *engine = content->dossier->engine;
	const struct acting *acting = NULL;
	int status = acting_today(engine, &acting, err);

	if (status != OB_OK)
		return status;
	content->owners =
	    acting_owners(acting, content->person->id, &content->owner_count);
	status =
	    invitation_store_list_person(engine->store, content->person->id,
		&content->invitations, &content->invitation_count, err);
	if (status != OB_OK)
		return status;
	return handover_store_list(engine->store, content->dossier->journey.id,
	    content->person->id, &content->left, &content->left_count, err);
}

int
feed_content_build(const struct dossier *dossier, int64_t person_id,
    struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(content_release) struct content content = {
	    .dossier = dossier,
	    .person = dossier_person(dossier, person_id),
	};
	int status = page_links_url(dossier, person_id, &content.page_url, err);

	if (status == OB_OK)
		status = find_own(&content, err);
	if (status != OB_OK)
		return status;
	content.language =
	    core_language(dossier->engine, content.person->language);
	content.name = naming_short(dossier);
	content.entries =
	    memory_alloc(dossier->activity_count * sizeof(content.entries[0]));
	content.texts = memory_alloc(
	    2 * dossier->activity_count * sizeof(content.texts[0]));
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		if (belongs(&content, &dossier->activities[i]))
			status =
			    add_entry(&content, &dossier->activities[i], err);
	}
	if (status == OB_OK)
		status = write_feed(&content, ret_bytes, err);
	return status;
}
