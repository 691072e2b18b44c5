/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_HANDBOOK_H
#define ONBOARD_ENGINE_HR_HR_HANDBOOK_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"
#include "model/handbook.h"

struct engine;

/*
 * The handbook's entries on a form: what is in one, and what a correction of it
 * (engine/programmes/handbook_care.h) would change.  Which functions there are
 * is the programme's matter.
 */

/* Whoever sees to one area sees to the entries of that area and below it. */
bool hr_handbook_may_edit(
    const struct hr_scope *scope, const struct handbook_entry *entry);

/*
 * handbook_care_entry(), with the digest "shown", the reader's "title" and
 * whether it "may_lack_contact"; owned.  OB_EDENIED for whoever sees to another
 * area alone, OB_ENOTFOUND for an entry that is none.
 */
int hr_handbook_entry(struct engine *engine, const struct hr_scope *scope,
    const char *name, json_t **ret_values, struct error *err) OB_MUST_CHECK;

/*
 * Of what handbook_care_correct() gave: {"has_changes","lines":[{"title",
 * "from","to"}],"texts":[{"title","before_html","after_html"}]}, where the
 * texts are Markdown made safe; owned.
 */
int hr_handbook_difference(const struct engine *engine,
    const struct hr_scope *scope, const json_t *correction,
    json_t **ret_difference, struct error *err) OB_MUST_CHECK;

/*
 * The reader's entries that were asked for in vain: [{"title","when","url"}],
 * owned.
 */
int hr_handbook_unconfirmed(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_items, struct error *err) OB_MUST_CHECK;

#endif
