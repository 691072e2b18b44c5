/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/programme_pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"
#include "engine/programmes/programme_digest.h"
#include "engine/programmes/programmes.h"
#include "formats/overlay_file.h"
#include "model/overlay_layers.h"

/* Takes what the piece owns. */
static void
add_piece(struct programme_pieces *pieces, const struct programme_piece *piece)
{
	pieces->items = memory_resize(
	    pieces->items, pieces->count + 1, sizeof(*pieces->items));
	pieces->items[pieces->count++] = *piece;
}

static void
release_piece(struct programme_piece *piece)
{
	programme_free(piece->programme);
	overlay_free(piece->overlay);
	free(piece->source);
	free(piece->configured_as);
	free(piece->fingerprint);
	*piece = (struct programme_piece){.programme = NULL};
}

void
programme_pieces_release(struct programme_pieces *pieces)
{
	for (size_t i = 0; i < pieces->count; i++)
		release_piece(&pieces->items[i]);
	for (size_t i = 0; i < pieces->id_count; i++)
		free(pieces->ids[i]);
	free(pieces->items);
	free(pieces->ids);
}

static bool
was_read(const struct programme_pieces *pieces, const char *id)
{
	for (size_t i = 0; i < pieces->id_count; i++)
		if (strcmp(pieces->ids[i], id) == 0)
			return true;
	return false;
}

static void
add_id(struct programme_pieces *pieces, const char *id)
{
	pieces->ids = memory_resize(
	    pieces->ids, pieces->id_count + 1, sizeof(*pieces->ids));
	pieces->ids[pieces->id_count++] = memory_strdup(id);
}

static bool
is_for_everybody(const struct programme_scope *scope)
{
	return scope->area[0] == '\0' && scope->workplace[0] == '\0';
}

static struct programme_scope
scope_of(
    const struct programme_pieces *pieces, const struct programme_piece *piece)
{
	if (piece->overlay == NULL)
		return pieces->intake->scope;
	return (struct programme_scope){
	    piece->overlay->area, piece->overlay->workplace};
}

/* What is about to be imported for all of the area, or "", or NULL. */
static const struct programme *
find_new(
    const struct programme_pieces *pieces, const char *id, const char *area)
{
	for (size_t i = pieces->count; i > 0; i--) {
		const struct programme_piece *piece = &pieces->items[i - 1];
		const struct programme_scope scope = scope_of(pieces, piece);

		if (strcmp(piece->programme->id, id) == 0 &&
		    strcmp(scope.area, area) == 0 && scope.workplace[0] == '\0')
			return piece->programme;
	}
	return NULL;
}

/* What is given to all of the area, or "", from now on, or NULL. */
static const struct programme *
find_for_area(
    const struct programme_pieces *pieces, const char *id, const char *area)
{
	const struct programme_scope scope = {area, ""};
	const struct programme *base = find_new(pieces, id, area);

	if (base == NULL &&
	    programmes_base(pieces->engine, id, &scope, &base, NULL) != OB_OK)
		return NULL;
	return base;
}

/* Of struct overlay_base. */
static const struct programme *
find_base(void *arg, const struct overlay *overlay)
{
	const struct programme_pieces *pieces = arg;
	const struct programme *base = NULL;

	if (overlay->workplace[0] != '\0' && overlay->area[0] != '\0' &&
	    pieces->withdrawn == NULL)
		base = find_for_area(pieces, overlay->base, overlay->area);
	return base != NULL ? base : find_for_area(pieces, overlay->base, "");
}

/*
 * Adds the piece or, when the configuration gave the same before, forgets it.
 * Takes what it owns.
 */
static int
settle(struct programme_pieces *pieces, struct programme_piece *piece,
    struct error *err)
{
	bool is_known = false;
	int status = OB_OK;

	if (piece->configured_as != NULL)
		status = programmes_is_configured(pieces->engine,
		    piece->configured_as, piece->fingerprint, &is_known, err);
	if (status != OB_OK || is_known)
		release_piece(piece);
	else
		add_piece(pieces, piece);
	return status;
}

static int
take_programme(struct programme_pieces *pieces, const struct bundle *bundle,
    struct error *err)
{
	const struct programme_source source = bundle_source(bundle);
	struct programme_piece piece = {.programme = NULL};
	char fingerprint[DIGEST_HEX_SIZE];
	int status = programme_file_parse(
	    &source, &piece.programme, pieces->report, err);

