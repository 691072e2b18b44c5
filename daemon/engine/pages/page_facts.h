/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_FACTS_H
#define ONBOARD_ENGINE_PAGES_PAGE_FACTS_H

#include <jansson.h>

#include "engine/dossier/dossier.h"

/* What a page is called and says first, by what kind of journey it shows. */

/* Keys of the catalogues. */
const char *page_facts_leader_title(const struct dossier *dossier);
/* By the groups and nominations that the page shows. */
const char *page_facts_person_title(
    const json_t *groups, const json_t *nominations);

/* Adds "leader" and "is_exit" to the leader's page. */
void page_facts_add_leader(
    const struct dossier *dossier, enum language language, json_t *view);

/* The lists, and which of their texts the page needs. */
void page_facts_add_person(json_t *groups, json_t *nominations, json_t *view);

/*
 * A journey on the page of somebody who has a part in it: its name, its day,
 * its kind, and whether something in it is the reader's to do.  The
 * activities are as the page shows them.
 */
json_t *page_facts_group(
    const struct dossier *dossier, enum language language, json_t *activities);

/* "Ana Lund, Bo Berg og Ida Ivrig", or "" of what nobody takes part in. */
json_t *page_facts_participants(const struct dossier *dossier,
    const struct activity *activity, enum language language);

#endif
