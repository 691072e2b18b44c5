/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_digest.h"

#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "base/memory.h"
#include "model/role.h"
#include "model/step_repeat.h"

/* Each part with its length before it: no two contents hash alike. */
static void
add(struct digest *digest, const char *text)
{
	char length[24];

	(void)snprintf(length, sizeof(length),
	    "%zd:", text == NULL ? (ssize_t)-1 : (ssize_t)strlen(text));
	digest_add_text(digest, length);
	if (text != NULL)
		digest_add_text(digest, text);
}

static void
add_number(struct digest *digest, int number)
{
	char text[16];

	(void)snprintf(text, sizeof(text), "%d", number);
	add(digest, text);
}

static void
add_pair(struct digest *digest, const struct text_pair *pair)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		add(digest, pair->in[i]);
}

static void
add_list(struct digest *digest, char *const *values, size_t count)
{
	add_number(digest, (int)count);
	for (size_t i = 0; i < count; i++)
		add(digest, values[i]);
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
		add_number(digest, (int)i);
		return;
	}
	add(digest, only_if);
}

static void
add_later_fields(struct digest *digest, const struct step *step)
{
	const struct ladder usual = ladder_default();
	char repeat[STEP_REPEAT_TEXT_SIZE];
	char reminders[LADDER_TEXT_SIZE];

	if (step->window >= 0 && !step->contact) {
		add(digest, "\001window");
		add_number(digest, step->window);
	}
	if (step->repeat.count > 0) {
		add(digest, "\001repeat");
		add(digest, step_repeat_format(&step->repeat, repeat));
	}
	if (!ladder_equal(&step->ladder, &usual)) {
		add(digest, "\001reminders");
		add(digest, ladder_format(&step->ladder, reminders));
	}
}

static void
add_step(struct digest *digest, const struct step *step)
{
	char rule[DATE_RULE_TEXT_SIZE];

	add(digest, step->id);
	add_number(digest, step->phase);
	add_pair(digest, &step->title);
	add(digest, step_kind_name(step->kind));
	add(digest, step->role);
	add(digest, date_rule_format(&step->due, rule));
	add(digest, date_rule_format(&step->latest, rule));
	add_number(digest, step->minutes);
	add_list(digest, step->participants, step->participant_count);
	add_number(digest, step->undisturbed);
	add_list(digest, step->requires, step->require_count);
	add_condition(digest, step->only_if);
	add_number(digest, step->optional);
	add(digest, step->mail_to);
	add_number(digest, step->pack);
	add_pair(digest, &step->guide);
	add_number(digest, step->contact);
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
	add(&digest, programme->id);
	if (programme->kind != PROGRAMME_ONBOARDING) {
		add(&digest, "\001kind");
		add(&digest, programme_kind_name(programme->kind));
	}
	add_pair(&digest, &programme->title);
	for (size_t i = 0; i < programme->phase_count; i++) {
		add_number(&digest, programme->phases[i].id);
		add_pair(&digest, &programme->phases[i].title);
	}
	for (size_t i = 0; i < programme->step_count; i++)
		add_step(&digest, &programme->steps[i]);
	finish(&digest, ret_hex);
}

static void
add_entry(struct digest *digest, const struct handbook_entry *entry)
{
	add(digest, entry->function);
	add_pair(digest, &entry->title);
	add(digest, entry->contact_name);
	add(digest, entry->contact_email);
	add(digest, entry->deputy_name);
	add(digest, entry->deputy_email);
	add(digest, entry->phone);
	add(digest, entry->mail);
	if (entry->members != NULL && entry->members[0] != '\0')
		add(digest, entry->members);
	add_pair(digest, &entry->helps_with);
}

/* Entries in the order of role_functions, however the file has them. */
void
programme_digest_handbook(
    const struct handbook *handbook, char ret_hex[DIGEST_HEX_SIZE])
{
	struct digest digest;

	digest_init(&digest);
	for (size_t i = 0; role_functions[i] != NULL; i++) {
		const struct handbook_entry *entry =
		    handbook_find(handbook, role_functions[i]);

		if (entry != NULL)
			add_entry(&digest, entry);
	}
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
