/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/acting.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "store/acting_store.h"
#include "store/person_store.h"

/* Somebody who acts for an owner, and perhaps gets the owner's mails. */
struct rule {
	int64_t owner_id;
	int64_t actor_id;
	bool receives;
};

struct acting {
	struct date day;
	uint64_t generation;
	struct acting_row *away;
	size_t away_count;
	struct rule *rules;
	size_t rule_count;
};

bool
acting_has_mailbox(const struct person *person)
{
	size_t len = strlen(person->email);
	size_t domain = strlen(ACTING_GROUP_DOMAIN);

	return len > 0 && (len < domain || strcmp(person->email + len - domain,
					       ACTING_GROUP_DOMAIN) != 0);
}

static int64_t
stand_in_of(const struct acting *acting, int64_t person_id)
{
	for (size_t i = 0; i < acting->away_count; i++) {
		if (acting->away[i].owner_id == person_id)
			return acting->away[i].actor_id;
	}
	return 0;
}

/* The end of the chain of stand-ins; where all are away, nobody acts. */
static int64_t
follow(const struct acting *acting, int64_t person_id)
{
	int64_t at = person_id;

	for (size_t i = 0; i <= acting->away_count; i++) {
		int64_t next = stand_in_of(acting, at);

		if (next == 0)
			return at;
		at = next;
	}
	return person_id;
}

static void
add(struct acting *acting, int64_t owner_id, int64_t actor_id, bool receives)
{
	acting->rules = memory_resize(
	    acting->rules, acting->rule_count + 1, sizeof(*acting->rules));
	acting->rules[acting->rule_count++] =
	    (struct rule){owner_id, actor_id, receives};
}

static int
add_group(struct engine *engine, struct acting *acting,
    const struct acting_row *members, size_t count, struct error *err)
{
	int64_t group_id = members[0].owner_id;
	cleanup_(person_store_release) struct person group = {0};
	int status = person_store_find(engine->store, group_id, &group, err);
	bool has_mailbox;

	if (status != OB_OK)
		return status;
	has_mailbox = acting_has_mailbox(&group);
	if (has_mailbox)
		add(acting, group_id, group_id, true);
	for (size_t i = 0; i < count; i++) {
		int64_t member_id = members[i].actor_id;
		int64_t actor_id = follow(acting, member_id);

		add(acting, group_id, actor_id, !has_mailbox);
		if (actor_id != member_id)
			add(acting, group_id, member_id, false);
	}
	return OB_OK;
}

static int
add_groups(struct engine *engine, struct acting *acting, struct error *err)
{
	cleanup_(memory_free_ptr) struct acting_row *rows = NULL;
	size_t count = 0;
	size_t first = 0;
	int status =
	    acting_store_list_members(engine->store, &rows, &count, err);

	while (status == OB_OK && first < count) {
		size_t next = first;

		while (
		    next < count && rows[next].owner_id == rows[first].owner_id)
			next++;
		status =
		    add_group(engine, acting, &rows[first], next - first, err);
		first = next;
	}
	return status;
}

int
acting_load(struct engine *engine, struct date day, struct acting **ret_acting,
    struct error *err)
{
	struct acting *acting = memory_alloc(sizeof(*acting));
	int status = acting_store_list_away(
	    engine->store, day, &acting->away, &acting->away_count, err);

	acting->day = day;
	acting->generation = engine->generation;
	for (size_t i = 0; status == OB_OK && i < acting->away_count; i++) {
		int64_t owner_id = acting->away[i].owner_id;
		int64_t actor_id = follow(acting, owner_id);

		if (actor_id != owner_id)
			add(acting, owner_id, actor_id, true);
	}
	if (status == OB_OK)
		status = add_groups(engine, acting, err);
	if (status != OB_OK) {
		acting_free(acting);
		return status;
	}
	*ret_acting = acting;
	return OB_OK;
}

void
acting_free(struct acting *acting)
{
	if (acting == NULL)
		return;
	free(acting->away);
	free(acting->rules);
	free(acting);
}

