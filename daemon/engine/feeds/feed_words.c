/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_words.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* The description of one activity. */
struct words {
	const struct dossier *dossier;
	const struct activity *activity;
	const struct feed_reader *reader;
	struct strbuf *out;
};

/* One line of a description: a catalogue text with one value. */
static int
add_line(const struct words *words, const char *key, const char *name,
    const char *value, struct error *err)
{
	json_t *view = json_pack("{s:s}", name, value);
	int status;

	if (words->out->len > 0)
		strbuf_add_char(words->out, '\n');
	status = catalogue_format(
	    words->dossier->engine->catalogues[words->reader->language], key,
	    view, words->out, err);
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
add_participants(const struct words *words, struct error *err)
{
	const struct dossier *dossier = words->dossier;
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;
	cleanup_(name_list_release) struct name_list list = {
	    .names = memory_alloc(
		(dossier->participant_count + 1) * sizeof(*list.names)),
	};

	dossier_each_participant(dossier, words->activity, add_name, &list);
	if (list.count == 0)
		return OB_OK;
	dates_text_list(
	    words->reader->language, list.names, list.count, &names);
	return add_line(
	    words, "feed.entry.participants", "names", names.buf, err);
}

static int
add_goal(const struct words *words, struct error *err)
{
	const struct activity *activity = words->activity;
	int status = OB_OK;

	if (activity->goal[0] != '\0')
		status = add_line(
		    words, "feed.entry.goal", "goal", activity->goal, err);
	if (status == OB_OK && activity->seen_by[0] != '\0')
		status = add_line(words, "feed.entry.seen_by", "seen_by",
		    activity->seen_by, err);
	return status;
}

static int
add_latest(const struct words *words, struct error *err)
{
	const struct activity *activity = words->activity;
	char latest[DATES_TEXT_SIZE];

	if (activity->start_minute >= 0 || date_is_none(activity->latest))
		return OB_OK;
	return add_line(words, "feed.entry.latest", "date",
	    dates_text_long(words->reader->language, activity->latest, latest),
	    err);
}

static int
describe_briefly(const struct words *words, struct error *err)
{
	cleanup_(memory_free_ptr) char *name = people_first_name(
	    dossier_person(words->dossier, words->activity->responsible_id));
	int status =
	    add_line(words, "feed.entry.responsible", "name", name, err);

	return status == OB_OK ? add_latest(words, err) : status;
}

static int
describe(const struct words *words, struct error *err)
{
	const struct dossier *dossier = words->dossier;
	const struct activity *activity = words->activity;
	int status = add_line(words, "feed.entry.responsible", "name",
	    dossier_person(dossier, activity->responsible_id)->name, err);

	if (status == OB_OK)
		status = add_participants(words, err);
	if (status == OB_OK)
		status = add_goal(words, err);
	if (status == OB_OK)
		status = add_latest(words, err);
	if (status == OB_OK && dossier_step(dossier, activity)->undisturbed)
		status = add_line(words, "feed.entry.undisturbed", "", "", err);
	return status;
}

int
feed_words_description(const struct dossier *dossier,
    const struct activity *activity, const struct feed_reader *reader,
    struct strbuf *ret_text, struct error *err)
{
	const struct words words = {dossier, activity, reader, ret_text};

	strbuf_clear(ret_text);
	return reader->purpose == FEED_COORDINATOR
		   ? describe_briefly(&words, err)
		   : describe(&words, err);
}

const char *
feed_words_phase(const struct dossier *dossier, const struct activity *activity,
    enum language language)
{
	const struct programme *programme = dossier->programme;
	int phase = dossier_step(dossier, activity)->phase;

	for (size_t i = 0; i < programme->phase_count; i++) {
		if (programme->phases[i].id == phase)
			return programme->phases[i].title.in[language];
	}
	return NULL;
}
