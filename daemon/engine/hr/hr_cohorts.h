/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_COHORTS_H
#define ONBOARD_ENGINE_HR_HR_COHORTS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct dossier;
struct engine;

/*
 * Cohorts below /hr.  Who sees one area sees the cohorts of that area alone:
 * those of no area take in people of all of them.
 */

/* OB_ENOTFOUND for what is no cohort, or another area's; the name is owned. */
int hr_cohorts_admit(struct engine *engine, const struct hr_scope *scope,
    int64_t id, char **ret_name, struct error *err) OB_MUST_CHECK;

/* One who is nominated, for a form. */
struct hr_cohorts_nominee {
	char *name;
	char *email;
	const char *asked; /* the first not to have said yes: "participant" or
			      "manager" */
};

/* As hr_cohorts_admit(), and the nomination is one of the cohort. */
int hr_cohorts_nominee(struct engine *engine, const struct hr_scope *scope,
    int64_t cohort_id, int64_t nomination_id,
    struct hr_cohorts_nominee *ret_nominee, struct error *err) OB_MUST_CHECK;
void hr_cohorts_nominee_release(struct hr_cohorts_nominee *nominee);

/* What config/pages/hr-cohort.html shows; no key to anybody's page is in it. */
int hr_cohorts_view(struct engine *engine, const struct hr_scope *scope,
    int64_t id, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Parts of the view, from hr_cohorts_sheet.c. */
int hr_cohorts_add_nominations(struct dossier *dossier,
    const struct hr_scope *scope, json_t *view,
    struct error *err) OB_MUST_CHECK;
void hr_cohorts_add_sessions(
    const struct dossier *dossier, const struct hr_scope *scope, json_t *view);
int hr_cohorts_add_evaluations(const struct dossier *dossier,
    const struct hr_scope *scope, json_t *view,
    struct error *err) OB_MUST_CHECK;

#endif
