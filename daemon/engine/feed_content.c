/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feed_content.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/feed.h"
#include "engine/core.h"
#include "engine/page_links.h"
#include "engine/people.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define CANCELLED_DAYS 14

/* The texts that entries borrow while the feed is built. */
struct content {
	const struct dossier *dossier;
	const struct person *person;
	enum language language;
	char *first_name; /* the leader's */
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
	free(content->first_name);
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
	const char *names[64];
	size_t count;
};

static void
add_name(void *arg, const struct person *person)
{
	struct name_list *list = arg;

	if (list->count < ARRAY_LEN(list->names))
		list->names[list->count++] = person->name;
}

static int
describe(const struct content *content, const struct activity *activity,
    struct strbuf *out, struct error *err)
{
	const struct dossier *dossier = content->dossier;
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;
	struct name_list list = {.count = 0};
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

/* Others may have several leaders, so theirs is named. */
static char *
summarize(const struct content *content, const struct activity *activity)
{
	const struct dossier *dossier = content->dossier;
	const char *title =
	    dossier_step(dossier, activity)->title.in[content->language];

	if (content->person->id == dossier->journey.leader_id)
		return memory_strdup(title);
	return memory_printf("%s (%s)", title, content->first_name);
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

static bool
belongs(const struct content *content, const struct activity *activity)
{
	const struct dossier *dossier = content->dossier;
	int64_t person_id = content->person->id;
	struct date today = core_today(dossier->engine);
	int64_t kept_until = activity->changed_at + CANCELLED_DAYS * 86400;

	if (activity->responsible_id != person_id &&
	    !dossier_takes_part(dossier, activity, person_id))
		return false;
	return !is_cancelled(activity) ||
	       !date_before(activity->planned, today) ||
	       core_now(dossier->engine) < kept_until;
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
	    .cancelled = is_cancelled(activity),
	    .busy = activity->start_minute >= 0,
	};
	content->count++;
	return OB_OK;
}

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
	json_t *view =
	    json_pack("{s:s}", "leader_first_name", content->first_name);
	int status =
	    catalogue_format(words(content), "feed.name", view, &name, err);

	if (status == OB_OK)
		status = catalogue_format(
		    words(content), "feed.description", view, &about, err);
	json_decref(view);
	if (status != OB_OK)
		return status;
	header.name = name.buf;
	header.description = about.buf;
	return feed_build(
	    &header, content->entries, content->count, ret_bytes, err);
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

	if (status != OB_OK)
		return status;
	content.language =
	    core_language(dossier->engine, content.person->language);
	content.first_name = people_first_name(
	    dossier_person(dossier, dossier->journey.leader_id));
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
