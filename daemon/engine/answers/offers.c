/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/offers.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/activities/activities.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/feeds/feeds.h"
#include "engine/letters/letters.h"
#include "engine/links/action_links.h"
#include "engine/people/people.h"
#include "engine/planning/planning.h"
#include "model/role.h"

#define DAYS_AHEAD 92
#define URGENT_SECONDS (48 * (int64_t)3600)

/* Who is told of it today, and for whom. */
struct receivers {
	int64_t owner_id;
	int64_t *ids;
	size_t count;
};

static void
receivers_release(struct receivers *receivers)
{
	free(receivers->ids);
}

/* Who acts for the owner today, but not whom it is about. */
static void
find_acting(const struct offer *offer, const struct acting *acting,
    int64_t owner_id, struct receivers *receivers)
{
	size_t count = 0;

	free(receivers->ids);
	receivers->ids = acting_receivers(acting, owner_id, &count);
	receivers->owner_id = owner_id;
	receivers->count = 0;
	for (size_t i = 0; i < count; i++) {
		if (receivers->ids[i] != offer->about_id)
			receivers->ids[receivers->count++] = receivers->ids[i];
	}
}

/*
 * Who sees to it: the responsible person or, if it is about them, the
 * coordinator, or else the manager; or nobody but whom it is about.
 */
static int
find_receivers(
    const struct offer *offer, struct receivers *receivers, struct error *err)
{
	const int64_t owners[] = {offer->activity->responsible_id,
	    dossier_role(offer->dossier, ROLE_COORDINATOR)->id,
	    dossier_role(offer->dossier, ROLE_MANAGER)->id};
	const struct acting *acting = NULL;
	int status = acting_today(offer->dossier->engine, &acting, err);

	for (size_t i = 0;
	     status == OB_OK && receivers->count == 0 && i < ARRAY_LEN(owners);
	     i++) {
		if (owners[i] != offer->about_id)
			find_acting(offer, acting, owners[i], receivers);
	}
	return status;
}

/* Whether the meeting may stand there, at another time than it does. */
static bool
may_stand(const struct offer *offer, struct date day, int minute)
{
	const struct activity *activity = offer->activity;
	struct error ignored = ERROR_INIT;

	return minute >= 0 &&
	       (day.day != activity->planned.day ||
		   minute != activity->start_minute) &&
	       activities_may_move(offer->dossier, offer->activity, day, minute,
		   &ignored) == OB_OK;
}

static bool
is_good_day(const struct offer *offer, struct date day)
{
	const struct workday_calendar *calendar = offer->dossier->calendar;

	return workday_is(calendar, day) &&
	       (workday_flags(calendar, day) & (DAY_QUIET | DAY_NO_MEETING)) ==
		   0;
}

int
offers_find(struct offer *offer, struct error *err)
{
	struct date from = date_max(
	    offer->activity->planned, core_today(offer->dossier->engine));
	int status = OB_OK;

	offer->day = DATE_NONE;
	offer->minute = -1;
	for (int i = 0; i < DAYS_AHEAD; i++) {
		struct date day = date_add_days(from, i);
		int minute = -1;

		if (!is_good_day(offer, day))
			continue;
		status = planning_find_slot(
		    offer->dossier, offer->activity, day, &minute, err);
		if (status != OB_OK)
			return status;
		if (may_stand(offer, day, minute)) {
			offer->day = day;
			offer->minute = minute;
			return OB_OK;
		}
	}
	return OB_OK;
}

/* The local day and minute by the reader's clock. */
static char *
moment_for(const struct offer *offer, const struct person *reader,
    struct date day, int minute)
{
	struct engine *engine = offer->dossier->engine;
	struct local_time local;

	if (date_is_none(day))
		return memory_strdup("");
	local = zone_to_local(
	    core_zone(engine, reader), core_instant(engine, day, minute));
	return phrases_moment(core_language(engine, reader->language),
	    local.date, local.second / 60);
}

static int
add_link(const struct offer *offer, const struct person *reader, json_t *view,
    struct error *err)
{
	const struct action_request link = {
	    .purpose = ACTION_OFFER,
	    .person_id = reader->id,
	    .activity_id = offer->activity->id,
	    .offer_day = offer->day,
	    .offer_minute = offer->minute,
	};
	cleanup_(memory_free_ptr) char *url = NULL;
	int status = OB_OK;

	if (!date_is_none(offer->day))
		status =
		    action_links_url(offer->dossier->engine, &link, &url, err);
	if (status == OB_OK)
		(void)json_object_set_new(
		    view, "offer_url", json_string(url == NULL ? "" : url));
	return status;
}

