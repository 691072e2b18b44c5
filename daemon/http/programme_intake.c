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
#include "model/overlay_layers.h"

/* What is about to be imported; an overlay keeps what it was made of. */
struct piece {
	struct programme *programme;
	struct overlay *overlay; /* NULL for a programme of its own */
	char *source;		 /* the overlay's bundle as JSON */
	char *configured_as;	 /* both NULL if not by the configuration */
	char *fingerprint;
	bool is_again; /* in force already, and laid over what comes anew */
};

struct gathering {
	struct engine *engine;
	const struct programme_intake *intake;
	struct strbuf *report;
	struct piece *pieces;
	size_t count;
	char **ids; /* of the programmes that were read */
	size_t id_count;
	const char *withdrawn; /* the area whose own versions go, or NULL */
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

static struct programme_scope
scope_of(const struct gathering *gathering, const struct piece *piece)
{
	if (piece->overlay == NULL)
		return gathering->intake->scope;
	return (struct programme_scope){
	    piece->overlay->area, piece->overlay->workplace};
}

/* What is about to be imported for all of the area, or "", or NULL. */
static const struct programme *
find_new(const struct gathering *gathering, const char *id, const char *area)
{
	for (size_t i = gathering->count; i > 0; i--) {
		const struct piece *piece = &gathering->pieces[i - 1];
		const struct programme_scope scope = scope_of(gathering, piece);

		if (strcmp(piece->programme->id, id) == 0 &&
		    strcmp(scope.area, area) == 0 && scope.workplace[0] == '\0')
			return piece->programme;
	}
	return NULL;
}

/* What is given to all of the area, or "", from now on, or NULL. */
static const struct programme *
find_for_area(
    const struct gathering *gathering, const char *id, const char *area)
{
	const struct programme_scope scope = {area, ""};
	const struct programme *base = find_new(gathering, id, area);

	if (base == NULL && programmes_base(gathering->engine, id, &scope,
				&base, NULL) != OB_OK)
		return NULL;
	return base;
}

/* Of struct overlay_base. */
static const struct programme *
find_base(void *arg, const struct overlay *overlay)
{
	const struct gathering *gathering = arg;
	const struct programme *base = NULL;

	if (overlay->workplace[0] != '\0' && overlay->area[0] != '\0' &&
	    gathering->withdrawn == NULL)
		base = find_for_area(gathering, overlay->base, overlay->area);
	return base != NULL ? base
			    : find_for_area(gathering, overlay->base, "");
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
    bool is_again, struct error *err)
{
	const struct programme_source source = bundle_source(bundle);
	const struct overlay_base base = {find_base, gathering};
	struct piece piece = {.is_again = is_again};
	struct strbuf *report = is_again ? NULL : gathering->report;
	int status = overlay_file_parse(
	    &source, &base, &piece.overlay, &piece.programme, report, err);

	if (status != OB_OK)
		return status;
	piece.source = dump(bundle);
	if (gathering->intake->is_configuration && !is_again) {
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
		status = take_overlay(gathering, &bundle, true, err);
	return status;
}

/* Whether what the overlay is laid over is about to be imported. */
static bool
has_new_base(
    const struct gathering *gathering, const struct programme_overlay *stored)
{
	return find_new(gathering, stored->key, "") != NULL ||
	       (stored->area[0] != '\0' && stored->workplace[0] != '\0' &&
		   find_new(gathering, stored->key, stored->area) != NULL);
}

/* The overlays in force, of areas or of workplaces, whose base comes anew. */
static int
take_stored(struct gathering *gathering, bool of_workplaces, struct error *err)
{
	const struct programme_intake *intake = gathering->intake;
	struct programme_overlay *stored = NULL;
	size_t count = 0;
	int status =
	    programmes_overlays(gathering->engine, &stored, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct error unfit = ERROR_INIT;

		if ((stored[i].workplace[0] != '\0') != of_workplaces ||
		    !has_new_base(gathering, &stored[i]) ||
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
check_areas(const struct gathering *gathering, struct error *err)
{
	cleanup_(memory_free_ptr) struct overlay_layer *layers = NULL;
	struct programme_overlay *stored = NULL;
	size_t stored_count = 0;
	size_t count = 0;
	int status =
	    programmes_overlays(gathering->engine, &stored, &stored_count, err);

	if (status != OB_OK)
		return status;
	layers = memory_alloc(
	    (gathering->count + stored_count + 1) * sizeof(*layers));
	for (size_t i = 0; i < gathering->count; i++) {
		const struct piece *piece = &gathering->pieces[i];
		const struct overlay *overlay = piece->overlay;

		if (overlay != NULL)
			layers[count++] = (struct overlay_layer){overlay->id,
			    overlay->base, overlay->area, overlay->workplace,
			    !piece->is_again};
	}
	for (size_t i = 0; i < stored_count; i++)
		if (!has_overlay(gathering, stored[i].overlay))
			layers[count++] = (struct overlay_layer){
			    stored[i].overlay, stored[i].key, stored[i].area,
			    stored[i].workplace, false};
	status = overlay_layers_check(layers, count, err);
	programmes_free_overlays(stored, stored_count);
	return status;
}

/* One with mistakes is read again, and its mistakes are told then. */
static bool
is_of_workplace(const struct bundle *bundle)
{
	const struct programme_source source = bundle_source(bundle);
	cleanup_(overlay_free_ptr) struct overlay *overlay = NULL;

	return overlay_file_parse(&source, NULL, &overlay, NULL, NULL, NULL) ==
		   OB_OK &&
	       overlay->workplace[0] != '\0';
}

/* Those of areas come before those of workplaces, which lie over them. */
static int
take_overlays(
    struct gathering *gathering, bool of_workplaces, struct error *err)
{
	const struct programme_intake *intake = gathering->intake;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < intake->count; i++) {
		const struct bundle *bundle = &intake->bundles[i];

		if (bundle_is_overlay(bundle) &&
		    is_of_workplace(bundle) == of_workplaces)
			status = take_overlay(gathering, bundle, false, err);
	}
	if (status == OB_OK)
		status = take_stored(gathering, of_workplaces, err);
	return status;
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
	if (status == OB_OK)
		status = take_overlays(gathering, false, err);
	if (status == OB_OK)
		status = take_overlays(gathering, true, err);
	return status == OB_OK ? check_areas(gathering, err) : status;
}

/* Returns owned; the items borrow from the pieces. */
static struct programmes_item *
make_items(const struct gathering *gathering)
{
	struct programmes_item *items =
	    memory_alloc((gathering->count + 1) * sizeof(*items));

	for (size_t i = 0; i < gathering->count; i++) {
		const struct piece *piece = &gathering->pieces[i];

		items[i].programme = piece->programme;
		items[i].overlay =
		    piece->overlay == NULL ? "" : piece->overlay->id;
		items[i].source = piece->source;
		items[i].configured_as = piece->configured_as;
		items[i].fingerprint = piece->fingerprint;
		items[i].scope = scope_of(gathering, piece);
	}
	return items;
}

static int
import_all(const struct gathering *gathering, const char *actor,
    json_t **ret_view, struct error *err)
{
	const struct programme_intake *intake = gathering->intake;
	cleanup_(memory_free_ptr) struct programmes_item *items =
	    make_items(gathering);
	const struct programmes_request request = {
	    items, gathering->count, intake->dry_run};
	int status;

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
	struct piece *piece =
	    find_piece(gathering, where->area, where->workplace);

	if (piece == NULL && where->workplace[0] != '\0')
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

/* What lies upon the area's own versions, laid over everybody's instead. */
static int
take_dependants(struct gathering *gathering, const char *id,
    const struct programme_scope *scope, struct error *err)
{
	struct programme_overlay *stored = NULL;
	size_t count = 0;
	int status =
	    programmes_overlays(gathering->engine, &stored, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct error unfit = ERROR_INIT;

		if (strcmp(stored[i].key, id) != 0 ||
		    strcmp(stored[i].area, scope->area) != 0 ||
		    stored[i].workplace[0] == '\0' ||
		    lay_again(gathering, &stored[i], &unfit) == OB_OK)
			continue;
		status = error_set(err, OB_ECONFLICT,
		    "the overlay '%s' of the workplace '%.100s' lies upon it, "
		    "withdraw that first: %s",
		    stored[i].overlay, stored[i].workplace, unfit.text);
	}
	programmes_free_overlays(stored, count);
	return status;
}

int
programme_intake_withdraw(struct engine *engine, const char *actor,
    const char *id, const struct programme_scope *scope, json_t **ret_view,
    struct error *err)
{
	static const struct programme_intake none = {.scope = {"", ""}};
	cleanup_(release) struct gathering gathering = {
	    .engine = engine, .intake = &none, .withdrawn = scope->area};
	cleanup_(memory_free_ptr) struct programmes_item *items = NULL;
	struct programmes_withdrawal withdrawal = {.id = id, .scope = *scope};
	int status = OB_OK;

	if (scope->area[0] != '\0' && scope->workplace[0] == '\0')
		status = take_dependants(&gathering, id, scope, err);
	if (status != OB_OK)
		return status;
	items = make_items(&gathering);
	withdrawal.again.items = items;
	withdrawal.again.count = gathering.count;
	return programmes_withdraw(engine, actor, &withdrawal, ret_view, err);
}
