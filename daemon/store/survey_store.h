/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SURVEY_STORE_H
#define ONBOARD_STORE_SURVEY_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"
#include "model/survey.h"

struct store;

/* Survey versions: added once; they can only be withdrawn and used again. */

/* survey's version is the number; OB_ECONFLICT when there is one already. */
int survey_store_add(struct store *store, const struct survey *survey,
    const char *content_hash, int64_t imported_at, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/* Withdraws a version at an instant; INSTANT_NONE: it is used again. */
int survey_store_withdraw(struct store *store, int64_t id, int64_t at,
    struct error *err) OB_MUST_CHECK;

int survey_store_find(struct store *store, int64_t id,
    struct survey_version *ret_version, struct error *err) OB_MUST_CHECK;
int survey_store_find_version(struct store *store, const char *key, int version,
    struct survey_version *ret_version, struct error *err) OB_MUST_CHECK;

/* The newest, also one that is withdrawn. */
int survey_store_find_newest(struct store *store, const char *key,
    struct survey_version *ret_version, struct error *err) OB_MUST_CHECK;

/* All versions, by key and version. */
int survey_store_list(struct store *store, struct survey_version **ret_versions,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Those that a step sends now: the newest of each key that is not withdrawn. */
int survey_store_list_of_step(struct store *store,
    const struct survey_step *step, struct survey_version **ret_versions,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void survey_store_release(struct survey_version *version);
void survey_store_free(struct survey_version *versions, size_t count);

/* The whole definition; returns owned: survey_free(). */
int survey_store_load(struct store *store, int64_t id,
    struct survey **ret_survey, struct error *err) OB_MUST_CHECK;

#endif
