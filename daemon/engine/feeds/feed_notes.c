/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_notes.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "model/feed_agent.h"
#include "store/feed_store.h"
#include "store/store.h"

struct feed_notes {
	struct feed_note *items;
	size_t count;
};

struct feed_notes *
feed_notes_new(void)
{
	return memory_alloc(sizeof(struct feed_notes));
}

static void
clear(struct feed_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		free(notes->items[i].agent);
	free(notes->items);
	*notes = (struct feed_notes){NULL, 0};
}

void
feed_notes_free(struct feed_notes *notes)
{
	if (notes == NULL)
		return;
	clear(notes);
	free(notes);
}

static struct feed_note *
note_of(struct feed_notes *notes, int64_t feed_id)
{
	for (size_t i = 0; i < notes->count; i++) {
		if (notes->items[i].feed_id == feed_id)
			return &notes->items[i];
	}
	notes->items = memory_resize(
	    notes->items, notes->count + 1, sizeof(notes->items[0]));
	notes->items[notes->count] =
	    (struct feed_note){.feed_id = feed_id, .fetched_at = INSTANT_NONE};
	return &notes->items[notes->count++];
}

void
feed_notes_add(struct feed_notes *notes, const struct feed_notes_answer *answer)
{
	struct feed_note *note = note_of(notes, answer->feed_id);
	char agent[FEED_AGENT_SIZE];

	feed_agent_clean(answer->agent, agent);
	free(note->agent);
	note->agent = memory_strdup(agent);
	note->status = answer->status;
	if (answer->status != 200 && answer->status != 304)
		return;
	note->fetched_at = answer->at;
	note->fetches++;
	if (answer->status == 304)
		note->unchanged++;
}

int
feed_notes_flush(
    struct feed_notes *notes, struct store *store, struct error *err)
{
	int status = OB_OK;

	if (notes->count == 0)
		return OB_OK;
	status = store_begin(store, err);
	if (status != OB_OK)
		return status;
	for (size_t i = 0; status == OB_OK && i < notes->count; i++)
		status = feed_store_note(store, &notes->items[i], err);
	if (status == OB_OK)
		status = store_commit(store, err);
	if (status != OB_OK) {
		store_rollback(store);
		return status;
	}
	clear(notes);
	return OB_OK;
}
