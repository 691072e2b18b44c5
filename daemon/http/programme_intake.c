/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/programme_intake.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"
#include "engine/programme_digest.h"
#include "engine/programmes.h"
#include "formats/overlay_file.h"

/* What is about to be imported; an overlay keeps what it was made of. */
struct piece {
	struct programme *programme;
	struct overlay *overlay; /* NULL for a programme of its own */
	char *source;		 /* the overlay's bundle as JSON */
	char *configured_as;	 /* both NULL if not by the configuration */
	char *fingerprint;
};

struct gathering {
	struct engine *engine;
	const struct programme_intake *intake;
	struct strbuf *report;
	struct piece *pieces;
	size_t count;
	char **ids; /* of the programmes that were read */
	size_t id_count;
};

/* Takes what the piece owns. */
static void
add_piece(struct gathering *gathering, const struct piece *piece)
{
	gathering->pieces = memory_resize(gathering->pieces,
	    gathering->count + 1, sizeof(*gathering->pieces));
	gathering->pieces[gathering->count++] = *piece;
}

static void
release_piece(struct piece *piece)
{
	programme_free(piece->programme);
	overlay_free(piece->overlay);
	free(piece->source);
	free(piece->configured_as);
	free(piece->fingerprint);
	*piece = (struct piece){.programme = NULL};
}

static void
release(struct gathering *gathering)
{
	for (size_t i = 0; i < gathering->count; i++)
		release_piece(&gathering->pieces[i]);
	for (size_t i = 0; i < gathering->id_count; i++)
		free(gathering->ids[i]);
	free(gathering->pieces);
	free(gathering->ids);
}

static bool
was_read(const struct gathering *gathering, const char *id)
{
	for (size_t i = 0; i < gathering->id_count; i++)
		if (strcmp(gathering->ids[i], id) == 0)
			return true;
	return false;
}

static void
add_id(struct gathering *gathering, const char *id)
{
	gathering->ids = memory_resize(
	    gathering->ids, gathering->id_count + 1, sizeof(*gathering->ids));
	gathering->ids[gathering->id_count++] = memory_strdup(id);
}

static bool
is_for_everybody(const struct programme_scope *scope)
{
	return scope->area[0] == '\0' && scope->workplace[0] == '\0';
}

static const struct programme *
find_programme(const struct gathering *gathering, const char *id)
{
	for (size_t i = 0; i < gathering->count; i++)
		if (gathering->pieces[i].overlay == NULL &&
		    strcmp(gathering->pieces[i].programme->id, id) == 0)
			return gathering->pieces[i].programme;
	return NULL;
}

/* A base that is about to be imported for everybody, or NULL. */
static const struct programme *
find_new_base(const struct gathering *gathering, const char *id)
{
	return is_for_everybody(&gathering->intake->scope)
		   ? find_programme(gathering, id)
		   : NULL;
}

/* Of struct overlay_base. */
static const struct programme *
find_base(void *arg, const char *id)
{
	const struct gathering *gathering = arg;
	const struct programme *base = find_new_base(gathering, id);

	if (base == NULL &&
	    programmes_base(gathering->engine, id, &base, NULL) != OB_OK)
		return NULL;
	return base;
}

/*
 * Adds the piece or, when the configuration gave the same before, forgets it.
 * Takes what it owns.
 */
static int
settle(struct gathering *gathering, struct piece *piece, struct error *err)
{
	bool is_known = false;
	int status = OB_OK;

	if (piece->configured_as != NULL)
		status = programmes_is_configured(gathering->engine,
		    piece->configured_as, piece->fingerprint, &is_known, err);
	if (status != OB_OK || is_known)
		release_piece(piece);
	else
		add_piece(gathering, piece);
	return status;
}

static int
take_programme(
    struct gathering *gathering, const struct bundle *bundle, struct error *err)
{
	const struct programme_source source = bundle_source(bundle);
	struct piece piece = {.programme = NULL};
	char fingerprint[DIGEST_HEX_SIZE];
	int status = programme_file_parse(
	    &source, &piece.programme, gathering->report, err);

