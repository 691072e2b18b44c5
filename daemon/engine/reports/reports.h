/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORTS_H
#define ONBOARD_ENGINE_REPORTS_REPORTS_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What the council reads: the status of a quarter on one page, and the report
 * on a year with the headings of a political case.  A report has no figure of
 * its own: all are those of measures, exit talks and surveys, and follow-ups,
 * told at most as far as their own pages tell them.
 */

/*
 * {"years":[{"period","title","url","is_over","quarters":[{"period","title",
 * "url"}]}],
 * "has_years"}: the newest first, quarters that are over.
 */
int reports_list(struct engine *engine, enum language language,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * {"period","language","title","lead","made","is_year","sections":[{"id",
 * "number","heading","has_text","text_html","text","parts":[part]}]}; a part is
 * {"id","number","heading","has_heading","tables":[table]}, and what a table is
 * says report_table.h.  period is "2026" or "2026Q3".  OB_EINVALID for what is
 * neither, OB_ENOTFOUND for one that has no report or none yet.
 */
int reports_view(struct engine *engine, const char *period,
    enum language language, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