	if (status != OB_OK)
		return status;
	if (bundle->is_default && was_read(pieces, piece.programme->id)) {
		release_piece(&piece);
		return OB_OK;
	}
	add_id(pieces, piece.programme->id);
	if (pieces->intake->is_configuration) {
		programme_digest(piece.programme, fingerprint);
		piece.configured_as =
		    memory_printf("programme:%s", piece.programme->id);
		piece.fingerprint = memory_strdup(fingerprint);
	}
	return settle(pieces, &piece, err);
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
take_overlay(struct programme_pieces *pieces, const struct bundle *bundle,
    bool is_again, struct error *err)
{
	const struct programme_source source = bundle_source(bundle);
	const struct overlay_base base = {find_base, pieces};
	struct programme_piece piece = {.is_again = is_again};
	struct strbuf *report = is_again ? NULL : pieces->report;
	int status = overlay_file_parse(
	    &source, &base, &piece.overlay, &piece.programme, report, err);

	if (status != OB_OK)
		return status;
	piece.source = dump(bundle);
	if (pieces->intake->is_configuration && !is_again) {
		piece.configured_as =
		    memory_printf("overlay:%s", piece.overlay->id);
		piece.fingerprint = fingerprint_of(piece.source);
	}
	return settle(pieces, &piece, err);
}

static bool
has_overlay(const struct programme_pieces *pieces, const char *id)
{
	for (size_t i = 0; i < pieces->count; i++)
		if (pieces->items[i].overlay != NULL &&
		    strcmp(pieces->items[i].overlay->id, id) == 0)
			return true;
	return false;
}

static int
lay_again(struct programme_pieces *pieces,
    const struct programme_overlay *stored, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	json_auto_t *value =
	    json_loads(stored->source, JSON_REJECT_DUPLICATES, NULL);
	int status = bundle_from_json(value, &bundle, err);

	if (status == OB_OK)
		status = take_overlay(pieces, &bundle, true, err);
	return status;
}

/* Whether what the overlay is laid over is about to be imported. */
static bool
has_new_base(const struct programme_pieces *pieces,
    const struct programme_overlay *stored)
{
	return find_new(pieces, stored->key, "") != NULL ||
	       (stored->area[0] != '\0' && stored->workplace[0] != '\0' &&
		   find_new(pieces, stored->key, stored->area) != NULL);
}

/* The overlays in force, of areas or of workplaces, whose base comes anew. */
static int
take_stored(
    struct programme_pieces *pieces, bool of_workplaces, struct error *err)
{
	const struct programme_intake *intake = pieces->intake;
	struct programme_overlay *stored = NULL;
	size_t count = 0;
	int status = programmes_overlays(pieces->engine, &stored, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct error unfit = ERROR_INIT;

		if ((stored[i].workplace[0] != '\0') != of_workplaces ||
		    !has_new_base(pieces, &stored[i]) ||
		    has_overlay(pieces, stored[i].overlay) ||
		    lay_again(pieces, &stored[i], &unfit) == OB_OK)
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
check_areas(const struct programme_pieces *pieces, struct error *err)
{
	cleanup_(memory_free_ptr) struct overlay_layer *layers = NULL;
	struct programme_overlay *stored = NULL;
	size_t stored_count = 0;
	size_t count = 0;
	int status =
	    programmes_overlays(pieces->engine, &stored, &stored_count, err);

	if (status != OB_OK)
		return status;
	layers =
	    memory_alloc((pieces->count + stored_count + 1) * sizeof(*layers));
	for (size_t i = 0; i < pieces->count; i++) {
		const struct programme_piece *piece = &pieces->items[i];
		const struct overlay *overlay = piece->overlay;

		if (overlay != NULL)
			layers[count++] = (struct overlay_layer){overlay->id,
			    overlay->base, overlay->area, overlay->workplace,
			    !piece->is_again};
	}
	for (size_t i = 0; i < stored_count; i++)
		if (!has_overlay(pieces, stored[i].overlay))
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
    struct programme_pieces *pieces, bool of_workplaces, struct error *err)
{
	const struct programme_intake *intake = pieces->intake;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < intake->count; i++) {
		const struct bundle *bundle = &intake->bundles[i];

		if (bundle_is_overlay(bundle) &&
		    is_of_workplace(bundle) == of_workplaces)
			status = take_overlay(pieces, bundle, false, err);
	}
	if (status == OB_OK)
		status = take_stored(pieces, of_workplaces, err);
	return status;
}

int
programme_pieces_take(struct programme_pieces *pieces, struct error *err)
{
	const struct programme_intake *intake = pieces->intake;
	int status = check_scope(intake, err);

	for (size_t i = 0; status == OB_OK && i < intake->count; i++)
		if (!bundle_is_overlay(&intake->bundles[i]))
			status =
			    take_programme(pieces, &intake->bundles[i], err);
	if (status == OB_OK)
		status = take_overlays(pieces, false, err);
	if (status == OB_OK)
		status = take_overlays(pieces, true, err);
	return status == OB_OK ? check_areas(pieces, err) : status;
}

struct programmes_item *
programme_pieces_items(const struct programme_pieces *pieces)
{
	struct programmes_item *items =
	    memory_alloc((pieces->count + 1) * sizeof(*items));

	for (size_t i = 0; i < pieces->count; i++) {
		const struct programme_piece *piece = &pieces->items[i];

		items[i].programme = piece->programme;
		items[i].overlay =
		    piece->overlay == NULL ? "" : piece->overlay->id;
		items[i].source = piece->source;
		items[i].configured_as = piece->configured_as;
		items[i].fingerprint = piece->fingerprint;
		items[i].scope = scope_of(pieces, piece);
	}
	return items;
}

int
programme_pieces_take_dependants(struct programme_pieces *pieces,
    const char *id, const struct programme_scope *scope, struct error *err)
{
	struct programme_overlay *stored = NULL;
	size_t count = 0;
	int status = programmes_overlays(pieces->engine, &stored, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct error unfit = ERROR_INIT;

		if (strcmp(stored[i].key, id) != 0 ||
		    strcmp(stored[i].area, scope->area) != 0 ||
		    stored[i].workplace[0] == '\0' ||
		    lay_again(pieces, &stored[i], &unfit) == OB_OK)
			continue;
		status = error_set(err, OB_ECONFLICT,
		    "the overlay '%s' of the workplace '%.100s' lies upon it, "
		    "withdraw that first: %s",
		    stored[i].overlay, stored[i].workplace, unfit.text);
	}
	programmes_free_overlays(stored, count);
	return status;
}
