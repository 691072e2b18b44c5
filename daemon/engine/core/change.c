/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/change.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"
#include "crypto/random.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "store/audit_store.h"
#include "store/store.h"

#define FIRST_HASH                                                             \
	"0000000000000000000000000000000000000000000000000000000000000000"

int
change_begin(struct change *change, struct engine *engine, const char *actor,
    struct error *err)
{
	int status = store_begin(engine->store, err);

	if (status != OB_OK)
		return status;
	change->engine = engine;
	change->actor = actor;
	change->is_open = true;
	return OB_OK;
}

int
change_commit(struct change *change, struct error *err)
{
	int status;

	assert(change->is_open);
	status = store_commit(change->engine->store, err);
	change->is_open = false;
	if (status == OB_OK)
		change->engine->generation++;
	return status;
}

void
change_release(struct change *change)
{
	if (change->is_open) {
		store_rollback(change->engine->store);
		acting_forget(change->engine);
	}
	change->is_open = false;
}

/* Each part is preceded by its length, so that no two rows hash alike. */
static void
add_part(struct digest *digest, const char *text)
{
	char length[24];

	(void)snprintf(length, sizeof(length), "%zu:", strlen(text));
	digest_add_text(digest, length);
	digest_add_text(digest, text);
}

static void
finish_hex(struct digest *digest, char hex[DIGEST_HEX_SIZE])
{
	unsigned char bytes[DIGEST_SIZE];

	digest_finish(digest, bytes);
	(void)digest_hex(bytes, sizeof(bytes), hex);
	digest_release(digest);
}

static void
hash_value(const char *salt, const char *before, const char *after,
    char hex[DIGEST_HEX_SIZE])
{
	struct digest digest;

	digest_init(&digest);
	add_part(&digest, salt);
	add_part(&digest, before);
	add_part(&digest, after);
	finish_hex(&digest, hex);
}

static void
hash_entry(const struct audit_entry *entry, char hex[DIGEST_HEX_SIZE])
{
	struct digest digest;
	char numbers[96];

	(void)snprintf(numbers, sizeof(numbers),
	    "%" PRId64 " %" PRId64 " %" PRId64, entry->id, entry->at,
	    entry->entity_id);
	digest_init(&digest);
	add_part(&digest, entry->previous_hash);
	add_part(&digest, numbers);
	add_part(&digest, entry->actor);
	add_part(&digest, entry->verb);
	add_part(&digest, entry->entity);
	add_part(&digest, entry->value_hash);
	finish_hex(&digest, hex);
}

/* Takes the value; "" for NULL. */
static char *
encode(json_t *value)
{
	char *text;

	if (value == NULL)
		return memory_strdup("");
	text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(value);
	if (text == NULL)
		abort();
	return text;
}

static int
add_audit(struct change *change, const char *verb,
    struct change_subject subject, json_t *before, json_t *after,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *before_text = encode(before);
	cleanup_(memory_free_ptr) char *after_text = encode(after);
	cleanup_(memory_free_ptr) char *actor = memory_strdup(change->actor);
	cleanup_(memory_free_ptr) char *verb_text = memory_strdup(verb);
	cleanup_(memory_free_ptr) char *entity_text =
	    memory_strdup(subject.entity);
	cleanup_(audit_store_release) struct audit_entry last = {0};
	char salt[DIGEST_HEX_SPACE(16)];
	char value_hash[DIGEST_HEX_SIZE];
	char first_hash[] = FIRST_HASH;
	char hash[DIGEST_HEX_SIZE];
	struct audit_entry entry;
	int status = audit_store_last(change->engine->store, &last, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	hash_value(random_hex(16, salt), before_text, after_text, value_hash);
	entry = (struct audit_entry){
	    .id = last.id + 1,
	    .at = core_now(change->engine),
	    .actor = actor,
	    .verb = verb_text,
	    .entity = entity_text,
	    .entity_id = subject.id,
	    .value_hash = value_hash,
	    .previous_hash = last.hash == NULL ? first_hash : last.hash,
	    .hash = hash,
	};
	hash_entry(&entry, hash);
	return audit_store_add(
	    change->engine->store, &entry, salt, before_text, after_text, err);
}

int
change_audit(struct change *change, const char *verb,
    struct change_subject subject, json_t *before, json_t *after,
    struct error *err)
{
	if (!change->engine->is_scratch)
		return add_audit(change, verb, subject, before, after, err);
	/* Nobody will ask who did what in a rehearsal. */
	json_decref(before);
	json_decref(after);
	return OB_OK;
}

static int
verify_entry(const struct audit_entry *entry, char previous[DIGEST_HEX_SIZE],
    struct error *err)
{
	char hash[DIGEST_HEX_SIZE];

	hash_entry(entry, hash);
	if (strcmp(entry->previous_hash, previous) != 0 ||
	    strcmp(entry->hash, hash) != 0)
		return error_set(err, OB_EDB,
		    "the audit row %" PRId64 " was changed, or one before it "
		    "was taken out",
		    entry->id);
	memcpy(previous, hash, sizeof(hash));
	return OB_OK;
}

/* A value that was erased fits; one that was altered does not. */
static int
verify_value(
    struct engine *engine, const struct audit_entry *entry, struct error *err)
{
	cleanup_(audit_store_release_value) struct audit_value value = {0};
	char hash[DIGEST_HEX_SIZE];
	int status =
	    audit_store_find_value(engine->store, entry->id, &value, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK)
		return status;
	hash_value(value.salt, value.before, value.after, hash);
	if (strcmp(hash, entry->value_hash) == 0)
		return OB_OK;
	return error_set(err, OB_EDB,
	    "the values of the audit row %" PRId64 " were changed", entry->id);
}

int
change_verify_audit(struct engine *engine, struct error *err)
{
	char previous[DIGEST_HEX_SIZE] = FIRST_HASH;
	int64_t after = 0;
	size_t count = 0;
	int status;

	do {
		struct audit_entry *entries = NULL;

		status = audit_store_list(
		    engine->store, after, &entries, &count, err);
		if (status != OB_OK)
			return status;
		for (size_t i = 0; status == OB_OK && i < count; i++) {
			status = verify_entry(&entries[i], previous, err);
			if (status == OB_OK)
				status = verify_value(engine, &entries[i], err);
			after = entries[i].id;
		}
		audit_store_free(entries, count);
	} while (status == OB_OK && count > 0);
	return status;
}
