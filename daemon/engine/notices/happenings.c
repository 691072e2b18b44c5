/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/happenings.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "store/audit_store.h"
#include "store/journey_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* What the audit says of one verb, or of the same verb several times. */
struct happening {
	json_t *before; /* of the first time */
	json_t *after;	/* of the last */
};

struct telling {
	const struct dossier *dossier;
	enum language language;
	bool is_own;
	struct journey_pause *pauses; /* a round's dossiers lack them */
	size_t pause_count;
	json_t *list;
};

/* Adds what the sentence says; false when there is nothing to say. */
typedef bool (*fill_fn)(const struct telling *telling,
    const struct happening *happening, json_t *view);

static void
happening_release(struct happening *happening)
{
	json_decref(happening->before);
	json_decref(happening->after);
	*happening = (struct happening){NULL, NULL};
}

static struct date
day_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));
	struct date day;

	if (text == NULL || date_parse(text, &day, NULL) != OB_OK)
		return DATE_NONE;
	return day;
}

static void
set_day(const struct telling *telling, json_t *view, const char *name,
    struct date day)
{
	char text[DATES_TEXT_SIZE];

	(void)json_object_set_new(view, name,
	    json_string(dates_text_long(telling->language, day, text)));
}

/* People come to work on the first workday. */
static bool
fill_first_day(const struct telling *telling, const struct happening *happening,
    json_t *view)
{
	const struct workday_calendar *calendar = telling->dossier->calendar;
	struct date before = day_of(happening->before, "first_day");
	struct date after =
	    day_of(json_object_get(happening->after, "leader"), "first_day");

	if (date_is_none(before) || date_is_none(after) ||
	    before.day == after.day)
		return false;
	set_day(telling, view, "before", workday_next(calendar, before));
	set_day(telling, view, "after", workday_next(calendar, after));
	return true;
}

/* Days were closed that moved it; the last such move is what holds. */
static bool
fill_first_workday(const struct telling *telling,
    const struct happening *happening, json_t *view)
{
	struct date day = day_of(happening->after, "first_workday");

	if (day.day != dossier_first_workday(telling->dossier).day)
		return false;
	set_day(telling, view, "day", day);
	return true;
}

static const struct journey_pause *
pause_from(const struct telling *telling, struct date day)
{
	for (size_t i = 0; i < telling->pause_count; i++) {
		if (telling->pauses[i].from_day.day == day.day)
			return &telling->pauses[i];
	}
	return NULL;
}

/* One that has fallen away by now is no news; one cut short ends sooner. */
static bool
fill_pause(const struct telling *telling, const struct happening *happening,
    json_t *view)
{
	const json_t *details = json_object_get(happening->after, "details");
	struct date from = day_of(details, "from");
	const struct journey_pause *pause = pause_from(telling, from);

	if (date_is_none(from) || pause == NULL)
		return false;
	set_day(telling, view, "from", pause->from_day);
	set_day(telling, view, "to", pause->until_day);
	return true;
}

/* The first day has not moved since, or a pause still ends then. */
static bool
still_goes_on(const struct telling *telling, const struct happening *happening,
    struct date on)
{
	for (size_t i = 0; i < telling->pause_count; i++) {
		if (telling->pauses[i].until_day.day == on.day - 1)
			return true;
	}
	return day_of(happening->before, "first_day").day ==
	       telling->dossier->journey.first_day.day;
}

static bool
fill_resume(const struct telling *telling, const struct happening *happening,
    json_t *view)
{
	struct date on =
	    day_of(json_object_get(happening->after, "details"), "on");

	if (date_is_none(on) || !still_goes_on(telling, happening, on))
		return false;
	set_day(telling, view, "on", on);
	return true;
}

static const struct {
	const char *verb;
	const char *key;
	fill_fn fill; /* NULL: nothing but the sentence */
	bool is_each; /* said each time, not once for all */
} kinds[] = {
    {"move-first-day", "happening.first-day", fill_first_day, false},
    {"pause", "happening.pause", fill_pause, true},
    {"resume", "happening.resume", fill_resume, true},
    {"migrate-journey", "happening.migrated", NULL, false},
    {"edit-leader", "happening.edited", NULL, false},
    {"settle-late", "happening.late", NULL, false},
    {"move-off-closed-day", "happening.first-workday", fill_first_workday,
	true},
    {"move-off-closed-day", "happening.closed-days", NULL, false},
};

static int
say(const struct telling *telling, size_t kind,
    const struct happening *happening, struct error *err)
{
	const struct catalogue *catalogue =
	    telling->dossier->engine->catalogues[telling->language];
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *name = naming_short(telling->dossier);
	json_auto_t *view = json_pack(
	    "{s:s, s:b}", "name", name, "is_own", (int)telling->is_own);
	int status;

	if (kinds[kind].fill != NULL &&
	    !kinds[kind].fill(telling, happening, view))
		return OB_OK;
	status = catalogue_format(catalogue, kinds[kind].key, view, &text, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    telling->list, json_pack("{s:s}", "text", text.buf));
	return status;
}

/* An erased value says nothing more than that it happened. */
static int
take(const struct dossier *dossier, const struct audit_entry *entry,
    struct happening *happening, struct error *err)
{
	struct audit_value value = {0};
	int status = audit_store_find_value(
	    dossier->engine->store, entry->id, &value, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK)
		return status;
	if (happening->before == NULL)
		happening->before = json_loads(value.before, 0, NULL);
	json_decref(happening->after);
	happening->after = json_loads(value.after, 0, NULL);
	audit_store_release_value(&value);
	return OB_OK;
}

static int
tell_kind(const struct telling *telling, size_t kind,
    const struct audit_entry *entries, size_t count, struct error *err)
{
	cleanup_(happening_release) struct happening happening = {NULL, NULL};
	bool is_told = true;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(entries[i].verb, kinds[kind].verb) != 0)
			continue;
		status = take(telling->dossier, &entries[i], &happening, err);
		is_told = false;
		if (status != OB_OK || !kinds[kind].is_each)
			continue;
		status = say(telling, kind, &happening, err);
		happening_release(&happening);
		is_told = true;
	}
	return status == OB_OK && !is_told ? say(telling, kind, &happening, err)
					   : status;
}

int
happenings_add(const struct dossier *dossier, const struct person *reader,
    int64_t since, json_t *list, struct error *err)
{
	struct telling telling = {
	    .dossier = dossier,
	    .language = core_language(dossier->engine, reader->language),
	    .is_own = naming_is_own(dossier, reader->id),
	    .list = list,
	};
	struct audit_entry *entries = NULL;
	size_t count = 0;
	int status = audit_store_list_journey(dossier->engine->store,
	    dossier->journey.id, since, &entries, &count, err);

	if (status == OB_OK)
		status = journey_store_list_pauses(dossier->engine->store,
		    dossier->journey.id, &telling.pauses, &telling.pause_count,
		    err);
	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(kinds); i++)
		status = tell_kind(&telling, i, entries, count, err);
	free(telling.pauses);
	audit_store_free(entries, count);
	return status;
}
