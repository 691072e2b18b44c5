/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_LEADER_PAGES_H
#define ONBOARD_ENGINE_PAGES_LEADER_PAGES_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * The pages behind a leader's own (pages.h): what is below "/l/<token>/", as
 * config/pages/ expects it, but for the texts "t".  OB_ENOTFOUND for an
 * unknown or ended link.  Only leader_pages_take_data() changes anything.
 */

/* One activity with its guide; OB_ENOTFOUND for another journey's. */
int leader_pages_activity(struct engine *engine, const char *token,
    int64_t activity_id, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * The handbook, searched: of each function what is nearest to the leader's
 * area and workplace.  The query may be NULL.
 */
int leader_pages_handbook(struct engine *engine, const char *token,
    const char *query, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* What is stored about the leader, in plain words. */
int leader_pages_my_data(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * The same as a file, which the audit log tells of.  OB_EDENIED for a wrong
 * csrf.
 */
int leader_pages_take_data(struct engine *engine, const char *token,
    const char *csrf, json_t **ret_data, struct error *err) OB_MUST_CHECK;

/* The honest job description of the leader's job. */
int leader_pages_job_description(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