	if (status != OB_OK)
		return status;
	if (bundle->is_default && was_read(gathering, piece.programme->id)) {
		release_piece(&piece);
		return OB_OK;
	}
	add_id(gathering, piece.programme->id);
	if (gathering->intake->is_configuration) {
		programme_digest(piece.programme, fingerprint);
		piece.configured_as =
		    memory_printf("programme:%s", piece.programme->id);
		piece.fingerprint = memory_strdup(fingerprint);
	}
	return settle(gathering, &piece, err);
}

static char *
dump(const struct bundle *bundle)
{
	json_auto_t *value = bundle_to_json(bundle);
	char *text = json_dumps(value, JSON_COMPACT);
	char *copy = memory_strdup(text == NULL ? "{}" : text);

	free(text);
	return copy;
}

static char *
fingerprint_of(const char *source)
{
	unsigned char bytes[DIGEST_SIZE];
	char text[DIGEST_HEX_SIZE];

	digest_sha256(source, strlen(source), bytes);
	return memory_strdup(digest_hex(bytes, sizeof(bytes), text));
}

static int
take_overlay(struct gathering *gathering, const struct bundle *bundle,
    bool is_configuration, struct strbuf *report, struct error *err)
{
	const struct programme_source source = bundle_source(bundle);
	const struct overlay_base base = {find_base, gathering};
	struct piece piece = {.programme = NULL};
	int status = overlay_file_parse(
	    &source, &base, &piece.overlay, &piece.programme, report, err);

	if (status != OB_OK)
		return status;
	piece.source = dump(bundle);
	if (is_configuration) {
		piece.configured_as =
		    memory_printf("overlay:%s", piece.overlay->id);
		piece.fingerprint = fingerprint_of(piece.source);
	}
	return settle(gathering, &piece, err);
}

static bool
has_overlay(const struct gathering *gathering, const char *id)
{
	for (size_t i = 0; i < gathering->count; i++)
		if (gathering->pieces[i].overlay != NULL &&
		    strcmp(gathering->pieces[i].overlay->id, id) == 0)
			return true;
	return false;
}

static int
lay_again(struct gathering *gathering, const struct programme_overlay *stored,
    struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	json_auto_t *value =
	    json_loads(stored->source, JSON_REJECT_DUPLICATES, NULL);
	int status = bundle_from_json(value, &bundle, err);

	if (status == OB_OK)
		status = take_overlay(gathering, &bundle, false, NULL, err);
	return status;
}

/* The overlays in force whose base is about to be imported. */
static int
take_stored(struct gathering *gathering, struct error *err)
{
	const struct programme_intake *intake = gathering->intake;
	struct programme_overlay *stored = NULL;
	size_t count = 0;
	int status =
	    programmes_overlays(gathering->engine, &stored, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct error unfit = ERROR_INIT;

		if (find_new_base(gathering, stored[i].key) == NULL ||
		    has_overlay(gathering, stored[i].overlay) ||
		    lay_again(gathering, &stored[i], &unfit) == OB_OK)
			continue;
		if (intake->unfit != NULL)
			intake->unfit(
			    intake->arg, stored[i].overlay, unfit.text);
		else
			status = error_set(err, OB_ECONFLICT,
			    "the overlay '%s' fits '%s' no more, change it "
			    "first: %s",
			    stored[i].overlay, stored[i].key, unfit.text);
	}
	programmes_free_overlays(stored, count);
	return status;
}

/* An overlay says itself whom it is for. */
static int
check_scope(const struct programme_intake *intake, struct error *err)
{
	const struct programme_scope *scope = &intake->scope;

	if (scope->area[0] != '\0' && scope->workplace[0] != '\0')
		return error_set_field(err, OB_EINVALID, "workplace",
		    "give an area or a workplace, not both");
	if (is_for_everybody(scope))
		return OB_OK;
	for (size_t i = 0; i < intake->count; i++)
		if (bundle_is_overlay(&intake->bundles[i]))
			return error_set_field(err, OB_EINVALID, "area",
			    "an overlay says itself whom it is for; leave out "
			    "the area and the workplace");
	return OB_OK;
}

