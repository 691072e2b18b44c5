/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_entries.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define TYPICAL_TEXT 300 /* bytes of an entry's texts */

static size_t
size_of(const char *text)
{
	return text == NULL ? 0 : strlen(text) + 1;
}

/* Moves on in the block; NULL stays NULL. */
static const char *
take(char **at, const char *text)
{
	size_t size = size_of(text);
	char *copy = *at;

	if (text == NULL)
		return NULL;
	memcpy(copy, text, size);
	*at += size;
	return copy;
}

static void
grow(struct feed_entries *entries)
{
	if (entries->count < entries->size)
		return;
	entries->size = 2 * entries->size + 8;
	entries->items = memory_resize(
	    entries->items, entries->size, sizeof(entries->items[0]));
	entries->texts = memory_resize(
	    entries->texts, entries->size, sizeof(entries->texts[0]));
}

void
feed_entries_add(struct feed_entries *entries, const struct feed_entry *entry)
{
	size_t size = size_of(entry->uid) + size_of(entry->summary) +
		      size_of(entry->description) + size_of(entry->url) +
		      size_of(entry->category);
	struct feed_entry copy = *entry;
	char *block = memory_alloc(size);
	char *at = block;

	copy.uid = take(&at, entry->uid);
	copy.summary = take(&at, entry->summary);
	copy.description = take(&at, entry->description);
	copy.url = take(&at, entry->url);
	copy.category = take(&at, entry->category);
	grow(entries);
	entries->items[entries->count] = copy;
	entries->texts[entries->count] = block;
	entries->count++;
}

void
feed_entries_release(struct feed_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		free(entries->texts[i]);
	free(entries->texts);
	free(entries->items);
	*entries = (struct feed_entries){.count = 0};
}

size_t
feed_entries_size(const struct feed_entries *entries)
{
	return entries->size * (sizeof(entries->items[0]) + sizeof(char *)) +
	       entries->count * TYPICAL_TEXT;
}
