/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/handbook.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "base/strbuf.h"

const char *const handbook_functions[] = {"it", "legal", "hr", "recruitment",
    "payroll", "management_information", "procurement", "finance", "facilities",
    "wellbeing", "absence", "supervision", NULL};

bool
handbook_function_is_known(const char *function)
{
	for (size_t i = 0; handbook_functions[i] != NULL; i++) {
		if (strcmp(handbook_functions[i], function) == 0)
			return true;
	}
	return false;
}

static void
release_entry(struct handbook_entry *entry)
{
	free(entry->name);
	free(entry->function);
	free(entry->area);
	free(entry->workplace);
	text_pair_release(&entry->title);
	free(entry->contact_name);
	free(entry->contact_email);
	free(entry->deputy_name);
	free(entry->deputy_email);
	free(entry->phone);
	free(entry->mail);
	free(entry->members);
	text_pair_release(&entry->helps_with);
}

void
handbook_free(struct handbook *handbook)
{
	if (handbook == NULL)
		return;
	for (size_t i = 0; i < handbook->count; i++)
		release_entry(&handbook->entries[i]);
	free(handbook->entries);
	free(handbook);
}

void
handbook_free_ptr(struct handbook **handbook)
{
	handbook_free(*handbook);
	*handbook = NULL;
}

const struct handbook_entry *
handbook_find(const struct handbook *handbook, const char *name)
{
	for (size_t i = 0; i < handbook->count; i++)
		if (strcmp(handbook->entries[i].name, name) == 0)
			return &handbook->entries[i];
	return NULL;
}

/* To the letter. */
static bool
is_written(
    const struct handbook_entry *entry, const struct programme_scope *place)
{
	return strcmp(entry->area, place->area) == 0 &&
	       strcmp(entry->workplace, place->workplace) == 0;
}

const struct handbook_entry *
handbook_at(const struct handbook *handbook, const char *function,
    const struct programme_scope *place)
{
	const struct handbook_entry *found = NULL;

	for (size_t i = 0; i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];

		if (strcmp(entry->function, function) != 0 ||
		    !folded_is_same(entry->area, place->area) ||
		    !folded_is_same(entry->workplace, place->workplace))
			continue;
		/* Older databases may have two, of which each is meant. */
		if (found == NULL || is_written(entry, place))
			found = entry;
	}
	return found;
}

bool
handbook_is_in_area(const struct handbook_entry *entry, const char *area)
{
	return folded_is_same(entry->area, area);
}

/* A function's own name has no dash: handbook_name() puts one behind it. */
const struct handbook_entry *
handbook_find_or_central(const struct handbook *handbook, const char *name)
{
	const struct handbook_entry *entry = handbook_find(handbook, name);
	cleanup_(memory_free_ptr) char *function = NULL;

	if (entry != NULL || strchr(name, '-') == NULL)
		return entry;
	function = memory_strdup(name);
	function[strcspn(function, "-")] = '\0';
	return handbook_find(handbook, function);
}

/* FNV-1a, with the closing NUL, so that "ab" and "c" are not "a" and "bc". */
static uint64_t
add_hash(uint64_t hash, const char *text)
{
	const uint64_t prime = 0x100000001b3;
	size_t len = strlen(text) + 1;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * prime;
	return hash;
}

const char *
handbook_name(const char *function, const struct programme_scope *place,
    char ret_name[HANDBOOK_NAME_SIZE])
{
	const uint64_t basis = 0xcbf29ce484222325;

	if (place->area[0] == '\0' && place->workplace[0] == '\0')
		(void)snprintf(ret_name, HANDBOOK_NAME_SIZE, "%s", function);
	else
		(void)snprintf(ret_name, HANDBOOK_NAME_SIZE, "%s-%016" PRIx64,
		    function,
		    add_hash(add_hash(basis, place->area), place->workplace));
	return ret_name;
}

bool
handbook_is_local(const struct handbook_entry *entry)
{
	return entry->area[0] != '\0' || entry->workplace[0] != '\0';
}

bool
handbook_has_contact(const struct handbook_entry *entry)
{
	return entry->contact_email[0] != '\0' ||
	       (entry->members != NULL && entry->members[0] != '\0');
}

static bool
is_for(const char *wanted, const char *given)
{
	return wanted[0] == '\0' || folded_is_same(wanted, given);
}

/* How near an entry is to a place; 0: it is not for that place. */
static int
nearness(
    const struct handbook_entry *entry, const struct programme_scope *where)
{
	if (!is_for(entry->area, where->area) ||
	    !is_for(entry->workplace, where->workplace))
		return 0;
	return 1 + (entry->area[0] != '\0' ? 1 : 0) +
	       (entry->workplace[0] != '\0' ? 2 : 0);
}

static const struct handbook_entry *
find_nearest(const struct handbook *handbook, const char *function,
    const struct programme_scope *where, bool needs_contact)
{
	const struct handbook_entry *found = NULL;
	int best = 0;

	for (size_t i = 0; i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		int near;

		if (strcmp(entry->function, function) != 0 ||
		    (needs_contact && !handbook_has_contact(entry)))
			continue;
		near = nearness(entry, where);
		if (near <= best)
			continue;
		best = near;
		found = entry;
	}
	return found;
}

const struct handbook_entry *
handbook_nearest(const struct handbook *handbook, const char *function,
    const struct programme_scope *where)
{
	return find_nearest(handbook, function, where, false);
}

const struct handbook_entry *
handbook_nearest_contact(const struct handbook *handbook, const char *function,
    const struct programme_scope *where)
{
	return find_nearest(handbook, function, where, true);
}

char *
handbook_place(const struct handbook_entry *entry)
{
	bool has_both = entry->area[0] != '\0' && entry->workplace[0] != '\0';

	return memory_printf(
	    "%s%s%s", entry->area, has_both ? ", " : "", entry->workplace);
}

char *
handbook_title(const struct handbook_entry *entry, enum language language)
{
	cleanup_(memory_free_ptr) char *place = handbook_place(entry);

	return memory_printf("%s%s%s", entry->title.in[language],
	    place[0] == '\0' ? "" : " – ", place);
}

char *
handbook_mailbox(const char *name, const char *address)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_add_char(&out, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			strbuf_add_char(&out, '\\');
		strbuf_add_char(&out, *name);
	}
	strbuf_add_format(&out, "\" <%s>", address);
	return strbuf_detach(&out);
}
