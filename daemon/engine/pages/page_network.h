/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_NETWORK_H
#define ONBOARD_ENGINE_PAGES_PAGE_NETWORK_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/pages/pages.h"
#include "model/programme.h"

struct engine;

/*
 * One network for those who see to it, its contact and HR: members, meetings
 * and who came, with a form for each verb (config/pages/network.html).
 */

/* base_url is where the forms go; can_change: there are any. */
struct page_network_place {
	int64_t network_id;
	enum language language;
	const char *base_url;
	bool can_change;
};

int page_network_view(struct engine *engine,
    const struct page_network_place *place, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* What a form brought; field gives what stands in one, or NULL. */
struct page_network_form {
	int64_t network_id;
	int64_t meeting_id; /* 0: of the network itself */
	const char *verb;   /* join, leave, plan; move, cancel, attendance */
	const char *(*field)(const void *arg, const char *name);
	const void *arg;
};

/* OB_ENOTFOUND for a verb that is none, or a meeting of another network. */
int page_network_act(struct engine *engine, const char *actor,
    const struct page_network_form *form, struct error *err) OB_MUST_CHECK;

/*
 * The same on the page of the network's contact, as long as the link opens;
 * OB_ENOTFOUND for others, and for a contact who has left the municipality.
 */
int page_network_contact_view(struct engine *engine, const char *token,
    int64_t network_id, json_t **ret_view, struct error *err) OB_MUST_CHECK;
int page_network_contact_act(struct engine *engine, const char *token,
    const struct page_network_form *form, struct error *err) OB_MUST_CHECK;

/* Joins, or leaves, for the person whose page it is: one that it shows. */
struct page_network_choice {
	enum page_kind kind;
	const char *token;
	const char *csrf;
	int64_t network_id;
	bool joins;
};

int page_network_choose(struct engine *engine,
    const struct page_network_choice *choice, struct error *err) OB_MUST_CHECK;

#endif
