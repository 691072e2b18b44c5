/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PROGRAMME_PIECES_H
#define ONBOARD_HTTP_PROGRAMME_PIECES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "http/programme_intake.h"
#include "model/overlay.h"
#include "model/programme.h"

struct engine;
struct programmes_item;

/* What is about to be imported; an overlay keeps what it was made of. */
struct programme_piece {
	struct programme *programme;
	struct overlay *overlay; /* NULL for a programme of its own */
	char *source;		 /* the overlay's bundle as JSON */
	char *configured_as;	 /* both NULL if not by the configuration */
	char *fingerprint;
	bool is_again; /* in force already, and laid over what comes anew */
};

/*
 * The programmes and overlays of an intake on their way to the engine, in the
 * order in which one lies under another.  The first three are the caller's.
 */
struct programme_pieces {
	struct engine *engine;
	const struct programme_intake *intake;
	struct strbuf *report; /* may be NULL */
	const char *withdrawn; /* the area whose own versions go, or NULL */
	struct programme_piece *items;
	size_t count;
	char **ids; /* of the programmes that were read */
	size_t id_count;
};

void programme_pieces_release(struct programme_pieces *pieces);

/* The intake's files, and the overlays in force that lie over them. */
int programme_pieces_take(
    struct programme_pieces *pieces, struct error *err) OB_MUST_CHECK;

/*
 * What lies upon an area's own versions, laid over everybody's instead;
 * OB_ECONFLICT when one does not fit there.
 */
int programme_pieces_take_dependants(struct programme_pieces *pieces,
    const char *id, const struct programme_scope *scope,
    struct error *err) OB_MUST_CHECK;

/* Returns owned; the items borrow from the pieces. */
struct programmes_item *programme_pieces_items(
    const struct programme_pieces *pieces);

#endif
