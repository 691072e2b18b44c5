/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_document.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "store/invitation_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* A fixed instant: the entry of what is left out never changes. */
#define REST_CHANGED_AT 1767225600 /* 2026-01-01 */

struct writing {
	const struct feed_document *document;
	struct feed_entry *entries; /* a copy */
	size_t count;
	size_t kept;
	struct date first_left_out;
	struct date today;
};

static void
writing_release(struct writing *writing)
{
	free(writing->entries);
}

static const struct catalogue *
words(const struct feed_document *document)
{
	return document->engine->catalogues[document->reader->language];
}

static int
compare_uid(const void *a, const void *b)
{
	const struct feed_entry *one = a;
	const struct feed_entry *other = b;
	int order = strcmp(one->uid, other->uid);

	return order != 0 ? order : one->cancelled - other->cancelled;
}

static void
drop_repeated(struct writing *writing)
{
	size_t kept = 0;

	qsort(writing->entries, writing->count, sizeof(writing->entries[0]),
	    compare_uid);
	for (size_t i = 0; i < writing->count; i++) {
		if (kept > 0 && strcmp(writing->entries[kept - 1].uid,
				    writing->entries[i].uid) == 0)
			continue;
		writing->entries[kept++] = writing->entries[i];
	}
	writing->count = kept;
}

/* qsort() hands nothing on, so each entry is compared by its own distance. */
struct placed {
	int distance; /* from today, in days */
	struct feed_entry entry;
};

static int
compare_distance(const void *a, const void *b)
{
	const struct placed *one = a;
	const struct placed *other = b;

	if (one->distance != other->distance)
		return one->distance < other->distance ? -1 : 1;
	return compare_uid(&one->entry, &other->entry);
}

/* The nearest to today come first. */
static void
sort_by_distance(struct writing *writing)
{
	struct placed *placed =
	    memory_alloc((writing->count + 1) * sizeof(*placed));

	for (size_t i = 0; i < writing->count; i++)
		placed[i] = (struct placed){
		    abs(writing->entries[i].date.day - writing->today.day),
		    writing->entries[i]};
	qsort(placed, writing->count, sizeof(*placed), compare_distance);
	for (size_t i = 0; i < writing->count; i++)
		writing->entries[i] = placed[i].entry;
	free(placed);
}

/* A day to come rather than one that has passed, and the sooner. */
static bool
is_sooner(struct date day, struct date than, struct date today)
{
	bool was = date_before(day, today);

	if (was != date_before(than, today))
		return !was;
	return date_before(day, than);
}

/* The first day that is not shown whole. */
static struct date
first_left_out(const struct writing *writing)
{
	struct date first = writing->entries[writing->kept].date;

	for (size_t i = writing->kept + 1; i < writing->count; i++) {
		struct date day = writing->entries[i].date;

		if (is_sooner(day, first, writing->today))
			first = day;
	}
	return first;
}

static int
format(const struct feed_document *document, const char *key, json_t *view,
    struct strbuf *out, struct error *err)
{
	int status = catalogue_format(words(document), key, view, out, err);

	json_decref(view);
	return status;
}

static const char *const journey_names[] = {
    [PROGRAMME_ONBOARDING] = "feed.name",
    [PROGRAMME_EXIT] = "feed.name_exit",
    [PROGRAMME_COHORT] = "feed.name_cohort",
};

static const char *const journey_descriptions[] = {
    [PROGRAMME_ONBOARDING] = "feed.description",
    [PROGRAMME_EXIT] = "feed.description_exit",
    [PROGRAMME_COHORT] = "feed.description_cohort",
};

static const char *const names[] = {
    [FEED_PERSON] = "feed.name_person",
    [FEED_COORDINATOR] = "feed.name_coordinator",
    [FEED_NETWORK] = "feed.name_network",
};

static const char *const descriptions[] = {
    [FEED_PERSON] = "feed.description_person",
    [FEED_COORDINATOR] = "feed.description_coordinator",
    [FEED_NETWORK] = "feed.description_network",
};

static int
write_names(const struct feed_document *document, struct strbuf *name,
    struct strbuf *about, struct error *err)
{
	enum feed_purpose purpose = document->reader->purpose;
	cleanup_(memory_free_ptr) char *whose = NULL;
	enum programme_kind kind;
	const char *key;
	int status;

	if (document->network_name != NULL) {
		strbuf_add_str(name, document->network_name);
		return format(document, "feed.description_one_network",
		    json_pack("{s:s}", "name", document->network_name), about,
		    err);
	}
	if (purpose != FEED_JOURNEY) {
		strbuf_add_str(
		    name, catalogue_get(words(document), names[purpose]));
		strbuf_add_str(about,
		    catalogue_get(words(document), descriptions[purpose]));
		return OB_OK;
	}
	kind = document->dossier->version->kind;
	key = kind == PROGRAMME_COHORT ? "title" : "leader_first_name";
	whose = naming_short(document->dossier);
	status = format(document, journey_names[kind],
	    json_pack("{s:s}", key, whose), name, err);
	return status == OB_OK ? format(document, journey_descriptions[kind],
				     json_pack("{s:s}", key, whose), about, err)
			       : status;
}

