/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_CHANGE_H
#define ONBOARD_ENGINE_CORE_CHANGE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * One transaction of one verb.  Rolled back when it goes out of scope
 * uncommitted:
 *
 *	cleanup_(change_release) struct change change = CHANGE_INIT;
 *	status = change_begin(&change, engine, actor, err);
 *	...
 *	return change_commit(&change, err);
 */
struct change {
	struct engine *engine;
	const char *actor; /* borrowed */
	bool is_open;
};

#define CHANGE_INIT                                                            \
	{                                                                      \
		.engine = NULL                                                 \
	}

int change_begin(struct change *change, struct engine *engine,
    const char *actor, struct error *err) OB_MUST_CHECK;
int change_commit(struct change *change, struct error *err) OB_MUST_CHECK;
void change_release(struct change *change);

/* What was changed: a table's name and a row's id. */
struct change_subject {
	const char *entity;
	int64_t id;
};

#define SUBJECT(entity, id) ((struct change_subject){entity, id})

/*
 * Adds the audit row of what changed: before and after may be NULL; both are
 * taken.  The chain covers a salted hash of them.
 */
int change_audit(struct change *change, const char *verb,
    struct change_subject subject, json_t *before, json_t *after,
    struct error *err) OB_MUST_CHECK;

/* Walks the whole chain; OB_EDB names the first row that does not fit. */
int change_verify_audit(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
