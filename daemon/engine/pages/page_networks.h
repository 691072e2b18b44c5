/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_NETWORKS_H
#define ONBOARD_ENGINE_PAGES_PAGE_NETWORKS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"
#include "model/records.h"

struct dossier;
struct network_case;
struct network_meeting;

/*
 * "networks" of config/pages/networks.html: those that the reader is in or is
 * the contact of, and those that are for leaders as the reader is one.  Of the
 * other members it tells nothing.
 */
int page_networks_add_leader(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;
int page_networks_add_person(struct engine *engine,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

/*
 * Whether the person is in an open network, or the contact of one and has not
 * left.
 */
int page_networks_has_any(struct engine *engine, int64_t person_id,
    bool *ret_has, struct error *err) OB_MUST_CHECK;

/* "torsdag den 3. februar 2027, kl. 13.00–15.00".  Owned. */
char *page_networks_when(
    enum language language, const struct network_meeting *meeting);

/* Whom it is for, in the reader's words.  Owned. */
char *page_networks_for_whom(
    const struct catalogue *catalogue, const struct network_case *network_case);

/* The step of a journey for which the leader joins one. */
#define PAGE_NETWORKS_STEP "netvaerk"

/* Whether the person was a leader here and the last day has passed. */
int page_networks_has_left(struct engine *engine, int64_t person_id,
    bool *ret_left, struct error *err) OB_MUST_CHECK;

#endif