static int
add_about_rest(
    const struct writing *writing, struct strbuf *about, struct error *err)
{
	char day[DATES_TEXT_SIZE];

	if (writing->kept == writing->count)
		return OB_OK;
	strbuf_add_char(about, ' ');
	return format(writing->document, "feed.rest.description",
	    json_pack("{s:s}", "date",
		dates_text_day(writing->document->reader->language,
		    writing->first_left_out, day)),
	    about, err);
}

static int
build(const struct writing *writing, size_t count, struct strbuf *ret_bytes,
    struct error *err)
{
	const struct feed_document *document = writing->document;
	cleanup_(strbuf_release) struct strbuf name = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf about = STRBUF_INIT;
	struct feed_header header = {
	    .zone = document->engine->zone,
	    .cancelled_prefix =
		catalogue_get(words(document), "feed.cancelled"),
	};
	int status = write_names(document, &name, &about, err);

	if (status == OB_OK)
		status = add_about_rest(writing, &about, err);
	if (status != OB_OK)
		return status;
	header.name = name.buf;
	header.description = about.buf;
	/* A published VTODO would need a DTSTART before its DUE. */
	if (document->engine->settings->feeds.method == FEEDS_METHOD_PUBLISH &&
	    !document->reader->has_tasks) {
		header.organizer_name = document->engine->from_name;
		header.organizer_address = document->engine->from_address;
	}
	return feed_build(&header, writing->entries, count, ret_bytes, err);
}

/*
 * Writes the nearest entries, and after them one for the rest.  Its day is in
 * its uid: on another day it is another entry, not one that moved.
 */
static int
write_cut(struct writing *writing, struct strbuf *ret_bytes, struct error *err)
{
	const struct feed_document *document = writing->document;
	struct feed_entry *place = &writing->entries[writing->kept];
	struct feed_entry displaced = *place;
	char day[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *uid = NULL;
	int status;

	writing->first_left_out = first_left_out(writing);
	uid = memory_printf("rest-%" PRId64 "-%s@%s", document->feed_id,
	    date_format(writing->first_left_out, day),
	    document->engine->uid_domain);
	*place = (struct feed_entry){
	    .uid = uid,
	    .changed_at = REST_CHANGED_AT,
	    .all_day = true,
	    .date = writing->first_left_out,
	    .summary = catalogue_get(words(document), "feed.rest.summary"),
	    .url = document->reader->page_url,
	};
	status = build(writing, writing->kept + 1, ret_bytes, err);
	*place = displaced;
	return status;
}

static int
write_fitting(
    struct writing *writing, struct strbuf *ret_bytes, struct error *err)
{
	int status = OB_OK;

	writing->kept = writing->count;
	if (writing->count <= FEED_DOCUMENT_ENTRIES_MAX) {
		status = build(writing, writing->count, ret_bytes, err);
		if (status != OB_OK ||
		    ret_bytes->len <= FEED_DOCUMENT_BYTES_MAX)
			return status;
	}
	sort_by_distance(writing);
	if (writing->kept > FEED_DOCUMENT_ENTRIES_MAX - 1)
		writing->kept = FEED_DOCUMENT_ENTRIES_MAX - 1;
	else
		writing->kept--;
	while ((status = write_cut(writing, ret_bytes, err)) == OB_OK &&
	       ret_bytes->len > FEED_DOCUMENT_BYTES_MAX && writing->kept > 0)
		writing->kept = writing->kept * 9 / 10;
	return status;
}

int
feed_document_write(const struct feed_document *document,
    struct strbuf *ret_bytes, size_t *ret_left_out, struct error *err)
{
	cleanup_(writing_release) struct writing writing = {
	    .document = document,
	    .entries = memory_alloc(
		(document->count + 1) * sizeof(document->entries[0])),
	    .count = document->count,
	    .first_left_out = DATE_NONE,
	    .today = core_today(document->engine),
	};
	int status;

	if (document->count > 0)
		memcpy(writing.entries, document->entries,
		    document->count * sizeof(document->entries[0]));
	drop_repeated(&writing);
	status = write_fitting(&writing, ret_bytes, err);
	if (status == OB_OK)
		*ret_left_out = writing.count - writing.kept;
	return status;
}

int
feed_document_write_journey(const struct dossier *dossier, int64_t person_id,
    struct strbuf *ret_bytes, struct error *err)
{
	const struct person *person = dossier_person(dossier, person_id);
	struct feed_reader reader = {
	    .person = person,
	    .purpose = FEED_JOURNEY,
	    .language = core_language(dossier->engine, person->language),
	    .alarm_minutes = -1,
	    .from = DATE_NONE,
	    .until = DATE_NONE,
	};
	cleanup_(feed_entries_release) struct feed_entries entries = {0};
	struct feed_document document = {
	    .engine = dossier->engine,
	    .reader = &reader,
	    .dossier = dossier,
	};
	struct invitation *invitations = NULL;
	size_t left_out = 0;
	int status = invitation_store_list_person(dossier->engine->store,
	    person_id, &invitations, &reader.invitation_count, err);

	reader.invitations = invitations;
	if (status == OB_OK)
		status = feed_content_add(dossier, &reader, &entries, err);
	invitation_store_free(invitations, reader.invitation_count);
	if (status != OB_OK)
		return status;
	document.entries = entries.items;
	document.count = entries.count;
	return feed_document_write(&document, ret_bytes, &left_out, err);
}