static int
take_all(struct gathering *gathering, struct error *err)
{
	const struct programme_intake *intake = gathering->intake;
	int status = check_scope(intake, err);

	for (size_t i = 0; status == OB_OK && i < intake->count; i++)
		if (!bundle_is_overlay(&intake->bundles[i]))
			status =
			    take_programme(gathering, &intake->bundles[i], err);
	for (size_t i = 0; status == OB_OK && i < intake->count; i++)
		if (bundle_is_overlay(&intake->bundles[i]))
			status = take_overlay(gathering, &intake->bundles[i],
			    intake->is_configuration, gathering->report, err);
	if (status == OB_OK)
		status = take_stored(gathering, err);
	return status;
}

static int
import_all(const struct gathering *gathering, const char *actor,
    json_t **ret_view, struct error *err)
{
	const struct programme_intake *intake = gathering->intake;
	cleanup_(memory_free_ptr) struct programmes_item *items =
	    memory_alloc((gathering->count + 1) * sizeof(*items));
	const struct programmes_request request = {
	    items, gathering->count, intake->dry_run};
	int status;

	for (size_t i = 0; i < gathering->count; i++) {
		const struct piece *piece = &gathering->pieces[i];
		const struct overlay *overlay = piece->overlay;

		items[i].programme = piece->programme;
		items[i].overlay = overlay == NULL ? "" : overlay->id;
		items[i].source = piece->source;
		items[i].configured_as = piece->configured_as;
		items[i].fingerprint = piece->fingerprint;
		items[i].scope = intake->scope;
		if (overlay != NULL)
			items[i].scope = (struct programme_scope){
			    overlay->area, overlay->workplace};
	}
	status = programmes_import(
	    gathering->engine, actor, &request, ret_view, err);
	for (size_t i = 0; status == OB_OK && i < gathering->count; i++)
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
	cleanup_(release) struct gathering gathering = {
	    .engine = engine, .intake = intake, .report = report};
	int status = take_all(&gathering, err);

	if (status == OB_OK)
		status = import_all(&gathering, actor, ret_view, err);
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
static struct piece *
find_piece(struct gathering *gathering, const char *area, const char *workplace)
{
	for (size_t i = 0; i < gathering->count; i++) {
		const struct overlay *overlay = gathering->pieces[i].overlay;

		if (strcmp(overlay == NULL ? "" : overlay->area, area) == 0 &&
		    strcmp(overlay == NULL ? "" : overlay->workplace,
			workplace) == 0)
			return &gathering->pieces[i];
	}
	return NULL;
}

/* As programmes_find() does: the workplace's, the area's, everybody's. */
static struct piece *
find_fitting(struct gathering *gathering, const struct programme_scope *where)
{
	struct piece *piece = NULL;

	if (where->workplace[0] != '\0')
		piece = find_piece(gathering, "", where->workplace);
	if (piece == NULL && where->area[0] != '\0')
		piece = find_piece(gathering, where->area, "");
	return piece != NULL ? piece : find_piece(gathering, "", "");
}

static void
take_trial(struct gathering *gathering, const struct programme_scope *where,
    struct programme_trial *ret_trial)
{
	struct piece *piece = find_fitting(gathering, where);

	assert(piece != NULL); /* an overlay is asked for by its own scope */
	ret_trial->programme = TAKE_PTR(piece->programme);
	ret_trial->area = memory_strdup(where->area);
	ret_trial->workplace = memory_strdup(where->workplace);
}

/* The scope of a trial; of an overlay its own, which the gathering keeps. */
static int
find_where(const struct gathering *gathering,
    const struct programme_scope *given, struct programme_scope *ret_where,
    struct error *err)
{
	const struct overlay *overlay;

	assert(gathering->count > 0);
	overlay = gathering->pieces[0].overlay;
	*ret_where = *given;
	if (overlay == NULL)
		return OB_OK;
	if (!is_for_everybody(given))
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
	cleanup_(release) struct gathering gathering = {
	    .engine = engine, .intake = &trial, .report = report};
	struct programme_scope where;
	int status = take_all(&gathering, err);

	if (status == OB_OK)
		status = find_where(&gathering, &intake->scope, &where, err);
	if (status == OB_OK)
		status = import_all(&gathering, actor, NULL, err);
	if (status == OB_OK)
		take_trial(&gathering, &where, ret_trial);
	return status;
}