int
acting_today(
    struct engine *engine, const struct acting **ret_acting, struct error *err)
{
	struct acting *fresh = NULL;
	struct date today = core_today(engine);
	int status;

	if (engine->acting == NULL || engine->acting->day.day != today.day ||
	    engine->acting->generation != engine->generation) {
		status = acting_load(engine, today, &fresh, err);
		if (status != OB_OK)
			return status;
		acting_free(engine->acting);
		engine->acting = fresh;
	}
	*ret_acting = engine->acting;
	return OB_OK;
}

void
acting_forget(struct engine *engine)
{
	acting_free(engine->acting);
	engine->acting = NULL;
}

bool
acting_is_plain(const struct acting *acting)
{
	return acting->rule_count == 0;
}

bool
acting_is_for(const struct acting *acting, int64_t person_id, int64_t owner_id)
{
	if (person_id == owner_id)
		return true;
	for (size_t i = 0; i < acting->rule_count; i++) {
		if (acting->rules[i].owner_id == owner_id &&
		    acting->rules[i].actor_id == person_id)
			return true;
	}
	return false;
}

bool
acting_receives(
    const struct acting *acting, int64_t person_id, int64_t owner_id)
{
	bool is_told = false;

	for (size_t i = 0; i < acting->rule_count; i++) {
		const struct rule *rule = &acting->rules[i];

		if (rule->owner_id != owner_id || !rule->receives)
			continue;
		is_told = true;
		if (rule->actor_id == person_id)
			return true;
	}
	return !is_told && person_id == owner_id;
}

static void
append(int64_t **ids, size_t *count, int64_t id)
{
	for (size_t i = 0; i < *count; i++) {
		if ((*ids)[i] == id)
			return;
	}
	*ids = memory_resize(*ids, *count + 1, sizeof(**ids));
	(*ids)[(*count)++] = id;
}

int64_t *
acting_receivers(
    const struct acting *acting, int64_t owner_id, size_t *ret_count)
{
	int64_t *ids = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < acting->rule_count; i++) {
		if (acting->rules[i].owner_id == owner_id &&
		    acting->rules[i].receives)
			append(&ids, ret_count, acting->rules[i].actor_id);
	}
	if (*ret_count == 0)
		append(&ids, ret_count, owner_id);
	return ids;
}

int64_t *
acting_others(const struct acting *acting, int64_t owner_id, size_t *ret_count)
{
	int64_t *ids = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < acting->rule_count; i++) {
		if (acting->rules[i].owner_id == owner_id &&
		    acting->rules[i].actor_id != owner_id)
			append(&ids, ret_count, acting->rules[i].actor_id);
	}
	return ids;
}

int64_t *
acting_expected(
    const struct acting *acting, const struct person *owner, size_t *ret_count)
{
	int64_t *ids = acting_others(acting, owner->id, ret_count);

	if (owner->stand_in_id != 0)
		append(&ids, ret_count, owner->stand_in_id);
	return ids;
}

int64_t *
acting_owners(const struct acting *acting, int64_t person_id, size_t *ret_count)
{
	int64_t *ids = NULL;

	*ret_count = 0;
	append(&ids, ret_count, person_id);
	for (size_t i = 0; i < acting->rule_count; i++) {
		if (acting->rules[i].actor_id == person_id)
			append(&ids, ret_count, acting->rules[i].owner_id);
	}
	return ids;
}

/* Those who are away and name somebody of the list, until none is added. */
int64_t *
acting_chain(const struct acting *acting, int64_t person_id, size_t *ret_count)
{
	int64_t *ids = acting_owners(acting, person_id, ret_count);

	for (size_t at = 0; at < *ret_count; at++) {
		for (size_t i = 0; i < acting->away_count; i++) {
			if (acting->away[i].actor_id == ids[at])
				append(
				    &ids, ret_count, acting->away[i].owner_id);
		}
	}
	return ids;
}
