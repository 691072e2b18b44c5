/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGES_H
#define ONBOARD_ENGINE_PAGES_PAGES_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * Personal pages: a leader's, with the whole journey, and one for each person
 * who is responsible for something.  A link ends as
 * dossier_has_ended() says, with the last of the journeys that it shows.
 */
enum page_kind { PAGE_LEADER, PAGE_PERSON };

/*
 * What the page of a token shows, as config/pages/ expects it, but for the
 * texts "t".  OB_ENOTFOUND for an unknown or ended link.
 */
int pages_view(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Marks an activity as done for the person whose page it is: one that the
 * person is responsible for.  OB_EDENIED for a wrong csrf, OB_ENOTFOUND for
 * somebody else's activity, OB_ECONFLICT as activities_complete().
 */
int pages_complete(struct engine *engine, enum page_kind kind,
    const char *token, const char *csrf, int64_t activity_id,
    struct error *err) OB_MUST_CHECK;

/* What config/pages/calendar.html shows; else as pages_view(). */
int pages_calendar(struct engine *engine, enum page_kind kind,
    const char *token, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* What a person may do to a calendar that the page shows. */
enum page_feed_verb { PAGE_FEED_ROTATE, PAGE_FEED_REVOKE, PAGE_FEED_ALARMS };

struct page_feed_change {
	enum page_feed_verb verb;
	int64_t feed_id;
	const char *alarms; /* as feeds_edit(); may be NULL */
};

/*
 * OB_EDENIED for a wrong csrf, OB_ENOTFOUND for somebody else's calendar, else
 * as the verbs of feeds.h.
 */
int pages_change_feed(struct engine *engine, enum page_kind kind,
    const char *token, const char *csrf, const struct page_feed_change *change,
    struct error *err) OB_MUST_CHECK;

/*
 * How meetings come to the person: by "invitation" or in the "feed" alone.
 * OB_EDENIED for a wrong csrf, else as people_edit().
 */
int pages_set_channel(struct engine *engine, enum page_kind kind,
    const char *token, const char *csrf, const char *channel,
    struct error *err) OB_MUST_CHECK;

/*
 * Answers a nomination for the person whose page it is.  OB_EDENIED for a
 * wrong csrf, else as nominations_answer().
 */
struct nomination_form;

int pages_answer_nomination(struct engine *engine, const char *token,
    const char *csrf, struct nomination_form *form,
    struct error *err) OB_MUST_CHECK;

#endif
