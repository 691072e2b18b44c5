/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_digest.h"

#include <stdlib.h>

#include <string.h>

#include "base/memory.h"
#include "model/step_repeat.h"

static void
add_pair(struct digest *digest, const struct text_pair *pair)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		digest_add_part(digest, pair->in[i]);
}

static void
add_list(struct digest *digest, char *const *values, size_t count)
{
	digest_add_number(digest, (int)count);
	for (size_t i = 0; i < count; i++)
		digest_add_part(digest, values[i]);
}

/*
 * A programme that uses nothing newer has the digest that it was first stored
 * with: these two conditions are numbers, and what a step does not use is left
 * out.  No text of a programme begins as the names of the rest do.
 */
static void
add_condition(struct digest *digest, const char *only_if)
{
	static const char *const first[] = {
	    "", "recruitment=internal", "recruitment=external"};

	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		if (strcmp(first[i], only_if) != 0)
			continue;
		digest_add_number(digest, (int)i);
		return;
	}
	digest_add_part(digest, only_if);
}

static void
add_topics(struct digest *digest, const struct step *step)
{
	digest_add_part(digest, "\001topics");
	digest_add_number(digest, (int)step->topic_count);
	for (size_t i = 0; i < step->topic_count; i++) {
		digest_add_part(digest, step->topics[i].id);
		add_pair(digest, &step->topics[i].text);
	}
}

static void
add_later_fields(struct digest *digest, const struct step *step)
{
	const struct ladder usual = ladder_default();
	char repeat[STEP_REPEAT_TEXT_SIZE];
	char reminders[LADDER_TEXT_SIZE];

	if (step->window >= 0 && !step->contact) {
		digest_add_part(digest, "\001window");
		digest_add_number(digest, step->window);
	}
	if (step->repeat.count > 0) {
		digest_add_part(digest, "\001repeat");
		digest_add_part(
		    digest, step_repeat_format(&step->repeat, repeat));
	}
	if (!ladder_equal(&step->ladder, &usual)) {
		digest_add_part(digest, "\001reminders");
		digest_add_part(
		    digest, ladder_format(&step->ladder, reminders));
	}
	if (step->topic_count > 0)
		add_topics(digest, step);
}

static void
add_step(struct digest *digest, const struct step *step)
{
	char rule[DATE_RULE_TEXT_SIZE];

	digest_add_part(digest, step->id);
	digest_add_number(digest, step->phase);
	add_pair(digest, &step->title);
	digest_add_part(digest, step_kind_name(step->kind));
	digest_add_part(digest, step->role);
	digest_add_part(digest, date_rule_format(&step->due, rule));
	digest_add_part(digest, date_rule_format(&step->latest, rule));
	digest_add_number(digest, step->minutes);
	add_list(digest, step->participants, step->participant_count);
	digest_add_number(digest, step->undisturbed);
	add_list(digest, step->requires, step->require_count);
	add_condition(digest, step->only_if);
	digest_add_number(digest, step->optional);
	digest_add_part(digest, step->mail_to);
	digest_add_number(digest, step->pack);
	add_pair(digest, &step->guide);
	digest_add_number(digest, step->contact);
	add_later_fields(digest, step);
}

static void
finish(struct digest *digest, char ret_hex[DIGEST_HEX_SIZE])
{
	unsigned char bytes[DIGEST_SIZE];

	digest_finish(digest, bytes);
	(void)digest_hex(bytes, sizeof(bytes), ret_hex);
	digest_release(digest);
}

void
programme_digest(
    const struct programme *programme, char ret_hex[DIGEST_HEX_SIZE])
{
	struct digest digest;

	digest_init(&digest);
	digest_add_part(&digest, programme->id);
	if (programme->kind != PROGRAMME_ONBOARDING) {
		digest_add_part(&digest, "\001kind");
		digest_add_part(&digest, programme_kind_name(programme->kind));
	}
	add_pair(&digest, &programme->title);
	for (size_t i = 0; i < programme->phase_count; i++) {
		digest_add_number(&digest, programme->phases[i].id);
		add_pair(&digest, &programme->phases[i].title);
	}
	for (size_t i = 0; i < programme->step_count; i++)
		add_step(&digest, &programme->steps[i]);
	finish(&digest, ret_hex);
}

static void
add_entry(struct digest *digest, const struct handbook_entry *entry)
{
	digest_add_part(digest, entry->function);
	add_pair(digest, &entry->title);
	digest_add_part(digest, entry->contact_name);
	digest_add_part(digest, entry->contact_email);
	digest_add_part(digest, entry->deputy_name);
	digest_add_part(digest, entry->deputy_email);
	digest_add_part(digest, entry->phone);
	digest_add_part(digest, entry->mail);
	if (entry->members != NULL && entry->members[0] != '\0')
		digest_add_part(digest, entry->members);
	add_pair(digest, &entry->helps_with);
	if (handbook_is_local(entry)) {
		digest_add_part(digest, "\001place");
		digest_add_part(digest, entry->area);
		digest_add_part(digest, entry->workplace);
	}
}

/* Within a function by their names, the central entry's being the first. */
static int
compare_names(const void *a, const void *b)
{
	const struct handbook_entry *const *left = a;
	const struct handbook_entry *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static void
add_function(struct digest *digest, const struct handbook *handbook,
    const char *function)
{
	cleanup_(memory_free_ptr) const struct handbook_entry **entries =
	    memory_alloc(
		(handbook->count + 1) * sizeof(struct handbook_entry *));
	size_t count = 0;

	for (size_t i = 0; i < handbook->count; i++) {
		if (strcmp(handbook->entries[i].function, function) == 0)
			entries[count++] = &handbook->entries[i];
	}
	qsort(entries, count, sizeof(struct handbook_entry *), compare_names);
	for (size_t i = 0; i < count; i++)
		add_entry(digest, entries[i]);
}

/* Entries in the order of handbook_functions, however the file has them. */
void
programme_digest_handbook(
    const struct handbook *handbook, char ret_hex[DIGEST_HEX_SIZE])
{
	struct digest digest;

	digest_init(&digest);
	for (size_t i = 0; handbook_functions[i] != NULL; i++)
		add_function(&digest, handbook, handbook_functions[i]);
	finish(&digest, ret_hex);
}

void
programme_digest_entry(
    const struct handbook_entry *entry, char ret_hex[DIGEST_HEX_SIZE])
{
	struct digest digest;

	digest_init(&digest);
	add_entry(&digest, entry);
	finish(&digest, ret_hex);
}
