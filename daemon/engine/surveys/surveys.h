/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_SURVEYS_SURVEYS_H
#define ONBOARD_ENGINE_SURVEYS_SURVEYS_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "model/survey.h"

struct engine;

/* What an import changed of one survey. */
enum surveys_outcome { SURVEYS_ADDED, SURVEYS_WITHDRAWN, SURVEYS_RESTORED };

struct surveys_change {
	char id[SURVEY_ID_SIZE];
	int version;
	enum surveys_outcome outcome;
};

/* Of one import; its items are owned, NULL when nothing changed. */
struct surveys_changes {
	struct surveys_change *items;
	size_t count;
};

/*
 * Takes over all surveys that are in use, borrowed: one that says something
 * new is its next version, one that is not among them is withdrawn, one that
 * comes back unchanged is used again.  All or none.
 */
int surveys_import(struct engine *engine, const char *actor,
    struct survey *const *surveys, size_t count,
    struct surveys_changes *ret_changes, struct error *err) OB_MUST_CHECK;

/*
 * {"surveys":[{"id","version","title","answered_by","minutes","questions",
 * "sent_by":[...],"imported","state"}]}: all versions, by id; the state is
 * "current", "replaced" or "withdrawn".
 */
int surveys_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * {"survey":{...}}: the same with "purpose", "intro", "red_tells" and its
 * questions as a list.  Version 0 is the newest.
 */
int surveys_show(struct engine *engine, const char *id, int version,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
