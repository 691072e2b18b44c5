/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_IMPORTS_IMPORTS_H
#define ONBOARD_ENGINE_IMPORTS_IMPORTS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "model/import_form.h"

struct engine;

/*
 * Tables of another system's: each row is added, brought up to date or found
 * unchanged, in a transaction of its own; what the table does not name stays
 * as it is.
 */
struct import_request {
	enum import_kind kind;
	bool dry_run;
	json_t *rows; /* [{"line":N,"fields":{"name":"text"}}], borrowed */
};

/*
 * {"kind","dry_run","added","changed","unchanged","failed","rows":[{"line",
 * "key","id","outcome","changes":[{"field","before","after"}],"error":
 * {"code","message","field"}}]}; "error" stands in failed rows only, and of
 * closing days "to_review" counts activities that stand on them.  A row
 * that fails keeps nothing and hinders no other.  With dry_run nothing is
 * kept, but rows see what earlier ones of the request did.  OB_EINVALID when
 * rows do not have that form.
 */
int imports_run(struct engine *engine, const char *actor,
    const struct import_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
