/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/programme_intake.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/programmes/programmes.h"
#include "http/programme_pieces.h"

static int
import_all(const struct programme_pieces *pieces, const char *actor,
    json_t **ret_view, struct error *err)
{
	const struct programme_intake *intake = pieces->intake;
	cleanup_(memory_free_ptr) struct programmes_item *items =
	    programme_pieces_items(pieces);
	const struct programmes_request request = {
	    items, pieces->count, intake->dry_run};
	int status =
	    programmes_import(pieces->engine, actor, &request, ret_view, err);

	for (size_t i = 0; status == OB_OK && i < pieces->count; i++)
		if (items[i].is_new && intake->added != NULL)
			intake->added(intake->arg, items[i].programme->id,
			    items[i].version, &items[i].scope);
	return status;
}

int
programme_intake_run(struct engine *engine, const char *actor,
    const struct programme_intake *intake, json_t **ret_view,
    struct strbuf *report, struct error *err)
{
	cleanup_(programme_pieces_release) struct programme_pieces pieces = {
	    .engine = engine, .intake = intake, .report = report};
	int status = programme_pieces_take(&pieces, err);

	if (status == OB_OK)
		status = import_all(&pieces, actor, ret_view, err);
	return status;
}

void
programme_trial_release(struct programme_trial *trial)
{
	programme_free(trial->programme);
	free(trial->area);
	free(trial->workplace);
	*trial = (struct programme_trial){.programme = NULL};
}

/* The piece for the scope; NULL when there is none. */
static struct programme_piece *
find_piece(
    struct programme_pieces *pieces, const char *area, const char *workplace)
{
	for (size_t i = 0; i < pieces->count; i++) {
		const struct overlay *overlay = pieces->items[i].overlay;

		if (strcmp(overlay == NULL ? "" : overlay->area, area) == 0 &&
		    strcmp(overlay == NULL ? "" : overlay->workplace,
			workplace) == 0)
			return &pieces->items[i];
	}
	return NULL;
}

/* As programmes_find() does: the workplace's, the area's, everybody's. */
static struct programme_piece *
find_fitting(
    struct programme_pieces *pieces, const struct programme_scope *where)
{
	struct programme_piece *piece =
	    find_piece(pieces, where->area, where->workplace);

	if (piece == NULL && where->workplace[0] != '\0')
		piece = find_piece(pieces, "", where->workplace);
	if (piece == NULL && where->area[0] != '\0')
		piece = find_piece(pieces, where->area, "");
	return piece != NULL ? piece : find_piece(pieces, "", "");
}

static void
take_trial(struct programme_pieces *pieces, const struct programme_scope *where,
    struct programme_trial *ret_trial)
{
	struct programme_piece *piece = find_fitting(pieces, where);

	assert(piece != NULL); /* an overlay is asked for by its own scope */
	ret_trial->programme = TAKE_PTR(piece->programme);
	ret_trial->area = memory_strdup(where->area);
	ret_trial->workplace = memory_strdup(where->workplace);
}

/* The scope of a trial; of an overlay its own, which the piece keeps. */
static int
find_where(const struct programme_pieces *pieces,
    const struct programme_scope *given, struct programme_scope *ret_where,
    struct error *err)
{
	const struct overlay *overlay;

	assert(pieces->count > 0);
	overlay = pieces->items[0].overlay;
	*ret_where = *given;
	if (overlay == NULL)
		return OB_OK;
	if (given->area[0] != '\0' || given->workplace[0] != '\0')
		return error_set_field(err, OB_EINVALID, "area",
		    "an overlay says itself whom it is for; leave out the "
		    "area and the workplace");
	*ret_where =
	    (struct programme_scope){overlay->area, overlay->workplace};
	return OB_OK;
}

int
programme_intake_try(struct engine *engine, const char *actor,
    const struct programme_intake *intake, struct programme_trial *ret_trial,
    struct strbuf *report, struct error *err)
{
	const struct programme_intake trial = {.bundles = intake->bundles,
	    .count = intake->count,
	    .scope = {"", ""},
	    .dry_run = true};
	cleanup_(programme_pieces_release) struct programme_pieces pieces = {
	    .engine = engine, .intake = &trial, .report = report};
	struct programme_scope where;
	int status = programme_pieces_take(&pieces, err);

	if (status == OB_OK)
		status = find_where(&pieces, &intake->scope, &where, err);
	if (status == OB_OK)
		status = import_all(&pieces, actor, NULL, err);
	if (status == OB_OK)
		take_trial(&pieces, &where, ret_trial);
	return status;
}

int
programme_intake_withdraw(struct engine *engine, const char *actor,
    const char *id, const struct programme_scope *scope, json_t **ret_view,
    struct error *err)
{
	static const struct programme_intake none = {.scope = {"", ""}};
	cleanup_(programme_pieces_release) struct programme_pieces pieces = {
	    .engine = engine, .intake = &none, .withdrawn = scope->area};
	cleanup_(memory_free_ptr) struct programmes_item *items = NULL;
	struct programmes_withdrawal withdrawal = {.id = id, .scope = *scope};
	int status = OB_OK;

	if (scope->area[0] != '\0' && scope->workplace[0] == '\0')
		status =
		    programme_pieces_take_dependants(&pieces, id, scope, err);
	if (status != OB_OK)
		return status;
	items = programme_pieces_items(&pieces);
	withdrawal.again.items = items;
	withdrawal.again.count = pieces.count;
	return programmes_withdraw(engine, actor, &withdrawal, ret_view, err);
}
