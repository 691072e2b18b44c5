/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_PROGRAMMES_H
#define ONBOARD_ENGINE_PROGRAMMES_PROGRAMMES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/handbook.h"
#include "model/programme.h"
#include "model/records.h"

struct engine;

/* A programme to be stored, all of it borrowed. */
struct programmes_item {
	const struct programme *programme;
	struct programme_scope scope;
	const char *overlay; /* which made it from the base, or "" */
	const char *source;  /* the overlay as it was given, or NULL */
	/*
	 * Where the configuration gives it: "programme:ID" or "overlay:ID",
	 * and what it gave; else NULL.
	 */
	const char *configured_as;
	const char *fingerprint;
	int version; /* out: the version's number either way */
	bool is_new; /* out */
};

struct programmes_request {
	struct programmes_item *items; /* what lies under another first */
	size_t count;
	bool dry_run; /* store nothing, show what would change */
};

/*
 * Stores each programme as a new version, unless the newest one for its scope
 * says the same; all or none.  ret_view may be NULL:
 * {"programmes":[{"id","version","new","area","workplace","overlay",
 * "against","differences":[...],"text"}]}, against being the version that it
 * was compared with, 0 for none.
 */
int programmes_import(struct engine *engine, const char *actor,
    const struct programmes_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Whether the configuration gave just this when it was last imported: then it
 * changes nothing, whatever was imported by hand since.
 */
int programmes_is_configured(struct engine *engine, const char *configured_as,
    const char *fingerprint, bool *ret_is_configured,
    struct error *err) OB_MUST_CHECK;

/*
 * New leaders of exactly this area or workplace are given what lies under it
 * again; its overlays are forgotten, and what lay upon them is stored as it is
 * without them.  Running journeys stay.
 */
struct programmes_withdrawal {
	const char *id;
	struct programme_scope scope;
	struct programmes_request again;
};

int programmes_withdraw(struct engine *engine, const char *actor,
    const struct programmes_withdrawal *withdrawal, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * The overlays that are in force, to be laid over a new base again.  The
 * engine cannot read them: who imports a base does.
 */
int programmes_overlays(struct engine *engine,
    struct programme_overlay **ret_overlays, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void programmes_free_overlays(struct programme_overlay *overlays, size_t count);

/* The newest version of exactly this scope, borrowed, or OB_ENOTFOUND. */
int programmes_base(struct engine *engine, const char *id,
    const struct programme_scope *scope, const struct programme **ret_programme,
    struct error *err) OB_MUST_CHECK;

/* What an overlay for the scope is laid over, as far as it is stored. */
int programmes_below(struct engine *engine, const char *id,
    const struct programme_scope *scope, const struct programme **ret_programme,
    struct error *err) OB_MUST_CHECK;

/*
 * Replaces the handbook by a file's, if that is another than the file before:
 * what was changed otherwise stays until somebody changes the file.  What a
 * function corrected itself stays even then, until the file says something
 * else of that function than it said before the correction.  What a table
 * brought for an area or a workplace stays, too, unless the file has an entry
 * for that very place.
 */
struct programmes_handbook {
	bool is_changed;
	int kept;	       /* corrections that stay */
	char overwritten[200]; /* entries whose correction went: "it,legal" */
	int more_overwritten;  /* for which there was no room */
};

int programmes_import_handbook(struct engine *engine, const char *actor,
    const struct handbook *handbook, struct programmes_handbook *ret_outcome,
    struct error *err) OB_MUST_CHECK;

/* {"programmes":[...]} */
int programmes_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * {"programme":{...}}; version 0 means the one that a new leader with this
 * area and workplace would be given.
 */
int programmes_show(struct engine *engine, const char *id, int version,
    const struct programme_scope *where, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * {"programme","from","to","decision","differences":[{"step","field","before",
 * "after"}],"text"}, as model/programme_difference.h tells them; the decision
 * is the newer one's.
 */
int programmes_compare(struct engine *engine, const char *id, int from, int to,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Within the engine: a version by its row id, borrowed from the cache. */
struct programme_cache;

struct programme_cache *programmes_cache_new(void);
void programmes_cache_free(struct programme_cache *cache);
int programmes_get(struct engine *engine, int64_t id,
    const struct programme **ret_programme, struct error *err) OB_MUST_CHECK;

/*
 * The newest version of the most specific scope that fits: the workplace's
 * in the area, the workplace's anywhere, the area's or everybody's.
 * OB_ENOTFOUND with a clear text.
 */
int programmes_find(struct engine *engine, const char *id,
    const struct programme_scope *where, struct programme_version *ret_version,
    struct error *err) OB_MUST_CHECK;

/* As programmes_find, of any programme of the kind; the newest of several. */
int programmes_find_kind(struct engine *engine, enum programme_kind kind,
    const struct programme_scope *where, struct programme_version *ret_version,
    struct error *err) OB_MUST_CHECK;
int programmes_find_version(struct engine *engine, const char *id, int version,
    struct programme_version *ret_version, struct error *err) OB_MUST_CHECK;

/* "differences" and "text" of one programme against another, as an object. */
json_t *programmes_differences(const struct engine *engine,
    const struct programme *from, const struct programme *to);

#endif