/* First names, the meeting and the times: no reason, which may be private. */
static json_t *
make_view(const struct offer *offer, const struct person *reader)
{
	const struct dossier *dossier = offer->dossier;
	const struct activity *activity = offer->activity;
	enum language language =
	    core_language(dossier->engine, reader->language);
	cleanup_(memory_free_ptr) char *about =
	    people_first_name(dossier_person(dossier, offer->about_id));
	cleanup_(memory_free_ptr) char *leader = naming_short(dossier);
	cleanup_(memory_free_ptr) char *when = phrases_when_in(
	    language, core_zone(dossier->engine, reader), activity);
	cleanup_(memory_free_ptr) char *offered =
	    moment_for(offer, reader, offer->day, offer->minute);
	cleanup_(memory_free_ptr) char *wished = moment_for(offer, reader,
	    offer->was_asked_for ? offer->wished : DATE_NONE,
	    offer->wished_minute);

	bool is_plain = naming_is_own(dossier, reader->id) ||
			naming_is_own(dossier, offer->about_id);

	return json_pack("{s:s, s:s, s:b, s:s, s:s, s:b, s:b, s:s, s:s}",
	    "about_first_name", about, "leader_first_name", leader, "is_plain",
	    (int)is_plain, "title",
	    dossier_step(dossier, activity)->title.in[language], "when", when,
	    "is_unsure", (int)offer->is_unsure, "has_offer",
	    (int)!date_is_none(offer->day), "offer_when", offered,
	    "wished_when", wished);
}

/* A group that has nobody is the coordinator's to mend. */
static int
find_reader(const struct offer *offer, int64_t person_id,
    const struct person **ret_reader, struct error *err)
{
	struct dossier *dossier = offer->dossier;
	int status = dossier_know(dossier, person_id, err);

	if (status != OB_OK)
		return status;
	*ret_reader = dossier_person(dossier, person_id);
	if (!acting_has_mailbox(*ret_reader))
		*ret_reader = dossier_role(dossier, ROLE_COORDINATOR);
	return OB_OK;
}

/* Each reads of it by their own clock, and has a link of their own. */
static int
mail_one(struct change *change, const struct offer *offer,
    struct letter_request request, int64_t owner_id, struct error *err)
{
	struct dossier *dossier = offer->dossier;
	const struct person *reader = request.to;
	int status = OB_OK;

	if (owner_id != reader->id) {
		request.owner = dossier_person(dossier, owner_id);
		status =
		    feeds_ensure_acting(dossier, reader->id, owner_id, err);
	}
	if (status != OB_OK)
		return status;
	request.view = make_view(offer, reader);
	status = add_link(offer, reader, request.view, err);
	if (status != OB_OK) {
		json_decref(request.view);
		return status;
	}
	return letters_queue(change, &request, NULL, err);
}

static int
mail_all(struct change *change, const struct offer *offer,
    const struct receivers *receivers, struct letter_request request,
    struct error *err)
{
	const char *key = request.dedup_key;
	int status = dossier_know(offer->dossier, receivers->owner_id, err);

	for (size_t i = 0; status == OB_OK && i < receivers->count; i++) {
		cleanup_(memory_free_ptr) char *own =
		    memory_printf("%s:%" PRId64, key, receivers->ids[i]);

		request.dedup_key = i == 0 ? key : own;
		status =
		    find_reader(offer, receivers->ids[i], &request.to, err);
		if (status == OB_OK)
			status = mail_one(
			    change, offer, request, receivers->owner_id, err);
	}
	return status;
}

int
offers_mail(struct change *change, const struct offer *offer,
    enum mail_kind kind, const char *dedup_key, struct error *err)
{
	struct dossier *dossier = offer->dossier;
	cleanup_(receivers_release) struct receivers receivers = {.ids = NULL};
	const struct letter_request request = {
	    .kind = kind,
	    .dedup_key = dedup_key,
	    .dossier = dossier,
	    .journey_id = dossier->journey.id,
	    .is_urgent = offer->activity->start_at <
			 core_now(dossier->engine) + URGENT_SECONDS,
	    .is_for_themself = true,
	};
	bool exists = false;
	int status;

	/* Neither the meeting's page nor the button's would open. */
	if (dossier_has_ended(dossier))
		return OB_OK;
	status = letters_exist(dossier->engine, dedup_key, &exists, err);
	if (status == OB_OK && !exists)
		status = dossier_know(dossier, offer->about_id, err);
	if (status == OB_OK && !exists)
		status = find_receivers(offer, &receivers, err);
	return status == OB_OK && !exists
		   ? mail_all(change, offer, &receivers, request, err)
		   : status;
}

int
offers_decline(
    struct change *change, const struct offer *decline, struct error *err)
{
	struct offer offer = *decline;
	cleanup_(memory_free_ptr) char *key = NULL;
	int status;

	if (offer.activity == NULL ||
	    !activity_is_open(dossier_state(offer.activity)))
		return OB_OK;
	key = memory_printf("declined:%" PRId64 ":%" PRId64 ":%d%s",
	    offer.activity->id, offer.about_id, offer.activity->sequence,
	    offer.is_unsure ? ":unsure" : "");
	status = offers_find(&offer, err);
	if (status != OB_OK)
		return status;
	return offers_mail(change, &offer, MAIL_DECLINED, key, err);
}
