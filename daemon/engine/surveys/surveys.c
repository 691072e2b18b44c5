/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/surveys/surveys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/surveys/survey_digest.h"
#include "store/survey_store.h"

/* An import on its way. */
struct import {
	struct change *change;
	struct survey *const *surveys;
	size_t count;
	struct surveys_change *changes; /* owned */
	size_t change_count;
};

static const char *const verbs[] = {
    [SURVEYS_ADDED] = "import-survey",
    [SURVEYS_WITHDRAWN] = "withdraw-survey",
    [SURVEYS_RESTORED] = "restore-survey",
};

/* Audits what became of a version, and tells it to the caller. */
static int
note(struct import *import, const struct survey_version *version,
    enum surveys_outcome outcome, struct error *err)
{
	struct surveys_change *change;

	import->changes = memory_resize(import->changes,
	    import->change_count + 1, sizeof(*import->changes));
	change = &import->changes[import->change_count++];
	change->version = version->version;
	change->outcome = outcome;
	(void)snprintf(change->id, sizeof(change->id), "%s", version->key);
	return change_audit(import->change, verbs[outcome],
	    SUBJECT("survey", version->id), NULL,
	    json_pack("{s:s, s:i, s:s}", "id", version->key, "version",
		version->version, "content", version->content_hash),
	    err);
}

static int
add_version(struct import *import, const struct survey *survey,
    const char *hash, int number, struct error *err)
{
	struct engine *engine = import->change->engine;
	cleanup_(survey_free_ptr) struct survey *numbered = survey_copy(survey);
	cleanup_(survey_store_release) struct survey_version row = {0};
	int64_t id = 0;
	int status;

	numbered->version = number;
	status = survey_store_add(
	    engine->store, numbered, hash, core_now(engine), &id, err);
	if (status == OB_OK)
		status = survey_store_find(engine->store, id, &row, err);
	if (status == OB_OK)
		status = note(import, &row, SURVEYS_ADDED, err);
	return status;
}

static int
set_withdrawn(struct import *import, const struct survey_version *version,
    int64_t at, struct error *err)
{
	int status = survey_store_withdraw(
	    import->change->engine->store, version->id, at, err);

	if (status != OB_OK)
		return status;
	return note(import, version,
	    at == INSTANT_NONE ? SURVEYS_RESTORED : SURVEYS_WITHDRAWN, err);
}

static int
import_one(
    struct import *import, const struct survey *survey, struct error *err)
{
	cleanup_(survey_store_release) struct survey_version newest = {0};
	char hash[DIGEST_HEX_SIZE];
	int status = survey_store_find_newest(
	    import->change->engine->store, survey->id, &newest, err);

	survey_digest(survey, hash);
	if (status == OB_ENOTFOUND)
		return add_version(import, survey, hash, 1, err);
	if (status != OB_OK)
		return status;
	if (strcmp(newest.content_hash, hash) != 0)
		return add_version(
		    import, survey, hash, newest.version + 1, err);
	if (newest.withdrawn_at != INSTANT_NONE)
		return set_withdrawn(import, &newest, INSTANT_NONE, err);
	return OB_OK;
}

static bool
is_named(const struct import *import, const char *id)
{
	for (size_t i = 0; i < import->count; i++)
		if (strcmp(import->surveys[i]->id, id) == 0)
			return true;
	return false;
}

/* The rows stand by key and version: the last of a key is its newest. */
static int
withdraw_rest(struct import *import, struct error *err)
{
	struct engine *engine = import->change->engine;
	struct survey_version *rows = NULL;
	size_t count = 0;
	int status = survey_store_list(engine->store, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_newest =
		    i + 1 == count || strcmp(rows[i].key, rows[i + 1].key) != 0;

		if (is_newest && rows[i].withdrawn_at == INSTANT_NONE &&
		    !is_named(import, rows[i].key))
			status = set_withdrawn(
			    import, &rows[i], core_now(engine), err);
	}
	survey_store_free(rows, count);
	return status;
}

static int
run(struct import *import, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < import->count; i++)
		status = import_one(import, import->surveys[i], err);
	if (status == OB_OK)
		status = withdraw_rest(import, err);
	if (status == OB_OK && import->change_count > 0)
		status = change_commit(import->change, err);
	return status;
}

int
surveys_import(struct engine *engine, const char *actor,
    struct survey *const *surveys, size_t count,
    struct surveys_changes *ret_changes, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct import import = {
	    .change = &change, .surveys = surveys, .count = count};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = run(&import, err);
	if (status != OB_OK) {
		free(import.changes);
		return status;
	}
	ret_changes->items = import.changes;
	ret_changes->count = import.change_count;
	return OB_OK;
}
